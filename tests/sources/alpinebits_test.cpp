#include "sources/alpinebits.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace pronto;

namespace {

const std::string head =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<OTA_HotelRatePlanNotifRQ xmlns="http://www.opentravel.org/OTA/2003/05" Version="1.000">
<RatePlans HotelCode="H1">
)";
const std::string tail = "</RatePlans></OTA_HotelRatePlanNotifRQ>";

const std::map<std::string, occupancy> one_room{{"DBL", {1, 2, 4, 2}}};

// A message of one plan with this inside.
std::string message_of(const std::string& inside) {
  return head + R"(<RatePlan RatePlanNotifType="New" CurrencyCode="EUR" RatePlanCode="P1">)" +
         inside + "</RatePlan>" + tail;
}

const std::string static_rate = R"(<Rate RateTimeUnit="Day" UnitMultiplier="7">
<BaseByGuestAmts><BaseByGuestAmt Type="25"/></BaseByGuestAmts>
<MealsIncluded MealPlanIndicator="1" MealPlanCodes="12"/></Rate>)";

std::string rates_of(const std::string& rates) {
  return "<Rates>" + static_rate + rates + "</Rates>";
}

std::string rate_of(const std::string& amount, const std::string& start, const std::string& end) {
  return "<Rate InvTypeCode=\"DBL\" Start=\"" + start + "\" End=\"" + end +
         "\"><BaseByGuestAmts><BaseByGuestAmt NumberOfGuests=\"2\" AgeQualifyingCode=\"10\""
         " AmountAfterTax=\"" + amount + "\"/></BaseByGuestAmts></Rate>";
}

const std::string good_rate = rate_of("700", "2027-01-01", "2027-01-31");

imported_message read(const std::string& xml) {
  auto read = hotel_of_rate_plans(xml, one_room);
  REQUIRE_MESSAGE(read, (read ? "" : describe(read.why())));
  return std::move(*read);
}

std::string kinds(const imported_message& in) {
  std::string out;
  for (const auto& each : in.omitted) out += each.kind + "=" + std::to_string(each.count) + " ";
  return out;
}

}  // namespace

TEST_CASE("a rate plan is read whole") {
  const auto read_one = read(message_of(
      R"(<BookingRules>
<BookingRule Start="2027-01-01" End="2027-01-10">
  <LengthsOfStay><LengthOfStay Time="2" TimeUnit="Day" MinMaxMessageType="SetMinLOS"/>
  <LengthOfStay Time="9" TimeUnit="Day" MinMaxMessageType="SetForwardMaxStay"/></LengthsOfStay>
  <DOW_Restrictions><ArrivalDaysOfWeek Mon="0" Sun="false"/></DOW_Restrictions>
  <RestrictionStatus Restriction="Master" Status="Close"/></BookingRule>
<BookingRule CodeContext="ROOMTYPE" Code="DBL" Start="2027-01-01" End="2027-01-10"/>
</BookingRules>)" +
      rates_of(R"(<Rate InvTypeCode="DBL" Start="2027-01-01" End="2027-01-31">
<BaseByGuestAmts><BaseByGuestAmt NumberOfGuests="3" AgeQualifyingCode="10" AmountAfterTax="9.9"/>
<BaseByGuestAmt NumberOfGuests="1" AgeQualifyingCode="10" AmountAfterTax="700.5000"/>
</BaseByGuestAmts><AdditionalGuestAmounts>
<AdditionalGuestAmount AgeQualifyingCode="8" MinAge="6" Amount="30"/>
<AdditionalGuestAmount AgeQualifyingCode="8" MaxAge="6" Amount="0"/>
<AdditionalGuestAmount AgeQualifyingCode="10" Amount="50"/>
</AdditionalGuestAmounts></Rate>)") +
      R"(<Supplements>
<Supplement InvType="EXTRA" InvCode="S1" AddToBasicRateIndicator="1" MandatoryIndicator="0"
  ChargeTypeCode="21"><PrerequisiteInventory InvType="ALPINEBITSDOW" InvCode="1000001"/>
  </Supplement>
<Supplement InvType="EXTRA" InvCode="S1" Amount="3" Start="2027-01-01" End="2027-01-02">
  <PrerequisiteInventory InvType="ROOMTYPE" InvCode="DBL"/></Supplement></Supplements>
<Offers><Offer><OfferRules><OfferRule MinAdvancedBookingOffset="P3D" MaxAdvancedBookingOffset="P2W">
<LengthsOfStay><LengthOfStay Time="1" TimeUnit="Day" MinMaxMessageType="SetMinLOS"/>
</LengthsOfStay>
<Occupancy AgeQualifyingCode="10" MinAge="16" MaxOccupancy="3"/>
<Occupancy AgeQualifyingCode="8" MinAge="2" MaxAge="14" MinOccupancy="0"/>
</OfferRule></OfferRules></Offer>
<Offer><Discount Percent="100" NightsRequired="7" NightsDiscounted="2" DiscountPattern="0000011"/>
</Offer><Offer><Discount Percent="100"/><Guests><Guest AgeQualifyingCode="8" MaxAge="11"
 MinCount="2" FirstQualifyingPosition="1" LastQualifyingPosition="2"/></Guests></Offer></Offers>
<Description Name="title"><Text TextFormat="PlainText" Language="de">Halbpension</Text>
<Text TextFormat="PlainText" Language="en">Half board</Text></Description>)"));
  CHECK(kinds(read_one) == "");
  const hotel& made = read_one.made;
  CHECK(made.code == "H1");
  CHECK(made.money == *find_currency("EUR"));
  REQUIRE(made.rooms.size() == 1);
  CHECK(made.rooms[0].guests == occupancy{1, 2, 4, 2});
  REQUIRE(made.plans.size() == 1);
  const rate_plan& plan = made.plans[0];
  CHECK(plan.name == "Half board");
  CHECK(plan.board == meal_plan::half_board);
  CHECK(plan.basis == charge_basis::room);
  CHECK(plan.unit_multiplier == 7);
  REQUIRE(plan.products.size() == 1);
  REQUIRE(plan.products[0].rates.size() == 1);
  const auto day_of = [](std::string_view text) { return *parse_day(text); };
  const date_range january{day_of("2027-01-01"), day_of("2027-01-31")};
  CHECK(plan.products[0].rates.unpacked(0) ==
        rate{january, {{1, 70050}, {3, 990}}, 5000, {{0, 6, 0}, {6, 18, 3000}}});
  REQUIRE(plan.rules.size() == 2);
  CHECK_FALSE(plan.rules[0].room);
  CHECK(plan.rules[0].los.min == 2);
  CHECK(plan.rules[0].stay_through.max == 9);
  CHECK(format_weekdays(plan.rules[0].arrival) == "0111110");
  CHECK(plan.rules[0].closed);
  CHECK(plan.rules[1].room == 0u);
  CHECK_FALSE(plan.rules[1].closed);
  CHECK(plan.offer.adult_min_age == 16);
  CHECK(plan.offer.adults.max == 3);
  CHECK(plan.offer.child_age == bounds{2, 14});
  CHECK(plan.offer.children.min == 0);
  CHECK(plan.offer.advance_days == bounds{3, 14});
  CHECK(plan.free_nights == free_nights_offer{7, 2, true});
  CHECK(plan.family == family_offer{11, 2, 2});
  REQUIRE(plan.supplements.size() == 1);
  CHECK_FALSE(plan.supplements[0].mandatory);
  CHECK(plan.supplements[0].charge == supplement_charge::per_person_per_night);
  CHECK(format_weekdays(plan.supplements[0].days) == "1000001");
  CHECK(plan.supplements[0].prices ==
        std::vector<supplement_price>{{{january.first, january.first + 1}, 300, 0u}});
}
