#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "sources/documents/document.hpp"
#include "sources/documents/random_hotel.hpp"
#include "sources/documents/same_hotel.hpp"
#include "sources/files/line_reader.hpp"

using namespace pronto;

namespace {

// The hotel that a document describes; a test fails that wanted one and it has errors.
std::shared_ptr<const hotel> made_of(const std::string& document) {
  const auto read = read_hotel(document);
  for (const failure& each : read.complaints) FAIL_CHECK(describe(each));
  CAPTURE(document.substr(0, 2000));
  REQUIRE(read.made);
  CHECK(read.code == read.made->code);
  CHECK(hotel_code_of(document) == read.code);
  return read.made;
}

hotel with_double_room() {
  hotel h;
  h.code = "H";
  h.city = "Berlin";
  h.country = "DE";
  h.money = *find_currency("EUR");
  h.rooms = {{"DBL", "", {1, 2, 2, std::nullopt}, std::nullopt}};
  return h;
}

}  // namespace

TEST_CASE("every hotel that is written is read again as it was") {
  const auto seed = 20'270'301u;
  INFO("seed ", seed);
  std::mt19937_64 rng(seed);
  std::size_t compact = 0;
  std::size_t both = 0;
  for (int round = 0; round < 1000; ++round) {
    CAPTURE(round);
    const hotel expected = random_hotel(rng);
    const std::string document = write_hotel(expected);
    CHECK(document.find('\n') == std::string::npos);
    REQUIRE(difference(*made_of(document), expected) == "");
    const bool has_nightly = document.find("\"nightly\"") != std::string::npos;
    compact += has_nightly ? 1u : 0u;
    both += has_nightly && document.find("\"base\"") != std::string::npos ? 1u : 0u;
  }
  CHECK(compact > 300);
  CHECK(both > 100);
}

TEST_CASE("the hotels of the corpus are read without an error and written and read again") {
  auto reader = line_reader::open(PRONTO_TEST_DATA "/corpus/rules/hotels.ndjson.gz");
  REQUIRE(reader);
  std::size_t count = 0;
  for (;;) {
    const auto line = reader->next();
    REQUIRE(line);
    if (!*line) break;
    const auto first = made_of(std::string{**line});
    CHECK(difference(*made_of(write_hotel(*first)), *first) == "");
    ++count;
  }
  CHECK(count == 200);
}

TEST_CASE("a hotel of 4 products with a price for each of 365 nights fits in 12 KB") {
  std::mt19937_64 rng(3);
  for (int round = 0; round < 20; ++round) {
    const std::string document = write_hotel(usual_hotel(rng));
    CHECK(document.size() <= 12'000);
    CHECK(made_of(document)->plans[1].products[1].rates.size() == 365);
  }
}

TEST_CASE("nights in a row are written as a run; whatever is longer that way is not") {
  hotel h = with_double_room();
  const auto rates_of = [&](std::vector<rate> rates) {
    rate_plan plan;
    plan.code = "P";
    plan.products.push_back({0, rate_calendar{rates}});
    h.plans = {std::move(plan)};
    const auto written = nlohmann::json::parse(write_hotel(h))["plans"][0];
    nlohmann::json out{{"rates", written["rates"]}};
    if (written.contains("nightly")) out["nightly"] = written["nightly"];
    return out.dump();
  };
  const auto night = [](day date, std::int64_t one, std::int64_t two) {
    return rate{{date, date}, {{1, one}, {2, two}}, std::nullopt, {}};
  };
  const day d = *parse_day("2027-03-01");
  CHECK(rates_of({night(d, 8000, 9500), night(d + 1, 8100, 9600), night(d + 3, 7000, 8500)}) ==
        R"({"nightly":[{"amounts":[80,81,null,70],"guests":1,"others":{"2":15},)"
        R"("room":"DBL","start":"2027-03-01","unit":100}],"rates":[]})");
  CHECK(rates_of({night(d, 8000, 9501), night(d + 1, 8100, 9000), night(d + 3, 7000, 6500)}) ==
        R"({"nightly":[{"amounts":[8000,8100,null,7000],"guests":1,)"
        R"("others":{"2":[1501,900,null,-500]},"room":"DBL","start":"2027-03-01"}],"rates":[]})");
  CHECK(rates_of({night(d, 8000, 9500), night(d + 1, 8000, 9500), night(d + 2, 8000, 9500),
                  night(d + 4, 9000, 10'500)}) ==
        R"({"nightly":[{"amounts":[[80,3],null,90],"guests":1,"others":{"2":15},)"
        R"("room":"DBL","start":"2027-03-01","unit":100}],"rates":[]})");
  CHECK(rates_of({{{d, d + 1}, {{2, 9500}}, std::nullopt, {}}, {{d + 2, d + 2}, {}, 1, {}}}) ==
        R"({"rates":[{"base":{"2":"95.00"},"end":"2027-03-02","room":"DBL","start":"2027-03-01"},)"
        R"({"base":{},"end":"2027-03-03","extra_adult":"0.01","room":"DBL",)"
        R"("start":"2027-03-03"}]})");
}

TEST_CASE("rates are joined only where an amount is for one night") {
  hotel h = with_double_room();
  const day d = *parse_day("2027-03-01");
  const auto night = [](day date) { return rate{{date, date}, {{2, 9500}}, std::nullopt, {}}; };
  for (const int unit : {1, 2}) {
    rate_plan plan;
    plan.code = "P";
    plan.unit_multiplier = unit;
    const rate nights[]{night(d), night(d + 1), night(d + 3)};
    plan.products.push_back({0, rate_calendar{nights}});
    h.plans = {plan};
    const std::size_t expected = unit == 1 ? 2 : 3;
    CHECK(made_of(write_hotel(h))->plans[0].products[0].rates.size() == expected);
  }
}
