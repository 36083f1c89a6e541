#include <doctest/doctest.h>

#include <map>
#include <string>

#include "pricing/price.hpp"
#include "sources/files/scratch_folder.hpp"
#include "sources/imports/import.hpp"

using namespace pronto;

namespace {

const std::string header =
    "\xEF\xBB\xBFname;date;adults;children;no_rooms;address;rating;room;capacity;price\r\n";
const std::string address = "Lindwurmstraße 70a, Ludwigsvorstadt, 80337 München, Deutschland";

std::string record(const std::string& date, const std::string& room, const std::string& price,
                   const std::string& party = "2;0;1", const std::string& name = "Hotel Bär") {
  return name + ";" + date + ";" + party + ";" + address + ";7,7;" + room + ";2;" + price + "\r\n";
}

struct imported {
  import_report report;
  std::map<std::string, hotel> hotels;
};

imported import_of(const std::string& records) {
  const scratch_folder folder;
  write_bytes(folder.file("a.csv"), header + records);
  imported out;
  auto report = import_rateshop({folder.file("a.csv")},
                                [&](const hotel& made) { out.hotels[made.code] = made; }, {});
  REQUIRE_MESSAGE(report, (report ? "" : describe(report.why())));
  out.report = std::move(*report);
  return out;
}

std::string kinds(const imported& in) {
  std::string out;
  for (const auto& each : in.report.omitted)
    out += each.kind + "=" + std::to_string(each.count) + " ";
  return out;
}

// "PLAN/ROOM total" of every product that can be booked.
std::string prices(const hotel& in, const std::string& arrival, int nights, int adults) {
  stay when;
  when.arrival = *parse_day(arrival);
  when.nights = nights;
  when.adults = adults;
  when.booking = when.arrival;
  const hotel_ptr packed = pack(in);
  std::string out;
  for (std::uint32_t p = 0; p < in.plans.size(); ++p) {
    for (std::uint32_t i = 0; i < in.plans[p].products.size(); ++i) {
      const auto cost = price_stay(*packed, p, i, when);
      if (const auto* found = std::get_if<price>(&cost))
        out += in.plans[p].code + "/" + in.rooms[in.plans[p].products[i].room].code + " " +
               std::to_string(found->total) + "; ";
    }
  }
  return out;
}

}  // namespace

TEST_CASE("each name is a hotel, each room a room, the k-th price of a night that of plan RATEk") {
  const auto made = import_of(record("2023-04-10", "Doppelzimmer", "109") +
                              record("2023-04-10", "Doppelzimmer", "94") +
                              record("2023-04-10", "Suite Süd", "1.150,50") +
                              record("2023-04-11", "Doppelzimmer", "98"));
  CHECK(kinds(made) == "");
  CHECK(made.report.records == 4);
  REQUIRE(made.hotels.contains("hotel-bar"));
  const hotel& bear = made.hotels.at("hotel-bar");
  CHECK(bear.name == "Hotel Bär");
  CHECK(bear.city == "München");
  CHECK(bear.country == "DE");
  CHECK(bear.money == *find_currency("EUR"));
  CHECK(bear.stars == 0);
  REQUIRE(bear.rooms.size() == 2);
  CHECK(bear.rooms[0].code == "doppelzimmer");
  CHECK(bear.rooms[1].name == "Suite Süd");
  CHECK(bear.rooms[1].guests == occupancy{1, 2, 2, {}});
  CHECK(prices(bear, "2023-04-10", 1, 2) ==
        "RATE1/doppelzimmer 9400; RATE1/suite-sud 115050; RATE2/doppelzimmer 10900; ");
  CHECK(prices(bear, "2023-04-10", 2, 2) == "RATE1/doppelzimmer 19200; ");
  CHECK(prices(bear, "2023-04-10", 1, 1) == prices(bear, "2023-04-10", 1, 2));
  CHECK(prices(bear, "2023-04-10", 1, 3) == "");
  CHECK(prices(bear, "2023-04-12", 1, 2) == "");
}

TEST_CASE("a smaller party with prices of its own has them") {
  const auto made = import_of(record("2023-04-10", "A", "94") +
                              record("2023-04-10", "A", "80", "1;0;1"));
  const hotel& bear = made.hotels.at("hotel-bar");
  CHECK(prices(bear, "2023-04-10", 1, 1) == "RATE1/a 8000; ");
  CHECK(prices(bear, "2023-04-10", 1, 2) == "RATE1/a 9400; ");
}

TEST_CASE("nights of one price are one rate, and equal prices of a night are rates of their own") {
  const auto made = import_of(record("2023-04-12", "A", "94") + record("2023-04-10", "A", "94") +
                              record("2023-04-11", "A", "94") + record("2023-04-11", "A", "94"));
  const hotel& bear = made.hotels.at("hotel-bar");
  REQUIRE(bear.plans.size() == 2);
  CHECK(bear.plans[0].products[0].rates.size() == 1);
  CHECK(prices(bear, "2023-04-10", 3, 2) == "RATE1/a 28200; ");
  CHECK(prices(bear, "2023-04-11", 1, 2) == "RATE1/a 9400; RATE2/a 9400; ");
}

TEST_CASE("rooms whose names differ in case or accents alone get codes of their own") {
  const auto made = import_of(record("2023-04-10", "Süd", "94") +
                              record("2023-04-10", "Sud", "80"));
  CHECK(prices(made.hotels.at("hotel-bar"), "2023-04-10", 1, 2) ==
        "RATE1/sud 8000; RATE1/sud-2 9400; ");
}

TEST_CASE("what cannot be taken over is counted with its place") {
  const auto made = import_of(
      record("2023-04-10", "A", "94") + record("2023-04-10", "A", "0") +
      record("2023-02-30", "A", "94") + record("2023-04-10", "A", "free") +
      record("2023-04-10", "A", "94", "2;1;1") + record("2023-04-10", "A", "94", "2;0;2") +
      "x;y\r\n" + "Hotel X;2023-04-10;2;0;1;Main Street 1, Nowhereville, Ruritania;8;A;2;94\r\n");
  CHECK(kinds(made) == "date_unreadable=1 other_party=2 price_unreadable=1 price_zero=1 "
                       "record_width=1 unknown_place=1 ");
  for (const auto& each : made.report.omitted) {
    CHECK(each.examples.at(0).line > 2);
    CHECK(each.examples.at(0).file.ends_with("a.csv"));
  }
  CHECK(made.hotels.size() == 1);
}

namespace {

// What an import makes of a price, beside one of 94 and a night with `other`: the total, or the kinds that
// are left out.
std::string taken(const std::string& price, const std::string& other = "94",
                  const std::string& where = address) {
  const auto of = [&](const std::string& date, const std::string& text) {
    return "Hotel Bär;" + date + ";2;0;1;" + where + ";7,7;A;2;" + text + "\r\n";
  };
  const auto made = import_of(of("2023-04-10", price) + of("2023-04-11", other) + of("2023-04-12", "94"));
  return kinds(made) + prices(made.hotels.at("hotel-bar"), "2023-04-10", 1, 2);
}

}  // namespace

TEST_CASE("a price is read by the mark that it has before its decimals") {
  for (const char* hundred : {"100", "100.00", "100,00", "100.0", "100,0", "EUR 100", "100 EUR", "100,00 €",
                              "€100.00", "ab 100 Euro"})
    CHECK_MESSAGE(taken(hundred) == "RATE1/a 10000; ", hundred);
  CHECK(taken("99.99") == "RATE1/a 9999; ");
  CHECK(taken("1,200.50") == "RATE1/a 120050; ");
  CHECK(taken("1.200,50") == "RATE1/a 120050; ");
  CHECK(taken("1,234,567") == "RATE1/a 123456700; ");
  CHECK(taken("1.234.567") == "RATE1/a 123456700; ");
  CHECK(taken("0.500") == "RATE1/a 50; ");
  CHECK(taken("1,200.555") == "price_unreadable=1 ");
}

TEST_CASE("a mark of thousands or of decimals is read as the other prices of its file have it") {
  CHECK(taken("1,200") == "price_unclear=1 ");
  CHECK(taken("1.200") == "price_unclear=1 ");
  CHECK(taken("1,200", "99.99") == "RATE1/a 120000; ");
  CHECK(taken("1.200", "99,99") == "RATE1/a 120000; ");
  CHECK(taken("1,200", "99,99") == "RATE1/a 120; ");
  CHECK(taken("1,200", "1.200,50") == "RATE1/a 120; ");
  const auto both = import_of(record("2023-04-10", "A", "1,200") + record("2023-04-11", "A", "99.99") +
                              record("2023-04-12", "A", "99,99"));
  CHECK(kinds(both) == "price_unclear=1 ");
  CHECK(both.report.omitted.at(0).examples.at(0).line == 2);
  CHECK(both.report.omitted.at(0).examples.at(0).field == "price");
  CHECK(both.report.omitted.at(0).examples.at(0).value == "1,200");
  // Yen have no decimals.
  const std::string tokyo = "Ginza 1, 1040061 Tokyo, Japan";
  CHECK(taken("12,000", "9,400", tokyo) == "RATE1/a 12000; ");
}

TEST_CASE("a price in another currency than its hotel's is not taken for one in that") {
  for (const char* foreign : {"USD 100", "usd 100", "$100", "100 $", "£100", "100.00 £", "CHF 100", "100 CHF",
                              "¥12000", "R$ 100", "CAD$100", "100 zł", "100 Kč", "100 kr", "₺100", "US$100"})
    CHECK_MESSAGE(taken(foreign) == "price_currency=1 ", foreign);
  const std::string york = "5th Avenue 1, 10001 New York, USA";
  for (const char* own : {"$100", "US$100", "USD 100", "100 usd", "100 dollars"})
    CHECK_MESSAGE(taken(own, "94", york) == "RATE1/a 10000; ", own);
  for (const char* foreign : {"C$100", "A$ 100", "CAD 100", "€100"})
    CHECK_MESSAGE(taken(foreign, "94", york) == "price_currency=1 ", foreign);
  CHECK(taken("100 for all") == "RATE1/a 10000; ");
}

TEST_CASE("a city is that of the country at the end of its address") {
  const auto placed = [](const std::string& where) {
    const auto made = import_of("Inn;2023-04-10;2;0;1;" + where + ";8;A;2;94\r\n");
    if (made.hotels.empty()) return kinds(made);
    const hotel& inn = made.hotels.begin()->second;
    return kinds(made) + inn.country + " " + std::string(inn.money.code_text());
  };
  CHECK(placed("1 Main St, Birmingham, United States") == "US USD");
  CHECK(placed("1 Main St, Birmingham, UK") == "GB GBP");
  CHECK(placed("1 King St, London, Canada") == "CA CAD");
  CHECK(placed("Calle 1, Valencia, Venezuela") == "VE VES");
  CHECK(placed("1 Bay Rd, Naples, USA") == "US USD");
  CHECK(placed("Via 1, 80121 Napoli, IT") == "IT EUR");
  for (const char* elsewhere : {"Weg 1, 80336 München, Japan", "1 Main St, Paris, Texas",
                                "1 Main St, Rome, GA", "1 Main St, Melbourne, FL", "Berlin", "Berlin, Germany, Europe", ""})
    CHECK_MESSAGE(placed(elsewhere) == "unknown_place=1 ", elsewhere);
}

TEST_CASE("a name in two cities is two hotels, each with its own prices") {
  const auto of = [](const std::string& where, const std::string& price) {
    return "Inn;2023-04-10;2;0;1;" + where + ";8;A;2;" + price + "\r\n";
  };
  const std::string munich = of("Weg 1, 80336 München, Germany", "94");
  const std::string berlin = of("Allee 2, 10115 Berlin, Germany", "70");
  for (const auto& records : {munich + berlin, berlin + munich}) {
    const auto made = import_of(records + of("Weg 1, 80336 Munich, Deutschland", "99") + of("nowhere", "50"));
    CHECK(kinds(made) == "unknown_place=1 ");
    REQUIRE(made.hotels.size() == 2);
    CHECK(prices(made.hotels.at("inn-munich-de"), "2023-04-10", 1, 2) == "RATE1/a 9400; RATE2/a 9900; ");
    CHECK(prices(made.hotels.at("inn-berlin-de"), "2023-04-10", 1, 2) == "RATE1/a 7000; ");
    CHECK(made.hotels.at("inn-berlin-de").city == "Berlin");
  }
}

TEST_CASE("a hotel without any price is left out and told") {
  const auto made = import_of(record("2023-04-10", "A", "free") + record("2023-04-10", "A", "94", "2;0;1", "B"));
  CHECK(kinds(made) == "hotel_without_prices=1 price_unreadable=1 ");
  CHECK(made.report.hotels == 1);
  CHECK(made.hotels.contains("b"));
}

TEST_CASE("a file with other columns fails, naming the one that is missing") {
  const scratch_folder folder;
  write_bytes(folder.file("a.csv"), "name,date,price\nA,2023-04-10,94\n");
  const auto wrong = import_rateshop({folder.file("a.csv")}, [](const hotel&) {}, {});
  REQUIRE_FALSE(wrong);
  CHECK(wrong.why().field == "name");
}
