#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "pricing/price.hpp"
#include "sources/files/scratch_folder.hpp"
#include "sources/imports/airbnb_listings.hpp"
#include "sources/imports/import.hpp"

using namespace pronto;

namespace {

const std::string listings_header =
    "id,city,latitude,longitude,property_type,room_type,accommodates,amenities,cleaning_fee,"
    "guests_included,extra_people,minimum_nights,maximum_nights,cancellation_policy\n";
const std::string jersey =
    "7,Jersey City ,40.72613,-74.04811,Loft,Entire home/apt,4,\"{TV,\"\"Cable TV\"\",Wifi}\","
    "$95.00,2,$50.00,2,120,moderate\n";
const std::string calendar_header =
    "listing_id,date,available,price,adjusted_price,minimum_nights,maximum_nights\n";

struct imported {
  import_report report;
  std::map<std::string, hotel> hotels;
};

imported import_of(const std::string& listings, const std::string& calendar) {
  const scratch_folder folder;
  write_bytes(folder.file("calendar.csv.gz"), gzip(calendar));
  write_bytes(folder.file("listings.csv"), listings);
  imported out;
  auto report = import_airbnb({folder.file("calendar.csv.gz"), folder.file("listings.csv")},
                              [&](const hotel& made) { out.hotels[made.code] = made; }, {});
  REQUIRE_MESSAGE(report, (report ? "" : describe(report.why())));
  out.report = std::move(*report);
  return out;
}

// The counts by kind, but for the calendars' length: those here are short.
std::string kinds(const imported& in) {
  std::string out;
  for (const auto& each : in.report.omitted)
    if (each.kind != "calendar_length") out += each.kind + "=" + std::to_string(each.count) + " ";
  return out;
}

const left_out& kind(const imported& in, const std::string& name) {
  for (const auto& each : in.report.omitted)
    if (each.kind == name) return each;
  FAIL("nothing of kind ", name);
  std::abort();
}

day date(const std::string& text) { return *parse_day(text); }

quote price_of(const hotel& in, const std::string& arrival, int nights, int adults,
               std::vector<int> child_ages = {}) {
  stay when;
  when.arrival = date(arrival);
  when.nights = nights;
  when.adults = adults;
  when.child_ages = std::move(child_ages);
  when.booking = when.arrival;
  return price_stay(*pack(in), 0, 0, when);
}

std::int64_t total(const quote& of) { return std::get<price>(of).total; }
reason refused(const quote& of) { return std::get<reason>(of); }

// Ten nights of listing 7 from 2019-05-01 at $100, but for the records in `instead`, by date.
std::string ten_nights(const std::map<std::string, std::string>& instead = {}) {
  std::string out = calendar_header;
  for (int i = 1; i <= 10; ++i) {
    const std::string on = "2019-05-" + std::string(i < 10 ? "0" : "") + std::to_string(i);
    const auto other = instead.find(on);
    out += "7," + on + "," +
           (other == instead.end() ? "t,$100.00,$90.00,1,1125" : other->second) + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("a listing becomes a hotel of one room and one plan") {
  const auto made = import_of(listings_header + jersey, ten_nights());
  CHECK(kinds(made) == "");
  CHECK(made.report.hotels == 1);
  CHECK(made.report.records == 11);
  const hotel& home = made.hotels.at("7");
  CHECK(home.name == "Loft 7");
  CHECK(home.city == "Jersey City");
  CHECK(home.country == "US");
  CHECK(home.money == *find_currency("USD"));
  CHECK(home.utc_offset_minutes == -300);
  CHECK(home.amenities == std::vector<std::string>{"cable_tv", "tv", "wifi"});
  REQUIRE(home.rooms.size() == 1);
  CHECK(home.rooms[0].guests == occupancy{1, 2, 4, {}});
  CHECK(home.rooms[0].inventory ==
        std::vector<inventory_period>{{{date("2019-05-01"), date("2019-05-10")}, 1}});
  REQUIRE(home.plans.size() == 1);
  CHECK(home.plans[0].refundable);
  CHECK(home.plans[0].products[0].rates.size() == 1);
  CHECK(home.plans[0].rules.empty());
}

TEST_CASE("a stay costs its nights, its extra guests and the cleaning") {
  const auto made = import_of(listings_header + jersey,
                              ten_nights({{"2019-05-02", "t,\"$1,234.00\",$1.00,1,1125"}}));
  const hotel& home = made.hotels.at("7");
  CHECK(total(price_of(home, "2019-05-03", 2, 1)) == 2 * 10000 + 9500);
  CHECK(total(price_of(home, "2019-05-01", 2, 2)) == 10000 + 123400 + 9500);
  CHECK(total(price_of(home, "2019-05-03", 2, 4)) == 2 * (10000 + 2 * 5000) + 9500);
  CHECK(total(price_of(home, "2019-05-03", 2, 2, {3})) == 2 * (10000 + 5000) + 9500);
  CHECK(refused(price_of(home, "2019-05-03", 2, 5)) == reason::invalid_occupancy);
  CHECK(refused(price_of(home, "2019-05-10", 2, 2)) == reason::no_vacancy);
}

TEST_CASE("nights that are taken cannot be slept, with or without a price") {
  const auto made = import_of(listings_header + jersey,
                              ten_nights({{"2019-05-02", "f,$100.00,$100.00,1,1125"},
                                          {"2019-05-05", "f,,,1,1125"}}));
  CHECK(kinds(made) == "");
  const hotel& home = made.hotels.at("7");
  CHECK(refused(price_of(home, "2019-05-01", 2, 2)) == reason::no_vacancy);
  CHECK(refused(price_of(home, "2019-05-04", 2, 2)) == reason::no_vacancy);
  CHECK(total(price_of(home, "2019-05-03", 2, 2)) == 29500);
}

TEST_CASE("a night without a price, with one of 0 or an unreadable one has no rate") {
  const auto made = import_of(listings_header + jersey,
                              ten_nights({{"2019-05-02", "t,$0.00,$0.00,1,1125"},
                                          {"2019-05-04", "t,,,1,1125"},
                                          {"2019-05-06", "t,$1e3,,1,1125"}}));
  CHECK(kinds(made) == "available_without_price=1 price_unreadable=1 price_zero=1 ");
  const failure& zero = kind(made, "price_zero").examples.at(0);
  CHECK(zero.line == 3);
  CHECK(zero.field == "price");
  CHECK(zero.value == "$0.00");
  CHECK(zero.file.ends_with("calendar.csv.gz"));
  const hotel& home = made.hotels.at("7");
  for (const auto* night : {"2019-05-02", "2019-05-04", "2019-05-06"})
    CHECK(refused(price_of(home, night, 1, 2)) == reason::missing_rate);
  CHECK(total(price_of(home, "2019-05-03", 1, 2)) == 19500);
}

TEST_CASE("a price above 90,000 is kept and counted") {
  const auto made = import_of(listings_header + jersey,
                              ten_nights({{"2019-05-02", "t,\"$99,998.00\",,1,1125"},
                                          {"2019-05-03", "t,\"$90,000.00\",,1,1125"}}));
  CHECK(kinds(made) == "price_above_90000=1 ");
  CHECK(total(price_of(made.hotels.at("7"), "2019-05-02", 1, 2)) == 9999800 + 9500);
}

TEST_CASE("of two records for one night the first counts") {
  const auto made = import_of(listings_header + jersey,
                              ten_nights() + "7,2019-05-03,t,$1.00,$1.00,1,1125\n");
  CHECK(kinds(made) == "duplicate_night=1 ");
  CHECK(kind(made, "duplicate_night").examples.at(0).line == 12);
  CHECK(total(price_of(made.hotels.at("7"), "2019-05-03", 1, 2)) == 19500);
}

TEST_CASE("the limits of stay are those of the night of arrival") {
  const auto made = import_of(listings_header + jersey,
                              ten_nights({{"2019-05-02", "t,$100.00,,3,4"},
                                          {"2019-05-04", "t,$100.00,,,"}}));
  CHECK(kinds(made) == "limits_missing=1 ");
  const hotel& home = made.hotels.at("7");
  CHECK(home.plans[0].rules.size() == 1);
  CHECK(refused(price_of(home, "2019-05-02", 2, 2)) == reason::rule_los);
  CHECK(total(price_of(home, "2019-05-02", 3, 2)) == 39500);
  CHECK(refused(price_of(home, "2019-05-02", 5, 2)) == reason::rule_los);
  CHECK(total(price_of(home, "2019-05-01", 2, 2)) == 29500);
  CHECK(total(price_of(home, "2019-05-04", 1, 2)) == 19500);
}

TEST_CASE("no stay begins on a night whose least stay is above its greatest") {
  const auto made = import_of(listings_header + jersey,
                              ten_nights({{"2019-05-02", "t,$100.00,,7,5"}}));
  CHECK(kinds(made) == "min_above_max=1 ");
  const hotel& home = made.hotels.at("7");
  CHECK(refused(price_of(home, "2019-05-02", 6, 2)) == reason::rule_arrival);
  CHECK(total(price_of(home, "2019-05-01", 2, 2)) == 29500);
}

TEST_CASE("where the calendar has no limits of stay, those of the listing hold") {
  std::string calendar = "listing_id,date,available,price\n";
  for (const auto* on : {"2019-05-01", "2019-05-02", "2019-05-03"})
    calendar += std::string("7,") + on + ",t,$100.00\n8," + on + ",t,$100.00\n";
  const auto made = import_of(
      listings_header + jersey +
          "8,Jersey City,40.72,-74.04,Loft,Shared room,2,{},,2,,5,3,strict\n", calendar);
  CHECK(kinds(made) == "listing_min_above_max=1 ");
  CHECK(refused(price_of(made.hotels.at("7"), "2019-05-01", 1, 2)) == reason::offer_los);
  CHECK(total(price_of(made.hotels.at("7"), "2019-05-01", 2, 2)) == 29500);
  CHECK(refused(price_of(made.hotels.at("8"), "2019-05-01", 3, 2)) == reason::offer_arrival);
  CHECK_FALSE(made.hotels.at("8").plans[0].refundable);
}

TEST_CASE("a limit of a listing is read as tables have it, and one that cannot be read is counted") {
  const auto with = [](const std::string& min, const std::string& max) {
    return import_of(listings_header + "8,Jersey City,40.72,-74.04,Loft,Shared room,2,{},,2,," + min + "," +
                         max + ",strict\n",
                     "listing_id,date,available,price\n8,2019-05-01,t,$100.00\n8,2019-05-02,t,$100.00\n"
                     "8,2019-05-03,t,$100.00\n");
  };
  for (const auto* two : {"2", "2.0", "2.00", " 2 ", "02"}) {
    CAPTURE(two);
    const auto least = with(two, "");
    CHECK(kinds(least) == "");
    CHECK(refused(price_of(least.hotels.at("8"), "2019-05-01", 1, 2)) == reason::offer_los);
    CHECK(total(price_of(least.hotels.at("8"), "2019-05-01", 2, 2)) == 20000);
    const auto greatest = with("", two);
    CHECK(refused(price_of(greatest.hotels.at("8"), "2019-05-01", 3, 2)) == reason::offer_los);
  }
  for (const auto* unclear : {"x", "2.5", "2.", "-2", "0", "2 nights", "1e1"}) {
    CAPTURE(unclear);
    const auto got = with(unclear, "3");
    CHECK(kinds(got) == "limits_missing=1 ");
    CHECK(kind(got, "limits_missing").examples.at(0).field == "minimum_nights");
    CHECK(total(price_of(got.hotels.at("8"), "2019-05-01", 1, 2)) == 10000);
    CHECK(kinds(with("1", unclear)) == "limits_missing=1 ");
  }
  const auto closed = with("99999999999", "");
  CHECK(kinds(closed) == "");
  CHECK(refused(price_of(closed.hotels.at("8"), "2019-05-01", 3, 2)) == reason::offer_arrival);
  CHECK(total(price_of(with("1", "99999999999").hotels.at("8"), "2019-05-01", 3, 2)) == 30000);
}

TEST_CASE("a least stay beyond what a document can say closes its night alone") {
  const auto made = import_of(listings_header + jersey,
                              ten_nights({{"2019-05-02", "t,$100.00,,10000,"},
                                          {"2019-05-04", "t,$100.00,,99999999999,99999999999"},
                                          {"2019-05-06", "t,$100.00,,2.0,1125"}}));
  CHECK(kinds(made) == "limits_missing=1 ");
  const hotel& home = made.hotels.at("7");
  CHECK(refused(price_of(home, "2019-05-02", 2, 2)) == reason::rule_arrival);
  CHECK(refused(price_of(home, "2019-05-04", 2, 2)) == reason::rule_arrival);
  CHECK(refused(price_of(home, "2019-05-06", 1, 2)) == reason::rule_los);
  CHECK(total(price_of(home, "2019-05-01", 2, 2)) == 29500);
}

TEST_CASE("amenities that no document holds are left out, and the home is kept") {
  std::string many = "wifi," + std::string(101, 'x');
  for (int i = 0; i < 1001; ++i) many += ",a" + std::to_string(i);
  const auto made = import_of("id,latitude,longitude,accommodates,amenities\n7,47.6,-122.3,2,\"{" + many +
                                  "}\"\n",
                              ten_nights());
  CHECK(kinds(made) == "amenity=3 ");
  CHECK(kind(made, "amenity").examples.at(0).value.starts_with("xxx"));
  CHECK(made.hotels.at("7").amenities.size() == 1000);
}

TEST_CASE("calendars mixed by night, of any length and with late starts, are gathered by listing") {
  std::string calendar = calendar_header;
  int first = 0, second = 0;
  for (day night = date("2019-01-01"); night < date("2019-01-01") + 366; ++night) {
    const std::string rest = "," + format_day(night) + ",t,$100.00,,1,1125\n";
    if (++first <= 366) calendar += "7" + rest;
    if (night >= date("2019-01-03") && ++second <= 344) calendar += "1098765432109876543" + rest;
  }
  const auto made = import_of(
      listings_header + jersey +
          "1098765432109876543,Seattle,47.6,-122.3,House,Private room,2,{},,1,$0.00,1,9,strict\n",
      calendar);
  CHECK(kinds(made) == "late_start=1 ");
  const auto& lengths = kind(made, "calendar_length");
  CHECK(lengths.count == 2);
  CHECK(lengths.examples[0].text == "the calendar has 344 nights");
  CHECK(lengths.examples[1].text == "the calendar has 366 nights");
  CHECK(kind(made, "late_start").examples[0].value == "2019-01-03");
  const hotel& home = made.hotels.at("1098765432109876543");
  CHECK(home.utc_offset_minutes == -480);
  CHECK(total(price_of(home, "2019-01-03", 344, 2)) == 344 * 10000);
  CHECK(refused(price_of(home, "2019-01-02", 2, 2)) == reason::no_vacancy);
}

TEST_CASE("listings without a calendar and calendars without a listing are left out and counted") {
  const auto made = import_of(
      listings_header + jersey +
          "8,Seattle,47.6,-122.3,House,Private room,2,{},,1,$0.00,1,9,strict\n",
      ten_nights() + "9,2019-05-01,t,$1.00,,1,9\n9,2019-05-02,t,$1.00,,1,9\n");
  CHECK(kinds(made) == "calendar_without_listing=1 listing_without_calendar=1 ");
  CHECK(kind(made, "calendar_without_listing").examples[0].value == "9");
  CHECK(kind(made, "calendar_without_listing").examples[0].line == 12);
  CHECK(kind(made, "listing_without_calendar").examples[0].value == "8");
  CHECK(made.hotels.size() == 1);
}

TEST_CASE("damaged records are left out by themselves") {
  const auto made = import_of(
      listings_header + jersey + jersey + "8,Nowhere,91,0,House,Room,2,{},,1,$0.00,1,9,strict\n" +
          "9,Seattle,47.6,-122.3,House,Room,none,{},,1,$0.00,1,9,strict\n,,,\n",
      ten_nights({{"2019-05-02", "x,$1.00,,1,9"}}) + "7,2019-02-30,t,$1.00,,1,9\n7,2019-06-01\n");
  CHECK(kinds(made) == "availability_unreadable=1 date_unreadable=1 duplicate_listing=1 "
                       "listing_unreadable=2 record_width=2 ");
  CHECK(made.hotels.size() == 1);
}

TEST_CASE("guests that the price covers are brought between 1 and those that fit") {
  const auto made = import_of(
      listings_header + "1,Seattle,47.6,-122.3,House,Room,2,{},,0,$9.00,1,9,strict\n"
                        "2,Seattle,47.6,-122.3,House,Room,2,{},,5,$9.00,1,9,strict\n"
                        "3,,47.6,-122.3,House,Room,2,{},free,,,1,9,strict\n",
      calendar_header + "1,2019-05-01,t,$100.00,,1,9\n2,2019-05-01,t,$100.00,,1,9\n"
                        "3,2019-05-01,t,$100.00,,1,9\n");
  CHECK(kinds(made) == "fee_unreadable=1 guests_included=2 ");
  CHECK(total(price_of(made.hotels.at("1"), "2019-05-01", 1, 2)) == 10900);
  CHECK(total(price_of(made.hotels.at("2"), "2019-05-01", 1, 2)) == 10000);
  CHECK(made.hotels.at("3").city == "Seattle");
}

TEST_CASE("files that are neither listings nor calendars, or only one of the two, fail") {
  const scratch_folder folder;
  write_bytes(folder.file("reviews.csv"), "listing_id,id,date\n1,2,2019-05-01\n");
  write_bytes(folder.file("listings.csv"), listings_header);
  const auto wrong = import_airbnb({folder.file("reviews.csv")}, [](const hotel&) {}, {});
  REQUIRE_FALSE(wrong);
  CHECK(wrong.why().code == failure_code::data);
  const auto lonely = import_airbnb({folder.file("listings.csv")}, [](const hotel&) {}, {});
  REQUIRE_FALSE(lonely);
  CHECK(lonely.why().code == failure_code::usage);
  CHECK_FALSE(import_airbnb({folder.file("missing.csv")}, [](const hotel&) {}, {}));
}

TEST_CASE("text that no document holds is mended: no UTF-8, control characters, great lengths") {
  const auto made = import_of(
      "id,name,city,latitude,longitude,room_type,accommodates,amenities\n"
      "1,M\xFCller's \x01 loft,\xE9t\xE9,47.6,-122.3,,2,{\xFF}\n2," + std::string(5000, 'n') +
          ",Seattle,47.6,-122.3,,2,{}\n\xFF,x,Seattle,47.6,-122.3,,2,{}\n",
      calendar_header + "1,2019-05-01,t,$100.00,,1,9\n2,2019-05-01,t,$100.00,,1,9\n");
  CHECK(kinds(made) == "listing_unreadable=1 ");
  CHECK(made.hotels.at("1").name == "M\xEF\xBF\xBDller's   loft");
  CHECK(made.hotels.at("2").name == std::string(200, 'n'));
}

TEST_CASE("a hotel that no document can hold is left out and counted") {
  std::string calendar = calendar_header;
  for (int i = 0; i < 25'000; ++i)  // a price of its own every other night
    if (i % 2 == 0) {
      const day night = date("1990-01-01") + i;
      calendar += "7," + format_day(night) + ",t,$" + std::to_string(100 + i % 3) + ",,1,9\n";
    }
  const auto made = import_of(listings_header + jersey, calendar);
  CHECK(kinds(made) == "hotel_invalid=1 ");
  CHECK(kind(made, "hotel_invalid").examples[0].line == 2);
  CHECK(made.hotels.empty());
}

TEST_CASE("amenities are read from both ways of writing them") {
  using airbnb::split_amenities;
  CHECK(split_amenities(R"({TV,"Cable TV","24-hour check-in"})") ==
        std::vector<std::string>{"24_hour_check_in", "cable_tv", "tv"});
  CHECK(split_amenities(R"(["TV", "Wifi", "TV", "One, two"])") ==
        std::vector<std::string>{"one_two", "tv", "wifi"});
  CHECK(split_amenities(R"({"translation missing: en.hosting_amenity_49"})").empty());
  CHECK(split_amenities("{}").empty());
  CHECK(split_amenities("").empty());
}
