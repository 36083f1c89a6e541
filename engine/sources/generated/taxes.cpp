#include "sources/generated/taxes.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace pronto::generated {

namespace {

enum class levy : std::uint8_t { percent, person, person_by_stars, room, room_by_stars };

// What cities of a country ask of guests. Percents in hundredths of a percent; amounts in euro
// cents a night, by stars for each star.
struct tourist_tax {
  std::string_view country;
  levy shape;
  int low;
  int high;
  int nights_max;     // 0: none; -1: each city has its own
  int exempt_below;   // 0: nobody; -1: each city has its own
  int cities_percent; // how many of the cities have it
};

// Ordered by country.
constexpr tourist_tax tourist_taxes[]{
    {"AE", levy::room_by_stars, 70, 110, 30, 0, 100},
    {"AT", levy::percent, 300, 500, 0, 0, 90},
    {"BE", levy::room, 300, 800, 0, 0, 90},
    {"BG", levy::person, 50, 150, 0, 0, 70},
    {"CA", levy::percent, 300, 600, 0, 0, 80},
    {"CH", levy::person, 250, 450, 0, 12, 95},
    {"CZ", levy::person, 100, 220, 0, 18, 90},
    {"DE", levy::percent, 500, 750, 0, 0, 60},
    {"EE", levy::person, 100, 250, 0, 0, 50},
    {"ES", levy::person_by_stars, 50, 120, 7, 17, 40},
    {"FR", levy::person_by_stars, 60, 130, 0, 18, 95},
    {"GB", levy::percent, 300, 500, 5, 0, 8},
    {"GR", levy::room_by_stars, 100, 200, 0, 0, 100},
    {"HR", levy::person, 130, 265, 0, 12, 100},
    {"HU", levy::percent, 400, 400, 0, 18, 80},
    {"IS", levy::room, 350, 450, 0, 0, 100},
    {"IT", levy::person_by_stars, 90, 180, -1, -1, 90},
    {"JP", levy::person_by_stars, 25, 60, 0, 0, 60},
    {"LT", levy::person, 100, 200, 0, 0, 60},
    {"MX", levy::percent, 300, 500, 0, 0, 100},
    {"MY", levy::room, 200, 200, 0, 0, 100},
    {"NL", levy::percent, 600, 1250, 0, 0, 90},
    {"PL", levy::person, 50, 90, 0, 0, 50},
    {"PT", levy::person, 200, 400, 7, 13, 70},
    {"RO", levy::percent, 100, 100, 0, 0, 60},
    {"SI", levy::person, 200, 320, 0, 7, 100},
    {"TR", levy::percent, 200, 200, 0, 0, 100},
    {"US", levy::percent, 800, 1650, 0, 0, 100},
};
static_assert(std::ranges::is_sorted(tourist_taxes, {}, &tourist_tax::country));

struct sales_tax {
  std::string_view country;
  int hundredths;  // of a percent; 0: none
  bool included;
};

constexpr sales_tax other_sales_tax{"", 1000, true};

// Where it differs from `other_sales_tax`; ordered by country.
constexpr sales_tax sales_taxes[]{
    {"AE", 500, true}, {"AR", 2100, true},  {"BE", 600, true},    {"BR", 500, false},
    {"CA", 1300, false},        {"CH", 380, true},   {"CL", 1900, true},   {"CN", 600, true},
    {"CO", 1900, false},        {"CZ", 1200, true},  {"DE", 700, true},    {"DK", 2500, true},
    {"EG", 1400, false},        {"GB", 2000, true},  {"GR", 1300, true},   {"HK", 0, true},
    {"HR", 1300, true},         {"HU", 500, true},   {"IE", 1350, true},   {"IN", 1200, false},
    {"LU", 300, true},          {"MO", 0, true},     {"MX", 1600, false},  {"NL", 900, true},
    {"NO", 1200, true},         {"NZ", 1500, true},  {"PL", 800, true},    {"PT", 600, true},
    {"SE", 1200, true},         {"SG", 900, false},  {"TH", 700, true},    {"TR", 1000, true},
    {"US", 0, true},            {"ZA", 1500, true},
};
static_assert(std::ranges::is_sorted(sales_taxes, {}, &sales_tax::country));

constexpr std::array<std::string_view, 7> service_countries{"AE", "EG", "HK", "ID", "MY", "SG",
                                                            "TH"};

constexpr percent hundredths(int n) { return {n * micro_per_percent / 100}; }

tax_fee named(std::string_view code, std::string_view name, tax_kind kind) {
  tax_fee out;
  out.code = code;
  out.name = name;
  out.kind = kind;
  return out;
}

tax_fee percent_tax(std::string_view code, std::string_view name, tax_kind kind, percent share) {
  tax_fee out = named(code, name, kind);
  out.is_percent = true;
  out.share = share;
  out.period = per::night;
  return out;
}

tax_fee amount_fee(std::string_view code, std::string_view name, std::int64_t amount, payer basis,
                   per period) {
  tax_fee out = named(code, name, tax_kind::fee);
  out.amount = amount;
  out.basis = basis;
  out.period = period;
  return out;
}

void add_sales_tax(const house& of, std::vector<tax_fee>& to) {
  const auto found =
      std::ranges::lower_bound(sales_taxes, of.where.city->country, {}, &sales_tax::country);
  const bool listed = found != std::end(sales_taxes) && found->country == of.where.city->country;
  const sales_tax& rule = listed ? *found : other_sales_tax;
  if (rule.hundredths == 0) return;
  to.push_back(percent_tax("VAT", "Value added tax", tax_kind::tax, hundredths(rule.hundredths)));
  to.back().included = rule.included;
  to.back().on_supplements = true;
}

// The tax that resorts ask for instead: often more in the season, the first night sometimes free.
void add_spa_tax(const house& of, random_stream& city, std::vector<tax_fee>& to) {
  tax_fee tax = named("CITYTAX", "Visitor's tax", tax_kind::tax);
  tax.amount = of.scale.small(city.between(15, 40) * 10);
  tax.basis = payer::person;
  tax.period = per::night;
  tax.exempt_below = city.between(6, 18);
  tax.nights_excluded = city.chance(25) ? 1 : 0;
  if (city.chance(25)) tax.nights_max = city.between(14, 28);
  tax.paid_at = payment::property;
  const auto high = high_weeks(of.where, of.nights);
  if (!high.empty() && city.chance(35)) {
    tax_fee more = tax;
    more.code = "CITYTAX2";
    more.name = "Visitor's tax, high season surcharge";
    more.amount = of.scale.small(city.between(5, 15) * 10);
    more.dates = high.front();
    to.push_back(std::move(more));
  }
  to.push_back(std::move(tax));
}

// What the cities of the table's countries ask for.
void add_city_tax(const house& of, const tourist_tax& rule, random_stream& city,
                  std::vector<tax_fee>& to) {
  tax_fee tax = named("CITYTAX", "City tax", tax_kind::tax);
  const int stars = std::max(1, of.stars);
  const int value = city.between(rule.low, rule.high);
  constexpr std::array maxima{0, 3, 4, 5, 7, 7, 10};
  constexpr std::array exemptions{10, 10, 12, 14, 18};
  const int own_max = maxima[static_cast<std::size_t>(city.below(7))];
  const int own_exemption = exemptions[static_cast<std::size_t>(city.below(5))];
  const int nights_max = rule.nights_max < 0 ? own_max : rule.nights_max;
  const int exempt_below = rule.exempt_below < 0 ? own_exemption : rule.exempt_below;
  tax.period = per::night;
  tax.paid_at = city.chance(70) ? payment::property : payment::booking;
  if (rule.shape == levy::percent) {
    tax.is_percent = true;
    tax.share = hundredths((value + 24) / 25 * 25);
    tax.on_supplements = city.chance(30);
  } else {
    const bool by_stars =
        rule.shape == levy::person_by_stars || rule.shape == levy::room_by_stars;
    const bool by_person = rule.shape == levy::person || rule.shape == levy::person_by_stars;
    tax.amount = of.scale.small(by_stars ? value * stars : value);
    tax.basis = by_person ? payer::person : payer::room;
    if (by_person && exempt_below > 0) tax.exempt_below = exempt_below;
  }
  if (nights_max > 0) tax.nights_max = nights_max;
  // Long stays are no tourism any more there.
  if (of.where.city->country == "US") tax.los.max = 29;
  to.push_back(std::move(tax));
}

void add_visitor_tax(const house& of, std::uint64_t seed, std::vector<tax_fee>& to) {
  random_stream city{mix(mix(seed, 0x746178), of.where.rank)};
  const auto found = std::ranges::lower_bound(tourist_taxes, of.where.city->country, {},
                                              &tourist_tax::country);
  const bool listed = found != std::end(tourist_taxes) && found->country == of.where.city->country;
  const bool resort = of.where.high == season::winter || of.where.high == season::summer;
  if (resort && city.chance(listed ? 60 : 30))
    add_spa_tax(of, city, to);
  else if (listed && (of.where.rank < 12 || city.chance(found->cities_percent)))
    add_city_tax(of, *found, city, to);
}

void add_house_fees(const house& of, const std::vector<room_type>& rooms,
                    const std::vector<rate_plan>& plans, random_stream& dice,
                    std::vector<tax_fee>& to) {
  const price_scale& scale = of.scale;
  const std::string_view country = of.where.city->country;
  if (std::ranges::find(service_countries, country) != service_countries.end() && dice.chance(70)) {
    to.push_back(percent_tax("SERVICE", "Service charge", tax_kind::fee, hundredths(1000)));
    to.back().on_supplements = true;
  }
  if (country == "US" && of.stars >= 3 && dice.chance(35)) {
    to.push_back(amount_fee("RESORT", "Resort fee", scale.units(dice.between(12, 45) * 100),
                            payer::room, per::night));
    if (dice.chance(65)) to.back().paid_at = payment::property;
  }
  if (dice.chance(3))
    to.push_back(amount_fee("CLIMATE", "Sustainability fee", scale.small(dice.between(10, 30) * 10),
                            payer::person, per::stay));
  if (dice.chance(4)) {
    to.push_back(amount_fee("LEVY", "Destination levy", scale.small(dice.between(5, 20) * 10),
                            payer::person, per::night));
    to.back().included = true;
  }
  for (std::uint32_t i = 0; i < rooms.size(); ++i) {
    if (rooms[i].code != "STE" || !dice.chance(15)) continue;
    to.push_back(amount_fee("BUTLER", "Suite service", scale.units(dice.between(8, 25) * 100),
                            payer::room, per::night));
    to.back().rooms = std::vector{i};
  }
  for (std::uint32_t i = 0; i < plans.size(); ++i) {
    if (plans[i].board != meal_plan::half_board || !dice.chance(15)) continue;
    const percent share = hundredths(dice.between(2, 6) * 50);
    if (!to.empty() && to.back().code == "MEALS") {  // one fee, of all plans that have it
      to.back().plans->push_back(i);
      continue;
    }
    to.push_back(percent_tax("MEALS", "Service charge on half board", tax_kind::fee, share));
    to.back().plans = std::vector{i};
  }
}

void add_home_fees(const house& of, random_stream& dice, std::vector<tax_fee>& to) {
  const price_scale& scale = of.scale;
  if (dice.chance(60))
    to.push_back(amount_fee("CLEANING", "Cleaning fee", scale.units(dice.between(3, 16) * 500),
                            payer::room, per::stay));
  if (dice.chance(25)) {
    to.push_back(percent_tax("BOOKING", "Booking fee", tax_kind::fee,
                             hundredths(dice.between(6, 28) * 50)));
    to.back().period = per::stay;
  }
  if (dice.chance(8)) {
    to.push_back(amount_fee("UTILITIES", "Water and power on long stays",
                            scale.units(dice.between(4, 12) * 1'000), payer::room, per::stay));
    to.back().los.min = dice.chance(50) ? 14 : 28;
    to.back().paid_at = payment::property;
  }
}

}  // namespace

std::vector<tax_fee> make_taxes(const house& of, const std::vector<room_type>& rooms,
                                const std::vector<rate_plan>& plans, std::uint64_t seed,
                                random_stream& dice) {
  std::vector<tax_fee> out;
  add_visitor_tax(of, seed, out);
  // Homes of private hosts are below the threshold of the sales tax.
  if (of.kind == lodging::home) {
    add_home_fees(of, dice, out);
  } else {
    add_sales_tax(of, out);
    add_house_fees(of, rooms, plans, dice, out);
  }
  put_in_order(out);
  return out;
}

}  // namespace pronto::generated
