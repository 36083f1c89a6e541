// How much the answers to a batch hold, and that a batch that waits for loads is no way round it.
#include "actors/answer_budget.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <caf/exit_reason.hpp>
#include <caf/send.hpp>

#include <doctest/doctest.h>

#include "actors/handler.hpp"
#include "actors/memory_source.hpp"
#include "actors/patient_batch.hpp"
#include "actors/questions.hpp"
#include "actors/stage.hpp"
#include "catalog/catalog.hpp"

using namespace pronto;

namespace {

constexpr auto limit = static_cast<std::size_t>(explained_lines_limit);

breakdown with_lines(std::size_t count) {
  breakdown out;
  out.lines.resize(count);
  return out;
}

offer explained_by(std::size_t count) {
  offer out;
  out.why = with_lines(count);
  return out;
}

quote_request explained_quote(const std::string& hotel) {
  auto out = test::quote_of(hotel);
  out.explain = true;
  return out;
}

}  // namespace

TEST_CASE("once a batch has more lines than it may, what would be explained too is refused") {
  find_request found;
  CHECK_FALSE(is_explained(found));
  found.explain = true;
  answer_budget batch;
  find_answer first;
  first.offers = {explained_by(limit - 2)};
  first.offers[0].more_rooms.resize(1);
  first.offers[0].more_rooms[0].why = with_lines(1);
  first.offers[0].why.included.resize(1);
  batch.add(first);
  CHECK_FALSE(batch.refusal(found));
  price_check_answer checked;
  batch.add(checked);  // sold out
  CHECK_FALSE(batch.refusal(found));
  checked.now = explained_by(1);
  batch.add(checked);
  const auto no = batch.refusal(found);
  REQUIRE(no);
  CHECK(no->code == failure_code::usage);
  CHECK(no->field == "explain");
  CHECK(no->text ==
        "the answers to others of this batch are explained in more than 200000 lines; ask in smaller "
        "batches, or for answers that are not explained");
  CHECK(batch.refusal(explained_quote("A")));
  CHECK(batch.refusal(price_check_request{}));
  CHECK_FALSE(batch.refusal(test::quote_of("A")));
  CHECK_FALSE(batch.refusal(test::march_in("Berlin")));
  CHECK_FALSE(batch.refusal(hotels_request{}));
}

TEST_CASE("once the answers to a batch have more rows than they may, all others are refused") {
  answer_budget batch;
  calendar_answer days;
  days.days.resize(50'000);
  hotels_answer listed;
  listed.hotels.resize(20'000);
  listed.cities.resize(20'000);
  quote_answer quoted;
  quoted.offers.resize(1);
  quoted.offers[0].more_rooms.resize(1);
  quoted.not_bookable.resize(9'997);
  batch.add(days);
  batch.add(listed);
  batch.add(quoted);
  price_check_answer checked;
  checked.now.emplace();
  batch.add(checked);
  CHECK_FALSE(batch.refusal(find_request{}));
  find_answer found;
  found.offers.resize(1);
  batch.add(found);
  const auto no = batch.refusal(find_request{});
  REQUIRE(no);
  CHECK(no->code == failure_code::usage);
  CHECK(no->field == "batch");
  CHECK(no->text ==
        "the answers to others of this batch have more than 100000 offers, days or hotels; ask in "
        "smaller batches, or for fewer at a time");
  CHECK(batch.refusal(test::quote_of("A")));
  CHECK(batch.refusal(test::march_in("Berlin")));
  CHECK(batch.refusal(hotels_request{}));
  CHECK(batch.refusal(price_check_request{}));
}

TEST_CASE("questions of a batch that are asked again one by one count together") {
  using batch = patient_batch<quote_request, quote_answer>;
  bool is_loaded = false;
  const auto ask = [&](std::vector<quote_request> some, auto then) {
    batch::replies out;
    for (const auto& each : some) {
      if (!is_loaded) {
        out.emplace_back(failure{.code = failure_code::not_loaded, .field = "hotel", .value = each.hotel});
        continue;
      }
      quote_answer made;
      made.offers = {explained_by(each.explain ? limit / 2 + 1 : 0)};
      out.emplace_back(std::move(made));
    }
    then(std::move(out));
  };
  const auto load = [&](const missing_place&, std::uint32_t, auto then) {
    is_loaded = true;
    then(std::nullopt);
  };
  batch::replies got;
  std::make_shared<batch>(
      std::vector{explained_quote("A"), explained_quote("B"), explained_quote("C"), test::quote_of("D")},
      ask, load, [&](batch::replies all) { got = std::move(all); })
      ->start();
  REQUIRE(got.size() == 4);
  CHECK(got[0].value);
  CHECK(got[1].value);
  CHECK(got[2].why.code == failure_code::usage);
  CHECK(got[3].value);
}

TEST_CASE("a handler answers a batch up to its lines and rows") {
  catalog all;
  all.put(test::tiny_hotel("A", "Berlin", 100'00));
  const auto lent = all.take(1);
  test::stage stage;
  const auto actor = stage.system().spawn(handler);
  REQUIRE(*stage.ask<std::uint64_t>(actor, publish_atom_v, snapshot_ref{lent.get()}) == 1);
  auto ask = explained_quote("A");
  ask.when.nights = 300;
  const std::size_t most = limit / 300 + 1;
  std::vector<quote_request> asked(most + 1, ask);
  asked.push_back(ask);
  asked.back().explain = false;
  const auto quoted = *stage.ask<std::vector<reply<quote_answer>>>(actor, quote_atom_v, asked);
  REQUIRE(quoted.size() == most + 2);
  for (std::size_t i = 0; i < most; ++i) REQUIRE(quoted[i].value);
  CHECK(quoted[0].value->offers.at(0).why.lines.size() == 300);
  CHECK(quoted[most].why.code == failure_code::usage);
  CHECK(quoted[most].why.field == "explain");
  CHECK(quoted[most + 1].value);
  std::vector<calendar_request> calendars(400, test::march_in("Berlin", 366));
  const auto made = *stage.ask<std::vector<reply<calendar_answer>>>(actor, calendar_atom_v, calendars);
  REQUIRE(made.size() == 400);
  CHECK(made[batch_rows_limit / 366].value);
  CHECK(made[batch_rows_limit / 366 + 1].why.field == "batch");
  caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
  stage.run();
}
