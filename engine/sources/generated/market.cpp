#include "sources/generated/market.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>

#include "catalog/places/country.hpp"

namespace pronto::generated {

namespace {

struct exchange_rate {
  std::string_view code;
  std::int64_t milli_per_euro;  // of the major unit
};

// About what a euro buys, ordered by code: enough for prices that look right, not for conversion.
constexpr exchange_rate exchange_rates[]{
    {"AED", 4'100},      {"AFN", 78'000},     {"ALL", 98'000},      {"AMD", 430'000},
    {"AOA", 1'000'000},  {"ARS", 1'500'000},  {"AUD", 1'750},     {"AWG", 2'000},
    {"AZN", 1'900},      {"BAM", 1'960},      {"BBD", 2'300},     {"BDT", 135'000},
    {"BHD", 430},        {"BIF", 3'300'000},  {"BMD", 1'150},     {"BND", 1'480},
    {"BOB", 8'000},      {"BRL", 6'300},      {"BSD", 1'150},     {"BTN", 98'000},
    {"BWP", 15'500},     {"BYN", 3'600},      {"BZD", 2'300},     {"CAD", 1'600},
    {"CDF", 3'000'000},  {"CHF", 940},        {"CLP", 1'080'000}, {"CNY", 8'200},
    {"COP", 4'600'000},  {"CRC", 580'000},    {"CUP", 27'000},    {"CVE", 110'000},
    {"CZK", 24'500},     {"DJF", 205'000},    {"DKK", 7'460},     {"DOP", 70'000},
    {"DZD", 151'000},    {"EGP", 56'000},     {"ERN", 17'000},    {"ETB", 160'000},
    {"EUR", 1'000},      {"FJD", 2'600},      {"FKP", 860},       {"GBP", 860},
    {"GEL", 3'150},      {"GHS", 13'000},     {"GIP", 860},       {"GMD", 82'000},
    {"GNF", 9'900'000},  {"GTQ", 8'900},      {"GYD", 240'000},   {"HKD", 9'000},
    {"HNL", 30'000},     {"HTG", 151'000},    {"HUF", 400'000},   {"IDR", 18'900'000},
    {"ILS", 3'950},      {"INR", 98'000},     {"IQD", 1'500'000}, {"IRR", 48'000'000},
    {"ISK", 142'000},    {"JMD", 184'000},    {"JOD", 815},       {"JPY", 165'000},
    {"KES", 149'000},    {"KGS", 100'000},    {"KHR", 4'600'000}, {"KMF", 492'000},
    {"KPW", 1'030'000},  {"KRW", 1'600'000},  {"KWD", 352},       {"KYD", 960},
    {"KZT", 600'000},    {"LAK", 25'000'000}, {"LBP", 103'000'000}, {"LKR", 345'000},
    {"LRD", 230'000},    {"LSL", 20'600},     {"LYD", 6'300},     {"MAD", 10'600},
    {"MDL", 19'700},     {"MGA", 5'200'000},  {"MKD", 61'500},    {"MMK", 2'400'000},
    {"MNT", 4'100'000},  {"MOP", 9'300},      {"MRU", 46'000},    {"MUR", 53'000},
    {"MVR", 17'700},     {"MWK", 2'000'000},  {"MXN", 21'800},    {"MYR", 4'900},
    {"MZN", 73'000},     {"NAD", 20'600},     {"NGN", 1'770'000}, {"NIO", 42'000},
    {"NOK", 11'800},     {"NPR", 157'000},    {"NZD", 1'950},     {"OMR", 443},
    {"PAB", 1'150},      {"PEN", 4'200},      {"PGK", 4'700},     {"PHP", 66'000},
    {"PKR", 327'000},    {"PLN", 4'260},      {"PYG", 9'000'000}, {"QAR", 4'200},
    {"RON", 5'050},      {"RSD", 117'000},    {"RUB", 92'000},    {"RWF", 1'650'000},
    {"SAR", 4'300},      {"SBD", 9'700},      {"SCR", 16'500},    {"SDG", 690'000},
    {"SEK", 11'200},     {"SGD", 1'480},      {"SHP", 860},       {"SLE", 26'000},
    {"SOS", 655'000},    {"SRD", 42'000},     {"SSP", 5'200'000}, {"STN", 24'500},
    {"SYP", 15'000'000}, {"SZL", 20'600},     {"THB", 37'500},    {"TJS", 12'600},
    {"TMT", 4'000},      {"TND", 3'370},      {"TOP", 2'750},     {"TRY", 46'000},
    {"TTD", 7'800},      {"TWD", 34'500},     {"TZS", 2'950'000}, {"UAH", 48'000},
    {"UGX", 4'200'000},  {"USD", 1'150},      {"UYU", 46'500},    {"UZS", 14'700'000},
    {"VES", 120'000},    {"VND", 30'000'000}, {"VUV", 138'000},   {"WST", 3'150},
    {"XAF", 656'000},    {"XCD", 3'100},      {"XCG", 2'050},     {"XOF", 656'000},
    {"XPF", 119'000},    {"YER", 290'000},    {"ZAR", 20'600},    {"ZMW", 28'000},
};
static_assert(std::ranges::is_sorted(exchange_rates, {}, &exchange_rate::code));

struct country_traits {
  std::string_view code;
  int level_percent;
  flavour names;
};

constexpr country_traits other_country{"", 55, flavour::english};

// Where it differs from `other_country`; ordered by code.
constexpr country_traits traits[]{
    {"AD", 90, flavour::spanish},
    {"AE", 105, flavour::arabic},    {"AR", 60, flavour::spanish},  {"AT", 110, flavour::german},
    {"AU", 115, flavour::english},   {"BA", 50, flavour::slavic},   {"BE", 105, flavour::french},
    {"BG", 50, flavour::slavic},     {"BH", 90, flavour::arabic},   {"BO", 38, flavour::spanish},
    {"BR", 55, flavour::portuguese}, {"CA", 125, flavour::english}, {"CH", 165, flavour::german},
    {"CI", 70, flavour::french},     {"CL", 70, flavour::spanish},  {"CN", 50, flavour::chinese},
    {"CO", 45, flavour::spanish},    {"CR", 85, flavour::spanish},  {"CU", 60, flavour::spanish},
    {"CY", 85, flavour::greek},      {"CZ", 75, flavour::slavic},   {"DE", 100, flavour::german},
    {"DK", 135, flavour::nordic},    {"DO", 90, flavour::spanish},  {"DZ", 60, flavour::arabic},
    {"EC", 50, flavour::spanish},    {"EE", 75, flavour::nordic},   {"EG", 45, flavour::arabic},
    {"ES", 95, flavour::spanish},    {"FI", 115, flavour::nordic},  {"FO", 120, flavour::nordic},
    {"FR", 115, flavour::french},    {"GB", 125, flavour::english}, {"GP", 100, flavour::french},
    {"GR", 85, flavour::greek},      {"GT", 50, flavour::spanish},  {"HK", 110, flavour::chinese},
    {"HN", 50, flavour::spanish},    {"HR", 85, flavour::slavic},   {"HU", 65, flavour::slavic},
    {"ID", 40, flavour::asian},      {"IE", 135, flavour::english}, {"IL", 140, flavour::english},
    {"IN", 42, flavour::indian},     {"IS", 160, flavour::nordic},  {"IT", 105, flavour::italian},
    {"JO", 65, flavour::arabic},     {"JP", 90, flavour::japanese}, {"KH", 35, flavour::asian},
    {"KR", 80, flavour::asian},      {"KW", 110, flavour::arabic},  {"LA", 35, flavour::asian},
    {"LB", 80, flavour::arabic},     {"LI", 150, flavour::german},  {"LK", 45, flavour::indian},
    {"LT", 65, flavour::slavic},     {"LU", 125, flavour::french},  {"LV", 65, flavour::slavic},
    {"MA", 55, flavour::arabic},     {"MC", 220, flavour::french},  {"ME", 65, flavour::slavic},
    {"MO", 100, flavour::chinese},   {"MQ", 100, flavour::french},  {"MV", 190, flavour::indian},
    {"MX", 65, flavour::spanish},    {"MY", 42, flavour::asian},    {"NC", 105, flavour::french},
    {"NI", 45, flavour::spanish},    {"NL", 125, flavour::dutch},   {"NO", 140, flavour::nordic},
    {"NP", 35, flavour::indian},     {"NZ", 105, flavour::english}, {"OM", 85, flavour::arabic},
    {"PA", 70, flavour::spanish},    {"PE", 50, flavour::spanish},  {"PF", 180, flavour::french},
    {"PH", 50, flavour::asian},      {"PK", 45, flavour::indian},   {"PL", 65, flavour::slavic},
    {"PR", 120, flavour::spanish},   {"PT", 90, flavour::portuguese}, {"PY", 45, flavour::spanish},
    {"QA", 100, flavour::arabic},    {"RE", 100, flavour::french},  {"RO", 60, flavour::slavic},
    {"RS", 60, flavour::slavic},     {"RU", 60, flavour::slavic},   {"SA", 90, flavour::arabic},
    {"SE", 115, flavour::nordic},    {"SG", 145, flavour::asian},   {"SI", 80, flavour::slavic},
    {"SK", 65, flavour::slavic},     {"SM", 85, flavour::italian},  {"SN", 70, flavour::french},
    {"SV", 55, flavour::spanish},    {"TH", 45, flavour::asian},    {"TN", 45, flavour::arabic},
    {"TR", 55, flavour::turkish},    {"TW", 70, flavour::chinese},  {"UA", 45, flavour::slavic},
    {"US", 140, flavour::english},   {"UY", 70, flavour::spanish},  {"VE", 60, flavour::spanish},
    {"VN", 38, flavour::asian},      {"XK", 45, flavour::slavic},
};
static_assert(std::ranges::is_sorted(traits, {}, &country_traits::code));

const country_traits& traits_of(std::string_view country_code) {
  const auto found = std::ranges::lower_bound(traits, country_code, {}, &country_traits::code);
  return found != std::end(traits) && found->code == country_code ? *found : other_country;
}

// Where a country speaks several languages, roughly by where they are spoken.
flavour names_in(const known_city& city, flavour usual) {
  if (city.country == "CH" && city.longitude < 7.2) return flavour::french;
  if (city.country == "CH" && city.latitude < 46.3 && city.longitude > 8.5)
    return flavour::italian;
  if (city.country == "BE" && city.latitude > 50.95) return flavour::dutch;
  if (city.country == "CA" && city.longitude > -74.5 && city.longitude < -66)
    return flavour::french;
  return usual;
}

std::int64_t ten_to(int exponent) {
  std::int64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

std::int64_t rounded_to(std::int64_t amount, std::int64_t step) {
  return std::max(step, (amount + step / 2) / step * step);
}

// The sum of the weights of the first i + 1 ranks, in units of 2^-40.
const std::vector<std::uint64_t>& rank_sums() {
  static const std::vector<std::uint64_t> sums = [] {
    std::vector<std::uint64_t> out;
    std::uint64_t sum = 0;
    for (std::uint64_t rank = 0; rank < known_cities().size(); ++rank)
      out.push_back(sum += (std::uint64_t{1} << 40) / (rank + 8));
    return out;
  }();
  return sums;
}

season season_of(const known_city& city, std::uint32_t rank, random_stream& dice) {
  const bool alpine = city.country == "AT" || city.country == "CH";
  if (std::abs(city.latitude) < 20) return season::tropics;
  if (rank < metropolis_ranks) return season::city;
  if (alpine) return dice.chance(60) ? season::winter : season::city;
  if (std::abs(city.latitude) < 47) return dice.chance(40) ? season::summer : season::city;
  return dice.chance(12) ? season::summer : season::city;
}

day day_of(int year, unsigned month, unsigned day_of_month) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day_of_month}};
  return static_cast<day>(std::chrono::sys_days{date}.time_since_epoch().count());
}

int year_of(day date) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{date}}};
  return static_cast<int>(ymd.year());
}

// The cosine of a latitude in millionths, by the ancient formula of Bhaskara (within 0.2 %): that
// of the C library may differ in its last bit from one machine to the next.
std::int64_t cosine_micro(double latitude) {
  const std::int64_t centidegrees = std::llround(latitude * 100);
  const std::int64_t square = centidegrees * centidegrees;
  return (324'000'000 - 4 * square) * 1'000'000 / (324'000'000 + square);
}

}  // namespace

std::int64_t price_scale::units(std::int64_t euro_cents) const {
  return rounded_to(euro_cents * minor_per_euro / 100, unit);
}

std::int64_t price_scale::small(std::int64_t euro_cents) const {
  return rounded_to(euro_cents * minor_per_euro / 100, std::max<std::int64_t>(1, unit / 10));
}

price_scale scale_of(currency money) {
  const auto found =
      std::ranges::lower_bound(exchange_rates, money.code_text(), {}, &exchange_rate::code);
  const bool known = found != std::end(exchange_rates) && found->code == money.code_text();
  const std::int64_t milli = known ? found->milli_per_euro : 1'000;
  price_scale out{money, std::max<std::int64_t>(1, milli * ten_to(money.decimals) / 1'000), 1};
  // The power of ten nearest below 1.2 euros: 1 pound, 100 yen, 10 crowns, 0.100 dinars.
  while (out.unit * 10 <= out.minor_per_euro * 12 / 10) out.unit *= 10;
  return out;
}

std::uint32_t cities_for(std::uint64_t hotels) {
  std::uint64_t cities = 1;
  const std::uint64_t most = known_cities().size();
  while (cities < most && (cities + 1) * (cities + 1) * (cities + 1) / 1250 <= hotels) ++cities;
  return static_cast<std::uint32_t>(cities);
}

std::uint32_t pick_city(std::uint32_t cities, random_stream& dice) {
  const auto& sums = rank_sums();
  const std::uint64_t at = dice.next() % sums[cities - 1];
  return static_cast<std::uint32_t>(std::ranges::upper_bound(sums, at) - sums.begin());
}

market market_of(std::uint32_t rank) {
  const known_city& city = known_cities()[rank];
  const country_traits& country = traits_of(city.country);
  random_stream dice{mix(0x6d61726b6574, rank)};
  market out{&city, rank, country.level_percent, season_of(city, rank, dice),
             names_in(city, country.names)};
  const int fame = rank < 12 ? dice.between(115, 145) : rank < metropolis_ranks ? dice.between(95, 125)
                                                                  : dice.between(75, 115);
  out.level_percent = out.level_percent * fame / 100;
  return out;
}

currency pick_currency(const market& where, random_stream& dice) {
  const auto home = find_country(where.city->country)->usual_currency();
  // Where money loses its worth fast, more hotels price in that of their guests.
  const bool soft = scale_of(home).minor_per_euro >= 40 * ten_to(home.decimals);
  if (!dice.chance(soft ? 7 : 2)) return home;
  constexpr std::array<std::string_view, 4> strangers{"EUR", "USD", "GBP", "CHF"};
  const auto other = find_currency(strangers[dice.weighted(std::array{45, 45, 6, 4})]);
  return *other == home ? *find_currency(home.code_text() == "USD" ? "EUR" : "USD") : *other;
}

std::vector<date_range> high_weeks(const market& where, date_range nights) {
  std::vector<date_range> out;
  const auto add = [&](day first, day last) {
    first = std::max(first, nights.first);
    last = std::min(last, nights.last);
    if (first <= last) out.push_back({first, last});
  };
  const bool south = where.city->latitude < 0;
  for (int year = year_of(nights.first) - 1; year <= year_of(nights.last); ++year) {
    switch (where.high) {
      case season::city: break;
      case season::summer:
        if (south)
          add(day_of(year, 1, 2), day_of(year, 2, 20));
        else
          add(day_of(year, 7, 5), day_of(year, 8, 25));
        break;
      case season::winter:
        add(day_of(year, 2, 1), day_of(year, 3, 10));
        add(day_of(year, 12, 20), day_of(year + 1, 1, 6));
        break;
      case season::tropics: add(day_of(year, 12, 18), day_of(year + 1, 1, 20)); break;
    }
  }
  return out;
}

position pick_position(const market& where, random_stream& dice) {
  // Metres to each side; the sum of four even throws is close to a bell.
  const int reach_m = std::array{900, 2'200, 5'500}[dice.weighted(std::array{50, 36, 14})] *
                      (where.rank < 40 ? 100 : 55) / 100;
  const auto bell_m = [&] {
    std::int64_t sum = 0;
    for (int i = 0; i < 4; ++i) sum += dice.between(-reach_m, reach_m);
    return sum;
  };
  constexpr std::int64_t steps_a_km = 899;  // of 10^-5 degrees of latitude
  constexpr double steps_a_degree = 1e5;
  const std::int64_t cosine = std::max<std::int64_t>(50'000, cosine_micro(where.city->latitude));
  const std::int64_t north = bell_m() * steps_a_km / 1'000;
  const std::int64_t east = bell_m() * steps_a_km * 1'000 / cosine;
  std::int64_t longitude = std::llround(where.city->longitude * steps_a_degree) + east;
  if (longitude > 18'000'000) longitude -= 36'000'000;
  if (longitude < -18'000'000) longitude += 36'000'000;
  const std::int64_t latitude = std::llround(where.city->latitude * steps_a_degree) + north;
  return {static_cast<double>(latitude) / steps_a_degree,
          static_cast<double>(longitude) / steps_a_degree};
}

std::vector<fair> fairs_of(const market& where, std::uint64_t seed, date_range nights) {
  std::vector<fair> out;
  const auto add = [&](day first, int length, int strength) {
    if (first <= nights.last && first + length > nights.first)
      out.push_back({{first, first + length - 1}, strength});
  };
  // One festival of the city, every year in the same weeks, as Munich has in autumn.
  random_stream yearly{mix(mix(seed, 0x66616972), where.rank)};
  const bool festival = yearly.chance(55);
  const int festival_start = yearly.between(40, 320);
  const int festival_length = yearly.between(6, 16);
  const int festival_strength = yearly.between(400, 1'000);
  for (int year = year_of(nights.first) - 1; year <= year_of(nights.last); ++year) {
    const day first = day_of(year, 1, 1);
    const std::uint64_t of_city = mix(mix(seed, 0x79656172), where.rank);
    random_stream dice{mix(of_city, static_cast<std::uint64_t>(year))};
    if (festival) add(first + festival_start, festival_length, festival_strength);
    for (int left = dice.between(4, 9); left > 0; --left) {
      const int start = dice.below(365);
      const int length = dice.between(2, 5);
      add(first + start, length, dice.between(150, 650));
    }
    add(day_of(year, 12, 29), 4, 350);
  }
  std::ranges::stable_sort(out, {}, [](const fair& each) { return each.nights.first; });
  return out;
}

}  // namespace pronto::generated
