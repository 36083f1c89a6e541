// A handler answers from the snapshot that it holds.
#include <chrono>
#include <vector>

#include <caf/exit_reason.hpp>
#include <caf/send.hpp>

#include <doctest/doctest.h>

#include "actors/handler.hpp"
#include "actors/memory_source.hpp"
#include "actors/questions.hpp"
#include "actors/stage.hpp"
#include "catalog/catalog.hpp"
#include "search/request_check.hpp"

using namespace pronto;
using test::cheapest_in;
using test::march_in;
using test::quote_of;

namespace {

struct handler_fixture {
  explicit handler_fixture(std::chrono::milliseconds each_look = {})
      : look_takes(each_look), actor(stage.system().spawn(handler_with, options())) {}
  ~handler_fixture() {
    caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
    stage.run();
  }

  snapshot_ptr with_hotel(std::uint64_t generation, std::int64_t cents) {
    all.put(test::tiny_hotel("A", "Berlin", cents));
    return all.take(generation);
  }
  std::uint64_t publish(const snapshot& lent) {
    return *stage.ask<std::uint64_t>(actor, publish_atom_v, snapshot_ref{&lent});
  }

  // Time goes by with each look at the clock: one when a batch comes, one when a slice of it begins, and
  // one after each question.
  handler_options options() {
    return {.batch_timeout = std::chrono::milliseconds{5000},
            .now = [this] { return now += look_takes; }};
  }
  caf::message_id send_four() {
    return stage.send(actor, find_atom_v, std::vector<find_request>(4, cheapest_in("Berlin")));
  }
  std::vector<std::uint64_t> generations_in(caf::message_id of) {
    std::vector<std::uint64_t> out;
    const auto got = stage.look<std::vector<reply<find_answer>>>(of);
    for (const auto& each : *got)
      out.push_back(each.value ? each.value->generation : 0);
    return out;
  }

  catalog all;
  std::chrono::milliseconds look_takes;
  std::chrono::steady_clock::time_point now{};
  test::stage stage;
  handler_actor actor;
};

using generations = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("without a snapshot every query fails") {
  handler_fixture fix;
  const auto found =
      *fix.stage.ask<reply<find_answer>>(fix.actor, find_atom_v, cheapest_in("Berlin"));
  CHECK(found.why.code == failure_code::unavailable);
  const auto quoted = *fix.stage.ask<reply<quote_answer>>(fix.actor, quote_atom_v, quote_of("A"));
  CHECK(quoted.why.code == failure_code::unavailable);
  const auto calendar =
      *fix.stage.ask<reply<calendar_answer>>(fix.actor, calendar_atom_v, march_in("Berlin"));
  CHECK(calendar.why.code == failure_code::unavailable);
  const auto completed = *fix.stage.ask<reply<std::vector<std::string>>>(
      fix.actor, complete_atom_v, std::string{"Ber"}, std::uint32_t{5});
  CHECK(completed.why.code == failure_code::unavailable);
}

TEST_CASE("a handler acknowledges the generation that it holds, and answers from it") {
  handler_fixture fix;
  const auto first = fix.with_hotel(1, 100'00);
  CHECK(fix.publish(*first) == 1);
  const auto before =
      *fix.stage.ask<reply<find_answer>>(fix.actor, find_atom_v, cheapest_in("Berlin"));
  REQUIRE(before.value);
  CHECK(before.value->generation == 1);
  CHECK(before.value->offers.at(0).cost.total == 200'00);
  const auto second = fix.with_hotel(2, 80'00);
  CHECK(fix.publish(*second) == 2);
  const auto after =
      *fix.stage.ask<reply<find_answer>>(fix.actor, find_atom_v, cheapest_in("Berlin"));
  CHECK(after.value->generation == 2);
  CHECK(after.value->offers.at(0).cost.total == 160'00);
}

TEST_CASE("a batch is answered in order, each on its own") {
  handler_fixture fix;
  const auto lent = fix.with_hotel(1, 100'00);
  fix.publish(*lent);
  const auto found = *fix.stage.ask<std::vector<reply<find_answer>>>(
      fix.actor, find_atom_v, std::vector{cheapest_in("Atlantis"), cheapest_in("Berlin")});
  REQUIRE(found.size() == 2);
  CHECK(found[0].why.code == failure_code::not_found);
  CHECK(found[1].value);
  const auto quoted = *fix.stage.ask<std::vector<reply<quote_answer>>>(
      fix.actor, quote_atom_v, std::vector{quote_of("A"), quote_of("B")});
  REQUIRE(quoted.size() == 2);
  CHECK(quoted[0].value->offers.at(0).cost.total == 200'00);
  CHECK(quoted[1].why.code == failure_code::not_found);
}

TEST_CASE("a batch that ends within its slice is answered at once") {
  handler_fixture fix;
  const auto first = fix.with_hotel(1, 100'00);
  fix.publish(*first);
  const auto batch = fix.send_four();
  fix.stage.run_one();
  CHECK(fix.generations_in(batch) == generations{1, 1, 1, 1});
}

TEST_CASE("a batch that takes long lets publications and other questions in between") {
  handler_fixture fix{std::chrono::milliseconds{3}};  // two questions to a slice
  const auto first = fix.with_hotel(1, 100'00);
  fix.publish(*first);
  const auto second = fix.with_hotel(2, 80'00);
  const auto batch = fix.send_four();
  const auto published = fix.stage.send(fix.actor, publish_atom_v, snapshot_ref{second.get()});
  const auto asked = fix.stage.send(fix.actor, find_atom_v, cheapest_in("Berlin"));
  for (int i = 0; i < 3; ++i) fix.stage.run_one();
  CHECK(*fix.stage.look<std::uint64_t>(published) == 2);
  CHECK((*fix.stage.look<reply<find_answer>>(asked)).value->generation == 2);
  CHECK(fix.stage.look<std::vector<reply<find_answer>>>(batch).open());
  fix.stage.run();
  CHECK(fix.generations_in(batch) == generations{1, 1, 2, 2});
}

TEST_CASE("every kind of batch goes on after its slice") {
  handler_fixture fix{std::chrono::milliseconds{10}};
  const auto lent = fix.with_hotel(1, 100'00);
  fix.publish(*lent);
  const auto quoted = *fix.stage.ask<std::vector<reply<quote_answer>>>(
      fix.actor, quote_atom_v, std::vector(3, quote_of("A")));
  const auto made = *fix.stage.ask<std::vector<reply<calendar_answer>>>(
      fix.actor, calendar_atom_v, std::vector(3, march_in("Berlin")));
  hotels_request of_city;
  of_city.city = "Berlin";
  const auto listed = *fix.stage.ask<std::vector<reply<hotels_answer>>>(
      fix.actor, hotels_atom_v, std::vector(3, of_city));
  const price_check_request check{.token = quoted.at(0).value->offers.at(0).token, .now_s = 0};
  const auto checked = *fix.stage.ask<std::vector<reply<price_check_answer>>>(
      fix.actor, price_check_atom_v, std::vector(3, check));
  REQUIRE(quoted.size() == 3);
  REQUIRE(made.size() == 3);
  REQUIRE(listed.size() == 3);
  REQUIRE(checked.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(quoted[i].value);
    CHECK(made[i].value);
    CHECK(listed[i].value);
    CHECK(checked[i].value);
  }
}

TEST_CASE("what is left of a batch when its time is over fails as timed out") {
  handler_fixture fix{std::chrono::milliseconds{1500}};
  const auto lent = fix.with_hotel(1, 100'00);
  fix.publish(*lent);
  const auto batch = fix.send_four();
  fix.stage.run();
  const auto got = *fix.stage.look<std::vector<reply<find_answer>>>(batch);
  REQUIRE(got.size() == 4);
  CHECK(got[0].value);
  for (const std::size_t late : {2U, 3U}) {
    CHECK(got[late].why.code == failure_code::timed_out);
    CHECK(got[late].why.field == "request_timeout_ms");
    CHECK(got[late].why.value == "5000");
  }
}

TEST_CASE("a handler that dies in the middle of a batch does not leave who asked waiting") {
  for (const auto reason : {caf::exit_reason::kill, caf::exit_reason::user_shutdown}) {
    handler_fixture fix{std::chrono::milliseconds{3}};
    const auto lent = fix.with_hotel(1, 100'00);
    fix.publish(*lent);
    const auto batch = fix.send_four();
    caf::anon_send_exit(fix.actor, reason);
    fix.stage.run_one();
    CHECK(fix.stage.look<std::vector<reply<find_answer>>>(batch).open());
    fix.stage.run();
    CHECK(fix.stage.look<std::vector<reply<find_answer>>>(batch).error);
  }
}

TEST_CASE("a calendar is of the snapshot that is held") {
  handler_fixture fix;
  const auto lent = fix.with_hotel(7, 100'00);
  fix.publish(*lent);
  const auto made =
      *fix.stage.ask<reply<calendar_answer>>(fix.actor, calendar_atom_v, march_in("Berlin", 3));
  REQUIRE(made.value);
  CHECK(made.value->generation == 7);
  REQUIRE(made.value->days.size() == 3);
  CHECK(made.value->days[2].best->total == 200'00);
  CHECK(made.value->days[2].best->hotel == "A");
  const auto each = *fix.stage.ask<std::vector<reply<calendar_answer>>>(
      fix.actor, calendar_atom_v, std::vector{march_in("Atlantis"), march_in("Berlin")});
  REQUIRE(each.size() == 2);
  CHECK(each[0].why.code == failure_code::not_found);
  CHECK(each[1].value->days.size() == 31);
}

TEST_CASE("a shown price is checked with the snapshot that is held") {
  handler_fixture fix;
  const auto first = fix.with_hotel(1, 100'00);
  fix.publish(*first);
  const auto found =
      *fix.stage.ask<reply<find_answer>>(fix.actor, find_atom_v, cheapest_in("Berlin"));
  const price_check_request ask{.token = found.value->offers.at(0).token, .now_s = 0};
  auto got = *fix.stage.ask<reply<price_check_answer>>(fix.actor, price_check_atom_v, ask);
  REQUIRE(got.value);
  CHECK(got.value->state == price_state::available);
  const auto second = fix.with_hotel(2, 80'00);
  fix.publish(*second);
  got = *fix.stage.ask<reply<price_check_answer>>(fix.actor, price_check_atom_v, ask);
  CHECK(got.value->state == price_state::price_changed);
  CHECK(got.value->shown.generation == 1);
  CHECK(got.value->generation == 2);
  CHECK(got.value->now->cost.total == 160'00);
  const auto each = *fix.stage.ask<std::vector<reply<price_check_answer>>>(
      fix.actor, price_check_atom_v, std::vector<price_check_request>{{"p1.x", 0}, ask});
  REQUIRE(each.size() == 2);
  CHECK(each[0].why.field == "token");
  CHECK(each[1].value);
}

TEST_CASE("cities are completed") {
  handler_fixture fix;
  const auto lent = fix.with_hotel(1, 100'00);
  fix.publish(*lent);
  const auto completed = *fix.stage.ask<reply<std::vector<std::string>>>(
      fix.actor, complete_atom_v, std::string{"ber"}, std::uint32_t{5});
  CHECK(*completed.value == std::vector<std::string>{"Berlin"});
  const auto refused = *fix.stage.ask<reply<std::vector<std::string>>>(
      fix.actor, complete_atom_v, std::string(name_limit_bytes + 1, 'b'), std::uint32_t{5});
  CHECK(refused.why.code == failure_code::usage);
  CHECK(refused.why.field == "city");
}

TEST_CASE("codes of hotels are completed") {
  handler_fixture fix;
  const auto ask = [&](const std::string& typed) {
    return *fix.stage.ask<reply<std::vector<std::string>>>(fix.actor, complete_hotel_atom_v, typed,
                                                           std::uint32_t{5});
  };
  CHECK(ask("").why.code == failure_code::unavailable);
  const auto lent = fix.with_hotel(1, 100'00);
  fix.publish(*lent);
  CHECK(*ask("").value == std::vector<std::string>{std::string(lent->destinations()[0]->hotels[0]->code)});
  CHECK(ask("nothing").value->empty());
  CHECK(ask(std::string(name_limit_bytes + 1, 'b')).why.field == "hotel");
}
