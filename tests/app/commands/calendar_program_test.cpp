// `pronto calendar` from the outside.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "app/hotel_file.hpp"
#include "app/process.hpp"
#include "sources/files/scratch_folder.hpp"

using namespace pronto;
using nlohmann::json;

namespace {

using words = std::vector<std::string>;

finished ask(const scratch_folder& folder, words more) {
  words all = {"calendar", "--data", "h.ndjson", "--booking-date", "2027-02-01"};
  all.insert(all.end(), more.begin(), more.end());
  return run(folder.path(), all);
}

}  // namespace

TEST_CASE("a calendar agrees with a search for each of its days") {
  const scratch_folder folder;
  REQUIRE(run(folder.path(), {"generate", "--hotels", "200", "--seed", "5", "--start",
                              "2027-01-01", "--out", "h.ndjson"}).code == 0);
  const auto end = ask(folder, {"Berlin", "--arrival", "2027-05-01", "--arrivals", "5", "--nights",
                                "3", "--json"});
  CHECK(end.err == "");
  CHECK(end.code == 0);
  const auto made = json::parse(end.out);
  REQUIRE(made["days"].size() == 5);
  for (const auto& each : made["days"]) {
    const auto found = run(folder.path(), {"cheapest", "Berlin", "--data", "h.ndjson",
                                           "--booking-date", "2027-02-01", "--arrival",
                                           each["arrival"], "--nights", "3", "--json"});
    const auto offers = json::parse(found.out)["offers"];
    REQUIRE(offers.empty() == each["total"].is_null());
    if (offers.empty()) continue;
    CHECK(each["total"] == offers[0]["total"]);
    CHECK(each["hotel"] == offers[0]["hotel"]);
    CHECK(each["room"] == offers[0]["room"]);
    CHECK(each["plan"] == offers[0]["plan"]);
  }
}

TEST_CASE("a calendar is drawn, of a city and of a hotel") {
  const scratch_folder folder;
  write_bytes(folder.file("h.ndjson"), berlin_hotel("A", "100.00") + berlin_hotel("B", "90.00"));
  auto end = ask(folder, {"Berlin", "--month", "2027-05", "--nights", "2"});
  CHECK(end.code == 0);
  CHECK(end.err == "");
  CHECK(end.out.find("\nMay 2027\n   Mon     Tue ") != std::string::npos);
  CHECK(end.out.find("cheapest  180.00 EUR, Sat 2027-05-01 to Mon 2027-05-03") !=
        std::string::npos);
  CHECK(end.out.find('\x1b') == std::string::npos);
  end = ask(folder, {"--hotel", "A", "--month", "2027-05", "--nights", "2"});
  CHECK(end.out.find("cheapest  200.00 EUR") != std::string::npos);
}

TEST_CASE("a search over arrivals finds the cheapest day of their calendar") {
  const scratch_folder folder;
  REQUIRE(run(folder.path(), {"generate", "--hotels", "200", "--seed", "5", "--start",
                              "2027-01-01", "--out", "h.ndjson"}).code == 0);
  const auto days = json::parse(ask(folder, {"Berlin", "--arrival", "2027-05-01", "--arrivals",
                                             "30", "--nights", "2", "--json"}).out)["days"];
  const json* cheapest = nullptr;
  const auto amount = [](const json& of) { return std::stod(of["total"].get<std::string>()); };
  for (const auto& each : days)
    if (!each["total"].is_null() && (!cheapest || amount(each) < amount(*cheapest)))
      cheapest = &each;
  REQUIRE(cheapest);
  const auto found = run(folder.path(), {"cheapest", "Berlin", "--data", "h.ndjson",
                                         "--booking-date", "2027-02-01", "--month", "2027-05",
                                         "--nights", "2", "--limit", "1", "--json"});
  CHECK(found.code == 0);
  const auto best = json::parse(found.out)["offers"][0];
  for (const char* each : {"total", "hotel", "arrival", "departure"}) {
    CAPTURE(each);
    CHECK(best[each] == (*cheapest)[each]);
  }
}

TEST_CASE("calendars end with the codes of all questions") {
  const scratch_folder folder;
  write_bytes(folder.file("h.ndjson"), berlin_hotel("A", "100.00"));
  const auto none = ask(folder, {"Berlin", "--month", "2028-05"});
  CHECK(none.code == 1);
  CHECK(none.err == "");
  CHECK(none.out.find("31 arrivals: some nights have no rates anywhere") != std::string::npos);
  CHECK(ask(folder, {"Berlim", "--month", "2027-05"}).code == 1);
  CHECK(ask(folder, {"--hotel", "a"}).err.find("did you mean A (") != std::string::npos);
  CHECK(ask(folder, {"Berlin", "--month", "2027-14"}).code == 2);
  const auto past = ask(folder, {"Berlin", "--month", "2027-01"});
  CHECK(past.code == 2);
  CHECK(past.err.starts_with("error: --month 2027-01: expected a month that is not over"));
}

TEST_CASE("the shell draws calendars too") {
  const scratch_folder folder;
  write_bytes(folder.file("h.ndjson"), berlin_hotel("A", "100.00"));
  const auto end = run(folder.path(), {"shell", "--data", "h.ndjson"},
                       "calendar Berlin --month 2027-05 --booking-date 2027-02-01\n");
  CHECK(end.code == 0);
  CHECK(end.out.find("May 2027") != std::string::npos);
}
