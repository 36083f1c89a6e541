// Which hotels of a source are loaded, and how far ahead.
#include "sources/part.hpp"

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <new>
#include <string>
#include <utility>

#include "sources/generated/generator.hpp"

using namespace pronto;

namespace {

constexpr day today = 20'800;

source_part part_of(std::string_view destinations, std::string_view countries, int nights = 0) {
  const auto made = parse_part(destinations, countries, nights);
  REQUIRE(made);
  return *made;
}

std::string complaint(std::string_view destinations, std::string_view countries) {
  const auto made = parse_part(destinations, countries, 0);
  REQUIRE_FALSE(made);
  CHECK(made.why().code == failure_code::usage);
  return made.why().text;
}

/// Hotels by their codes, to be changed at will.
using stock = std::map<std::string, hotel>;

/// Brings what is there, and again only what is put anew.
class stock_source final : public source {
public:
  explicit stock_source(stock& of) : of_(of) {}

  result<bool> begin() override {
    ++passes;
    return true;
  }
  result<bool> step(std::size_t, changes& out) override {
    for (auto& [code, each] : of_)
      if (!std::exchange(brought_[code], true)) out.put.push_back(std::make_shared<hotel>(each));
    for (auto each = brought_.begin(); each != brought_.end();) {
      if (of_.contains(each->first)) {
        ++each;
        continue;
      }
      out.removed.push_back(each->first);
      each = brought_.erase(each);
    }
    return true;
  }
  void forget() override {
    for (auto& [code, is_brought] : brought_) is_brought = false;
  }
  source_progress progress() const override { return {.documents = of_.size()}; }
  std::string name() const override { return "stock"; }

  void changed(const std::string& code) { brought_[code] = false; }
  int passes = 0;

private:
  stock& of_;
  std::map<std::string, bool> brought_;
};

hotel in_city(const std::string& code, const std::string& city, const std::string& country) {
  hotel out;
  out.code = code;
  out.city = city;
  out.country = country;
  out.money = *find_currency("EUR");
  out.rooms.push_back({.code = "DBL", .name = "", .guests = {}, .inventory = {}});
  out.plans.emplace_back();
  out.plans[0].code = "BAR";
  const rate year{.nights = {today, today + 364},
                  .base = {{1, 100'00}},
                  .extra_adult = {},
                  .children = {}};
  out.plans[0].products.push_back({.room = 0, .rates = rate_calendar{{&year, 1}}});
  return out;
}

changes pass(source& from) {
  changes out;
  REQUIRE(from.begin());
  const auto complete = from.step(1, out);
  REQUIRE(complete);
  CHECK(*complete);
  return out;
}

std::string brought(source& from) {
  std::string out;
  const auto found = pass(from);
  for (const auto& each : found.put) out += "+" + each->code + " ";
  for (const auto& each : found.removed) out += "-" + each + " ";
  return out;
}

}  // namespace

TEST_CASE("a part is cities by any of their names, countries, or both") {
  const auto part = part_of("Munich, Paris (FR), Köln", "AT,CH");
  CHECK(holds(part, "München", "DE"));
  CHECK(holds(part, "munich", "DE"));
  CHECK(holds(part, "Cologne", "DE"));
  CHECK(holds(part, "Paris", "FR"));
  CHECK_FALSE(holds(part, "Paris", "US"));
  CHECK(holds(part, "Wien", "AT"));
  CHECK(holds(part, "Genève", "CH"));
  CHECK_FALSE(holds(part, "Berlin", "DE"));
  CHECK(to_text(part) == "Munich, Paris (FR), Köln and all of AT and CH");
  CHECK(holds(part_of("Paris", ""), "Paris", "US"));
  CHECK(holds(part_of("", "DE"), "Berlin", "DE"));
  CHECK_FALSE(holds(part_of("", "DE"), "Paris", "FR"));
}

TEST_CASE("without a word of cities and countries it is all of them") {
  const auto all = part_of("", "  ");
  CHECK(all.is_all());
  CHECK(holds(all, "Berlin", "DE"));
  CHECK(to_text(all).empty());
  const auto near = part_of("", "", 400);
  CHECK_FALSE(near.is_all());
  CHECK(holds(near, "Berlin", "DE"));
  CHECK(to_text(near) == "400 nights ahead");
  CHECK(to_text(part_of("", "DE", 30)) == "all of DE, 30 nights ahead");
}

TEST_CASE("what is no city or country is refused by its name") {
  CHECK(complaint("Berlin,,Paris", "") ==
        "destinations: '' is none; expected cities like 'Berlin' or 'Paris (FR)', with commas "
        "between them");
  CHECK(complaint("Paris (France)", "").starts_with("destinations: 'Paris (France)' is none"));
  CHECK(complaint("Paris FR)", "").starts_with("destinations: 'Paris FR)' is none"));
  CHECK(complaint("", "Germany") ==
        "countries: 'Germany' is none; expected codes of ISO 3166-1 such as DE, with commas "
        "between them");
  CHECK(complaint("", "DE,").starts_with("countries: '' is none"));
}

TEST_CASE("hotels outside of the part are left out and counted, and go if they move out") {
  stock all{{"A", in_city("A", "Berlin", "DE")},
            {"B", in_city("B", "Paris", "FR")},
            {"C", in_city("C", "Berlin", "DE")}};
  auto whole = std::make_unique<stock_source>(all);
  auto& stocked = *whole;
  const auto part = take_part(std::move(whole), part_of("Berlin", ""), [] { return today; });
  CHECK(brought(*part) == "+A +C -B ");
  CHECK(part->progress().left_out == 1);
  CHECK(part->progress().documents == 3);
  all["C"] = in_city("C", "Paris", "FR");
  stocked.changed("C");
  CHECK(brought(*part) == "-C ");
  CHECK(part->progress().left_out == 2);
  all.erase("A");
  CHECK(brought(*part) == "-A ");
  CHECK(part->progress().left_out == 2);
}

TEST_CASE("what is left out is counted whether it has changed or not, until it moves in or is gone") {
  stock all;
  for (const char* each : {"A", "B", "C", "D"}) all[each] = in_city(each, "Paris", "FR");
  auto whole = std::make_unique<stock_source>(all);
  auto& stocked = *whole;
  const auto part = take_part(std::move(whole), part_of("Berlin", ""), [] { return today; });
  CHECK(brought(*part) == "-A -B -C -D ");
  CHECK(part->progress().left_out == 4);
  stocked.changed("A");
  CHECK(brought(*part) == "-A ");
  CHECK(part->progress().left_out == 4);
  CHECK(brought(*part).empty());
  CHECK(part->progress().left_out == 4);
  all["B"] = in_city("B", "Berlin", "DE");
  stocked.changed("B");
  CHECK(brought(*part) == "+B ");
  CHECK(part->progress().left_out == 3);
  all.erase("C");
  CHECK(brought(*part) == "-C ");
  CHECK(part->progress().left_out == 2);
  part->forget();
  CHECK(brought(*part) == "+B -A -D ");
  CHECK(part->progress().left_out == 2);
}

TEST_CASE("rates end with the horizon, and reach further on the next day") {
  stock all{{"A", in_city("A", "Berlin", "DE")}};
  auto& plan = all["A"].plans[0];
  plan.rules.resize(2);
  plan.rules[0].dates = {today + 30, today + 40};  // of a departure on the last day
  plan.rules[1].dates = {today + 31, today + 40};
  all["A"].rooms[0].inventory = {{.nights = {today, today + 29}, .count = 3},
                                 {.nights = {today + 30, today + 60}, .count = 1}};
  day now = today;
  const auto part = take_part(std::make_unique<stock_source>(all), part_of("", "", 30),
                              [&now] { return now; });
  auto found = pass(*part);
  REQUIRE(found.put.size() == 1);
  CHECK(nights_of(*found.put[0]) == date_range{today, today + 29});
  CHECK(found.put[0]->plans[0].rules.size() == 1);
  CHECK(found.put[0]->rooms[0].inventory->size() == 1);
  CHECK(brought(*part).empty());
  ++now;
  found = pass(*part);
  REQUIRE(found.put.size() == 1);
  CHECK(nights_of(*found.put[0]) == date_range{today, today + 30});
  CHECK(brought(*part).empty());
}

TEST_CASE("a hotel whose rates are all beyond the horizon has none") {
  stock all{{"A", in_city("A", "Berlin", "DE")}};
  const auto part = take_part(std::make_unique<stock_source>(all), part_of("", "", 30),
                              [] { return today - 30; });
  const auto found = pass(*part);
  REQUIRE(found.put.size() == 1);
  CHECK(found.put[0]->plans[0].products.empty());
}

TEST_CASE("within the horizon a generated hotel keeps every rate as it is") {
  const generator_options options{.hotels = 20, .seed = 7, .first_night = today, .nights = 120};
  stock all;
  for (std::uint64_t i = 0; i < options.hotels; ++i) {
    const auto made = generate_hotel(options, i);
    all[made->code] = *made;
  }
  const auto part = take_part(std::make_unique<stock_source>(all), part_of("", "", 50),
                              [] { return today; });
  const auto found = pass(*part);
  CHECK(found.put.size() == all.size());
  std::size_t compared = 0;
  for (const auto& each : found.put) {
    const auto& whole = all.at(each->code);
    for (std::size_t plan = 0; plan < whole.plans.size(); ++plan)
      for (const auto& product : each->plans[plan].products)
        for (std::size_t i = 0; i < product.rates.size(); ++i, ++compared) {
          const auto cut = product.rates.unpacked(i);
          const auto found_whole = std::ranges::find(
              whole.plans[plan].products, product.room, &pronto::product::room);
          auto expected = found_whole->rates.unpacked(i);
          CHECK(cut.nights.last == std::min(expected.nights.last, today + 49));
          expected.nights.last = cut.nights.last;
          CHECK(cut == expected);
        }
  }
  CHECK(compared > 100);
}

namespace {

/// Brings a hotel and throws.
class torn_source final : public source {
public:
  result<bool> begin() override { return ++passes_ == 1; }
  result<bool> step(std::size_t, changes& out) override {
    hotel one;
    one.code = "A";
    one.city = "Berlin";
    one.country = "DE";
    out.put.push_back(std::make_shared<const hotel>(one));
    out.removed.push_back("B");
    throw std::bad_alloc{};
  }
  void forget() override {}
  source_progress progress() const override { return {}; }
  std::string name() const override { return "torn"; }

private:
  int passes_ = 0;
};

}  // namespace

TEST_CASE("a part loses nothing of what its source brought in a step that throws") {
  const auto part = take_part(std::make_unique<torn_source>(), part_of("Berlin", ""),
                              [] { return today; });
  changes out;
  REQUIRE(*part->begin());
  CHECK_THROWS_AS((void)part->step(1, out), std::bad_alloc);
  CHECK(out.put.size() == 1);
  CHECK(out.removed.size() == 1);
  CHECK_FALSE(*part->begin());
}
