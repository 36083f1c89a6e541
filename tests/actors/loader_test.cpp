// What the loader does with its source and its handlers, message by message, in virtual time.
#include <algorithm>
#include <chrono>
#include <memory>

#include <caf/exit_reason.hpp>

#include <doctest/doctest.h>

#include "actors/attached.hpp"
#include "actors/fake_handler.hpp"
#include "actors/handler.hpp"
#include "actors/loader.hpp"
#include "actors/memory_report.hpp"
#include "actors/memory_source.hpp"
#include "actors/questions.hpp"
#include "actors/stage.hpp"
#include "bytes_text.hpp"
#include "scarce_memory.hpp"
#include "sources/exchange_rate_file.hpp"
#include "sources/files/scratch_folder.hpp"

using namespace pronto;
using test::cheapest_in;
using namespace std::chrono_literals;

namespace {

const failure missing_file{.code = failure_code::source, .text = "There is no such file."};

// "need about 1.2 MB" or "need a little more than the memory budget of 812.3 kB", in bytes.
std::uint64_t told_need(const failure& why) {
  const auto at = std::min(why.text.find(" MB"), why.text.find(" kB"));
  REQUIRE(at != std::string::npos);
  const auto from = why.text.rfind(' ', at - 1) + 1;
  const double unit = why.text[at + 1] == 'M' ? 1e6 : 1e3;
  return static_cast<std::uint64_t>(std::stod(why.text.substr(from, at - from)) * unit);
}

// A loader over a shelf of three hotels, with nobody attached.
struct loader_fixture {
  explicit loader_fixture(std::chrono::milliseconds refresh_interval = 0ms)
      : actor(stage.system().spawn(
            loader, loader_options{.open_source = [this] { return shelf.open(); },
                                   .refresh_interval = refresh_interval,
                                   .retry_pause_max = 60s,
                                   .memory = memory})) {
    shelf.put("A", "Berlin", 100'00);
    shelf.put("B", "Berlin", 90'00);
    shelf.put("C", "Hamburg", 50'00);
  }

  ~loader_fixture() {
    caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
    stage.run();
  }

  struct hand {
    handler_actor actor;
    std::shared_ptr<test::fake_handler_log> log;
  };
  hand attach_fake() {
    auto log = std::make_shared<test::fake_handler_log>();
    auto who = stage.system().spawn(test::fake_handler, log);
    caf::anon_send(actor, attach_atom_v, who);
    return {who, log};
  }
  handler_actor attach_real() { return test::attach_real_handler(stage, actor); }

  engine_status status() {
    return *(*stage.ask<reply<engine_status>>(actor, status_atom_v)).value;
  }
  reply<engine_status> refresh() { return *stage.ask<reply<engine_status>>(actor, refresh_atom_v); }

  std::int64_t price_of(const handler_actor& who, const std::string& city) {
    const auto got = *stage.ask<reply<find_answer>>(who, find_atom_v, cheapest_in(city));
    REQUIRE(got.value);
    return got.value->offers.at(0).cost.total;
  }

  test::scarce_memory scarce;
  const std::shared_ptr<catalog_memory> memory = std::make_shared<catalog_memory>(&scarce);
  test::shelf shelf;
  test::stage stage;
  loader_actor actor;
};

}  // namespace

TEST_CASE("nothing is loaded before the first message") {
  loader_fixture fix;
  fix.stage.run();
  CHECK(fix.shelf.begun() == 0);
  CHECK(fix.status().generation == 0);
  CHECK(test::hotels_in(*fix.memory) == 0);
}

TEST_CASE("the first load is published once, whole") {
  loader_fixture fix;
  const auto hand = fix.attach_fake();
  const auto loaded = fix.refresh();
  CHECK(hand.log->published == std::vector<std::uint64_t>{1});
  REQUIRE(loaded.value);
  CHECK(loaded.value->generation == 1);
  CHECK(loaded.value->hotels == 3);
  CHECK(loaded.value->destinations == 2);
  CHECK(loaded.value->passes == 1);
  CHECK(loaded.value->changed == 3);
  CHECK(loaded.value->source == "memory");
  CHECK_FALSE(loaded.value->loading);
}

TEST_CASE("queries before the first load are answered with a failure") {
  loader_fixture fix;
  const auto who = fix.attach_real();
  const auto got =
      *fix.stage.ask<reply<find_answer>>(who, find_atom_v, cheapest_in("Berlin"));
  CHECK_FALSE(got.value);
  CHECK(got.why.code == failure_code::unavailable);
}

TEST_CASE("the loader answers between the steps of a load") {
  loader_fixture fix;
  const auto refreshed = fix.stage.send(fix.actor, refresh_atom_v);
  std::vector<caf::message_id> asked;
  while (fix.stage.run_one()) {
    if (asked.size() < 20) asked.push_back(fix.stage.send(fix.actor, status_atom_v));
  }
  bool seen_half_way = false;
  for (const auto each : asked) {
    const auto status = *(*fix.stage.look<reply<engine_status>>(each)).value;
    seen_half_way = seen_half_way || (status.loading && status.done_bytes == 1);
  }
  CHECK(fix.stage.look<reply<engine_status>>(refreshed).reply);
  CHECK(seen_half_way);
}

TEST_CASE("a refresh brings what changed, and only that") {
  loader_fixture fix;
  const auto who = fix.attach_real();
  fix.refresh();
  CHECK(fix.price_of(who, "Berlin") == 180'00);
  fix.shelf.put("B", "Berlin", 70'00);
  const auto after = fix.refresh();
  CHECK(after.value->changed == 1);
  CHECK(after.value->generation == 2);
  CHECK(fix.price_of(who, "Berlin") == 140'00);
  fix.shelf.remove("B");
  CHECK(fix.refresh().value->changed == 1);
  CHECK(fix.price_of(who, "Berlin") == 200'00);
  CHECK(fix.status().hotels == 2);
}

TEST_CASE("where nothing changed, nothing is published") {
  loader_fixture fix;
  fix.attach_fake();
  fix.refresh();
  const auto again = fix.refresh();
  CHECK(again.value->generation == 1);
  CHECK(again.value->changed == 0);
  CHECK(again.value->passes == 2);
}

TEST_CASE("an empty source is loaded, with no hotels") {
  loader_fixture fix;
  for (const auto* code : {"A", "B", "C"}) fix.shelf.remove(code);
  const auto loaded = fix.refresh();
  REQUIRE(loaded.value);
  CHECK(loaded.value->generation == 1);
  CHECK(loaded.value->hotels == 0);
}

TEST_CASE("a refresh that is asked for during a pass is answered after a pass of its own") {
  loader_fixture fix;
  const auto who = fix.attach_real();
  const auto first = fix.stage.send(fix.actor, refresh_atom_v);
  for (int i = 0; i < 3; ++i) fix.stage.run_one();  // the pass has begun
  REQUIRE(fix.shelf.begun() == 1);
  fix.shelf.put("B", "Berlin", 70'00);  // past which the pass has read
  const auto second = fix.stage.send(fix.actor, refresh_atom_v);
  const auto third = fix.stage.send(fix.actor, refresh_atom_v);
  fix.stage.run();
  CHECK((*fix.stage.look<reply<engine_status>>(first)).value->passes == 1);
  CHECK((*fix.stage.look<reply<engine_status>>(second)).value->passes == 2);
  CHECK((*fix.stage.look<reply<engine_status>>(third)).value->passes == 2);
  CHECK(fix.price_of(who, "Berlin") == 140'00);
}

TEST_CASE("a timer begins passes") {
  loader_fixture fix{5s};
  fix.refresh();
  fix.shelf.put("B", "Berlin", 70'00);
  fix.stage.pass(4999ms);
  CHECK(fix.status().generation == 1);
  fix.stage.pass(1ms);
  CHECK(fix.status().generation == 2);
  fix.stage.pass(5s);
  CHECK(fix.status().passes == 3);
}

TEST_CASE("a refresh on request sets the timer anew") {
  loader_fixture fix{5s};
  fix.refresh();
  fix.stage.pass(3s);
  fix.refresh();
  fix.stage.pass(4s);
  CHECK(fix.status().passes == 2);
  fix.stage.pass(1s);
  CHECK(fix.status().passes == 3);
}

// -- the window -----------------------------------------------------------------------------------

TEST_CASE("a slow handler delays the next publication and pins one snapshot, not more") {
  loader_fixture fix;
  const auto quick = fix.attach_fake();
  const auto slow = fix.attach_fake();
  fix.refresh();
  slow.log->acknowledges = false;
  for (const auto* code : {"A", "B", "C"}) fix.shelf.put(code, "Berlin", 60'00);
  const auto refreshed = fix.stage.send(fix.actor, refresh_atom_v);
  fix.stage.run();
  CHECK(fix.stage.look<reply<engine_status>>(refreshed).open());
  CHECK(quick.log->published == std::vector<std::uint64_t>{1, 2});
  CHECK(fix.status().snapshots_held == 2);
  CHECK(fix.status().loading);

  slow.log->acknowledge();  // of 2: then 3 may come
  fix.stage.run();
  CHECK(quick.log->published == std::vector<std::uint64_t>{1, 2, 3});
  CHECK(fix.status().snapshots_held == 2);

  slow.log->acknowledges = true;
  slow.log->acknowledge();
  fix.stage.run();
  CHECK(quick.log->published == std::vector<std::uint64_t>{1, 2, 3, 4});
  CHECK(fix.stage.look<reply<engine_status>>(refreshed).reply);
  CHECK(fix.status().snapshots_held == 1);
  CHECK(test::hotels_in(*fix.memory) == 3);
}

TEST_CASE("a replaced hotel is freed when the last handler has let go of it, not before") {
  loader_fixture fix;
  fix.attach_fake();
  const auto slow = fix.attach_fake();
  fix.refresh();
  slow.log->acknowledges = false;
  fix.shelf.put("B", "Berlin", 70'00);
  fix.refresh();
  CHECK(test::hotels_in(*fix.memory) == 4);
  slow.log->acknowledge();
  fix.stage.run();
  CHECK(test::hotels_in(*fix.memory) == 3);
}

TEST_CASE("the status tells what memory is for, and who keeps it") {
  loader_fixture fix;
  fix.attach_fake();
  const auto slow = fix.attach_fake();
  fix.refresh();
  auto memory = fix.status().memory;
  CHECK(memory.live_bytes == fix.memory->figures().total_bytes());
  REQUIRE(memory.parts.size() == component_count);
  CHECK(memory.parts[0].name == "hotels");
  CHECK(memory.parts[0].live_blocks == 3);
  CHECK(memory.retired_bytes == 0);
  CHECK(memory.foreign_frees == 0);
  CHECK(memory.resident_bytes > memory.live_bytes);
  CHECK(memory.snapshots ==
        std::vector<snapshot_status>{{.generation = 1, .age_ms = 0, .awaited = {}}});

  const auto hotel_bytes = [&] {
    const auto now = fix.memory->figures();
    return now.of(component::hotels).live_bytes + now.of(component::calendars).live_bytes;
  };
  const auto before = hotel_bytes();
  fix.stage.pass(400ms);
  slow.log->acknowledges = false;
  fix.shelf.put("B", "Berlin", 70'00);
  fix.refresh();
  fix.stage.pass(100ms);
  memory = fix.status().memory;
  CHECK(memory.retired_bytes == hotel_bytes() - before);
  CHECK(memory.snapshots ==
        std::vector<snapshot_status>{{.generation = 1, .age_ms = 500, .awaited = {2}},
                                     {.generation = 2, .age_ms = 100, .awaited = {}}});
  CHECK(memory.verdict ==
        bytes_text(memory.retired_bytes) + " retired and not yet acknowledged by handler 2, for 100 ms");
  slow.log->acknowledge();
  fix.stage.run();
  memory = fix.status().memory;
  CHECK(memory.retired_bytes == 0);
  CHECK(memory.snapshots.size() == 1);
  CHECK(memory.verdict == "flat");
}

TEST_CASE("a load that would pass the budget stops before it does, and says so") {
  loader_fixture fix;
  const auto hand = fix.attach_fake();
  fix.memory->set_budget(4000);
  for (int i = 0; i < 20; ++i) fix.shelf.put("H" + std::to_string(i), "Berlin", 100'00);
  const auto failed = fix.refresh();
  REQUIRE_FALSE(failed.value);
  CHECK(failed.why.code == failure_code::memory);
  CHECK(failed.why.field == "budget");
  CHECK(failed.why.value == "4000");
  CHECK(failed.why.text.starts_with("the hotels of memory need about "));
  CHECK(failed.why.text.ends_with(" kB, and the memory budget is 4.0 kB; raise the budget "
                                  "(indices come on top), or load a part: some destinations, "
                                  "countries or nights"));
  fix.memory->set_budget(1);
  CHECK(fix.refresh().why.text.starts_with("the hotels of memory need far more than the memory budget "
                                           "of 1 byte, which has no room for one; raise"));
  CHECK(hand.log->published.empty());
  CHECK(fix.memory->figures().total_bytes() <= 4000);
  fix.memory->set_budget(0);
  CHECK(fix.refresh().value->hotels == 23);
}

TEST_CASE("a refresh that would pass the budget leaves what there was, until there is room") {
  loader_fixture fix;
  const auto hand = fix.attach_real();
  fix.refresh();
  const auto budget = fix.memory->figures().total_bytes() + 4200;
  fix.memory->set_budget(budget);
  for (int i = 0; i < 20; ++i) fix.shelf.put("H" + std::to_string(i), "Berlin", 10'00 + i);
  const auto failed = fix.refresh();
  REQUIRE_FALSE(failed.value);
  CHECK(failed.why.code == failure_code::memory);
  CHECK(failed.why.text.find("; hotels that had room are as it has them, all others as they were before;") != std::string::npos);
  CHECK(fix.price_of(hand, "Hamburg") == 100'00);
  CHECK(fix.status().memory.budget_bytes == budget);
  CHECK(fix.memory->figures().total_bytes() <= budget);

  for (int i = 0; i < 20; ++i) fix.shelf.remove("H" + std::to_string(i));
  fix.shelf.put("D", "Hamburg", 40'00);
  fix.refresh();  // takes away what is gone, which makes room for the next
  const auto mended = fix.refresh();
  CHECK(mended.why.text == "");
  CHECK(fix.status().hotels == 4);
  CHECK(fix.price_of(hand, "Hamburg") == 80'00);
}

TEST_CASE("an engine at its budget becomes smaller when its source does, however full it is") {
  loader_fixture fix;
  fix.attach_real();
  const auto name = [](int i) { return "H" + std::to_string(i); };
  for (int i = 0; i < 1000; ++i) fix.shelf.put(name(i), "Berlin", 100'00);
  REQUIRE(fix.refresh().value);
  const auto budget = fix.memory->figures().total_bytes() * 11 / 10;
  fix.memory->set_budget(budget);
  for (int i = 1000; i < 2000; ++i) fix.shelf.put(name(i), "Berlin", 100'00);
  REQUIRE_FALSE(fix.refresh().value);
  CHECK(fix.status().hotels > 1000);
  for (int i = 200; i < 2000; ++i) fix.shelf.remove(name(i));
  fix.refresh();  // takes away what is gone
  CHECK(fix.refresh().why.text == "");
  CHECK(fix.status().hotels == 203);
  CHECK(fix.memory->figures().total_bytes() < budget / 4);
}

TEST_CASE("a first load that did not fit leaves nothing that stands in the way of the next") {
  loader_fixture fix;
  const auto name = [](int i) { return "H" + std::to_string(i); };
  for (int i = 0; i < 100; ++i) fix.shelf.put(name(i), "Berlin", 100'00);
  fix.memory->set_budget(30'000);
  CHECK_FALSE(fix.refresh().value);
  CHECK(test::hotels_in(*fix.memory) == 0);
  for (int i = 0; i < 100; ++i) fix.shelf.remove(name(i));
  for (int i = 100; i < 105; ++i) fix.shelf.put(name(i), "Berlin", 100'00);
  CHECK(fix.refresh().why.text == "");
  CHECK(fix.status().hotels == 8);
}

TEST_CASE("the account of a first load that does not fit says about what does") {
  const auto put_all = [](loader_fixture& fix) {
    for (int i = 0; i < 300; ++i)
      fix.shelf.put("H" + std::to_string(i), "Town number " + std::to_string(i), 100'00);
  };
  std::uint64_t first_told = 0;
  std::uint64_t fits = 0;
  for (std::uint64_t budget = 150'000; fits == 0; budget += budget / 20) {
    REQUIRE(budget < 3'000'000);
    loader_fixture fix;
    put_all(fix);
    fix.memory->set_budget(budget);
    const auto got = fix.refresh();
    CHECK(fix.memory->figures().total_bytes() <= budget);
    if (got.value) {
      fits = budget;
      continue;
    }
    const auto told = told_need(got.why);
    CHECK(told > budget * 99 / 100);
    if (first_told == 0) first_told = told;
  }
  MESSAGE("fits into " << fits << " bytes; with 150000 it was said to need " << first_told);
  CHECK(first_told > fits * 7 / 10);
  CHECK(first_told < fits * 14 / 10);
}

TEST_CASE("the account of a refresh that does not fit counts hotels that are new, not all") {
  constexpr int hotels = 4000;  // so many that a tenth of a megabyte, to which it is told, is little
  loader_fixture fix;
  for (int i = 0; i < hotels; ++i) fix.shelf.put("H" + std::to_string(i), "Berlin", 100'00);
  fix.refresh();
  const auto steady = fix.memory->figures().total_bytes();
  fix.memory->set_budget(steady + 1000);
  for (int i = 0; i < hotels; ++i) fix.shelf.put("H" + std::to_string(i), "Berlin", 90'00);
  const auto got = fix.refresh();
  REQUIRE_FALSE(got.value);
  const auto told = told_need(got.why);
  CHECK(told > steady);
  CHECK(told < steady * 12 / 10 + 100'000);
}

TEST_CASE("hotels that are replaced all at once give room to those that come") {
  loader_fixture fix;
  fix.shelf.bring_at_once();
  for (int i = 0; i < 30; ++i) fix.shelf.put("H" + std::to_string(i), "Berlin", 100'00);
  fix.attach_fake();
  const auto slow = fix.attach_fake();
  fix.refresh();
  const auto steady = fix.memory->figures().total_bytes();
  const auto steady_hotels = fix.memory->figures().of(component::hotels).live_bytes;
  fix.memory->set_budget(steady + steady / 3);
  for (int i = 0; i < 30; ++i) fix.shelf.put("H" + std::to_string(i), "Berlin", 90'00);
  slow.log->acknowledges = false;
  const auto refreshed = fix.stage.send(fix.actor, refresh_atom_v);
  fix.stage.run();
  REQUIRE(fix.stage.look<reply<engine_status>>(refreshed).open());  // for what the slow one holds
  CHECK(fix.status().memory.retired_bytes > 0);
  slow.log->acknowledges = true;
  slow.log->acknowledge();
  fix.stage.run();
  const auto done = fix.stage.look<reply<engine_status>>(refreshed);
  REQUIRE(done.reply);
  CHECK(done.reply->value->changed == 30);
  CHECK(slow.log->published.size() > 3);
  CHECK(fix.memory->figures().of(component::hotels).live_bytes == steady_hotels);
}

TEST_CASE("a handler that takes the place of a dead one is called by its number") {
  loader_fixture fix;
  auto first = fix.attach_fake();
  fix.attach_fake();
  fix.refresh();
  caf::anon_send(first.actor, find_atom_v, cheapest_in("poison"));
  fix.stage.run();
  const auto next = fix.attach_fake();
  fix.stage.run();
  next.log->acknowledges = false;
  fix.shelf.put("B", "Berlin", 70'00);
  fix.refresh();
  const auto snapshots = fix.status().memory.snapshots;
  REQUIRE(snapshots.size() == 2);
  CHECK(snapshots[0].awaited == std::vector<std::uint32_t>{1});
}

TEST_CASE("a handler that dies lets go of its snapshot") {
  loader_fixture fix;
  auto dying = fix.attach_fake();
  fix.refresh();
  dying.log->acknowledges = false;
  fix.shelf.put("B", "Berlin", 70'00);
  fix.shelf.put("C", "Hamburg", 40'00);
  const auto refreshed = fix.stage.send(fix.actor, refresh_atom_v);
  fix.stage.run();
  CHECK(fix.status().snapshots_held == 2);
  CHECK(fix.stage.look<reply<engine_status>>(refreshed).open());
  caf::anon_send(dying.actor, find_atom_v, cheapest_in("poison"));
  fix.stage.run();
  CHECK(fix.stage.look<reply<engine_status>>(refreshed).reply);
  CHECK(fix.status().snapshots_held == 1);
  CHECK(test::hotels_in(*fix.memory) == 3);
}

TEST_CASE("a handler that comes later is lent the current snapshot") {
  loader_fixture fix;
  fix.refresh();
  const auto late = fix.attach_fake();
  fix.stage.run();
  CHECK(late.log->published == std::vector<std::uint64_t>{1});
}

TEST_CASE("who attaches a handler hears when it holds a snapshot, and not before") {
  loader_fixture fix;
  auto log = std::make_shared<test::fake_handler_log>();
  log->acknowledges = false;
  const auto who = fix.stage.system().spawn(test::fake_handler, log);
  const auto attached = fix.stage.send(fix.actor, attach_atom_v, who);
  fix.stage.run();
  CHECK(fix.stage.look<std::uint64_t>(attached).open());
  fix.refresh();
  CHECK(log->published == std::vector<std::uint64_t>{1});
  CHECK(fix.stage.look<std::uint64_t>(attached).open());
  log->acknowledge();
  fix.stage.run();
  CHECK(*fix.stage.look<std::uint64_t>(attached) == 1);
  const auto late = fix.stage.system().spawn(handler);
  CHECK(*fix.stage.ask<std::uint64_t>(fix.actor, attach_atom_v, late) == 1);
}

TEST_CASE("who attaches a handler hears that it died, or that the engine ends") {
  loader_fixture fix;
  const auto dying =
      fix.stage.system().spawn(test::fake_handler, std::make_shared<test::fake_handler_log>());
  const auto attached = fix.stage.send(fix.actor, attach_atom_v, dying);
  const auto other = fix.stage.send(fix.actor, attach_atom_v, fix.stage.system().spawn(handler));
  fix.stage.run();
  caf::anon_send(dying, find_atom_v, cheapest_in("poison"));
  fix.stage.run();
  CHECK(fix.stage.look<std::uint64_t>(attached).error);
  CHECK(fix.stage.look<std::uint64_t>(other).open());
  caf::anon_send_exit(fix.actor, caf::exit_reason::user_shutdown);
  const auto late = fix.stage.send(fix.actor, attach_atom_v, fix.stage.system().spawn(handler));
  fix.stage.run();
  CHECK(fix.stage.look<std::uint64_t>(other).error);
  CHECK(fix.stage.look<std::uint64_t>(late).error);
}

// -- failures -------------------------------------------------------------------------------------

TEST_CASE("a first load that fails is told, and publishes nothing") {
  loader_fixture fix;
  const auto who = fix.attach_fake();
  fix.shelf.break_down(missing_file);
  const auto loaded = fix.refresh();
  CHECK_FALSE(loaded.value);
  CHECK(loaded.why == missing_file);
  CHECK(who.log->published.empty());
  CHECK(fix.status().failed_passes == 1);
}

TEST_CASE("a first load that breaks off publishes nothing until a later pass is complete") {
  loader_fixture fix;
  const auto who = fix.attach_fake();
  fix.shelf.break_after(2, missing_file);
  CHECK_FALSE(fix.refresh().value);
  CHECK(who.log->published.empty());
  CHECK(fix.refresh().value->hotels == 3);
  CHECK(who.log->published == std::vector<std::uint64_t>{1});
}

TEST_CASE("a failing source leaves the last good data in use and is told") {
  loader_fixture fix;
  const auto who = fix.attach_real();
  fix.refresh();
  fix.shelf.break_down(missing_file);
  CHECK(fix.refresh().why == missing_file);
  const auto status = fix.status();
  CHECK(status.failed_passes == 1);
  CHECK(status.source_failure == missing_file);
  CHECK(status.hotels == 3);
  CHECK(fix.price_of(who, "Berlin") == 180'00);
  fix.shelf.heal();
  CHECK(fix.refresh().value->failed_passes == 0);
  CHECK(fix.status().source_failure == failure{});
}

TEST_CASE("a later pass that breaks off keeps what it brought") {
  loader_fixture fix;
  const auto who = fix.attach_real();
  fix.refresh();
  fix.shelf.put("A", "Berlin", 10'00);
  fix.shelf.put("B", "Berlin", 5'00);
  fix.shelf.break_after(1, missing_file);
  CHECK_FALSE(fix.refresh().value);
  CHECK(fix.price_of(who, "Berlin") == 20'00);
  CHECK(fix.refresh().value);
  CHECK(fix.price_of(who, "Berlin") == 10'00);
}

TEST_CASE("a source that throws fails its pass and not the engine") {
  loader_fixture fix;
  const auto who = fix.attach_real();
  fix.refresh();
  fix.shelf.put("B", "Berlin", 70'00);
  fix.shelf.throw_once("out of memory");
  const auto got = fix.refresh();
  CHECK(got.why.code == failure_code::source);
  CHECK(got.why.text.find("out of memory") != std::string::npos);
  CHECK(fix.price_of(who, "Berlin") == 180'00);
}

TEST_CASE("a pass for which memory runs out fails, and the next one brings what it left") {
  int failed = 0;
  for (std::uint64_t after = 0;; ++after) {
    CAPTURE(after);
    loader_fixture fix;
    const auto who = fix.attach_real();
    fix.refresh();
    fix.shelf.put("A", "Berlin", 10'00);
    fix.shelf.put("B", "Hamburg", 5'00);
    fix.shelf.remove("C");
    fix.scarce.run_out(after);
    const auto got = fix.refresh();
    if (fix.scarce.failed() == 0) break;  // all places where it can run out are behind us
    if (!got.value) {  // it does not fail where a vector is not shrunk
      ++failed;
      CHECK(got.why.code == failure_code::source);
      CHECK(got.why.text.find("memory broke off: std::bad_alloc") != std::string::npos);
    }
    fix.price_of(who, "Berlin");  // of the last good data, or the new ones
    CHECK(fix.refresh().value);
    CHECK(fix.price_of(who, "Berlin") == 20'00);
    CHECK(fix.price_of(who, "Hamburg") == 10'00);
    CHECK(fix.status().hotels == 2);
    CHECK(test::hotels_in(*fix.memory) == 2);
  }
  CHECK(failed > 10);
}

TEST_CASE("a first load for which memory runs out publishes nothing until it is whole") {
  int failed = 0;
  for (std::uint64_t after = 0;; ++after) {
    CAPTURE(after);
    loader_fixture fix;
    const auto who = fix.attach_fake();
    fix.scarce.run_out(after);
    const auto got = fix.refresh();
    if (fix.scarce.failed() == 0) break;
    failed += !got.value;
    CHECK(who.log->published.empty() == !got.value);
    CHECK(fix.refresh().value->hotels == 3);
    CHECK(who.log->published == std::vector<std::uint64_t>{1});
  }
  CHECK(failed > 5);
}

TEST_CASE("a source that cannot be opened fails its pass and is opened by the next one") {
  test::stage stage;
  test::shelf shelf;
  bool locked = true;
  const auto actor = stage.system().spawn(loader, loader_options{.open_source = [&] {
    if (std::exchange(locked, false)) throw std::runtime_error("locked");
    return shelf.open();
  }});
  const auto first = *stage.ask<reply<engine_status>>(actor, refresh_atom_v);
  CHECK(first.why.text.find("the source broke off: locked") != std::string::npos);
  CHECK((*stage.ask<reply<engine_status>>(actor, refresh_atom_v)).value);
  caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
  stage.run();
}

TEST_CASE("a failing source is asked again after growing pauses") {
  loader_fixture fix{5s};
  fix.refresh();
  fix.shelf.break_down(missing_file);
  fix.stage.pass(5s);
  std::vector<std::chrono::seconds> pauses;
  for (int i = 0; i < 6; ++i) {
    const auto before = fix.shelf.begun();
    std::chrono::seconds waited{0};
    while (fix.shelf.begun() == before) {
      fix.stage.pass(1s);
      waited += 1s;
      REQUIRE(waited < 1h);
    }
    pauses.push_back(waited);
  }
  CHECK(pauses == std::vector<std::chrono::seconds>{10s, 20s, 40s, 60s, 60s, 60s});
  fix.shelf.heal();
  fix.stage.pass(60s);
  CHECK(fix.status().failed_passes == 0);
  const auto passes = fix.status().passes;
  fix.stage.pass(5s);
  CHECK(fix.status().passes == passes + 1);
}

TEST_CASE("a failing source that has something else is asked within the interval") {
  loader_fixture fix{5s};
  fix.refresh();
  fix.shelf.break_down(missing_file);
  fix.stage.pass(5s);
  fix.stage.pass(10s);
  fix.stage.pass(20s);
  const auto failed = fix.shelf.begun();
  fix.stage.pass(5s);
  CHECK(fix.shelf.begun() == failed);
  fix.shelf.look_changed();
  fix.stage.pass(5s);
  CHECK(fix.shelf.begun() == failed + 1);
  fix.stage.pass(4s);
  CHECK(fix.shelf.begun() == failed + 1);
  fix.shelf.heal();
  fix.shelf.look_changed();
  fix.stage.pass(1s);
  CHECK(fix.status().failed_passes == 0);
}

TEST_CASE("without an interval there is no pass but on request") {
  loader_options never;
  CHECK_FALSE(pause_before_pass(never, 0));
  CHECK_FALSE(pause_before_pass(never, 3));
  loader_fixture fix;
  fix.refresh();
  fix.stage.pass(24h);
  CHECK(fix.status().passes == 1);
}

TEST_CASE("an interval above the longest pause is not shortened by a failure") {
  const loader_options hourly{.open_source = {}, .refresh_interval = 1h, .retry_pause_max = 5min};
  CHECK(pause_before_pass(hourly, 0) == 1h);
  CHECK(pause_before_pass(hourly, 9) == 1h);
}

TEST_CASE("a hotel that no packed one can hold is rejected, and the others are loaded") {
  loader_fixture fix;
  fix.shelf.put("LONG", std::string(70'000, 'x'), 100'00);
  const auto loaded = fix.refresh();
  REQUIRE(loaded.value);
  CHECK(loaded.value->hotels == 3);
  CHECK(loaded.value->rejected == 1);
  REQUIRE(loaded.value->rejections.size() == 1);
  CHECK(loaded.value->rejections[0].code == failure_code::data);
  CHECK(loaded.value->rejections[0].field == "city");
}

TEST_CASE("rejected documents are counted, and the first few are told") {
  loader_fixture fix;
  for (int i = 0; i < 30; ++i)
    fix.shelf.reject({.code = failure_code::data, .text = "bad", .file = {},
                      .line = static_cast<std::uint64_t>(i + 1)});
  const auto loaded = fix.refresh();
  REQUIRE(loaded.value);
  CHECK(loaded.value->hotels == 3);
  CHECK(loaded.value->rejected == 30);
  REQUIRE(loaded.value->rejections.size() == rejections_told);
  CHECK(loaded.value->rejections.back().line == rejections_told);
  CHECK(fix.refresh().value->rejected == 30);  // nothing new was read
}

TEST_CASE("a pass that brings exchange rates alone leaves what is told of rejected documents") {
  const scratch_folder folder;
  const auto file = folder.file("rates.csv");
  write_bytes(file, "date,from,to,rate\n2000-01-01,EUR,USD,1.5\n");
  test::stage stage;
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  shelf.put("LONG", std::string(70'000, 'x'), 100'00);  // which the catalog refuses
  shelf.reject({.code = failure_code::data, .text = "bad"});
  const auto actor = stage.system().spawn(
      loader, loader_options{.open_source = [&] { return with_exchange_rates(shelf.open(), file); }});
  const auto refresh = [&] {
    return *(*stage.ask<reply<engine_status>>(actor, refresh_atom_v)).value;
  };
  const auto first = refresh();
  CHECK(first.rejected == 2);
  REQUIRE(first.rejections.size() == 2);
  write_bytes(file, "date,from,to,rate\n2000-01-01,EUR,USD,1.5\n2000-01-02,EUR,USD,2\n");
  const auto second = refresh();
  CHECK(second.rates.rates == 2);
  CHECK(second.rejected == 2);
  CHECK(second.rejections == first.rejections);
  shelf.remove("LONG");
  shelf.put("B", "Berlin", 100'00);
  CHECK(refresh().rejections.size() == 1);  // of a pass over the hotels
  caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
  stage.run();
}

TEST_CASE("a budget that has no room for anything fails the load, and not the engine") {
  test::stage stage;
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  const auto memory = std::make_shared<catalog_memory>();
  memory->set_budget(16);
  const auto actor = stage.system().spawn(
      loader, loader_options{.open_source = [&] { return shelf.open(); },
                             .part = "all of DE, AT, CH, FR, IT and ES, 365 nights from today on",
                             .memory = memory});
  const auto got = *stage.ask<reply<engine_status>>(actor, refresh_atom_v);
  CHECK(got.why.code == failure_code::memory);
  CHECK(got.why.field == "budget");
  CHECK(got.why.value == "16");
  caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
  stage.run();
}

// -- the end --------------------------------------------------------------------------------------

TEST_CASE("at the end handlers go first, then everything is freed") {
  loader_fixture fix;
  fix.attach_fake();
  fix.attach_real();
  fix.refresh();
  fix.stage.self()->monitor(fix.actor);
  caf::anon_send_exit(fix.actor, caf::exit_reason::user_shutdown);
  fix.stage.run();
  CHECK(test::hotels_in(*fix.memory) == 0);
  bool down = false;
  fix.stage.self()->receive([&](const caf::down_msg&) { down = true; },
                            caf::after(0s) >> [] {});
  CHECK(down);
}

TEST_CASE("at the end requests that wait are answered") {
  loader_fixture fix;
  const auto slow = fix.attach_fake();
  fix.refresh();
  slow.log->acknowledges = false;
  for (const auto* code : {"A", "B", "C"}) fix.shelf.put(code, "Berlin", 60'00);
  const auto joined = fix.stage.send(fix.actor, refresh_atom_v);
  const auto waiting = fix.stage.send(fix.actor, refresh_atom_v);
  fix.stage.run();
  caf::anon_send_exit(fix.actor, caf::exit_reason::user_shutdown);
  const auto late = fix.stage.send(fix.actor, refresh_atom_v);
  fix.stage.run();
  CHECK((*fix.stage.look<reply<engine_status>>(joined)).why.code == failure_code::unavailable);
  CHECK((*fix.stage.look<reply<engine_status>>(waiting)).why.code == failure_code::unavailable);
  CHECK_FALSE(fix.stage.look<reply<engine_status>>(late).open());
  CHECK(test::hotels_in(*fix.memory) == 0);
}
