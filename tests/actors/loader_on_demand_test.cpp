// How the loader loads destinations that are asked for, and drops others, message by message.
#include <memory>
#include <string>
#include <utility>
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
#include "catalog/places/place.hpp"
#include "scarce_memory.hpp"

using namespace pronto;
using test::cheapest_in;
using test::quote_of;
using namespace std::chrono_literals;

namespace {

using loaded = reply<std::uint64_t>;

constexpr int per_city = 40;

// A loader over a shelf of four cities, the codes of whose hotels are the city's letter and a number.
struct demand_fixture {
  explicit demand_fixture(std::chrono::milliseconds refresh_interval = 0ms,
                          popular_terms popular = {})
      : actor(stage.system().spawn(
            loader, loader_options{.open_source = [this] { return shelf.open_on_demand(); },
                                   .refresh_interval = refresh_interval,
                                   .memory = memory,
                                   .popular = std::move(popular)})),
        who(test::attach_real_handler(stage, actor)) {
    for (const auto* city : {"Berlin", "Hamburg", "Munich", "Potsdam"})
      for (int i = 0; i < per_city; ++i) shelf.put(city[0] + std::to_string(i), city, 100'00 + i);
  }

  ~demand_fixture() {
    scarce.refill();
    caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
    stage.run();
    CHECK(memory->figures().total_bytes() == 0);
    CHECK(memory->figures().foreign_frees == 0);
    CHECK(memory->figures().foreign_allocations == 0);
  }

  engine_status status() {
    return *(*stage.ask<reply<engine_status>>(actor, status_atom_v)).value;
  }
  reply<engine_status> refresh() { return *stage.ask<reply<engine_status>>(actor, refresh_atom_v); }
  loaded load(const std::string& city) {
    return *stage.ask<loaded>(actor, load_atom_v, city, std::string());
  }
  reply<find_answer> find(const std::string& city) {
    return *stage.ask<reply<find_answer>>(who, find_atom_v, cheapest_in(city));
  }
  bool holds(const std::string& city) { return find(city).value.has_value(); }

  // Room for so many cities, but not for one more.
  void leave_room_for(int cities) {
    refresh();
    const auto empty = memory->figures().total_bytes();
    load("Berlin");
    const auto one = memory->figures().total_bytes() - empty;
    memory->set_budget(empty + one * static_cast<unsigned>(cities) + one * 3 / 4);
  }

  test::scarce_memory scarce;
  const std::shared_ptr<catalog_memory> memory = std::make_shared<catalog_memory>(&scarce);
  test::shelf shelf;
  test::stage stage;
  loader_actor actor;
  handler_actor who;
};

}  // namespace

TEST_CASE("the first pass of a source on demand makes its cities known") {
  demand_fixture fix;
  CHECK(fix.load("Berlin").why.code == failure_code::unavailable);  // before it
  const auto first = fix.refresh();
  REQUIRE(first.value);
  CHECK(first.value->hotels == 0);
  CHECK(first.value->destinations == 4);
  CHECK(first.value->destinations_held == 0);
  CHECK(fix.find("Berlin").why.code == failure_code::not_loaded);
  CHECK(fix.find("Berlim").why.text.find("did you mean Berlin") != std::string::npos);
  CHECK(fix.find("Atlantis").why.code == failure_code::not_found);
}

TEST_CASE("a city is held when its load is answered, all of it") {
  demand_fixture fix;
  fix.refresh();
  const auto got = fix.load("berlin");
  REQUIRE(got.value);
  CHECK(*got.value == fix.status().generation);
  CHECK(fix.find("Berlin").value->hotels == per_city);
  CHECK(fix.find("Hamburg").why.code == failure_code::not_loaded);
  CHECK(fix.status().destinations_held == 1);
  CHECK(fix.status().loads == 1);
  const auto begun = fix.shelf.begun();
  CHECK(fix.load("Berlin").value);  // it is there
  CHECK(fix.shelf.begun() == begun);
  CHECK(fix.load("Berlim").why.code == failure_code::not_found);
}

TEST_CASE("no answer is from a part of a city, at any moment of its load") {
  demand_fixture fix;
  fix.refresh();
  std::vector<caf::message_id> asked;
  const auto load = fix.stage.send(fix.actor, load_atom_v, std::string("Berlin"), std::string());
  for (bool more = true; more && asked.size() < 1000;) {
    asked.push_back(fix.stage.send(fix.who, find_atom_v, cheapest_in("Berlin")));
    for (int i = 0; i < 3; ++i) more = fix.stage.run_one();  // so that the loader has its turn
  }
  asked.push_back(fix.stage.send(fix.who, find_atom_v, cheapest_in("Berlin")));
  fix.stage.run();
  REQUIRE(fix.stage.look<loaded>(load).reply);
  std::size_t whole = 0;
  for (const auto each : asked) {
    const auto got = *fix.stage.look<reply<find_answer>>(each);
    if (got.value) {
      ++whole;
      CHECK(got.value->hotels == per_city);
    } else {
      CHECK(got.why.code == failure_code::not_loaded);
    }
  }
  CHECK(whole > 0);
  CHECK(whole < asked.size());
}

TEST_CASE("the city of a hotel is loaded by the hotel's code") {
  demand_fixture fix;
  fix.refresh();
  const auto quote = [&](const std::string& code) {
    return *fix.stage.ask<reply<quote_answer>>(fix.who, quote_atom_v, quote_of(code));
  };
  const auto load = [&](const std::string& code) {
    return *fix.stage.ask<loaded>(fix.actor, load_atom_v, code);
  };
  CHECK(quote("H3").why.code == failure_code::not_loaded);
  CHECK(load("H3").value);
  CHECK(quote("H3").value->offers.at(0).cost.total == 2 * 100'03);
  CHECK(fix.holds("Hamburg"));
  CHECK(load("X3").why.code == failure_code::not_found);
  CHECK(fix.status().loads == 1);
}

TEST_CASE("many who ask for a city cost one load, and different cities come in turn") {
  demand_fixture fix;
  fix.refresh();
  const auto begun = fix.shelf.begun();
  std::vector<caf::message_id> asked;
  for (int i = 0; i < 20; ++i)
    asked.push_back(fix.stage.send(fix.actor, load_atom_v, std::string(i % 2 ? "Berlin" : "Munich"),
                                   std::string("de")));
  fix.stage.run();
  for (const auto each : asked) CHECK((*fix.stage.look<loaded>(each)).value);
  CHECK(fix.shelf.begun() == begun + 2);
  CHECK(fix.status().loads == 2);
  CHECK(fix.holds("Berlin"));
  CHECK(fix.holds("Munich"));
}

TEST_CASE("a refresh follows the cities that are held, and counts the others") {
  demand_fixture fix;
  fix.refresh();
  fix.load("Berlin");
  fix.shelf.put("B3", "Berlin", 10'00);
  fix.shelf.put("H3", "Hamburg", 10'00);
  fix.shelf.put("L0", "Leipzig", 10'00);
  const auto after = fix.refresh();
  CHECK(after.value->changed == 1);
  CHECK(after.value->destinations == 5);
  CHECK(fix.find("Berlin").value->offers.at(0).cost.total == 20'00);
  fix.load("Hamburg");
  CHECK(fix.find("Hamburg").value->offers.at(0).cost.total == 20'00);
  for (int i = 0; i < per_city; ++i) fix.shelf.remove("B" + std::to_string(i));
  fix.refresh();
  CHECK(fix.find("Berlin").why.code == failure_code::not_found);
}

TEST_CASE("what was asked for the longest ago makes room") {
  demand_fixture fix;
  fix.leave_room_for(2);
  fix.load("Hamburg");
  REQUIRE(fix.status().destinations_held == 2);
  fix.find("Berlin");
  REQUIRE(fix.load("Munich").value);
  CHECK(fix.status().drops == 1);
  CHECK(fix.holds("Munich"));
  CHECK_FALSE(fix.holds("Hamburg"));
  CHECK(fix.holds("Berlin"));  // and is the last that was asked for
  REQUIRE(fix.load("Potsdam").value);
  CHECK_FALSE(fix.holds("Munich"));
  CHECK(fix.holds("Berlin"));
  CHECK(fix.holds("Potsdam"));
  CHECK(fix.memory->figures().total_bytes() <= fix.memory->budget_bytes());
  CHECK(fix.status().failed_passes == 0);
}

TEST_CASE("room is made when the slowest handler has let go, and not before") {
  demand_fixture fix;
  auto log = std::make_shared<test::fake_handler_log>();
  const auto slow = fix.stage.system().spawn(test::fake_handler, log);
  caf::anon_send(fix.actor, attach_atom_v, slow);
  fix.leave_room_for(1);
  log->acknowledges = false;
  const auto waits =
      fix.stage.send(fix.actor, load_atom_v, std::string("Munich"), std::string());
  fix.stage.run();
  CHECK(fix.stage.look<loaded>(waits).open());
  CHECK(fix.memory->figures().total_bytes() <= fix.memory->budget_bytes());
  log->acknowledges = true;
  while (!log->acknowledgements.empty()) {
    log->acknowledge();
    fix.stage.run();
  }
  CHECK((*fix.stage.look<loaded>(waits)).value);
  CHECK(fix.holds("Munich"));
  CHECK_FALSE(fix.holds("Berlin"));
}

TEST_CASE("cities that do not fit together are loaded one after the other") {
  demand_fixture fix;
  fix.leave_room_for(1);
  std::vector<caf::message_id> asked;
  for (const auto* city : {"Hamburg", "Munich", "Potsdam"})
    asked.push_back(fix.stage.send(fix.actor, load_atom_v, std::string(city), std::string()));
  fix.stage.run();
  for (const auto each : asked) CHECK((*fix.stage.look<loaded>(each)).value);
  CHECK(fix.holds("Potsdam"));
  CHECK(fix.status().drops == 3);
}

TEST_CASE("a city that does not fit even alone is refused, and the others are answered") {
  demand_fixture fix;
  for (int i = per_city; i < 400; ++i) fix.shelf.put("M" + std::to_string(i), "Munich", 100'00);
  fix.leave_room_for(2);
  const auto no = fix.load("Munich");
  CHECK(no.why.code == failure_code::memory);
  CHECK(no.why.text.starts_with("the 400 hotels of Munich need about "));
  CHECK(no.why.text.find(", without any other city;") != std::string::npos);
  CHECK(no.why.field == "budget");
  CHECK(fix.status().failed_passes == 0);
  CHECK(fix.load("Hamburg").value);
  CHECK(fix.holds("Hamburg"));
  CHECK(fix.find("Munich").why.code == failure_code::not_loaded);
  CHECK(fix.memory->figures().total_bytes() <= fix.memory->budget_bytes());
  fix.memory->set_budget(0);
  CHECK(fix.load("Munich").value);
  CHECK(fix.find("Munich").value->hotels == 400);
}

TEST_CASE("a city that is far too large is refused before others make room, and not tried again") {
  demand_fixture fix;
  for (int i = per_city; i < 400; ++i) fix.shelf.put("M" + std::to_string(i), "Munich", 100'00);
  fix.leave_room_for(3);
  fix.load("Hamburg");
  fix.load("Potsdam");
  REQUIRE(fix.status().destinations_held == 3);
  const auto no = fix.load("Munich");
  CHECK(no.why.code == failure_code::memory);
  CHECK(fix.status().drops == 0);
  const auto begun = fix.shelf.begun();
  CHECK(fix.load("Munich").why == no.why);
  CHECK(fix.shelf.begun() == begun);
  CHECK(fix.status().destinations_held == 3);

  for (int i = per_city; i < 400; ++i) fix.shelf.remove("M" + std::to_string(i));
  fix.refresh();  // sees that
  CHECK(fix.load("Munich").value);
  CHECK(fix.find("Munich").value->hotels == per_city);
}

TEST_CASE("a city that is far too large costs no popular answers, one that fits does") {
  demand_fixture fix(0ms, {.budget_bytes = 4 << 20,
                           .given = *parse_given_shapes("Berlin, 2 nights, 2 adults")});
  for (int i = per_city; i < 400; ++i) fix.shelf.put("M" + std::to_string(i), "Munich", 100'00);
  fix.refresh();
  const auto empty = fix.memory->figures().total_bytes();
  fix.load("Berlin");
  const auto one = fix.memory->figures().total_bytes() - empty;
  for (int i = 0; i < 3; ++i) fix.stage.pass(1s);
  const auto tables = fix.status().popular;
  REQUIRE(tables.tables == 1);
  fix.memory->set_budget(fix.memory->figures().total_bytes() + one / 2);
  CHECK(fix.load("Munich").why.code == failure_code::memory);
  CHECK(fix.status().popular.tables == 1);
  CHECK(fix.status().popular.bytes == tables.bytes);
  CHECK(fix.status().destinations_held == 1);
  CHECK(fix.load("Hamburg").value);
  CHECK(fix.status().popular.tables == 0);
}

TEST_CASE("a city that is a little too large is refused once, with an account above the budget") {
  demand_fixture fix;
  for (int i = per_city; i < 180; ++i) fix.shelf.put("M" + std::to_string(i), "Munich", 100'00);
  fix.leave_room_for(3);
  fix.load("Hamburg");
  const auto no = fix.load("Munich");
  REQUIRE(no.why.code == failure_code::memory);
  const auto drops = fix.status().drops;
  CHECK(fix.load("Hamburg").value);
  CHECK(fix.load("Potsdam").value);
  for (int i = 0; i < 3; ++i) CHECK(fix.load("Munich").why == no.why);
  CHECK(fix.status().drops == drops);
  CHECK(fix.holds("Hamburg"));
  CHECK(fix.holds("Potsdam"));
  fix.memory->set_budget(fix.memory->budget_bytes() * 2);
  CHECK(fix.load("Munich").value);
}

TEST_CASE("a hotel that moves to a city that is dropped meanwhile is not answered in its old one") {
  int drops = 0;
  for (std::uint64_t slack = 0; slack < 9000; slack += 250) {
    CAPTURE(slack);
    demand_fixture fix;
    fix.refresh();
    fix.load("Berlin");
    fix.load("Hamburg");
    fix.find("Hamburg");
    fix.find("Berlin");
    const auto now = fix.memory->figures();
    fix.memory->set_budget(now.total_bytes() - now.of(component::indices).live_bytes + slack);
    fix.shelf.put("B3", "Hamburg", 1'00);
    fix.refresh();
    drops += fix.holds("Hamburg") ? 0 : 1;
    const auto berlin = fix.find("Berlin");
    if (berlin.value) CHECK(berlin.value->hotels == per_city - 1);
    fix.memory->set_budget(0);
    CHECK(fix.refresh().value);
    CHECK(fix.load("Berlin").value);
    CHECK(fix.load("Hamburg").value);
    CHECK(fix.find("Berlin").value->hotels == per_city - 1);
    CHECK(fix.find("Hamburg").value->hotels == per_city + 1);
  }
  CHECK(drops > 2);
}

TEST_CASE("a city that is held is followed, whatever room the budget left at any time") {
  for (std::uint64_t slack = 0; slack < 3000; slack += 50) {
    CAPTURE(slack);
    demand_fixture fix;
    fix.refresh();
    fix.load("Berlin");
    fix.find("Berlin");
    fix.memory->set_budget(fix.memory->figures().total_bytes() + slack);
    for (int i = 0; i < 60; ++i)
      fix.shelf.put("X" + std::to_string(i), "Town number " + std::to_string(i) + " with a name",
                    100'00);
    fix.refresh();
    fix.memory->set_budget(0);
    fix.shelf.put("B0", "Berlin", 1'00);
    fix.refresh();
    CHECK(fix.refresh().value);
    if (const auto got = fix.find("Berlin"); got.value)
      CHECK(got.value->offers.at(0).cost.total == 2'00);
    CHECK(fix.load("Berlin").value);
    CHECK(fix.find("Berlin").value->offers.at(0).cost.total == 2'00);
    CHECK(fix.status().destinations == 64);
  }
}

TEST_CASE("cities that do not fit are told when they do, or when there are fewer") {
  for (const bool is_raised : {true, false}) {
    demand_fixture fix;
    fix.refresh();
    fix.memory->set_budget(fix.memory->figures().total_bytes() * 2 + 8000);
    const auto name = [](int i) { return "X" + std::to_string(i); };
    for (int i = 0; i < 200; ++i) fix.shelf.put(name(i), "Town " + std::to_string(i), 100'00);
    const auto no = fix.refresh();
    CHECK(no.why.code == failure_code::memory);
    CHECK(no.why.text.starts_with("the cities alone of memory need "));
    CHECK_FALSE(fix.refresh().value);
    if (is_raised)
      fix.memory->set_budget(0);
    else
      for (int i = 1; i < 200; ++i) fix.shelf.remove(name(i));
    fix.refresh();
    CHECK(fix.refresh().why.text == "");
    CHECK(fix.status().destinations == (is_raised ? 204 : 5));
  }
}

TEST_CASE("a pass that fails before its load ends all that wait, and the next one is another") {
  demand_fixture fix;
  fix.refresh();
  fix.load("Berlin");
  fix.shelf.put("B3", "Berlin", 1'00);
  fix.scarce.run_out(0, 1'000'000'000);
  CHECK_FALSE(fix.refresh().value);  // the hotel that it brought waits
  const auto got = fix.load("Hamburg");
  CHECK(got.why.code == failure_code::source);
  CHECK(got.why.text.find("std::bad_alloc") != std::string::npos);
  CHECK_FALSE(fix.status().loading);
  fix.scarce.refill();
  CHECK(fix.load("Hamburg").value);
  CHECK(fix.find("Berlin").value->offers.at(0).cost.total == 2'00);
}

TEST_CASE("whenever memory runs out, cities are whole or not held, and all is well after it") {
  int failed = 0;
  for (std::uint64_t after = 0;; after += 3) {
    CAPTURE(after);
    demand_fixture fix;
    fix.leave_room_for(2);
    fix.load("Hamburg");
    fix.shelf.put("B3", "Hamburg", 1'00);
    fix.shelf.put("H3", "Berlin", 1'00);
    fix.scarce.run_out(after, 2);
    fix.refresh();
    fix.load("Munich");
    const bool is_past = fix.scarce.failed() == 0;
    failed += is_past ? 0 : 1;
    fix.scarce.refill();
    fix.refresh();
    CHECK(fix.refresh().why.text == "");
    for (const auto* city : {"Berlin", "Hamburg", "Munich", "Potsdam"}) {
      CAPTURE(city);
      CHECK(fix.load(city).value);
      CHECK(fix.find(city).value->hotels == per_city);
    }
    if (is_past) break;
  }
  CHECK(failed > 50);
}

TEST_CASE("questions do not stretch the pause after failures, nor put off the next pass") {
  demand_fixture fix{1s};
  fix.refresh();
  const auto seconds_to_next_pass = [&] {
    const auto begun = fix.shelf.begun();
    int seconds = 0;
    for (; fix.shelf.begun() == begun && seconds < 1000; ++seconds) fix.stage.pass(1s);
    return seconds;
  };
  fix.shelf.break_down({.code = failure_code::source, .text = "torn"});
  for (int i = 0; i < 12; ++i) {
    fix.shelf.look_changed();  // else it would not be asked so soon again
    fix.load(i % 2 ? "Berlin" : "Hamburg");
  }
  CHECK(fix.status().failed_passes == 12);
  CHECK(seconds_to_next_pass() == 1);
  fix.shelf.look_changed();
  fix.load("Berlin");
  CHECK(seconds_to_next_pass() == 2);  // one that the timer began has failed
  fix.shelf.heal();
  fix.shelf.look_changed();
  CHECK(fix.load("Berlin").value);
  CHECK(seconds_to_next_pass() == 1);
}

TEST_CASE("a source that fails is not asked again for each load, but when it may be another") {
  demand_fixture fix{1s};
  fix.refresh();
  REQUIRE(fix.load("Potsdam").value);
  const failure torn{.code = failure_code::source, .text = "torn"};
  fix.shelf.break_down(torn);
  const auto begun = fix.shelf.begun();
  for (const auto* city : {"Berlin", "Hamburg", "Munich"}) CHECK(fix.load(city).why == torn);
  CHECK(fix.load("Potsdam").value);  // it is there
  CHECK(fix.shelf.begun() == begun + 1);
  CHECK(fix.status().failed_passes == 1);
  fix.shelf.heal();
  CHECK(fix.load("Berlin").why == torn);
  fix.shelf.look_changed();
  CHECK(fix.load("Berlin").value);
  fix.shelf.break_down(torn);
  CHECK(fix.load("Hamburg").why == torn);
  fix.shelf.heal();
  fix.stage.pass(1s);  // by the timer
  CHECK(fix.load("Hamburg").value);
}

TEST_CASE("a pass that fails by its source ends all loads that wait") {
  demand_fixture fix;
  fix.refresh();
  const failure torn{.code = failure_code::source, .text = "torn"};
  fix.shelf.break_after(3, torn);
  const auto begun = fix.shelf.begun();
  std::vector<caf::message_id> waits;
  for (const auto* city : {"Berlin", "Hamburg", "Munich"})
    waits.push_back(fix.stage.send(fix.actor, load_atom_v, std::string(city), std::string()));
  fix.stage.run();
  for (const auto each : waits) CHECK((*fix.stage.look<loaded>(each)).why == torn);
  CHECK(fix.shelf.begun() == begun + 1);
  CHECK_FALSE(fix.status().loading);
  CHECK(fix.load("Munich").value);
}

TEST_CASE("a refresh that needs room drops a city, and no answer is partial") {
  demand_fixture fix;
  fix.leave_room_for(2);
  fix.load("Hamburg");
  fix.find("Hamburg");
  for (int i = per_city; i < 2 * per_city; ++i)
    fix.shelf.put("H" + std::to_string(i), "Hamburg", 100'00);
  REQUIRE(fix.refresh().value);
  CHECK(fix.status().drops == 1);
  CHECK_FALSE(fix.holds("Berlin"));
  CHECK(fix.find("Hamburg").value->hotels == 2 * per_city);
}

TEST_CASE("a load that breaks off is told, leaves nothing, and can be asked for again") {
  demand_fixture fix;
  fix.refresh();
  fix.load("Berlin");
  const auto before = fix.memory->figures().of(component::hotels).live_bytes;
  const failure broken{.code = failure_code::source, .text = "torn"};
  fix.shelf.break_after(3, broken);
  CHECK(fix.load("Hamburg").why == broken);
  CHECK(fix.status().failed_passes == 1);
  CHECK(fix.memory->figures().of(component::hotels).live_bytes == before);
  CHECK_FALSE(fix.holds("Hamburg"));
  CHECK(fix.holds("Berlin"));
  fix.shelf.throw_once("dropped the disk");
  CHECK(fix.load("Hamburg").why.text.find("dropped the disk") != std::string::npos);
  fix.shelf.break_down(broken);
  CHECK(fix.load("Hamburg").why == broken);
  fix.shelf.heal();
  CHECK(fix.load("Hamburg").value);
  CHECK(fix.find("Hamburg").value->hotels == per_city);
}

TEST_CASE("at the end whoever waits for a load is told") {
  for (int steps = 0; steps < 40; steps += 3) {
    demand_fixture fix;
    fix.refresh();
    const auto one = fix.stage.send(fix.actor, load_atom_v, std::string("Berlin"), std::string());
    const auto two = fix.stage.send(fix.actor, load_atom_v, std::string("Munich"), std::string());
    for (int i = 0; i < steps; ++i) fix.stage.run_one();
    caf::anon_send_exit(fix.actor, caf::exit_reason::user_shutdown);
    fix.stage.run();
    for (const auto each : {one, two}) {
      const auto got = fix.stage.look<loaded>(each);
      REQUIRE_FALSE(got.open());
      if (got.reply && !got.reply->value)
        CHECK(got.reply->why.code == failure_code::unavailable);
    }
  }
}

TEST_CASE("loads and refreshes do not keep each other waiting") {
  demand_fixture fix{5s};
  fix.refresh();
  const auto load = fix.stage.send(fix.actor, load_atom_v, std::string("Berlin"), std::string());
  const auto refresh = fix.stage.send(fix.actor, refresh_atom_v);
  fix.stage.run();
  CHECK((*fix.stage.look<loaded>(load)).value);
  CHECK((*fix.stage.look<reply<engine_status>>(refresh)).value);
  fix.shelf.put("B0", "Berlin", 1'00);
  fix.stage.pass(5s);
  CHECK(fix.find("Berlin").value->offers.at(0).cost.total == 2'00);
}
