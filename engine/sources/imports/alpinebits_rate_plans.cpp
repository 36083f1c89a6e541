#include "sources/imports/alpinebits_rate_plans.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

#include "pricing/stay.hpp"
#include "sources/imports/alpinebits_grammar.hpp"
#include "sources/imports/clean_text.hpp"
#include "sources/imports/taken_dates.hpp"

namespace pronto::alpinebits {

namespace {

using pugi::xml_node;

constexpr int days_limit = 9999;    // of lengths of stay and booking offsets
constexpr int guests_limit = 99;
constexpr int age_limit = 99;
constexpr int multiplier_limit = 365;
constexpr std::size_t amounts_limit = 64;  // tiers or child bands of one rate

constexpr std::string_view adult = "10";
constexpr std::string_view child = "8";

constexpr std::string_view per_person = "7";  // codes of the OTA table CHG
constexpr std::string_view per_room = "25";

std::string_view text_of(xml_node at, const char* name) { return at.attribute(name).value(); }

bool spelled(xml_node at, const char* name, std::string_view text) {
  return text_of(at, name) == text;
}

weekdays read_weekdays(attributes& in, xml_node at) {
  constexpr std::array names{"Mon", "Tue", "Weds", "Thur", "Fri", "Sat", "Sun"};
  weekdays days;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!in.flag(at, names[i], true))
      days.mask = static_cast<std::uint8_t>(days.mask & ~(1u << i));
  return days;
}

/// LengthsOfStay and DOW_Restrictions, which booking rules and the offer rule have in common.
struct stay_limits {
  bounds los;
  bounds stay_through;
  weekdays arrival;
  weekdays departure;
};

stay_limits read_stay_limits(attributes& in, xml_node rule) {
  stay_limits out;
  std::set<std::string_view> kinds;
  for (const auto each : rule.child("LengthsOfStay").children("LengthOfStay")) {
    const int days = in.needed_number(each, "Time", 0, days_limit);
    if (!spelled(each, "TimeUnit", "Day")) in.refuse(each, "TimeUnit", "TimeUnit is not Day");
    const std::string_view kind = in.needed(each, "MinMaxMessageType");
    if (!kinds.insert(kind).second) in.refuse(each, "MinMaxMessageType", "this limit is there twice");
    if (kind == "SetMinLOS") out.los.min = days;
    else if (kind == "SetMaxLOS") out.los.max = days;
    else if (kind == "SetForwardMinStay") out.stay_through.min = days;
    else if (kind == "SetForwardMaxStay") out.stay_through.max = days;
    else in.refuse(each, "MinMaxMessageType", "this kind of limit is not known");
  }
  if (out.los.min > out.los.max || out.stay_through.min > out.stay_through.max)
    in.refuse(rule.child("LengthsOfStay"), nullptr, "the least stay is above the greatest");
  const auto days = rule.child("DOW_Restrictions");
  out.arrival = read_weekdays(in, days.child("ArrivalDaysOfWeek"));
  out.departure = read_weekdays(in, days.child("DepartureDaysOfWeek"));
  return out;
}

/// "P15D", "P2W" or a plain number, as days; open where it is missing.
std::optional<int> read_offset_days(attributes& in, xml_node at, const char* name) {
  const auto attribute = at.attribute(name);
  if (!attribute) return std::nullopt;
  std::string_view text = attribute.value();
  int factor = 1;
  if (text.size() > 2 && text.front() == 'P') {
    if (text.back() == 'W') factor = 7;
    if (text.back() == 'W' || text.back() == 'D') text = text.substr(1, text.size() - 2);
  }
  int count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error == std::errc{} && end == text.data() + text.size() && count >= 0 &&
      count <= days_limit)
    return count * factor;
  in.refuse(at, name, std::string(name) + " is no number of days such as P14D");
  return std::nullopt;
}

/// Reads one plan; what is wrong with the plan as a whole ends up in `in_`.
class plan_reader {
public:
  plan_reader(const message& from, xml_node plan, const master_plans& masters,
              room_numbers& rooms, omissions& out)
      : from_(from), plan_(plan), shared_(plan), masters_(masters), rooms_(rooms), out_(out),
        in_(from) {}

  std::optional<read_plan> read();

private:
  void find_master();
  void read_head();
  void read_static_rate();
  void check_dated_rate(xml_node at);
  void check_money(xml_node at);
  void read_rates();
  std::optional<rate> read_rate(xml_node at, attributes& in) const;
  void read_rules();
  void read_offers();
  void read_offer_rule(xml_node rule);
  void read_discount(xml_node offer);
  void read_free_nights(xml_node from, attributes& in);
  void read_family(xml_node offer, attributes& in);
  void read_supplements();
  void read_supplement(xml_node head, const std::vector<xml_node>& prices, bool is_first);
  void read_supplement_prices(attributes& in, const std::vector<xml_node>& prices,
                              supplement& into);

  const message& from_;
  xml_node plan_;
  xml_node shared_;  // the plan that holds what this one has in common with others
  const master_plans& masters_;
  room_numbers& rooms_;
  omissions& out_;
  attributes in_;
  read_plan plan_read_;
};

std::optional<read_plan> plan_reader::read() {
  find_master();
  check_known(in_, plan_, plan_grammar);
  if (shared_ != plan_) check_known(in_, shared_, plan_grammar);
  read_head();
  if (!in_.wrong()) read_static_rate();
  if (!in_.wrong()) read_rules();
  if (!in_.wrong()) read_offers();
  if (!in_.wrong()) read_supplements();
  if (in_.wrong()) {
    in_.count("plan", "rate plans that cannot be taken over as they are", out_);
    return std::nullopt;
  }
  read_rates();
  return std::move(plan_read_);
}

void plan_reader::find_master() {
  const std::string_view group = text_of(plan_, "RatePlanID");
  if (group.empty() || in_.flag(plan_, "RatePlanQualifier", false)) return;
  if (const auto master = masters_.find(group); master != masters_.end()) shared_ = master->second;
  if (shared_ == plan_ && !plan_.child("Offers"))
    in_.refuse(plan_, "RatePlanID", "its master plan is not in the same message");
}

void plan_reader::read_head() {
  rate_plan& made = plan_read_.made;
  made.code = in_.needed_code(plan_, "RatePlanCode");
  const std::string_view code = in_.needed(plan_, "CurrencyCode");
  if (const auto money = find_currency(code)) plan_read_.money = *money;
  else in_.refuse(plan_, "CurrencyCode", "this currency is not known");
  made.name = made.code;
  for (const auto each : shared_.children("Description"))
    if (spelled(each, "Name", "title")) made.name = in_english(each, "Text", made.name);
}

// The rate without room and dates says how all others are to be read.
void plan_reader::read_static_rate() {
  const auto head = plan_.child("Rates").child("Rate");
  if (!head || head.attribute("InvTypeCode") || head.attribute("Start"))
    return in_.refuse(head ? head : plan_, nullptr,
                      "the first Rate must say what is charged, without a room and dates");
  check_known(in_, head, static_rate_grammar);
  rate_plan& made = plan_read_.made;
  made.unit_multiplier = in_.number(head, "UnitMultiplier", 1, multiplier_limit).value_or(1);
  if (head.attribute("RateTimeUnit") && !spelled(head, "RateTimeUnit", "Day"))
    in_.refuse(head, "RateTimeUnit", "RateTimeUnit is not Day");
  const auto base = head.child("BaseByGuestAmts").child("BaseByGuestAmt");
  if (spelled(base, "Type", per_person)) made.basis = charge_basis::person;
  else if (spelled(base, "Type", per_room)) made.basis = charge_basis::room;
  else in_.refuse(base ? base : head, base ? "Type" : nullptr, "the Type is neither 7 nor 25");
  const std::string_view meals = text_of(head.child("MealsIncluded"), "MealPlanCodes");
  if (meals.empty() || meals == "14") made.board = meal_plan::room_only;
  else if (meals == "1") made.board = meal_plan::all_inclusive;
  else if (meals == "3") made.board = meal_plan::breakfast;
  else if (meals == "10") made.board = meal_plan::full_board;
  else if (meals == "12") made.board = meal_plan::half_board;
  else in_.refuse(head.child("MealsIncluded"), "MealPlanCodes", "this meal plan is not known");
  for (auto each = head.next_sibling("Rate"); each && !in_.wrong(); each = each.next_sibling("Rate"))
    check_dated_rate(each);
}

// What the static rate says, a dated one may say again, but not otherwise. The plan goes then, and not the
// rate alone: another rate may hold for the same nights, and be wrong without this one.
void plan_reader::check_dated_rate(xml_node at) {
  check_known(in_, at, dated_rate_grammar);
  const rate_plan& made = plan_read_.made;
  const int unit = made.unit_multiplier;
  if (in_.number(at, "UnitMultiplier", 1, multiplier_limit).value_or(unit) != unit)
    in_.refuse(at, "UnitMultiplier", "it is not that of the first Rate");
  if (at.attribute("RateTimeUnit") && !spelled(at, "RateTimeUnit", "Day"))
    in_.refuse(at, "RateTimeUnit", "RateTimeUnit is not Day");
  check_money(at);
  const std::string_view type = made.basis == charge_basis::person ? per_person : per_room;
  for (const auto each : at.child("BaseByGuestAmts").children("BaseByGuestAmt")) {
    if (each.attribute("Type") && !spelled(each, "Type", type))
      in_.refuse(each, "Type", "it is not that of the first Rate");
    check_money(each);
  }
  for (const auto each : at.child("AdditionalGuestAmounts").children("AdditionalGuestAmount"))
    check_money(each);
}

void plan_reader::check_money(xml_node at) {
  if (at.attribute("CurrencyCode") && !spelled(at, "CurrencyCode", text_of(plan_, "CurrencyCode")))
    in_.refuse(at, "CurrencyCode", "it is not that of the plan");
}

void plan_reader::read_rates() {
  std::map<std::uint32_t, std::vector<rate>> by_room;
  std::map<std::uint32_t, taken_dates> taken;
  constexpr std::string_view kind = "rate";
  constexpr std::string_view text = "rates that cannot be read or overlap another";
  bool first = true;
  for (const auto each : plan_.child("Rates").children("Rate")) {
    if (std::exchange(first, false)) continue;  // the static one
    attributes in(from_);
    const std::string_view room = in.needed_code(each, "InvTypeCode");
    auto read = read_rate(each, in);
    if (!read) {
      in.count(kind, text, out_);
      continue;
    }
    const std::uint32_t number = rooms_.of(room);
    if (taken[number].take(read->nights)) {
      by_room[number].push_back(std::move(*read));
    } else {
      in.refuse(each, "Start", "it overlaps another rate of this room");
      in.count(kind, text, out_);
    }
  }
  for (auto& [room, rates] : by_room) {
    std::sort(rates.begin(), rates.end(),
              [](const rate& a, const rate& b) { return a.nights.first < b.nights.first; });
    plan_read_.made.products.push_back({room, rate_calendar(rates)});
  }
}

std::optional<rate> plan_reader::read_rate(xml_node at, attributes& in) const {
  const int decimals = plan_read_.money.decimals;
  rate out;
  out.nights = in.needed_dates(at);
  if (const auto meals = at.child("MealsIncluded").attribute("MealPlanCodes"))
    if (!spelled(plan_.child("Rates").child("Rate").child("MealsIncluded"), "MealPlanCodes",
                 meals.value()))
      in.refuse(at.child("MealsIncluded"), "MealPlanCodes", "not the meals of the plan");
  for (const auto each : at.child("BaseByGuestAmts").children("BaseByGuestAmt")) {
    const int guests = in.needed_number(each, "NumberOfGuests", 1, guests_limit);
    if (each.attribute("AgeQualifyingCode") && !spelled(each, "AgeQualifyingCode", adult))
      in.refuse(each, "AgeQualifyingCode", "a base amount is for adults, code 10");
    out.base.emplace_back(guests, in.needed_amount(each, "AmountAfterTax", decimals));
  }
  std::sort(out.base.begin(), out.base.end());
  for (std::size_t i = 1; i < out.base.size(); ++i)
    if (out.base[i].first == out.base[i - 1].first)
      in.refuse(at, nullptr, "two base amounts for the same number of guests");
  for (const auto each : at.child("AdditionalGuestAmounts").children("AdditionalGuestAmount")) {
    const std::int64_t amount = in.needed_amount(each, "Amount", decimals);
    if (spelled(each, "AgeQualifyingCode", adult)) {
      if (out.extra_adult) in.refuse(each, nullptr, "two amounts for an additional adult");
      out.extra_adult = amount;
    } else if (spelled(each, "AgeQualifyingCode", child)) {
      const int from = in.number(each, "MinAge", 0, age_limit).value_or(0);
      const int open = std::max(child_age_limit + 1, from + 1);
      const int to = in.number(each, "MaxAge", 1, age_limit).value_or(open);
      if (from >= to) in.refuse(each, "MaxAge", "MaxAge is not above MinAge");
      out.children.push_back({from, to, amount});
    } else {
      in.refuse(each, "AgeQualifyingCode", "AgeQualifyingCode is neither 10 nor 8");
    }
  }
  std::sort(out.children.begin(), out.children.end(),
            [](const child_band& a, const child_band& b) { return a.min_age < b.min_age; });
  for (std::size_t i = 1; i < out.children.size(); ++i)
    if (out.children[i].min_age < out.children[i - 1].max_age)
      in.refuse(at, nullptr, "two amounts for children of the same age");
  if (out.base.size() > amounts_limit || out.children.size() > amounts_limit)
    in.refuse(at, nullptr, "more than 64 amounts");
  if (out.base.empty()) in.refuse(at, nullptr, "it has no base amount");
  if (in.wrong()) return std::nullopt;
  return out;
}

void plan_reader::read_rules() {
  auto& rules = plan_read_.made.rules;
  std::map<std::optional<std::uint32_t>, taken_dates> taken;
  for (const auto each : plan_.child("BookingRules").children("BookingRule")) {
    booking_rule rule;
    if (each.attribute("Code") || each.attribute("CodeContext")) {
      if (!spelled(each, "CodeContext", "ROOMTYPE"))
        in_.refuse(each, "CodeContext", "a rule with a Code is for a room, CodeContext ROOMTYPE");
      rule.room = rooms_.of(in_.needed_code(each, "Code"));
    }
    rule.dates = in_.needed_dates(each);
    const auto limits = read_stay_limits(in_, each);
    rule.los = limits.los;
    rule.stay_through = limits.stay_through;
    rule.arrival = limits.arrival;
    rule.departure = limits.departure;
    if (const auto status = each.child("RestrictionStatus")) {
      if (!spelled(status, "Restriction", "Master"))
        in_.refuse(status, "Restriction", "only the restriction Master is known");
      rule.closed = spelled(status, "Status", "Close");
      if (!rule.closed && !spelled(status, "Status", "Open"))
        in_.refuse(status, "Status", "the Status is neither Open nor Close");
    }
    if (!in_.wrong() && !taken[rule.room].take(rule.dates))
      in_.refuse(each, "Start", "it overlaps another rule for the same rooms");
    if (in_.wrong()) return;
    rules.push_back(rule);
  }
}

// The first offer holds the conditions of the plan, the others are its discounts. One that is both has
// conditions of the plan, or of the discount alone: nobody knows.
void plan_reader::read_offers() {
  bool first = true;
  for (const auto each : shared_.child("Offers").children("Offer")) {
    const bool is_first = std::exchange(first, false);
    if (each.child("Discount") && !(is_first && each.child("OfferRules"))) {
      read_discount(each);
      continue;
    }
    if (!is_first) in_.refuse(each, nullptr, "an Offer after the first must have a Discount");
    check_known(in_, each, conditions_grammar);
    read_offer_rule(each.child("OfferRules").child("OfferRule"));
  }
}

void plan_reader::read_offer_rule(xml_node rule) {
  offer_rule& offer = plan_read_.made.offer;
  const auto limits = read_stay_limits(in_, rule);
  offer.los = limits.los;
  offer.arrival = limits.arrival;
  offer.departure = limits.departure;
  if (limits.stay_through != bounds{})
    in_.refuse(rule, nullptr, "an OfferRule has no forward limits of stay");
  if (const auto days = read_offset_days(in_, rule, "MinAdvancedBookingOffset"))
    offer.advance_days.min = *days;
  if (const auto days = read_offset_days(in_, rule, "MaxAdvancedBookingOffset"))
    offer.advance_days.max = *days;
  if (offer.advance_days.min > offer.advance_days.max)
    in_.refuse(rule, "MinAdvancedBookingOffset", "it is above MaxAdvancedBookingOffset");
  bool has_adults = false;
  bool has_children = false;
  for (const auto each : rule.children("Occupancy")) {
    const bool adults = spelled(each, "AgeQualifyingCode", adult);
    if (std::exchange(adults ? has_adults : has_children, true))
      in_.refuse(each, "AgeQualifyingCode", "these guests are there twice");
    if (!adults && !spelled(each, "AgeQualifyingCode", child))
      in_.refuse(each, "AgeQualifyingCode", "AgeQualifyingCode is neither 10 nor 8");
    const auto age_min = in_.number(each, "MinAge", 0, age_limit);
    const auto age_max = in_.number(each, "MaxAge", 0, age_limit);
    bounds& count = adults ? offer.adults : offer.children;
    if (const auto least = in_.number(each, "MinOccupancy", 0, guests_limit)) count.min = *least;
    if (const auto most = in_.number(each, "MaxOccupancy", 0, guests_limit)) count.max = *most;
    if (count.min > count.max)
      in_.refuse(each, "MinOccupancy", "it is above MaxOccupancy");
    if (age_min && age_max && *age_min >= *age_max)
      in_.refuse(each, "MinAge", "it is not below MaxAge");
    if (adults) {
      offer.adult_min_age = age_min;
      if (age_max) in_.refuse(each, "MaxAge", "a MaxAge for adults is not known");
    } else {
      if (age_min) offer.child_age.min = *age_min;
      if (age_max) offer.child_age.max = *age_max;
    }
  }
}

void plan_reader::read_discount(xml_node offer) {
  attributes in(from_);
  check_known(in, offer, discount_grammar);
  const auto discount = offer.child("Discount");
  if (!spelled(discount, "Percent", "100"))
    in.refuse(discount, "Percent", "only discounts of 100 percent are known");
  else if (discount.attribute("NightsRequired")) read_free_nights(offer, in);
  else read_family(offer, in);
  if (in.wrong()) in.count("discount", "discounts that cannot be taken over", out_);
}

void plan_reader::read_free_nights(xml_node from, attributes& in) {
  const auto discount = from.child("Discount");
  if (from.child("Guests")) in.refuse(from, nullptr, "free nights for some guests alone are not known");
  free_nights_offer offer;
  offer.required = in.needed_number(discount, "NightsRequired", 1, days_limit);
  offer.discounted = in.needed_number(discount, "NightsDiscounted", 1, offer.required);
  if (const auto pattern = discount.attribute("DiscountPattern")) {
    offer.repeating = true;
    const auto paid = static_cast<std::size_t>(offer.required - offer.discounted);
    const auto free = static_cast<std::size_t>(offer.discounted);
    if (pattern.value() != std::string(paid, '0') + std::string(free, '1'))
      in.refuse(discount, "DiscountPattern", "only the last nights of a block can be free");
  }
  if (plan_read_.made.free_nights) in.refuse(discount, nullptr, "a second offer of free nights");
  if (!in.wrong()) plan_read_.made.free_nights = offer;
}

void plan_reader::read_family(xml_node offer, attributes& in) {
  const auto guest = offer.child("Guests").child("Guest");
  if (!guest) return in.refuse(offer, nullptr, "a family offer must name a Guest");
  family_offer family;
  if (!spelled(guest, "AgeQualifyingCode", child))
    in.refuse(guest, "AgeQualifyingCode", "a family offer is for children, code 8");
  family.max_age = in.needed_number(guest, "MaxAge", 1, age_limit);
  family.min_count = in.needed_number(guest, "MinCount", 0, guests_limit);
  in.needed_number(guest, "FirstQualifyingPosition", 1, 1);
  family.free_count = in.needed_number(guest, "LastQualifyingPosition", 1, guests_limit);
  if (plan_read_.made.family) in.refuse(guest, nullptr, "a second family offer");
  if (!in.wrong()) plan_read_.made.family = family;
}

// Of each supplement one element, with a charge type, says what it is; the others, with dates, what
// it costs.
void plan_reader::read_supplements() {
  auto& supplements = plan_read_.made.supplements;
  std::map<std::string_view, std::vector<xml_node>> prices;  // by code
  for (const auto each : plan_.child("Supplements").children("Supplement"))
    if (!each.attribute("ChargeTypeCode")) prices[text_of(each, "InvCode")].push_back(each);
  std::set<std::string_view> described;
  std::set<std::string_view> taken;
  for (const auto each : shared_.child("Supplements").children("Supplement")) {
    if (!each.attribute("ChargeTypeCode")) continue;
    const std::string_view code = text_of(each, "InvCode");
    described.insert(code);
    const std::size_t before = supplements.size();
    read_supplement(each, prices[code], !taken.contains(code));
    if (supplements.size() > before) taken.insert(code);
  }
  std::sort(supplements.begin(), supplements.end(),
            [](const supplement& a, const supplement& b) { return a.code < b.code; });
  for (const auto each : plan_.child("Supplements").children("Supplement"))
    if (!described.contains(text_of(each, "InvCode")))
      in_.refuse(each, "InvCode", "no Supplement says what this one is");
}

void plan_reader::read_supplement(xml_node head, const std::vector<xml_node>& prices,
                                  bool is_first) {
  attributes in(from_);
  check_known(in, head, supplement_grammar);
  supplement out;
  out.code = in.needed_code(head, "InvCode");
  out.name = out.code;
  for (const auto each : head.children("Description"))
    if (spelled(each, "Name", "title")) out.name = in_english(each, "Text", out.name);
  constexpr std::array codes{1, 12, 18, 19, 20, 21, 24};
  const int charge = in.needed_number(head, "ChargeTypeCode", 1, 99);
  if (std::find(codes.begin(), codes.end(), charge) == codes.end())
    in.refuse(head, "ChargeTypeCode", "this kind of charge is not known");
  out.charge = static_cast<supplement_charge>(charge);
  if (!in.flag(head, "AddToBasicRateIndicator", true))
    in.refuse(head, "AddToBasicRateIndicator", "only what adds to the rate is known");
  in.needed(head, "MandatoryIndicator");
  out.mandatory = in.flag(head, "MandatoryIndicator", true);
  if (const auto days = head.child("PrerequisiteInventory")) {
    const auto pattern = parse_weekdays(text_of(days, "InvCode"));
    if (!spelled(days, "InvType", "ALPINEBITSDOW") || !pattern)
      in.refuse(days, "InvCode", "here only a pattern of weekdays is known, ALPINEBITSDOW");
    else
      out.days = *pattern;
  }
  read_supplement_prices(in, prices, out);
  if (out.prices.empty() && shared_ == plan_) in.refuse(head, nullptr, "it has no price");
  if (!is_first) in.refuse(head, "InvCode", "this supplement is there already");
  const bool of_guests = spelled(head, "InvType", "EXTRA");
  if (!of_guests) in.refuse(head, "InvType", "only supplements of type EXTRA are known");
  if (!in.wrong()) {
    // An alternative plan need not charge all supplements of its master.
    if (!out.prices.empty()) plan_read_.made.supplements.push_back(std::move(out));
  } else if (out.mandatory && of_guests) {
    if (!in_.wrong()) in_ = in;
  } else {
    in.count("supplement", "supplements that cannot be taken over and that no guest must buy",
             out_);
  }
}

void plan_reader::read_supplement_prices(attributes& in, const std::vector<xml_node>& prices,
                                         supplement& into) {
  std::map<std::optional<std::uint32_t>, taken_dates> taken;
  for (const auto each : prices) {
    supplement_price price;
    check_known(in, each, supplement_price_grammar);
    if (!spelled(each, "InvType", "EXTRA")) in.refuse(each, "InvType", "it is not that of its supplement");
    price.nights = in.needed_dates(each);
    price.amount = in.needed_amount(each, "Amount", plan_read_.money.decimals);
    if (const auto room = each.child("PrerequisiteInventory")) {
      if (!spelled(room, "InvType", "ROOMTYPE"))
        in.refuse(room, "InvType", "here only a room is known, ROOMTYPE");
      price.room = rooms_.of(in.needed_code(room, "InvCode"));
    }
    if (!in.wrong() && !taken[price.room].take(price.nights))
      in.refuse(each, "Start", "it overlaps another price of this supplement");
    into.prices.push_back(price);
  }
}

}  // namespace

std::string in_english(xml_node texts, const char* name, std::string_view otherwise) {
  std::string_view out;
  for (const auto each : texts.children(name)) {
    const std::string_view text = each.text().get();
    if (!text.empty() && (out.empty() || spelled(each, "Language", "en"))) out = text;
  }
  std::string cleaned = clean_text(out);
  return cleaned.empty() ? std::string(otherwise) : cleaned;
}

std::uint32_t room_numbers::of(std::string_view code) {
  const auto found = numbers_.find(code);
  if (found != numbers_.end()) return found->second;
  const auto number = static_cast<std::uint32_t>(codes_.size());
  numbers_.emplace(code, number);
  codes_.emplace_back(code);
  return number;
}

master_plans find_masters(xml_node plans) {
  master_plans out;
  for (const auto each : plans.children("RatePlan"))
    if (each.attribute("RatePlanQualifier").as_bool())
      out.insert_or_assign(text_of(each, "RatePlanID"), each);
  return out;
}

std::optional<read_plan> read_rate_plan(const message& in, xml_node plan,
                                        const master_plans& masters, room_numbers& rooms,
                                        omissions& out) {
  return plan_reader(in, plan, masters, rooms, out).read();
}

}  // namespace pronto::alpinebits
