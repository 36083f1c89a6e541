#include "sources/imports/alpinebits_grammar.hpp"

#include <algorithm>

namespace pronto::alpinebits {

namespace {

constexpr bool repeats = true;
constexpr bool once = false;

constexpr grammar length_of_stay{{"Time", "TimeUnit", "MinMaxMessageType"}, {}};
constexpr grammar lengths_of_stay{{}, {{{"LengthOfStay", repeats, &length_of_stay}}}};
constexpr grammar days_of_week{{"Mon", "Tue", "Weds", "Thur", "Fri", "Sat", "Sun"}, {}};
constexpr grammar weekday_limits{
    {}, {{{"ArrivalDaysOfWeek", once, &days_of_week}, {"DepartureDaysOfWeek", once, &days_of_week}}}};

constexpr grammar restriction_status{{"Restriction", "Status"}, {}};
constexpr grammar booking_rule_grammar{{"CodeContext", "Code", "Start", "End"},
                                       {{{"LengthsOfStay", once, &lengths_of_stay},
                                         {"DOW_Restrictions", once, &weekday_limits},
                                         {"RestrictionStatus", once, &restriction_status}}}};
constexpr grammar booking_rules{{}, {{{"BookingRule", repeats, &booking_rule_grammar}}}};

constexpr grammar meals{{"MealPlanIndicator", "MealPlanCodes"}, {}};
constexpr grammar charge_type{{"Type"}, {}};
constexpr grammar charge_types{{}, {{{"BaseByGuestAmt", once, &charge_type}}}};
constexpr grammar base_amount{
    {"NumberOfGuests", "AgeQualifyingCode", "AmountAfterTax", "Type", "CurrencyCode"}, {}};
constexpr grammar base_amounts{{}, {{{"BaseByGuestAmt", repeats, &base_amount}}}};
constexpr grammar guest_amount{{"AgeQualifyingCode", "MinAge", "MaxAge", "Amount", "CurrencyCode"}, {}};
constexpr grammar guest_amounts{{}, {{{"AdditionalGuestAmount", repeats, &guest_amount}}}};

constexpr grammar occupancy_grammar{
    {"AgeQualifyingCode", "MinAge", "MaxAge", "MinOccupancy", "MaxOccupancy"}, {}};
constexpr grammar offer_rule_grammar{{"MinAdvancedBookingOffset", "MaxAdvancedBookingOffset"},
                                     {{{"LengthsOfStay", once, &lengths_of_stay},
                                       {"DOW_Restrictions", once, &weekday_limits},
                                       {"Occupancy", repeats, &occupancy_grammar}}}};
constexpr grammar offer_rules{{}, {{{"OfferRule", once, &offer_rule_grammar}}}};
constexpr grammar discount{{"Percent", "NightsRequired", "NightsDiscounted", "DiscountPattern"}, {}};
constexpr grammar guest{
    {"AgeQualifyingCode", "MaxAge", "MinCount", "FirstQualifyingPosition", "LastQualifyingPosition"}, {}};
constexpr grammar guests{{}, {{{"Guest", once, &guest}}}};
constexpr grammar offers{{}, {{{"Offer", repeats}}}};

constexpr grammar rates{{}, {{{"Rate", repeats}}}};
constexpr grammar prerequisite{{"InvType", "InvCode"}, {}};
constexpr grammar supplements{{}, {{{"Supplement", repeats}}}};

// Names of other vocabularies: they say where a schema lies, or a language.
bool is_foreign(std::string_view name) { return name.starts_with("xml") || name.starts_with("xsi:"); }

void check_attributes(attributes& in, pugi::xml_node at, const grammar& of) {
  for (const auto each : at.attributes()) {
    const std::string_view name = each.name();
    if (std::ranges::find(of.attributes, name) == of.attributes.end() && !is_foreign(name))
      return in.refuse(at, each.name(), "this attribute is not known here");
  }
}

}  // namespace

const grammar plan_grammar{{"RatePlanNotifType", "CurrencyCode", "RatePlanCode", "RatePlanType",
                            "RatePlanCategory", "RatePlanID", "RatePlanQualifier"},
                           {{{"BookingRules", once, &booking_rules},
                             {"Rates", once, &rates},
                             {"Supplements", once, &supplements},
                             {"Offers", once, &offers},
                             {"Description", repeats}}}};

const grammar static_rate_grammar{
    {"RateTimeUnit", "UnitMultiplier"},
    {{{"BaseByGuestAmts", once, &charge_types}, {"MealsIncluded", once, &meals}}}};

const grammar dated_rate_grammar{
    {"InvTypeCode", "Start", "End", "RateTimeUnit", "UnitMultiplier", "CurrencyCode"},
    {{{"BaseByGuestAmts", once, &base_amounts},
      {"AdditionalGuestAmounts", once, &guest_amounts},
      {"MealsIncluded", once, &meals}}}};

const grammar conditions_grammar{{}, {{{"OfferRules", once, &offer_rules}}}};

const grammar discount_grammar{{}, {{{"Discount", once, &discount}, {"Guests", once, &guests}}}};

const grammar supplement_grammar{
    {"InvType", "InvCode", "AddToBasicRateIndicator", "MandatoryIndicator", "ChargeTypeCode"},
    {{{"PrerequisiteInventory", once, &prerequisite}, {"Description", repeats}}}};

const grammar supplement_price_grammar{{"InvType", "InvCode", "Amount", "Start", "End"},
                                       {{{"PrerequisiteInventory", once, &prerequisite}}}};

void check_known(attributes& in, pugi::xml_node at, const grammar& of) {
  check_attributes(in, at, of);
  for (const auto each : at.children()) {
    if (in.wrong()) return;
    if (each.type() != pugi::node_element) continue;
    const auto known = std::ranges::find(of.elements, std::string_view(each.name()), &known_element::name);
    if (known == of.elements.end()) return in.refuse(each, nullptr, "this element is not known here");
    if (!known->repeats && each.previous_sibling(each.name()))
      return in.refuse(each, nullptr, "it is there twice");
    if (known->inside != nullptr) check_known(in, each, *known->inside);
  }
}

}  // namespace pronto::alpinebits
