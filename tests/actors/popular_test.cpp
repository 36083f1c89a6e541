// How the loader and the handlers keep popular answers, message by message, in virtual time.
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <caf/exit_reason.hpp>

#include <doctest/doctest.h>

#include "actors/attached.hpp"
#include "actors/fake_handler.hpp"
#include "actors/handler.hpp"
#include "actors/loader.hpp"
#include "actors/memory_source.hpp"
#include "actors/questions.hpp"
#include "actors/stage.hpp"
#include "scarce_memory.hpp"

using namespace pronto;
using namespace std::chrono_literals;
using test::cheapest_in;

namespace {

constexpr std::int64_t day_s = 86'400;

struct popular_fixture {
  explicit popular_fixture(const std::string& given = "Berlin, 2 nights, 2 adults",
                           std::uint64_t budget = 4 << 20)
      : actor(stage.system().spawn(
            loader, loader_options{.open_source = [this] { return shelf.open(); },
                                   .memory = memory,
                                   .popular = {.budget_bytes = budget,
                                               .given = *parse_given_shapes(given)},
                                   .now_s = [this] { return now_s; }})) {
    shelf.put("A", "Berlin", 100'00);
    shelf.put("B", "Berlin", 90'00);
    shelf.put("C", "Hamburg", 50'00);
  }
  ~popular_fixture() {
    const auto now = status();
    CHECK(now.memory.foreign_frees == 0);
    CHECK(now.memory.foreign_allocations == 0);
    caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
    stage.run();
    CHECK(memory->figures().total_bytes() == 0);
  }

  void load() {
    REQUIRE((*stage.ask<reply<engine_status>>(actor, refresh_atom_v)).value);
    stage.pass(1s);
  }
  void refresh() { REQUIRE((*stage.ask<reply<engine_status>>(actor, refresh_atom_v)).value); }
  handler_actor attach_real() { return test::attach_real_handler(stage, actor); }
  std::shared_ptr<test::fake_handler_log> attach_fake() {
    return test::attach_fake_handler(stage, actor);
  }
  engine_status status() {
    return *(*stage.ask<reply<engine_status>>(actor, status_atom_v)).value;
  }
  find_request two_nights_in(const std::string& city) const {
    find_request out;
    out.city = city;
    out.when.arrival = *parse_day("2027-06-01");
    out.when.nights = 2;
    out.when.now_s = now_s;
    return out;
  }
  find_answer ask(const handler_actor& who, const find_request& asked) {
    const auto got = *stage.ask<reply<find_answer>>(who, find_atom_v, asked);
    REQUIRE(got.value);
    return *got.value;
  }
  std::int64_t price_in(const handler_actor& who, const std::string& city) {
    const auto got = ask(who, two_nights_in(city));
    return got.offers.empty() ? -1 : got.offers[0].cost.total;
  }
  void change_rate(const std::string& hotel, const std::string& from, const std::string& to,
                   std::int64_t cents) {
    change one;
    one.hotel = hotel;
    one.plan = "BAR";
    one.room = "DBL";
    one.nights = {*parse_day(from), *parse_day(to)};
    one.rate = new_rate{*find_currency("EUR"), {{1, cents}, {2, cents}}, {}, {}};
    const auto sent = stage.send(actor, change_atom_v, std::vector<change>{one});
    stage.run();
    stage.pass(5ms);
    const auto told = *stage.look<reply<change_answer>>(sent);
    REQUIRE(told.value);
    CHECK(told.value->applied == 1);
  }

  std::int64_t now_s = *parse_day("2027-03-10") * day_s + 40'000;
  test::scarce_memory scarce;
  const std::shared_ptr<catalog_memory> memory = std::make_shared<catalog_memory>(&scarce);
  test::shelf shelf;
  test::stage stage;
  loader_actor actor;
};

}  // namespace

TEST_CASE("stays that are given have a table as soon as there are hotels, which answers") {
  popular_fixture fix;
  const auto who = fix.attach_real();
  fix.load();
  fix.stage.pass(1s);
  auto now = fix.status().popular;
  CHECK(now.budget_bytes == 4 << 20);
  CHECK(now.tables == 1);
  CHECK(now.whole == 1);
  CHECK(now.counted == 1);
  CHECK(now.bytes > 1000);
  CHECK(now.left_out == 0);
  CHECK(now.hits == 0);
  const auto answer = fix.ask(who, fix.two_nights_in("Berlin"));
  CHECK(answer.bookable == 2);
  REQUIRE(answer.offers.size() == 2);
  CHECK(answer.offers[0].hotel == "B");
  CHECK(answer.offers[0].cost.total == 180'00);
  CHECK(fix.price_in(who, "Hamburg") == 100'00);
  auto filtered = fix.two_nights_in("Berlin");
  filtered.keep.refundable = true;
  fix.ask(who, filtered);
  fix.stage.pass(1s);
  now = fix.status().popular;
  CHECK(now.hits == 1);
  CHECK(now.misses == 1);
  CHECK(now.others == 1);
}

TEST_CASE("without a budget there are none, and nobody is asked") {
  popular_fixture fix("Berlin, 2 nights", 0);
  const auto who = fix.attach_real();
  fix.load();
  CHECK(fix.price_in(who, "Berlin") == 180'00);
  fix.stage.pass(10s);
  CHECK(fix.status().popular == popular_status{});
}

TEST_CASE("a change is in the table before it is answered") {
  popular_fixture fix;
  const auto who = fix.attach_real();
  fix.load();
  fix.stage.pass(1s);
  CHECK(fix.price_in(who, "Berlin") == 180'00);
  fix.change_rate("B", "2027-06-01", "2027-06-01", 120'00);
  CHECK(fix.price_in(who, "Berlin") == 200'00);
  fix.change_rate("A", "2027-06-02", "2027-06-05", 10'00);
  CHECK(fix.price_in(who, "Berlin") == 110'00);
  fix.shelf.put("A", "Berlin", 300'00);  // a document replaces it with its changes
  fix.refresh();
  CHECK(fix.price_in(who, "Berlin") == 210'00);
  fix.shelf.remove("B");
  fix.refresh();
  CHECK(fix.price_in(who, "Berlin") == 600'00);
  fix.stage.pass(1s);
  CHECK(fix.price_in(who, "Berlin") == 600'00);
  fix.stage.pass(1s);
  const auto now = fix.status().popular;
  CHECK(now.whole == 1);
  CHECK(now.hits >= 4);
}

TEST_CASE("cities that are given and not there are told") {
  popular_fixture fix("Berlin, 2 nights, 2 adults; Berlim, 2 nights, 2 adults; Berlim, 3 nights, "
                      "2 adults");
  fix.load();
  const auto now = fix.status().popular;
  CHECK(now.tables == 1);
  CHECK(now.unknown_cities == std::vector<std::string>{"Berlim"});
}

TEST_CASE("what is asked for often gets a table, and loses it when nobody asks any more") {
  popular_fixture fix("");
  const auto log = fix.attach_fake();
  const auto who = fix.attach_real();
  fix.load();
  CHECK(fix.status().popular.tables == 0);
  fix.stage.pass(1s);  // from here on they note it
  for (int i = 0; i < 20; ++i) fix.price_in(who, "Hamburg");
  asked_summary other;
  other.shapes.push_back({.key = "berlin",
                          .country = "DE",
                          .nights = 5,
                          .adults = 1,
                          .child_ages = {},
                          .times = 30});
  other.misses = 30;
  log->asked = other;
  fix.stage.pass(1s);
  fix.stage.pass(1s);
  auto now = fix.status().popular;
  CHECK(now.tables == 2);
  CHECK(now.misses == 50);
  CHECK(now.shapes_known == 2);
  CHECK(fix.price_in(who, "Hamburg") == 100'00);
  fix.stage.pass(1s);
  CHECK(fix.status().popular.hits == 1);
  fix.now_s += 12 * 3600;  // half-lives
  fix.stage.pass(1s);
  fix.stage.pass(1s);
  now = fix.status().popular;
  CHECK(now.tables == 0);
  CHECK(now.bytes == 0);
}

TEST_CASE("at midnight the tables are made for the new day") {
  popular_fixture fix;
  const auto who = fix.attach_real();
  fix.load();
  fix.stage.pass(1s);
  fix.price_in(who, "Berlin");
  fix.now_s += day_s;
  CHECK(fix.price_in(who, "Berlin") == 180'00);  // not by the table of yesterday
  fix.stage.pass(1s);
  auto now = fix.status().popular;
  CHECK(now.hits == 1);
  CHECK(now.misses == 1);
  CHECK(now.whole == 1);
  fix.price_in(who, "Berlin");
  fix.stage.pass(1s);
  CHECK(fix.status().popular.hits == 2);
}

TEST_CASE("a row that a price was too large for is there again when the price is mended") {
  popular_fixture fix;
  const auto who = fix.attach_real();
  fix.load();
  const auto hits = [&] {
    fix.ask(who, fix.two_nights_in("Berlin"));
    fix.stage.pass(1s);
    fix.stage.pass(1s);
    return fix.status().popular.hits;
  };
  REQUIRE(hits() == 1);
  fix.change_rate("A", "2027-06-01", "2027-06-03", 3'000'000'000);
  fix.stage.pass(1s);
  CHECK(hits() == 1);
  fix.change_rate("A", "2027-06-01", "2027-06-03", 70'00);
  fix.stage.pass(1s);
  CHECK(hits() == 2);
  CHECK(fix.price_in(who, "Berlin") == 2 * 70'00);
}

TEST_CASE("tables make room for hotels") {
  popular_fixture fix;
  fix.attach_real();
  fix.load();
  fix.stage.pass(1s);
  REQUIRE(fix.status().popular.bytes > 10'000);
  // Hotels take what the tables have.
  fix.memory->set_budget(fix.memory->figures().total_bytes() + 1'000);
  const auto tables = fix.status().popular.bytes;
  std::uint64_t loaded = 0;
  for (int i = 0; i < 200 && fix.status().popular.bytes > 0; ++i) {
    fix.shelf.put("N" + std::to_string(i), "Hamburg", 80'00);
    (void)fix.stage.ask<reply<engine_status>>(fix.actor, refresh_atom_v);
    loaded = fix.status().hotels;
  }
  CHECK(tables > 0);
  CHECK(fix.status().popular.bytes == 0);
  CHECK(loaded > 3);
  CHECK(fix.status().failed_passes == 0);
}
