#include "sources/imports/alpinebits.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "pricing/price.hpp"
#include "sources/documents/document.hpp"
#include "sources/files/scratch_folder.hpp"
#include "sources/imports/clean_text.hpp"

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

std::string kinds(const std::vector<left_out>& omitted) {
  std::string out;
  for (const auto& each : omitted) out += each.kind + "=" + std::to_string(each.count) + " ";
  return out;
}
std::string kinds(const imported_message& in) { return kinds(in.omitted); }

struct imported {
  import_report report;
  std::map<std::string, hotel> hotels;
};

imported import_of(const std::vector<std::string>& messages) {
  const scratch_folder folder;
  std::vector<std::string> files;
  for (const auto& each : messages) {
    files.push_back(folder.file("m" + std::to_string(files.size()) + ".xml"));
    write_bytes(files.back(), files.size() % 2 == 0 ? gzip(each) : each);
  }
  imported out;
  auto report = import_alpinebits(
      files, [&](const hotel& made) { out.hotels[made.code] = made; }, {});
  REQUIRE_MESSAGE(report, (report ? "" : describe(report.why())));
  out.report = std::move(*report);
  return out;
}

const std::string inventory = R"(<OTA_HotelDescriptiveContentNotifRQ>
<HotelDescriptiveContents><HotelDescriptiveContent HotelCode="H1" HotelName="Frangart Inn">
<HotelInfo><Position Latitude="48.2" Longitude="11.5"/></HotelInfo>
<FacilityInfo><GuestRooms>
<GuestRoom Code="DBL" MinOccupancy="1" MaxOccupancy="4" MaxChildOccupancy="2">
<TypeRoom StandardOccupancy="2" RoomClassificationCode="42"/>
<MultimediaDescriptions><MultimediaDescription InfoCode="25"><TextItems><TextItem>
<Description TextFormat="PlainText" Language="de">Doppelzimmer</Description>
<Description TextFormat="PlainText" Language="en">Double room</Description>
</TextItem></TextItems></MultimediaDescription></MultimediaDescriptions></GuestRoom>
<GuestRoom Code="DBL"><TypeRoom RoomID="101"/></GuestRoom>
</GuestRooms></FacilityInfo>
<AffiliationInfo><Awards><Award Rating="4S" OfficialAppointmentInd="true" Provider="HGV"/>
<Award Rating="4.5" OfficialAppointmentInd="true" Provider="Trustpilot"/></Awards></AffiliationInfo>
</HotelDescriptiveContent></HotelDescriptiveContents></OTA_HotelDescriptiveContentNotifRQ>)";

std::string free_rooms_of(const std::string& inventories) {
  return R"(<OTA_HotelInvCountNotifRQ><UniqueID Type="16" ID="1" Instance="CompleteSet"/>
<Inventories HotelCode="H1">)" + inventories + "</Inventories></OTA_HotelInvCountNotifRQ>";
}

std::string free_rooms(const std::string& room, const std::string& start, const std::string& end,
                       const std::string& counts) {
  return "<Inventory><StatusApplicationControl Start=\"" + start + "\" End=\"" + end + "\" " +
         room + "/>" + (counts.empty() ? "" : "<InvCounts>" + counts + "</InvCounts>") +
         "</Inventory>";
}

date_range nights(const std::string& first, const std::string& last) {
  return {*parse_day(first), *parse_day(last)};
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

TEST_CASE("a rate or a discount that cannot be read is left out by itself, with its place") {
  const auto got = read(message_of(
      rates_of(good_rate + "\n" + rate_of("7x", "2027-02-01", "2027-02-02") + "\n" +
               rate_of("700", "2027-02-30", "2027-03-02") +
               rate_of("700", "2027-01-31", "2027-02-02") +
               rate_of("700", "2027-03-02", "2027-03-01") +
               rate_of("1.001", "2027-03-01", "2027-03-02") +
               rate_of("-1", "2027-03-01", "2027-03-02") +
               rate_of("1", "2027-04-01", "2027-04-01")) +
      R"(<Offers><Offer><OfferRules><OfferRule><Occupancy AgeQualifyingCode="10"/></OfferRule>
</OfferRules></Offer>
<Offer><Discount Percent="100" NightsRequired="7" NightsDiscounted="1" DiscountPattern="1000000"/>
</Offer><Offer><Discount Percent="50"/></Offer></Offers>)"));
  CHECK(kinds(got) == "discount=2 rate=6 ");
  REQUIRE(got.made.plans.size() == 1);
  CHECK(got.made.plans[0].products[0].rates.size() == 2);
  CHECK_FALSE(got.made.plans[0].free_nights);
  const failure& first = got.omitted[1].examples.at(0);
  CHECK(first.line == 7);
  CHECK(first.field ==
        "RatePlans/RatePlan/Rates/Rate[3]/BaseByGuestAmts/BaseByGuestAmt/@AmountAfterTax");
  CHECK(first.value == "7x");
  CHECK(got.omitted[1].examples.size() == examples_limit);
}

TEST_CASE("a plan goes as a whole where a rule, a condition or what must be paid is unreadable") {
  const std::string rates = rates_of(good_rate);
  const std::string rule = R"(<BookingRule Start="2027-01-01" End="2027-01-10")";
  const auto rules = [&](const std::string& of) {
    return "<BookingRules>" + of + "</BookingRules>" + rates;
  };
  const auto offer = [&](const std::string& of) {
    return rates + "<Offers><Offer><OfferRules>" + of + "</OfferRules></Offer></Offers>";
  };
  const std::string supplement =
      R"(<Supplement InvType="EXTRA" InvCode="S1" AddToBasicRateIndicator="1" ChargeTypeCode="1")";
  const std::string priced =
      R"(<Supplement InvType="EXTRA" InvCode="S1" Amount="3" Start="2027-01-01"
          End="2027-01-02"/>)";
  for (const auto& wrong : {
           rules(rule + R"(><LengthsOfStay><LengthOfStay Time="x" TimeUnit="Day"
              MinMaxMessageType="SetMinLOS"/></LengthsOfStay></BookingRule>)"),
           rules(rule + R"(><LengthsOfStay><LengthOfStay Time="1" TimeUnit="Week"
              MinMaxMessageType="SetMinLOS"/></LengthsOfStay></BookingRule>)"),
           rules(rule + R"(><LengthsOfStay><LengthOfStay Time="1" TimeUnit="Day"
              MinMaxMessageType="FreeNight"/></LengthsOfStay></BookingRule>)"),
           rules(rule + R"(><RestrictionStatus Restriction="Arrival" Status="Close"/>
              </BookingRule>)"),
           rules(rule + R"( Code="DBL" CodeContext="RATE"/>)"), rules(rule + "/>" + rule + "/>"),
           rules(R"(<BookingRule Start="2027-01-01"/>)"),
           rules(rule + R"(><LengthsOfStay><LengthOfStay Time="4" TimeUnit="Day"
              MinMaxMessageType="SetMinLOS"/><LengthOfStay Time="3" TimeUnit="Day"
              MinMaxMessageType="SetMaxLOS"/></LengthsOfStay></BookingRule>)"),
           offer(R"(<OfferRule MinAdvancedBookingOffset="P9D" MaxAdvancedBookingOffset="P1W"/>)"),
           offer(R"(<OfferRule><Occupancy AgeQualifyingCode="8" MinAge="5" MaxAge="5"/>
              </OfferRule>)"),
           offer(R"(<OfferRule><Occupancy AgeQualifyingCode="10" MinOccupancy="3"
              MaxOccupancy="2"/></OfferRule>)"),
           offer(R"(<OfferRule MinAdvancedBookingOffset="soon"/>)"),
           offer(R"(<OfferRule><Occupancy AgeQualifyingCode="7"/></OfferRule>)"),
           rates + "<Supplements>" + supplement + R"( MandatoryIndicator="1"/></Supplements>)",
           rates + "<Supplements>" + priced + "</Supplements>",
           rates + "<Supplements>" + supplement + R"( MandatoryIndicator="1"/>)" + priced + priced +
               "</Supplements>",
           std::string("<Rates>") + good_rate + "</Rates>"}) {
    CAPTURE(wrong);
    const auto got = read(message_of(wrong));
    CHECK(kinds(got) == "plan=1 ");
    CHECK(got.made.plans.empty());
  }
  const auto optional = read(message_of(
      rates + "<Supplements>" + supplement + R"( MandatoryIndicator="0"/></Supplements>)"));
  CHECK(kinds(optional) == "supplement=1 ");
  CHECK(optional.made.plans.size() == 1);
}

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, from);
  return text.replace(at, from.size(), to);
}

// A plan of all that is known, with one room's good rate.
const std::string full_plan =
    R"(<BookingRules><BookingRule Start="2027-01-01" End="2027-01-10"><LengthsOfStay>
<LengthOfStay Time="2" TimeUnit="Day" MinMaxMessageType="SetMinLOS"/></LengthsOfStay>
<DOW_Restrictions><ArrivalDaysOfWeek Weds="0"/></DOW_Restrictions>
<RestrictionStatus Restriction="Master" Status="Open"/></BookingRule></BookingRules>)" +
    rates_of(good_rate) + R"(<Supplements>
<Supplement InvType="EXTRA" InvCode="S1" AddToBasicRateIndicator="1" MandatoryIndicator="1"
 ChargeTypeCode="1"/>
<Supplement InvType="EXTRA" InvCode="S1" Amount="3" Start="2027-01-01" End="2027-01-31"/>
</Supplements><Offers><Offer><OfferRules><OfferRule MinAdvancedBookingOffset="P3D">
<Occupancy AgeQualifyingCode="10" MinAge="16"/></OfferRule></OfferRules></Offer>
<Offer><Discount Percent="100" NightsRequired="7" NightsDiscounted="1"/></Offer></Offers>)";

}  // namespace

TEST_CASE("a plan goes as a whole where something in it is not known, is there twice or contradicts") {
  CHECK(kinds(read(message_of(full_plan))) == "");
  const std::string dated = R"(<Rate InvTypeCode="DBL")";
  const std::string amount = R"(AmountAfterTax="700")";
  const std::string status = R"(<RestrictionStatus Restriction="Master" Status="Open"/>)";
  const std::string price = R"(Amount="3")";
  const std::pair<std::string, std::string> changes[]{
      {dated, dated + R"( UnitMultiplier="1")"},
      {dated, dated + R"( UnitMultiplier="x")"},
      {dated, dated + R"( RateTimeUnit="Week")"},
      {dated, dated + R"( Mon="0")"},
      {dated, dated + R"( CurrencyCode="USD")"},
      {amount, amount + R"( Type="7")"},
      {amount, amount + R"( CurrencyCode="USD")"},
      {amount, amount + R"( AmountBeforeTax="600")"},
      {"</BaseByGuestAmts></Rate></Rates>", "</BaseByGuestAmts><Fees/></Rate></Rates>"},
      {status, status + R"(<RestrictionStatus Restriction="Arrival" Status="Close"/>)"},
      {status, status + R"(<RestrictionStatus Restriction="Master" Status="Close"/>)"},
      {"</BookingRules>", "</BookingRules><BookingRules/>"},
      {"</Rates>", "</Rates><Rates/>"},
      {"</Offers>", "</Offers><Offers/>"},
      {"</Offers>", "</Offers><CancelPenalties/>"},
      {R"(Weds="0")", R"(Wed="0")"},
      {R"(Weds="0")", R"(Thu="0")"},
      {"</LengthsOfStay>", R"(<LengthOfStay Time="3" TimeUnit="Day" MinMaxMessageType="SetMinLOS"/>
        </LengthsOfStay>)"},
      {R"(MinAge="16")", R"(MinAge="16" MaxTotalOccupancy="3")"},
      {"</OfferRule>", R"(<Occupancy AgeQualifyingCode="10" MinAge="18"/></OfferRule>)"},
      {"</OfferRule>", "</OfferRule><OfferRule/>"},
      {"</OfferRules></Offer>", R"(</OfferRules><Discount Percent="100"/></Offer>)"},
      {"</Offer></Offers>", "</Offer><Offer><OfferRules/></Offer></Offers>"},
      {price, price + R"( CurrencyCode="USD")"},
      {price, price + R"( Mon="0")"}};
  for (const auto& [from, to] : changes) {
    CAPTURE(to);
    const auto got = read(message_of(replaced(full_plan, from, to)));
    CHECK(kinds(got) == "plan=1 ");
    CHECK(got.made.plans.empty());
  }
  const auto of_plan =
      read(replaced(message_of(full_plan), "<RatePlan ", R"(<RatePlan Start="2027-01-05" )"));
  CHECK(kinds(of_plan) == "plan=1 ");
  CHECK(of_plan.omitted.at(0).examples.at(0).field == "RatePlans/RatePlan/@Start");
}

TEST_CASE("a dated rate may say again what the plan says, and discounts go alone") {
  const std::string again = replaced(
      replaced(full_plan, R"(<Rate InvTypeCode="DBL")",
               R"(<Rate InvTypeCode="DBL" UnitMultiplier="7" RateTimeUnit="Day" CurrencyCode="EUR")"),
      R"(AmountAfterTax="700")", R"(AmountAfterTax="700" Type="25" CurrencyCode="EUR")");
  CHECK(kinds(read(message_of(again))) == "");
  const std::string discount = R"(<Discount Percent="100")";
  for (const auto& each : {discount + R"( Mon="1")", "<OfferRules/>" + discount, "<Guests/>" + discount}) {
    const auto got = read(message_of(replaced(full_plan, discount, each)));
    CHECK_MESSAGE(kinds(got) == "discount=1 ", each);
    CHECK_FALSE(got.made.plans.at(0).free_nights);
  }
}

TEST_CASE("what no parser may take is no message: zeros, attributes twice, two messages in a file") {
  const std::string good = message_of(full_plan);
  for (const char* zero : {"&#0;", "&#x0;", "&#00000;", "&#4294967296;", "&#x1000000000;"}) {
    CAPTURE(zero);
    const std::string amount = std::string("\"7") + zero + "00\"";
    CHECK_FALSE(hotel_of_rate_plans(replaced(good, R"("700")", amount), one_room));
  }
  CHECK_FALSE(hotel_of_rate_plans(good + std::string(1, '\0'), one_room));
  const auto got = import_of({message_of(rates_of(good_rate)), inventory,
                              replaced(good, R"(HotelCode="H1")", R"(HotelCode="H&#0;0")"),
                              replaced(good, R"(Time="2")", R"(Time="2" Time="5")"), good + good.substr(38)});
  CHECK(kinds(got.report.omitted) == "message_unreadable=3 ");
  CHECK(got.report.hotels == 1);
}

TEST_CASE("a message that names its hotel twice is left out and counted") {
  const std::string good = message_of(rates_of(good_rate));
  const std::string twice = replaced(good, "</RatePlans>", R"(</RatePlans><RatePlans HotelCode="H1"/>)");
  const auto got = import_of({good, inventory, twice});
  CHECK(kinds(got.report.omitted) == "message_of_several=1 ");
  CHECK(got.report.hotels == 1);
  CHECK_FALSE(hotel_of_rate_plans(twice, one_room));
}

TEST_CASE("messages that change a part, and plans in another currency, are left out") {
  const auto plan = [](const std::string& type, const std::string& money, const std::string& code) {
    return "<RatePlan RatePlanNotifType=\"" + type + "\" CurrencyCode=\"" + money +
           "\" RatePlanCode=\"" + code + "\">" + rates_of(good_rate) + "</RatePlan>";
  };
  const auto got = read(head + plan("New", "EUR", "A") + plan("Full", "EUR", "B") +
                        plan("Overlay", "EUR", "C") + plan("Remove", "EUR", "A") +
                        plan("New", "CHF", "D") + plan("New", "XXX", "E") +
                        plan("New", "EUR", "A") + tail);
  CHECK(kinds(got) == "delta=2 plan=1 plan_currency=1 replaced=1 ");
  REQUIRE(got.made.plans.size() == 2);
  CHECK(got.made.plans[0].code == "A");
  CHECK(got.made.plans[1].code == "B");
  CHECK_FALSE(hotel_of_rate_plans("<a>", one_room));
  CHECK_FALSE(hotel_of_rate_plans("<OTA_PingRQ/>", one_room));
}

TEST_CASE("what a plan says of rooms that the hotel lacks is left out") {
  const auto got = read(message_of(
      R"(<BookingRules><BookingRule CodeContext="ROOMTYPE" Code="X" Start="2027-01-01"
 End="2027-01-02"/></BookingRules>)" +
      rates_of(good_rate + R"(<Rate InvTypeCode="A" Start="2027-01-01" End="2027-01-02">
<BaseByGuestAmts><BaseByGuestAmt NumberOfGuests="1" AmountAfterTax="1"/></BaseByGuestAmts>
</Rate>)")));
  CHECK(kinds(got) == "unknown_room=2 ");
  REQUIRE(got.made.plans.at(0).products.size() == 1);
  CHECK(got.made.plans[0].products[0].room == 0);
  CHECK(got.made.plans[0].rules.empty());
}

TEST_CASE("products are in order of their rooms, whatever the order of the rates") {
  const auto rate_for = [](const std::string& room) {
    return "<Rate InvTypeCode=\"" + room + R"(" Start="2027-01-01" End="2027-01-02">
<BaseByGuestAmts><BaseByGuestAmt NumberOfGuests="1" AmountAfterTax="1"/></BaseByGuestAmts></Rate>)";
  };
  auto got = hotel_of_rate_plans(message_of(rates_of(rate_for("C") + rate_for("A"))),
                                 {{"A", {}}, {"B", {}}, {"C", {}}});
  REQUIRE(got);
  REQUIRE(got->made.plans.at(0).products.size() == 2);
  CHECK(got->made.plans[0].products[0].room == 0);
  CHECK(got->made.plans[0].products[1].room == 2);
}

TEST_CASE("an alternative plan has its conditions from the master of its message") {
  const std::string master =
      R"(<RatePlan RatePlanNotifType="New" CurrencyCode="EUR" RatePlanCode="HB" RatePlanID="G"
 RatePlanQualifier="true">)" + rates_of(good_rate) + R"(<Supplements>
<Supplement InvType="EXTRA" InvCode="S1" AddToBasicRateIndicator="1" MandatoryIndicator="1"
 ChargeTypeCode="1"/>
<Supplement InvType="EXTRA" InvCode="S1" Amount="3" Start="2027-01-01" End="2027-01-31"/>
</Supplements><Offers><Offer><OfferRules><OfferRule><LengthsOfStay>
<LengthOfStay Time="3" TimeUnit="Day" MinMaxMessageType="SetMinLOS"/></LengthsOfStay></OfferRule>
</OfferRules></Offer></Offers></RatePlan>)";
  const std::string alternative =
      R"(<RatePlan RatePlanNotifType="New" CurrencyCode="EUR" RatePlanCode="BB" RatePlanID="G"
 RatePlanQualifier="false">)" + rates_of(good_rate) + "</RatePlan>";
  const auto got = read(head + alternative + master + tail);
  CHECK(kinds(got) == "");
  REQUIRE(got.made.plans.size() == 2);
  CHECK(got.made.plans[0].code == "BB");
  CHECK(got.made.plans[0].offer.los.min == 3);
  CHECK(got.made.plans[0].supplements.empty());
  CHECK(got.made.plans[1].supplements.size() == 1);
  CHECK(kinds(read(head + alternative + tail)) == "plan=1 ");
}

TEST_CASE("the messages of a hotel are joined, in any order") {
  const std::vector<std::string> messages{
      message_of(rates_of(good_rate)), inventory,
      free_rooms_of(free_rooms(R"(InvTypeCode="DBL")", "2027-01-01", "2027-01-10",
                               R"(<InvCount CountType="2" Count="3"/>
                                  <InvCount CountType="6" Count="5"/>)"))};
  for (const auto& order : {std::vector{0u, 1u, 2u}, {2u, 1u, 0u}, {1u, 2u, 0u}}) {
    const auto got = import_of({messages[order[0]], messages[order[1]], messages[order[2]]});
    CHECK(kinds(got.report.omitted) == "");
    CHECK(got.report.hotels == 1);
    CHECK(got.report.records == 3);
    REQUIRE(got.hotels.contains("H1"));
    const hotel& inn = got.hotels.at("H1");
    CHECK(inn.name == "Frangart Inn");
    CHECK(inn.city == "Munich");
    CHECK(inn.country == "DE");
    CHECK(inn.latitude == 48.2);
    CHECK(inn.stars == 4);
    CHECK(inn.utc_offset_minutes == 60);
    REQUIRE(inn.rooms.size() == 1);
    CHECK(inn.rooms[0].name == "Double room");
    CHECK(inn.rooms[0].guests == occupancy{1, 2, 4, 2});
    CHECK(inn.rooms[0].inventory ==
          std::vector<inventory_period>{{nights("2027-01-01", "2027-01-10"), 3}});
    stay when;
    when.arrival = *parse_day("2027-01-08");
    when.nights = 3;
    when.booking = when.arrival;
    const auto cost = price_stay(*pack(inn), 0, 0, when);
    REQUIRE(std::holds_alternative<price>(cost));
    CHECK(std::get<price>(cost).total == 30000);
    when.nights = 4;
    CHECK(std::get<reason>(price_stay(*pack(inn), 0, 0, when)) == reason::no_vacancy);
  }
}

TEST_CASE("a position that cannot be read is counted, and puts no hotel on a wrong place") {
  const std::string good = R"(Latitude="48.2" Longitude="11.5")";
  const auto with = [&](const std::string& position) {
    auto message = inventory;
    message.replace(message.find(good), good.size(), position);
    return import_of({message_of(rates_of(good_rate)), message});
  };
  for (const char* each : {R"(Latitude="46,4983" Longitude="11.5")", R"(Latitude="N46.49" Longitude="11.5")",
                           R"(Latitude="nan" Longitude="nan")", R"(Latitude="91" Longitude="11.5")",
                           R"(Latitude="" Longitude="")", R"(Longitude="11.5")"}) {
    CAPTURE(each);
    const auto got = with(each);
    CHECK(kinds(got.report.omitted) == "hotel_without_place=1 position=1 ");
    CHECK(got.hotels.at("H1").city == "Unknown");
    CHECK(got.report.omitted[1].examples.at(0).field.ends_with("Position/@Latitude"));
  }
  const auto east = with(R"(Latitude="48.2" Longitude="11,5")");
  CHECK(kinds(east.report.omitted) == "hotel_without_place=1 position=1 ");
  CHECK(east.report.omitted[1].examples.at(0).value == "11,5");
  const auto signed_one = with(R"(Latitude=" +48.2" Longitude="11.5 ")");
  CHECK(kinds(signed_one.report.omitted) == "");
  CHECK(signed_one.hotels.at("H1").latitude == 48.2);
  CHECK(kinds(with("").report.omitted) == "hotel_without_place=1 ");
}

TEST_CASE("free rooms: single rooms add up, seasons close, periods without counts are full") {
  const std::string one = R"(<InvCount CountType="2" Count="1"/>)";
  const auto got = import_of(
      {message_of(rates_of(good_rate)), inventory,
       free_rooms_of(
           free_rooms(R"(InvTypeCode="DBL" InvCode="101")", "2027-01-01", "2027-01-10", one) +
           free_rooms(R"(InvTypeCode="DBL" InvCode="102")", "2027-01-05", "2027-01-20", one) +
           free_rooms(R"(InvTypeCode="DBL" InvCode="101")", "2027-01-11", "2027-01-20", "") +
           free_rooms(R"(AllInvCode="true")", "2027-01-08", "2027-01-09", "") +
           free_rooms(R"(InvTypeCode="DBL" InvCode="102")", "2027-01-20", "2027-01-21", one) +
           free_rooms(R"(InvTypeCode="ZZZ")", "2027-01-01", "2027-01-02", one))});
  CHECK(kinds(got.report.omitted) == "availability=1 unknown_room=1 ");
  CHECK(got.hotels.at("H1").rooms[0].inventory ==
        std::vector<inventory_period>{{nights("2027-01-01", "2027-01-04"), 1},
                                      {nights("2027-01-05", "2027-01-07"), 2},
                                      {nights("2027-01-10", "2027-01-10"), 2},
                                      {nights("2027-01-11", "2027-01-20"), 1}});
  const auto reset = import_of({message_of(rates_of(good_rate)), inventory,
                                free_rooms_of("<Inventory/>")});
  CHECK(kinds(reset.report.omitted) == "");
  CHECK(reset.hotels.at("H1").rooms[0].inventory == std::vector<inventory_period>{});
}

TEST_CASE("a closed season that cannot be read leaves no room of its message free") {
  const std::string one = R"(<InvCount CountType="2" Count="1"/>)";
  const auto with = [&](const std::string& season, const std::string& start) {
    return import_of({message_of(rates_of(good_rate)), inventory,
                      free_rooms_of(free_rooms(R"(InvTypeCode="DBL")", "2027-01-01", "2027-12-31", one) +
                                    free_rooms(season, start, "2027-08-01", ""))});
  };
  for (const auto& got : {with(R"(AllInvCode="true")", "2027-07-99"), with(R"(AllInvCode="1")", "2027-09-01"),
                          with(R"(AllInvCode="yes")", "2027-07-01")}) {
    CHECK(kinds(got.report.omitted) == "closed_season=1 ");
    CHECK(got.hotels.at("H1").rooms[0].inventory == std::vector<inventory_period>{});
  }
  const auto room = with(R"(AllInvCode="false" InvTypeCode="DBL")", "2027-07-99");
  CHECK(kinds(room.report.omitted) == "availability=1 ");
  CHECK(room.hotels.at("H1").rooms[0].inventory->size() == 1);
}

TEST_CASE("more free rooms than a document holds are as many as it holds") {
  std::string counts, singles;
  for (int i = 0; i < 4295; ++i) {
    const std::string most = R"(<InvCount CountType="2" Count="1000000"/>)";
    counts += most;
    singles += free_rooms("InvTypeCode=\"DBL\" InvCode=\"" + std::to_string(i) + '"', "2027-01-01",
                          "2027-01-10", most);
  }
  const std::vector<inventory_period> most{{nights("2027-01-01", "2027-01-10"), 1'000'000}};
  for (const auto& set : {free_rooms(R"(InvTypeCode="DBL")", "2027-01-01", "2027-01-10", counts), singles}) {
    const auto got = import_of({message_of(rates_of(good_rate)), inventory, free_rooms_of(set)});
    CHECK(kinds(got.report.omitted) == "");
    CHECK(got.hotels.at("H1").rooms[0].inventory == most);
  }
}

TEST_CASE("free rooms of 2018-10: the limit less the threshold can be booked") {
  const std::string set = R"(<UniqueID Type="16" ID="1" Instance="CompleteSet"/>)";
  const std::string body = R"(<AvailStatusMessages HotelCode="H1">
<AvailStatusMessage BookingLimit="4" BookingThreshold="1" BookingLimitMessageType="SetLimit">
<StatusApplicationControl Start="2027-01-01" End="2027-01-02" InvTypeCode="DBL"/>
</AvailStatusMessage></AvailStatusMessages></OTA_HotelAvailNotifRQ>)";
  const auto got = import_of({message_of(rates_of(good_rate)), inventory,
                              "<OTA_HotelAvailNotifRQ>" + set + body});
  CHECK(kinds(got.report.omitted) == "");
  CHECK(got.hotels.at("H1").rooms[0].inventory ==
        std::vector<inventory_period>{{nights("2027-01-01", "2027-01-02"), 3}});
  const auto part = import_of({message_of(rates_of(good_rate)), inventory,
                               "<OTA_HotelAvailNotifRQ>" + body});
  CHECK(kinds(part.report.omitted) == "delta=1 ");
  CHECK_FALSE(part.hotels.at("H1").rooms[0].inventory);
}

TEST_CASE("without an Inventory message rooms take as many guests as they have amounts for") {
  const auto got = import_of({message_of(rates_of(good_rate))});
  CHECK(kinds(got.report.omitted) == "guessed_room=1 hotel_without_place=1 ");
  CHECK(got.report.omitted[1].examples.at(0).text ==
        "hotel H1 has no place that is known; it is put in Unknown (IT) at 0,0 with the time of UTC");
  const hotel& made = got.hotels.at("H1");
  CHECK(made.rooms.at(0).guests == occupancy{1, 2, 2, {}});
  CHECK(made.city == "Unknown");
  CHECK(made.country == "IT");
  CHECK(made.name == "H1");
}

TEST_CASE("a later message replaces an earlier one, and is counted") {
  const std::string set = R"(<UniqueID Type="16" ID="1" Instance="CompleteSet"/><RatePlans)";
  std::string complete = message_of(rates_of(good_rate));
  complete.replace(complete.find("<RatePlans"), 10, set);
  const auto got = import_of({message_of(rates_of(good_rate)), inventory, complete, inventory,
                              free_rooms_of(""), free_rooms_of("")});
  CHECK(kinds(got.report.omitted) == "replaced=3 ");
  CHECK(got.hotels.at("H1").plans.size() == 1);
}

TEST_CASE("messages that cannot be used are counted and take no good one down") {
  const auto got = import_of({message_of(rates_of(good_rate)), inventory, "<OTA_HotelAvailNotif",
                              "<OTA_PingRQ/>", "<OTA_HotelInvCountNotifRQ/>",
                              "<OTA_HotelRatePlanNotifRQ><RatePlans HotelCode=\"H2\"/>"
                              "</OTA_HotelRatePlanNotifRQ>"});
  CHECK(kinds(got.report.omitted) ==
        "hotel_without_plans=1 message_unreadable=1 message_without_hotel=1 unknown_message=1 ");
  CHECK(got.hotels.size() == 1);
  CHECK_FALSE(import_alpinebits({"/nonexistent.xml"}, [](const hotel&) {}, {}));
}

TEST_CASE("a room category with impossible numbers is left out") {
  for (const auto& [from, to] : {std::pair{"MinOccupancy=\"1\"", "MinOccupancy=\"3\""},
                                 {"MaxOccupancy=\"4\"", "MaxOccupancy=\"1\""},
                                 {"MaxChildOccupancy=\"2\"", "MaxChildOccupancy=\"5\""},
                                 {"Code=\"DBL\" Min", "Min"}}) {
    std::string wrong = inventory;
    wrong.replace(wrong.find(from), std::string_view(from).size(), to);
    const auto got = import_of({message_of(rates_of(good_rate)), wrong});
    CHECK(kinds(got.report.omitted) == "room=1 unknown_room=1 ");
    CHECK(got.hotels.at("H1").rooms.empty());
  }
}

TEST_CASE("a damaged message never breaks what a hotel keeps") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::string good = message_of(
      R"(<BookingRules><BookingRule CodeContext="ROOMTYPE" Code="DBL" Start="2027-01-01"
 End="2027-01-10"/></BookingRules>)" + rates_of(good_rate +
      rate_of("700", "2027-02-01", "2027-02-11")) + R"(<Supplements>
<Supplement InvType="EXTRA" InvCode="S1" AddToBasicRateIndicator="1" MandatoryIndicator="1"
 ChargeTypeCode="1"/>
<Supplement InvType="EXTRA" InvCode="S1" Amount="3" Start="2027-01-01" End="2027-01-31"/>
</Supplements>)");
  const std::string marks = "019-.\"<>/ =aDE\n";
  int readable = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string damaged = good;
    for (auto times = 1 + random() % 4; times > 0; --times)
      damaged[random() % damaged.size()] = marks[random() % marks.size()];
    const auto got = hotel_of_rate_plans(damaged, one_room);
    if (!got) continue;
    ++readable;
    hotel made = got->made;
    made.country = "IT";
    made.city = "Bolzano";
    if (made.code.empty()) made.code = "H1";
    if (!is_clean_code(made.code) || clean_text(made.name) != made.name) continue;
    const auto again = read_hotel(write_hotel(made));
    REQUIRE_MESSAGE(again.complaints.empty(), describe(again.complaints.front()));
  }
  CHECK(readable > 100);
}
