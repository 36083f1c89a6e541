// What the front desk does with queries, with its handlers and with the loader, message by message.
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <caf/actor_config.hpp>
#include <caf/exit_reason.hpp>
#include <caf/forwarding_actor_proxy.hpp>
#include <caf/make_actor.hpp>
#include <caf/send.hpp>

#include <doctest/doctest.h>

#include "actors/fake_handler.hpp"
#include "actors/front_desk.hpp"
#include "actors/questions.hpp"
#include "actors/stage.hpp"

using namespace pronto;
using test::cheapest_in;
using namespace std::chrono_literals;

namespace {

// What the desk told a loader that answers with generation 5.
struct fake_loader_log {
  std::vector<handler_actor> attached;
  bool lends = true;  // at once; else when `lend` is called
  std::vector<caf::response_promise> loans_owed;
  std::uint32_t asked = 0;
  bool answers = true;
  std::vector<caf::response_promise> owed;

  std::vector<std::string> loaded;  // cities and codes, in order
  bool loads = true;                // at once; else when `end_load` is called
  std::optional<failure> cannot_load;
  std::deque<caf::response_promise> loads_owed;
  bool applies = true;  // changes at once; else never
  std::vector<caf::response_promise> changes_owed;

  caf::result<reply<std::uint64_t>> load(loader_actor::pointer self, const std::string& what) {
    loaded.push_back(what);
    if (cannot_load) return reply<std::uint64_t>{*cannot_load};
    if (loads) return reply<std::uint64_t>{std::uint64_t{5}};
    auto promise = self->make_response_promise<reply<std::uint64_t>>();
    loads_owed.push_back(promise);
    return promise;
  }
  void end_load() {
    const auto first = loads_owed.front();
    loads_owed.pop_front();
    first.source()->enqueue(nullptr, first.id().response_id(),
                            caf::make_message(reply<std::uint64_t>{std::uint64_t{5}}), nullptr);
  }

  /// To all that wait for a snapshot.
  void lend() {
    // A promise must not be used outside its actor: this is the message that it would send.
    for (const auto& each : std::exchange(loans_owed, {}))
      each.source()->enqueue(nullptr, each.id().response_id(),
                             caf::make_message(std::uint64_t{5}), nullptr);
  }
};

loader_actor::behavior_type fake_loader(loader_actor::pointer self,
                                        std::shared_ptr<fake_loader_log> log) {
  const auto answer = [self, log]() -> caf::result<reply<engine_status>> {
    ++log->asked;
    engine_status status;
    status.generation = 5;
    if (log->answers) return reply<engine_status>{status};
    auto promise = self->make_response_promise<reply<engine_status>>();
    log->owed.push_back(promise);
    return promise;
  };
  return {
      [answer](status_atom) { return answer(); },
      [answer](refresh_atom) { return answer(); },
      [self, log](change_atom,
                  const std::vector<change>&) -> caf::result<reply<change_answer>> {
        if (log->applies) return reply<change_answer>{};
        auto promise = self->make_response_promise<reply<change_answer>>();
        log->changes_owed.push_back(promise);
        return promise;
      },
      [](change_atom) {},
      [self, log](attach_atom, const handler_actor& who) -> caf::result<std::uint64_t> {
        log->attached.push_back(who);
        if (log->lends) return std::uint64_t{5};
        auto promise = self->make_response_promise<std::uint64_t>();
        log->loans_owed.push_back(promise);
        return promise;
      },
      [self, log](load_atom, const std::string& city,
                  const std::string&) -> caf::result<reply<std::uint64_t>> {
        return log->load(self, city);
      },
      [self, log](load_atom, const std::string& code) -> caf::result<reply<std::uint64_t>> {
        return log->load(self, code);
      },
      [](step_atom) {},
      [](tick_atom, std::uint64_t) {},
      [](popular_atom) {},
      [](popular_atom, tick_atom) {},
  };
}

struct desk_fixture {
  explicit desk_fixture(std::uint32_t handlers = 2, std::uint32_t inflight_max = 4,
                        bool on_demand = false)
      : loader(stage.system().spawn(fake_loader, loader_log)),
        desk(stage.system().spawn(front_desk, loader, handler_factory{[this] { return hire(); }},
                                  front_desk_options{.handlers = handlers,
                                                     .inflight_max = inflight_max,
                                                     .on_demand = on_demand,
                                                     .version = "1.2.3"})) {
    stage.run();
  }

  ~desk_fixture() {
    loader_log->attached.clear();
    caf::anon_send_exit(loader, caf::exit_reason::user_shutdown);
    caf::anon_send_exit(desk, caf::exit_reason::kill);
    for (const auto& each : hired) caf::anon_send_exit(each, caf::exit_reason::user_shutdown);
    stage.run();
  }

  handler_actor hire() {
    logs.push_back(std::make_shared<test::fake_handler_log>());
    logs.back()->answers = handlers_answer;
    logs.back()->missing = missing;
    hired.push_back(stage.system().spawn(test::fake_handler, logs.back()));
    return hired.back();
  }
  void let_handlers_wait() {
    handlers_answer = false;
    for (auto& each : logs) each->answers = false;
  }
  void answer_all() {
    for (auto& each : logs)
      while (!each->answers_owed.empty()) each->answer();
    stage.run();
  }

  caf::message_id send_find(const std::string& city) {
    return stage.send(desk, find_atom_v, cheapest_in(city));
  }
  test::outcome_of<reply<find_answer>> look(caf::message_id id) {
    return stage.look<reply<find_answer>>(id);
  }
  engine_status status() {
    return *(*stage.ask<reply<engine_status>>(desk, status_atom_v)).value;
  }
  void end_desk() { stage.self()->send_exit(desk, caf::exit_reason::user_shutdown); }

  test::stage stage;
  std::shared_ptr<fake_loader_log> loader_log = std::make_shared<fake_loader_log>();
  bool handlers_answer = true;
  std::shared_ptr<std::map<std::string, int>> missing =
      std::make_shared<std::map<std::string, int>>();
  std::vector<std::shared_ptr<test::fake_handler_log>> logs;
  std::vector<handler_actor> hired;
  loader_actor loader;
  front_desk_actor desk;
};

}  // namespace

TEST_CASE("each handler is made known to the loader") {
  desk_fixture fix{3};
  CHECK(fix.loader_log->attached == fix.hired);
  CHECK(fix.hired.size() == 3);
}

TEST_CASE("every kind of query is answered") {
  desk_fixture fix;
  const auto found =
      *fix.stage.ask<reply<find_answer>>(fix.desk, find_atom_v, cheapest_in("Berlin"));
  CHECK(found.value->city == "Berlin");
  const std::vector<find_request> batch{cheapest_in("Rome"), cheapest_in("Oslo")};
  const auto each = *fix.stage.ask<std::vector<reply<find_answer>>>(fix.desk, find_atom_v, batch);
  REQUIRE(each.size() == 2);
  CHECK(each[0].value->city == "Rome");
  CHECK(each[1].value->city == "Oslo");
  CHECK((*fix.stage.ask<reply<quote_answer>>(fix.desk, quote_atom_v, quote_request{})).value);
  CHECK((*fix.stage.ask<std::vector<reply<quote_answer>>>(
             fix.desk, quote_atom_v, std::vector<quote_request>(3)))
            .size() == 3);
  CHECK((*fix.stage.ask<reply<calendar_answer>>(fix.desk, calendar_atom_v, calendar_request{}))
            .value);
  CHECK((*fix.stage.ask<std::vector<reply<calendar_answer>>>(
             fix.desk, calendar_atom_v, std::vector<calendar_request>(2)))
            .size() == 2);
  CHECK((*fix.stage.ask<reply<price_check_answer>>(fix.desk, price_check_atom_v,
                                                   price_check_request{}))
            .value);
  const auto completed = *fix.stage.ask<reply<std::vector<std::string>>>(
      fix.desk, complete_atom_v, std::string{"Ber"}, std::uint32_t{5});
  CHECK(*completed.value == std::vector<std::string>{"Ber"});
  const auto codes = *fix.stage.ask<reply<std::vector<std::string>>>(
      fix.desk, complete_hotel_atom_v, std::string{"H"}, std::uint32_t{5});
  CHECK(*codes.value == std::vector<std::string>{"H1"});
  CHECK(*fix.stage.ask<std::string>(fix.desk, hello_atom_v, protocol_v1{}) == "1.2.3");
  CHECK(fix.status().answered == 1 + 2 + 1 + 3 + 1 + 2 + 1 + 1 + 1);
}

TEST_CASE("an empty batch is answered with nothing") {
  desk_fixture fix;
  CHECK((*fix.stage.ask<std::vector<reply<find_answer>>>(fix.desk, find_atom_v,
                                                         std::vector<find_request>{}))
            .empty());
}

TEST_CASE("an empty batch is answered, though the desk ends") {
  desk_fixture fix;
  const auto sent = fix.stage.send(fix.desk, find_atom_v, std::vector<find_request>{});
  fix.stage.run_one();
  fix.end_desk();
  fix.stage.run();
  CHECK(fix.stage.look<std::vector<reply<find_answer>>>(sent).reply);
}

TEST_CASE("a request that does not say when it is asked is asked now") {
  desk_fixture fix{1};
  auto dated = cheapest_in("Berlin");
  dated.when.now_s = 1'000'000;
  fix.stage.ask<reply<find_answer>>(fix.desk, find_atom_v, dated);
  fix.stage.ask<reply<find_answer>>(fix.desk, find_atom_v, cheapest_in("Berlin"));
  fix.stage.ask<std::vector<reply<find_answer>>>(fix.desk, find_atom_v,
                                                 std::vector{cheapest_in("Berlin")});
  const auto& asked = fix.logs[0]->found;
  REQUIRE(asked.size() == 3);
  CHECK(asked[0].when.now_s == 1'000'000);
  const auto now_s = std::chrono::duration_cast<std::chrono::seconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
  for (const std::size_t i : {1U, 2U}) {
    CHECK(asked[i].when.now_s <= now_s);
    CHECK(asked[i].when.now_s > now_s - 600);
  }
}

TEST_CASE("queries go to the handler with the least to do") {
  desk_fixture fix{3, 100};
  fix.let_handlers_wait();
  for (int i = 0; i < 9; ++i) fix.send_find("Berlin");
  fix.stage.run();
  for (const auto& each : fix.logs) CHECK(each->found.size() == 3);
  for (int i = 0; i < 3; ++i) fix.logs[1]->answer();
  fix.stage.run();
  for (int i = 0; i < 3; ++i) fix.send_find("Berlin");
  fix.stage.run();
  CHECK(fix.logs[1]->found.size() == 6);
  fix.answer_all();
}

TEST_CASE("above the bound a query is refused at once, below it is taken again") {
  desk_fixture fix{2, 4};
  fix.let_handlers_wait();
  std::vector<caf::message_id> taken;
  for (int i = 0; i < 4; ++i) taken.push_back(fix.send_find("Berlin"));
  const auto refused = fix.send_find("Berlin");
  fix.stage.run();
  for (const auto id : taken) CHECK(fix.look(id).open());
  const auto answer = *fix.look(refused);
  CHECK(answer.why.code == failure_code::overloaded);
  CHECK(answer.why.field == "inflight_max");
  CHECK(answer.why.value == "4");
  CHECK(fix.status().inflight == 4);
  CHECK(fix.status().refused_overloaded == 1);
  fix.answer_all();
  for (const auto id : taken) CHECK((*fix.look(id)).value);
  CHECK(fix.status().inflight == 0);
  const auto again = fix.send_find("Berlin");
  fix.stage.run();
  fix.answer_all();
  CHECK((*fix.look(again)).value);
}

TEST_CASE("the queries of a batch count each") {
  desk_fixture fix{1, 4};
  const auto of = [&](std::size_t size) {
    return *fix.stage.ask<std::vector<reply<find_answer>>>(
        fix.desk, find_atom_v, std::vector<find_request>(size, cheapest_in("Berlin")));
  };
  for (const auto& each : of(4)) CHECK(each.value);
  fix.let_handlers_wait();
  fix.send_find("Berlin");
  fix.stage.run();
  const auto refused = of(4);
  REQUIRE(refused.size() == 4);
  for (const auto& each : refused) CHECK(each.why.code == failure_code::overloaded);
  CHECK(fix.status().refused_overloaded == 4);
  fix.answer_all();
}

TEST_CASE("a batch that can never be taken is answered with one error") {
  for (const bool on_demand : {false, true}) {
    desk_fixture fix{1, 4, on_demand};
    const auto got = fix.stage.ask<std::vector<reply<price_check_answer>>>(
        fix.desk, price_check_atom_v, std::vector<price_check_request>(5));
    REQUIRE(got.error);
    const auto told = to_failure(*got.error);
    CHECK(told.code == failure_code::overloaded);
    CHECK(told.text ==
          "the batch has 5 questions, and the engine has at most 4 requests under way; ask in smaller "
          "batches");
    CHECK(fix.status().refused_overloaded == 5);
    CHECK(fix.status().inflight == 0);
  }
}

TEST_CASE("a handler that dies is replaced, and what it had been asked is answered") {
  desk_fixture fix{1, 10};
  fix.let_handlers_wait();
  const auto before = fix.send_find("Berlin");
  const auto poison = fix.send_find("poison");
  const auto behind = fix.send_find("Berlin");
  fix.stage.run();
  for (const auto id : {poison, behind}) {
    const auto answer = *fix.look(id);
    CHECK(answer.why.code == failure_code::unavailable);
    CHECK(answer.why.text.find("is started again; ask again") != std::string::npos);
  }
  CHECK(fix.look(before).open());  // a fake dies with its promises, as no handler of ours has any
  REQUIRE(fix.hired.size() == 2);
  CHECK(fix.loader_log->attached == fix.hired);
  CHECK(fix.status().handlers_restarted == 1);
  fix.logs[1]->answers = true;
  CHECK((*fix.stage.ask<reply<find_answer>>(fix.desk, find_atom_v, cheapest_in("Rome"))).value);
}

TEST_CASE("a handler that replaces another is asked nothing until it holds a snapshot") {
  desk_fixture fix{2, 100};
  fix.loader_log->lends = false;
  fix.send_find("poison");
  fix.stage.run();
  REQUIRE(fix.hired.size() == 3);
  for (int i = 0; i < 5; ++i) fix.send_find("Berlin");
  fix.stage.run();
  CHECK(fix.logs[1]->found.size() == 5);
  CHECK(fix.logs[2]->found.empty());
  fix.loader_log->lend();
  fix.stage.run();
  for (int i = 0; i < 4; ++i) fix.send_find("Berlin");
  fix.stage.run();
  CHECK(fix.logs[1]->found.size() == 7);
  CHECK(fix.logs[2]->found.size() == 2);
}

TEST_CASE("where no handler holds a snapshot, they are asked all the same") {
  desk_fixture fix{2};
  fix.loader_log->lends = false;
  fix.send_find("poison");
  fix.stage.run();
  fix.send_find("poison");
  fix.stage.run();
  REQUIRE(fix.hired.size() == 4);
  for (int i = 0; i < 2; ++i) fix.send_find("Berlin");
  fix.stage.run();
  CHECK(fix.logs[2]->found.size() == 1);
  CHECK(fix.logs[3]->found.size() == 1);
}

TEST_CASE("a snapshot that was lent to a dead handler does not make its successor ready") {
  desk_fixture fix{2, 100};
  fix.loader_log->lends = false;
  fix.send_find("poison");
  fix.stage.run();
  caf::anon_send(fix.hired[2], find_atom_v, cheapest_in("poison"));
  fix.stage.run();
  REQUIRE(fix.hired.size() == 4);
  fix.loader_log->loans_owed.pop_back();
  fix.loader_log->lend();  // to the one that is dead
  fix.stage.run();
  for (int i = 0; i < 4; ++i) fix.send_find("Berlin");
  fix.stage.run();
  CHECK(fix.logs[1]->found.size() == 4);
  CHECK(fix.logs[3]->found.empty());
}

TEST_CASE("every query is answered, whatever dies in between") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 dice{seed};
  desk_fixture fix{3, 20};
  std::vector<caf::message_id> sent;
  for (int i = 0; i < 500; ++i) {
    sent.push_back(fix.send_find(dice() % 10 == 0 ? "poison" : "Berlin"));
    for (auto steps = dice() % 4; steps > 0; --steps) fix.stage.run_one();
  }
  fix.stage.run();
  for (const auto id : sent) CHECK(fix.look(id).reply);
  const auto status = fix.status();
  CHECK(status.inflight == 0);
  CHECK(status.handlers_restarted + 3 == fix.hired.size());
  CHECK(status.answered > 0);
}

TEST_CASE("the status joins what the desk and the loader know") {
  desk_fixture fix{2};
  const auto status = fix.status();
  CHECK(status.version == "1.2.3");
  CHECK(status.generation == 5);
  CHECK(status.handlers == 2);
  const auto refreshed = *fix.stage.ask<reply<engine_status>>(fix.desk, refresh_atom_v);
  CHECK(refreshed.value->generation == 5);
  CHECK(refreshed.value->version == "1.2.3");
  CHECK(fix.loader_log->asked == 2);
}

TEST_CASE("status requests and refreshes have bounds of their own") {
  desk_fixture fix;
  fix.loader_log->answers = false;
  for (std::uint32_t i = 0; i < refreshes_inflight_max; ++i) fix.stage.send(fix.desk, refresh_atom_v);
  const auto refused = *fix.stage.ask<reply<engine_status>>(fix.desk, refresh_atom_v);
  CHECK(refused.why.code == failure_code::overloaded);
  CHECK(fix.loader_log->owed.size() == refreshes_inflight_max);
  fix.loader_log->answers = true;
  CHECK(fix.status().generation == 5);  // however many refreshes are under way
  fix.loader_log->answers = false;
  for (std::uint32_t i = 0; i < statuses_inflight_max; ++i) fix.stage.send(fix.desk, status_atom_v);
  const auto too_many = *fix.stage.ask<reply<engine_status>>(fix.desk, status_atom_v);
  CHECK(too_many.why.code == failure_code::overloaded);
}

TEST_CASE("more changes than may wait are refused at once, and counted") {
  desk_fixture fix;
  fix.loader_log->applies = false;
  constexpr std::size_t in_message = 10'000;
  const std::vector<change> full(in_message);
  for (std::size_t i = 0; i < changes_inflight_max / in_message; ++i)
    fix.stage.send(fix.desk, change_atom_v, full);
  const auto refused =
      *fix.stage.ask<reply<change_answer>>(fix.desk, change_atom_v, std::vector<change>(3));
  CHECK(refused.why.code == failure_code::overloaded);
  CHECK(refused.why.value == "3");
  CHECK(fix.loader_log->changes_owed.size() == changes_inflight_max / in_message);
  CHECK(fix.status().changes_refused == 3);
}

TEST_CASE("a loader that is gone is a failure") {
  desk_fixture fix;
  caf::anon_send_exit(fix.loader, caf::exit_reason::user_shutdown);
  fix.stage.run();
  const auto status = *fix.stage.ask<reply<engine_status>>(fix.desk, status_atom_v);
  CHECK(status.why.code == failure_code::unavailable);
}

TEST_CASE("at the end what is under way is answered, and nothing else is taken") {
  desk_fixture fix{2, 10};
  fix.let_handlers_wait();
  const auto taken = fix.send_find("Berlin");
  fix.stage.run();
  fix.stage.self()->monitor(fix.desk);
  fix.end_desk();
  const auto late = fix.send_find("Berlin");
  fix.stage.run();
  CHECK((*fix.look(late)).why.code == failure_code::unavailable);
  CHECK(fix.look(taken).open());
  fix.answer_all();
  CHECK((*fix.look(taken)).value);
  bool down = false;
  fix.stage.self()->receive([&](const caf::down_msg&) { down = true; }, caf::after(0s) >> [] {});
  CHECK(down);
}

// As peers send it: by an actor of another node, or by nobody.
TEST_CASE("a desk does not end because a peer tells it to") {
  desk_fixture fix{1};
  caf::anon_send_exit(fix.desk, caf::exit_reason::user_shutdown);
  const caf::exit_msg by_nobody{nullptr, caf::exit_reason::user_shutdown};
  fix.desk->enqueue(nullptr, caf::make_message_id(), caf::make_message(by_nobody), nullptr);
  caf::actor_config any;
  const auto other = caf::make_actor<caf::forwarding_actor_proxy, caf::actor>(
      1, caf::make_node_id(1, std::string(40, 'A')).value(), &fix.stage.system(), any,
      caf::actor_cast<caf::actor>(fix.stage.self()));
  REQUIRE(other.node() != fix.desk.node());
  const caf::exit_msg by_other{other.address(), caf::exit_reason::user_shutdown};
  fix.desk->enqueue(nullptr, caf::make_message_id(), caf::make_message(by_other), nullptr);
  const auto error = caf::make_error(caf::sec::runtime_error);
  fix.desk->enqueue(nullptr, caf::make_message_id(), caf::make_message(error), nullptr);
  const auto found = fix.send_find("Berlin");
  fix.stage.run();
  CHECK((*fix.look(found)).value);
}

TEST_CASE("handlers that end with the engine are not replaced") {
  desk_fixture fix{2};
  for (const auto& each : fix.hired) caf::anon_send_exit(each, caf::exit_reason::user_shutdown);
  fix.stage.run();
  CHECK(fix.hired.size() == 2);
  CHECK(fix.status().handlers_restarted == 0);
  const auto answer = *fix.stage.ask<reply<find_answer>>(fix.desk, find_atom_v, cheapest_in("X"));
  CHECK(answer.why.code == failure_code::unavailable);
}

// -- on demand ------------------------------------------------------------------------------------

TEST_CASE("what is not loaded is loaded, and the question is asked again") {
  desk_fixture fix{2, 4, true};
  (*fix.missing)["Rome"] = 1;
  const auto found =
      *fix.stage.ask<reply<find_answer>>(fix.desk, find_atom_v, cheapest_in("Rome"));
  REQUIRE(found.value);
  CHECK(found.value->city == "Rome");
  CHECK(fix.loader_log->loaded == std::vector<std::string>{"Rome"});
  CHECK(fix.status().inflight == 0);
  CHECK(fix.status().answered == 1);
  CHECK((*fix.stage.ask<reply<quote_answer>>(fix.desk, quote_atom_v, quote_request{})).value);
  CHECK(fix.loader_log->loaded.size() == 1);
}

TEST_CASE("a calendar has its city loaded, or that of its hotel") {
  desk_fixture fix{2, 4, true};
  (*fix.missing)["Rome"] = 1;
  (*fix.missing)["A"] = 1;
  calendar_request of_city;
  of_city.city = "Rome";
  calendar_request of_hotel;
  of_hotel.hotel = "A";
  for (const auto& each : {of_city, of_hotel})
    CHECK((*fix.stage.ask<reply<calendar_answer>>(fix.desk, calendar_atom_v, each)).value);
  CHECK(fix.loader_log->loaded == std::vector<std::string>{"Rome", "A"});
  CHECK(fix.status().inflight == 0);
}

TEST_CASE("a price check has the city of its hotel loaded, and learns what time it is") {
  desk_fixture fix{1, 4, true};
  (*fix.missing)["A"] = 1;
  const shown_price shown{.hotel = "A", .room = "R", .plan = "P", .child_ages = {},
                          .money = *find_currency("EUR")};
  const price_check_request ask{.token = make_token(shown), .now_s = 0};
  CHECK((*fix.stage.ask<reply<price_check_answer>>(fix.desk, price_check_atom_v, ask)).value);
  CHECK(fix.loader_log->loaded == std::vector<std::string>{"A"});
  REQUIRE(fix.logs[0]->checked.size() == 2);
  for (const auto& each : fix.logs[0]->checked) CHECK(each.now_s > 0);
}

TEST_CASE("a question that waits for a load is under way") {
  desk_fixture fix{2, 2, true};
  (*fix.missing)["Rome"] = 1;
  fix.loader_log->loads = false;
  const auto waits = fix.send_find("Rome");
  fix.stage.run();
  CHECK(fix.look(waits).open());
  CHECK(fix.status().inflight == 1);
  const auto other = fix.send_find("Oslo");
  fix.stage.run();
  CHECK((*fix.look(other)).value->city == "Oslo");
  const std::vector<find_request> two{cheapest_in("Oslo"), cheapest_in("Oslo")};
  const auto refused =
      *fix.stage.ask<std::vector<reply<find_answer>>>(fix.desk, find_atom_v, two);
  CHECK(refused[0].why.code == failure_code::overloaded);
  fix.loader_log->end_load();
  fix.stage.run();
  CHECK((*fix.look(waits)).value->city == "Rome");
  CHECK(fix.status().inflight == 0);
}

TEST_CASE("questions that wait for loads leave room for those that need none") {
  desk_fixture fix{2, 4, true};
  (*fix.missing)["Rome"] = 10;
  fix.loader_log->loads = false;
  std::vector<caf::message_id> waits;
  for (std::uint32_t i = 0; i < waiting_max(4); ++i) waits.push_back(fix.send_find("Rome"));
  fix.stage.run();
  const auto beyond = fix.send_find("Rome");
  const auto other = fix.send_find("Oslo");
  fix.stage.run();
  CHECK((*fix.look(beyond)).why.code == failure_code::overloaded);
  CHECK((*fix.look(other)).value->city == "Oslo");
  CHECK(fix.status().refused_overloaded == 1);
  for (const auto each : waits) CHECK(fix.look(each).open());
  fix.loader_log->loads = true;
  while (!fix.loader_log->loads_owed.empty()) fix.loader_log->end_load();
  fix.missing->clear();
  fix.stage.run();
  for (const auto each : waits) CHECK((*fix.look(each)).value->city == "Rome");
  CHECK(fix.status().inflight == 0);
}

TEST_CASE("each city of a batch is loaded once, and answers that are there are kept") {
  desk_fixture fix{2, 10, true};
  (*fix.missing)["Rome"] = 2;
  (*fix.missing)["Oslo"] = 1;
  fix.loader_log->loads = false;
  const std::vector<find_request> batch{cheapest_in("Rome"), cheapest_in("Bonn"),
                                        cheapest_in("Oslo"), cheapest_in("Rome")};
  const auto id = fix.stage.send(fix.desk, find_atom_v, batch);
  fix.stage.run();
  CHECK(fix.loader_log->loaded == std::vector<std::string>{"Oslo", "Rome"});
  fix.loader_log->end_load();
  fix.stage.run();
  CHECK(fix.stage.look<std::vector<reply<find_answer>>>(id).open());
  fix.loader_log->end_load();
  fix.stage.run();
  const auto got = fix.stage.look<std::vector<reply<find_answer>>>(id);
  REQUIRE(got.reply);
  for (std::size_t i = 0; i < batch.size(); ++i) CHECK((*got)[i].value->city == batch[i].city);
  std::size_t asked = 0;
  for (const auto& each : fix.logs) asked += each->found.size();
  CHECK(asked == 4 + 1 + 2);
}

TEST_CASE("what cannot be loaded is a failure, as is what is dropped again and again") {
  desk_fixture fix{2, 4, true};
  (*fix.missing)["Rome"] = 3;
  const auto third =
      *fix.stage.ask<reply<find_answer>>(fix.desk, find_atom_v, cheapest_in("Rome"));
  CHECK(third.value);
  (*fix.missing)["Rome"] = 100;
  const auto never =
      *fix.stage.ask<reply<find_answer>>(fix.desk, find_atom_v, cheapest_in("Rome"));
  CHECK(never.why.code == failure_code::memory);
  CHECK(never.why.text.starts_with("'Rome' was loaded 3 times and dropped again"));
  CHECK(fix.loader_log->loaded.size() == 6);
  fix.loader_log->cannot_load = failure{.code = failure_code::source, .text = "no such file"};
  const auto failed =
      *fix.stage.ask<reply<find_answer>>(fix.desk, find_atom_v, cheapest_in("Rome"));
  CHECK(failed.why == *fix.loader_log->cannot_load);
  CHECK(fix.status().inflight == 0);
}

TEST_CASE("a question is answered, though its handler dies while it waits, or the loader") {
  desk_fixture fix{1, 4, true};
  (*fix.missing)["Rome"] = 1;
  fix.loader_log->loads = false;
  const auto waits = fix.send_find("Rome");
  fix.stage.run();
  caf::anon_send(fix.hired[0], find_atom_v, cheapest_in("poison"));
  fix.stage.run();
  fix.loader_log->end_load();
  fix.stage.run();
  CHECK((*fix.look(waits)).value->city == "Rome");  // by its successor
  (*fix.missing)["Oslo"] = 1;
  caf::anon_send_exit(fix.loader, caf::exit_reason::kill);
  const auto lost = fix.send_find("Oslo");
  fix.stage.run();
  CHECK((*fix.look(lost)).why.code == failure_code::unavailable);
}

TEST_CASE("at the end a question that waits for a load is answered before the desk ends") {
  desk_fixture fix{1, 4, true};
  (*fix.missing)["Rome"] = 1;
  fix.loader_log->loads = false;
  const auto waits = fix.send_find("Rome");
  fix.stage.run();
  fix.end_desk();
  fix.stage.run();
  CHECK(fix.look(waits).open());
  fix.loader_log->end_load();
  fix.stage.run();
  CHECK((*fix.look(waits)).value->city == "Rome");
  CHECK(fix.stage.ask<reply<find_answer>>(fix.desk, find_atom_v, cheapest_in("Rome")).error);
}
