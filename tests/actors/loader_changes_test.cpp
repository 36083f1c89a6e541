// What the loader does with changes, message by message, in virtual time.
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <caf/exit_reason.hpp>

#include <doctest/doctest.h>

#include "actors/attached.hpp"
#include "actors/change_queue.hpp"
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

struct changes_fixture {
  explicit changes_fixture(bool on_demand = false)
      : actor(stage.system().spawn(
            loader, loader_options{.open_source =
                                       [this, on_demand] {
                                         return on_demand ? shelf.open_on_demand() : shelf.open();
                                       },
                                   .memory = memory})) {
    shelf.put("A", "Berlin", 100'00);
    shelf.put("B", "Berlin", 90'00);
    shelf.put("C", "Hamburg", 50'00);
  }
  ~changes_fixture() {
    caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
    stage.run();
    CHECK(memory->figures().total_bytes() == 0);
  }

  void load() { REQUIRE((*stage.ask<reply<engine_status>>(actor, refresh_atom_v)).value); }
  handler_actor attach_real() { return test::attach_real_handler(stage, actor); }
  std::shared_ptr<test::fake_handler_log> attach_fake() {
    return test::attach_fake_handler(stage, actor);
  }

  caf::message_id send(std::vector<change> all) {
    return stage.send(actor, change_atom_v, std::move(all));
  }
  reply<change_answer> ask(std::vector<change> all) {
    const auto sent = send(std::move(all));
    stage.run();
    stage.pass(5ms);
    return *stage.look<reply<change_answer>>(sent);
  }
  engine_status status() {
    return *(*stage.ask<reply<engine_status>>(actor, status_atom_v)).value;
  }
  std::int64_t price_in(const handler_actor& who, const std::string& city) {
    const auto got = *stage.ask<reply<find_answer>>(who, find_atom_v, cheapest_in(city));
    REQUIRE(got.value);
    return got.value->offers.empty() ? -1 : got.value->offers[0].cost.total;
  }

  test::scarce_memory scarce;
  const std::shared_ptr<catalog_memory> memory = std::make_shared<catalog_memory>(&scarce);
  test::shelf shelf;
  test::stage stage;
  loader_actor actor;
};

change rate_of(const std::string& hotel, std::int64_t cents) {
  change out;
  out.hotel = hotel;
  out.plan = "BAR";
  out.room = "DBL";
  out.nights = {*parse_day("2027-01-01"), *parse_day("2027-08-31")};
  out.rate = new_rate{*find_currency("EUR"), {{1, cents}, {2, cents}}, {}, {}};
  return out;
}

change closing(const std::string& hotel, bool closed) {
  change out = rate_of(hotel, 0);
  out.rate.reset();
  out.closed = closed;
  return out;
}

}  // namespace

TEST_CASE("changes are answered when handlers hold them, and then every answer has them") {
  changes_fixture fix;
  CHECK(fix.ask({closing("B", true)}).why.code == failure_code::unavailable);
  const auto who = fix.attach_real();
  fix.load();
  const auto before = fix.price_in(who, "Berlin");
  const auto raised = fix.ask({rate_of("B", 200'00)});
  REQUIRE(raised.value);
  CHECK(raised.value->applied == 1);
  CHECK(raised.value->refused.empty());
  CHECK(raised.value->generation == 2);
  CHECK(fix.price_in(who, "Berlin") > before);
  REQUIRE(fix.ask({closing("A", true), closing("B", true)}).value);
  CHECK(fix.price_in(who, "Berlin") == -1);
  REQUIRE(fix.ask({closing("B", false), rate_of("B", 90'00)}).value);
  CHECK(fix.price_in(who, "Berlin") == before);
  CHECK(fix.status().changes_applied == 5);
  CHECK(fix.status().changes_refused == 1);
  CHECK(fix.status().changes_waiting == 0);
  CHECK(fix.memory->figures().foreign_frees == 0);
}

TEST_CASE("a refused change is told by its place, and the others are applied") {
  changes_fixture fix;
  fix.load();
  auto wrong = closing("A", true);
  wrong.plan = "NRF";
  const auto got = fix.ask({closing("Z", true), closing("A", true), wrong, change{}});
  REQUIRE(got.value);
  CHECK(got.value->applied == 1);
  REQUIRE(got.value->refused.size() == 3);
  CHECK(got.value->refused[0].index == 0);
  CHECK(got.value->refused[0].why.code == failure_code::not_found);
  CHECK(got.value->refused[1].index == 2);
  CHECK(got.value->refused[1].why.field == "plan");
  CHECK(got.value->refused[2].index == 3);
  CHECK(got.value->refused[2].why.field == "hotel");
  // Nothing changes, so nothing is published, and it is answered all the same.
  const auto generation = fix.status().generation;
  CHECK(fix.ask({closing("Z", true)}).value->generation == generation);
  CHECK(fix.ask({closing("A", true)}).value->generation == generation);
  CHECK(fix.ask({}).value->applied == 0);
  CHECK(fix.status().changes_refused == 4);
}

TEST_CASE("messages that come within some milliseconds share a publication") {
  changes_fixture fix;
  const auto hand = fix.attach_fake();
  fix.load();
  REQUIRE(fix.ask({rate_of("A", 1'00)}).value);
  const auto published = hand->published.size();
  std::vector<caf::message_id> sent;
  for (int i = 2; i < 40; ++i) {
    sent.push_back(fix.send({rate_of("A", i * 1'00)}));
    fix.stage.run();
  }
  fix.stage.pass(5ms);
  CHECK(hand->published.size() <= published + 2);
  for (const auto each : sent) CHECK((*fix.stage.look<reply<change_answer>>(each)).value);
}

TEST_CASE("while a handler is slow nothing is published, and changes wait for it") {
  changes_fixture fix;
  const auto hand = fix.attach_fake();
  fix.load();
  hand->acknowledges = false;
  const auto first = fix.send({rate_of("A", 10'00)});
  fix.stage.run();
  fix.stage.pass(5ms);
  CHECK(fix.stage.look<reply<change_answer>>(first).open());
  const auto second = fix.send({rate_of("B", 10'00), closing("Z", true)});
  fix.stage.pass(50ms);
  CHECK(fix.stage.look<reply<change_answer>>(second).open());
  CHECK(hand->published == std::vector<std::uint64_t>{1, 2});
  CHECK(fix.status().changes_waiting == 3);
  hand->acknowledge();
  fix.stage.run();
  CHECK((*fix.stage.look<reply<change_answer>>(first)).value->generation == 2);
  CHECK(fix.stage.look<reply<change_answer>>(second).open());
  CHECK(hand->published == std::vector<std::uint64_t>{1, 2, 3});
  hand->acknowledge();
  fix.stage.run();
  const auto got = *fix.stage.look<reply<change_answer>>(second);
  CHECK(got.value->generation == 3);
  CHECK(got.value->refused[0].index == 1);
  CHECK(fix.status().changes_waiting == 0);
}

TEST_CASE("more changes than a message holds are refused, and as many are applied in their time") {
  changes_fixture fix;
  fix.attach_fake();
  fix.load();
  const std::vector<change> full(change_queue::message_max, closing("A", true));
  auto beyond = full;
  beyond.push_back(closing("A", true));
  CHECK(fix.ask(beyond).why.code == failure_code::usage);
  const auto sent = fix.send(full);
  fix.stage.run();
  for (int i = 0; i < 40; ++i) fix.stage.pass(5ms);
  CHECK((*fix.stage.look<reply<change_answer>>(sent)).value->applied == change_queue::message_max);
  CHECK(fix.ask({closing("A", false)}).value->applied == 1);
}

TEST_CASE("a change is not lost to a document that was read before it and waits for memory") {
  changes_fixture fix;
  fix.shelf.bring_at_once();
  const auto put_all = [&](std::int64_t cents) {
    for (int i = 0; i < 30; ++i) fix.shelf.put("H" + std::to_string(i), "Berlin", cents);
    fix.shelf.put("Z", "Bremen", cents);  // the last of all
  };
  put_all(100'00);
  const auto who = fix.attach_real();
  const auto slow = fix.attach_fake();
  fix.load();
  const auto steady = fix.memory->figures().total_bytes();
  fix.memory->set_budget(steady + steady / 3);
  put_all(90'00);
  slow->acknowledges = false;
  const auto refreshed = fix.stage.send(fix.actor, refresh_atom_v);
  fix.stage.run();
  REQUIRE(fix.stage.look<reply<engine_status>>(refreshed).open());  // for what the slow one holds
  REQUIRE(fix.price_in(who, "Bremen") == 200'00);  // its document waits
  const auto sent = fix.send({closing("Z", true)});
  fix.stage.run();
  slow->acknowledges = true;
  slow->acknowledge();
  fix.stage.run();
  fix.stage.pass(5ms);
  CHECK((*fix.stage.look<reply<engine_status>>(refreshed)).value);
  CHECK((*fix.stage.look<reply<change_answer>>(sent)).value->applied == 1);
  CHECK(fix.price_in(who, "Bremen") == -1);
  REQUIRE(fix.ask({closing("Z", false)}).value);
  CHECK(fix.price_in(who, "Bremen") == 180'00);
}

TEST_CASE("a change of a hotel whose document waits for the next pass is refused, others are not") {
  int waited = 0;
  for (std::uint64_t after = 0;; ++after) {
    CAPTURE(after);
    changes_fixture fix;
    const auto who = fix.attach_real();
    fix.load();
    fix.shelf.put("C", "Hamburg", 40'00);
    fix.scarce.run_out(after, 1'000'000'000);
    fix.stage.ask<reply<engine_status>>(fix.actor, refresh_atom_v);
    const bool is_past = fix.scarce.failed() == 0;
    fix.scarce.refill();
    const auto got = fix.ask({closing("C", true), closing("A", true)});
    REQUIRE(got.value);
    const bool is_refused = !got.value->refused.empty();
    if (is_refused) {
      ++waited;
      CHECK(got.value->applied == 1);
      REQUIRE(got.value->refused.size() == 1);
      CHECK(got.value->refused[0].index == 0);
      CHECK(got.value->refused[0].why.code == failure_code::memory);
      CHECK(got.value->refused[0].why.value == "C");
    }
    fix.load();
    CHECK(fix.price_in(who, "Hamburg") == (is_refused ? 80'00 : -1));
    if (is_past) break;
  }
  CHECK(waited > 0);
}

TEST_CASE("a document that did not change keeps its changes, one that did replaces them") {
  changes_fixture fix;
  const auto who = fix.attach_real();
  fix.load();
  const auto before = fix.price_in(who, "Hamburg");
  REQUIRE(fix.ask({rate_of("C", 70'00)}).value);
  const auto changed = fix.price_in(who, "Hamburg");
  CHECK(changed > before);
  fix.load();
  CHECK(fix.price_in(who, "Hamburg") == changed);
  fix.shelf.put("A", "Berlin", 10'00);
  fix.load();
  CHECK(fix.price_in(who, "Hamburg") == changed);
  fix.shelf.put("C", "Hamburg", 50'01);
  fix.load();
  CHECK(fix.price_in(who, "Hamburg") < changed);
  fix.shelf.remove("C");
  fix.load();
  CHECK(fix.ask({rate_of("C", 70'00)}).value->refused[0].why.code == failure_code::not_found);
}

TEST_CASE("changes are taken in between the steps of a pass") {
  changes_fixture fix;
  const auto who = fix.attach_real();
  fix.load();
  for (int i = 0; i < 50; ++i) fix.shelf.put("N" + std::to_string(i), "Hamburg", 60'00 + i);
  const auto pass = fix.stage.send(fix.actor, refresh_atom_v);
  const auto sent = fix.send({rate_of("C", 20'00)});
  bool seen_within = false;
  while (!seen_within && fix.stage.run_one()) {
    const auto got = fix.stage.look<reply<change_answer>>(sent);
    if (got.open()) continue;
    CHECK((*got).value->applied == 1);
    CHECK(fix.stage.look<reply<engine_status>>(pass).open());
    seen_within = true;
  }
  CHECK(seen_within);
  fix.stage.run();
  CHECK((*fix.stage.look<reply<engine_status>>(pass)).value);
  CHECK(fix.status().hotels == 53);
}

TEST_CASE("where memory runs out, changes are refused or answered with a failure, and nothing else") {
  changes_fixture fix;
  const auto who = fix.attach_real();
  fix.load();
  const auto before = fix.price_in(who, "Hamburg");
  bool refused = false;
  bool failed = false;
  for (std::uint64_t after = 1; after < 60; ++after) {
    fix.scarce.run_out(after, 5);
    const auto got = fix.ask({rate_of("C", 70'00)});
    fix.scarce.refill();
    failed |= !got.value;
    refused |= got.value && !got.value->refused.empty();
    REQUIRE(fix.ask({rate_of("C", 50'00)}).value);
    REQUIRE(fix.price_in(who, "Hamburg") == before);
  }
  CHECK(refused);
  CHECK(failed);
}

TEST_CASE("changes that wait at the end are told that the engine ends") {
  changes_fixture fix;
  const auto hand = fix.attach_fake();
  fix.load();
  hand->acknowledges = false;
  const auto first = fix.send({rate_of("A", 10'00)});
  fix.stage.run();
  fix.stage.pass(5ms);
  const auto second = fix.send({rate_of("A", 10'00)});
  fix.stage.run();
  caf::anon_send_exit(fix.actor, caf::exit_reason::user_shutdown);
  fix.stage.run();
  CHECK((*fix.stage.look<reply<change_answer>>(first)).why.code == failure_code::unavailable);
  CHECK((*fix.stage.look<reply<change_answer>>(second)).why.code == failure_code::unavailable);
}

TEST_CASE("a hotel of a city that is not loaded cannot be changed, and that is told") {
  changes_fixture fix(true);
  fix.load();
  const auto got = fix.ask({rate_of("C", 70'00), rate_of("Z", 70'00)});
  REQUIRE(got.value);
  CHECK(got.value->refused[0].why.code == failure_code::not_loaded);
  CHECK(got.value->refused[0].why.text.starts_with("hotel 'C' is in Hamburg (DE), which is not loaded"));
  CHECK(got.value->refused[1].why.code == failure_code::not_found);
  const auto loaded = *fix.stage.ask<reply<std::uint64_t>>(fix.actor, load_atom_v,
                                                           std::string("C"));
  REQUIRE(loaded.value);
  CHECK(fix.ask({rate_of("C", 70'00)}).value->applied == 1);
}
