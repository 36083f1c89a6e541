// A whole engine with its threads, asked from outside.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "actors/local_engine.hpp"
#include "actors/memory_source.hpp"
#include "actors/questions.hpp"
#include "peak_memory.hpp"
#include "sources/files/scratch_folder.hpp"

using namespace pronto;
using test::cheapest_in;
using test::quote_of;
using test::code_of;
using namespace std::chrono_literals;

namespace {

engine_options on_request() {
  engine_options options;
  options.handlers = 2;
  options.scheduler_threads = 2;
  options.refresh_interval_ms = 0;
  return options;
}

std::unique_ptr<local_engine> started(test::shelf& shelf,
                                      const engine_options& options = on_request(),
                                      std::shared_ptr<catalog_memory> memory =
                                          std::make_shared<catalog_memory>()) {
  auto engine = start_engine_on(options, [&shelf] { return shelf.open(); }, {},
                                std::chrono::seconds{10}, std::move(memory));
  REQUIRE(engine);
  return *std::move(engine);
}

std::int64_t total_in(client& asked, const std::string& city) {
  const auto found = asked.find(cheapest_in(city));
  REQUIRE(found);
  return found->offers.at(0).cost.total;
}

}  // namespace

TEST_CASE("an engine in this process answers") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  shelf.put("B", "Berlin", 90'00);
  const auto engine = started(shelf);
  CHECK(total_in(*engine, "berlin") == 180'00);
  const auto quoted = engine->quote(quote_of("A"));
  REQUIRE(quoted);
  CHECK(quoted->offers.at(0).cost.total == 200'00);
  CHECK(code_of(engine->find(cheapest_in("Atlantis"))) == failure_code::not_found);
  CHECK(*engine->complete_city("ber") == std::vector<std::string>{"Berlin"});
  const auto each = engine->find_each({cheapest_in("Berlin"), cheapest_in("Atlantis")});
  REQUIRE(each);
  CHECK(each->at(0));
  CHECK(code_of(each->at(1)) == failure_code::not_found);
  REQUIRE(engine->quote_each({quote_of("A")}));
  const auto status = engine->status();
  REQUIRE(status);
  CHECK(status->hotels == 2);
  CHECK(status->handlers == 2);
  CHECK(status->answered == 7);
  CHECK_FALSE(status->version.empty());
}

TEST_CASE("the progress of the first load is told, and its end") {
  test::shelf shelf;
  for (int i = 0; i < 50; ++i) shelf.put("H" + std::to_string(i), "Berlin", 100'00);
  shelf.at_begin([] { std::this_thread::sleep_for(350ms); });
  std::vector<engine_status> told;
  const auto engine = start_engine_on(
      on_request(), [&] { return shelf.open(); },
      [&](const engine_status& now) { told.push_back(now); });
  REQUIRE(engine);
  REQUIRE(told.size() >= 2);
  CHECK(told.back().hotels == 50);
  CHECK_FALSE(told.back().loading);
}

TEST_CASE("there is a handler for each thread and a thread for each core by default") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  const auto engine = started(shelf, {.data = {}});
  CHECK(engine->status()->handlers == std::max(1U, std::thread::hardware_concurrency()));
}

TEST_CASE("a load that takes longer than a request may is waited for, and told of all the while") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  shelf.at_begin([] { std::this_thread::sleep_for(1s); });
  auto options = on_request();
  options.request_timeout_ms = 200;
  int told = 0;
  const auto engine = start_engine_on(
      options, [&] { return shelf.open(); }, [&](const engine_status&) { ++told; });
  REQUIRE(engine);
  CHECK(told >= 5);
  CHECK((*engine)->status()->hotels == 1);
}

TEST_CASE("an engine whose first load fails does not start") {
  test::shelf shelf;
  shelf.break_down({.code = failure_code::source, .text = "There is no such file."});
  const auto engine = start_engine_on(on_request(), [&] { return shelf.open(); }, {});
  REQUIRE_FALSE(engine);
  CHECK(engine.why().code == failure_code::source);
}

TEST_CASE("an engine over a file that is missing does not start") {
  engine_options options = on_request();
  options.data = "/no/such/file.ndjson";
  const auto loaded = make_engine(options)->load();
  REQUIRE_FALSE(loaded);
  CHECK(loaded.why().code == failure_code::not_found);
  CHECK(loaded.why().text.find("/no/such/file.ndjson") != std::string::npos);
}

TEST_CASE("an engine follows its table of exchange rates") {
  const scratch_folder folder;
  auto options = on_request();
  options.exchange_rates = folder.file("rates.csv");
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  {
    const auto now = started(shelf, options)->status();
    REQUIRE(now);
    CHECK(now->hotels == 1);
    CHECK(now->rates.file == options.exchange_rates);
    CHECK(now->rates.rates == 0);
    CHECK(now->rates.wrong.code == failure_code::not_found);
  }
  write_bytes(options.exchange_rates, "date,from,to,rate\n2000-01-01,EUR,USD,1.5\n");
  const auto engine = started(shelf, options);
  auto asked = cheapest_in("Berlin");
  asked.currency_code = "USD";
  auto got = engine->find(asked);
  REQUIRE(got);
  REQUIRE(got->offers.size() == 1);
  const auto own = got->offers[0].total;
  CHECK(got->offers[0].converted->total == own * 3 / 2);
  CHECK(got->rates.at(0).rate == "1.5");
  auto quote = quote_of("A");
  quote.currency_code = "USD";
  const auto quoted = engine->quote(quote);
  REQUIRE(quoted);
  CHECK(quoted->offers.at(0).converted->total == quoted->offers[0].total * 3 / 2);
  const auto generation = got->generation;

  write_bytes(options.exchange_rates,
              "date,from,to,rate\n2000-01-01,EUR,USD,1.5\n2000-01-02,EUR,USD,2\n");
  REQUIRE(engine->refresh());
  got = engine->find(asked);
  REQUIRE(got);
  CHECK(got->offers.at(0).converted->total == own * 2);
  CHECK(got->generation == generation + 1);
  write_bytes(options.exchange_rates, "date,from,to,rate\n2000-01-01,EUR,USD,x\n");
  const auto kept = engine->refresh();
  REQUIRE(kept);
  CHECK(kept->rates.wrong.code == failure_code::source);
  CHECK(kept->rates.rates == 2);
  CHECK(kept->rates.last_date == "2000-01-02");
  CHECK(engine->find(asked)->offers.at(0).converted->total == own * 2);
  CHECK(engine->status()->memory.foreign_frees == 0);
  CHECK(engine->status()->memory.foreign_allocations == 0);
}

TEST_CASE("an engine that has not loaded yet says so, and can be looked at without waiting") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  std::mutex guard;
  std::unique_lock held{guard};
  shelf.at_begin([&] { const std::lock_guard waits{guard}; });
  const auto engine = make_engine_on(on_request(), [&] { return shelf.open(); });
  CHECK(code_of(engine->find(cheapest_in("Berlin"))) == failure_code::unavailable);
  const auto port = engine->publish(0);
  CHECK(port);
  std::thread loads([&] { CHECK(engine->another_client()->refresh()); });
  held.unlock();
  loads.join();
  for (;;) {
    if (const auto now = engine->look()) {
      REQUIRE(*now);
      CHECK((*now)->hotels == 1);
      break;
    }
    std::this_thread::yield();
  }
  CHECK(total_in(*engine, "Berlin") == 200'00);
}

TEST_CASE("answers do not depend on the number of handlers") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 dice(seed);
  test::shelf shelf;
  const std::vector<std::string> cities{"Berlin", "Hamburg", "Bremen"};
  for (int i = 0; i < 60; ++i)  // of few different prices, so that there are ties
    shelf.put("H" + std::to_string(i), cities[dice() % 3],
              50'00 + static_cast<std::int64_t>(dice() % 5) * 10'00);
  std::vector<find_request> asked;
  for (int i = 0; i < 40; ++i) {
    asked.push_back(cheapest_in(cities[dice() % 3]));
    asked.back().limit = static_cast<std::uint32_t>(1 + dice() % 30);
    asked.back().when.nights = 1 + static_cast<int>(dice() % 7);
  }
  std::vector<std::vector<find_answer>> answers;
  for (const std::uint32_t handlers : {1U, 2U, 7U}) {
    auto options = on_request();
    options.handlers = handlers;
    const auto engine = started(shelf, options);
    auto& all = answers.emplace_back();
    for (const auto& each : asked) {
      const auto found = engine->find(each);
      REQUIRE(found);
      all.push_back(*found);
    }
  }
  CHECK(answers[1] == answers[0]);
  CHECK(answers[2] == answers[0]);
  CHECK(answers[0].front().offers.size() > 0);
}

TEST_CASE("what is refreshed is seen by the next query") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  const auto engine = started(shelf);
  for (int i = 1; i <= 200; ++i) {
    shelf.put("A", "Berlin", i * 100);
    REQUIRE(engine->refresh());
    CHECK(total_in(*engine, "Berlin") == i * 200);
  }
}

TEST_CASE("changes are followed without being asked for") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  auto options = on_request();
  options.refresh_interval_ms = 10;
  const auto engine = started(shelf, options);
  shelf.put("A", "Berlin", 50'00);
  const auto end = std::chrono::steady_clock::now() + 10s;
  while (total_in(*engine, "Berlin") != 100'00) {
    REQUIRE(std::chrono::steady_clock::now() < end);
    std::this_thread::sleep_for(1ms);
  }
}

TEST_CASE("a request that takes too long is given up, and its reply is not taken for the next") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  auto options = on_request();
  options.request_timeout_ms = 100;
  const auto engine = started(shelf, options);
  shelf.at_begin([] { std::this_thread::sleep_for(300ms); });
  CHECK(code_of(engine->refresh()) == failure_code::timed_out);
  shelf.at_begin({});
  CHECK(total_in(*engine, "Berlin") == 200'00);
  std::this_thread::sleep_for(400ms);
  const auto status = engine->status();
  REQUIRE(status);
  CHECK(status->passes == 2);
}

TEST_CASE("a refresh is waited for as long as there is progress, and can be given up") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  auto options = on_request();
  options.request_timeout_ms = 1000;
  const auto engine = started(shelf, options);
  for (int i = 0; i < 20; ++i) shelf.put("B" + std::to_string(i), "Berlin", 100'00);
  shelf.at_step([] { std::this_thread::sleep_for(100ms); });
  int told = 0;
  const auto done = engine->refresh([&](const engine_status&) { return ++told > 0; });
  REQUIRE(done);
  CHECK(done->hotels == 21);
  CHECK(told > 1);
  shelf.put("A", "Berlin", 90'00);
  // Enough of them that it is not over before the first look, on a slow machine either.
  for (int i = 0; i < 20; ++i) shelf.put("C" + std::to_string(i), "Berlin", 100'00);
  CHECK(code_of(engine->refresh([](const engine_status&) { return false; })) ==
        failure_code::timed_out);
  shelf.at_step({});
  engine->begin_refresh();
  const auto end = std::chrono::steady_clock::now() + 10s;
  while (total_in(*engine, "Berlin") != 180'00) {
    REQUIRE(std::chrono::steady_clock::now() < end);
    std::this_thread::sleep_for(1ms);
  }
}

TEST_CASE("refreshes that are begun while one is under way are one more") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  auto options = on_request();
  options.request_timeout_ms = 200;
  std::mutex guard;
  std::unique_lock held{guard, std::defer_lock};
  const auto engine = started(shelf, options);
  const auto begun = shelf.begun();
  held.lock();
  shelf.at_begin([&] { const std::lock_guard waits{guard}; });
  for (int i = 0; i < 200; ++i) engine->begin_refresh();
  CHECK(code_of(engine->another_client()->refresh()) == failure_code::timed_out);  // not overloaded
  held.unlock();
  const auto end = std::chrono::steady_clock::now() + 10s;
  while (shelf.begun() < begun + 2 && std::chrono::steady_clock::now() < end) engine->look();
  CHECK(shelf.begun() >= begun + 2);
  shelf.at_begin({});
}

TEST_CASE("clients that are made and forgotten leave nothing with the engine") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  const auto engine = started(shelf);
  for (int i = 0; i < 100; ++i) engine->another_client();
  const peak_memory used;
  for (int i = 0; i < 5000; ++i) engine->another_client();
  CHECK(used.bytes() < 100'000);
}

TEST_CASE("a client that asks again and again leaves nothing behind") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  const auto engine = started(shelf);
  const auto asks = engine->another_client();
  change open;
  open.hotel = "A";
  open.plan = "BAR";
  open.nights = {test::two_nights().arrival, test::two_nights().arrival + 1};
  open.closed = false;
  const auto ask_all = [&](client& of, int rounds) {
    const peak_memory used;
    for (int i = 0; i < rounds; ++i) {
      shelf.put("A", "Berlin", 100'00 + i % 2);
      CHECK(of.refresh());
      CHECK(of.status());
      const auto found = of.find(cheapest_in("Berlin"));
      REQUIRE(found);
      CHECK(of.check_price({.token = found->offers.at(0).token}));
      CHECK(of.quote(quote_of("A")));
      CHECK(of.calendar(test::march_in("Berlin")));
      CHECK(of.hotels({}));
      CHECK(of.find_each({cheapest_in("Berlin"), cheapest_in("Atlantis")}));
      CHECK(of.quote_each({quote_of("A")}));
      CHECK(of.apply({open}));
      CHECK(of.complete_city("ber"));
      CHECK(of.complete_hotel("A"));
    }
    return used.bytes();
  };
  for (client* const each : {static_cast<client*>(engine.get()), asks.get()}) {
    ask_all(*each, 100);
    const std::size_t usual = ask_all(*each, 20);
    CHECK(ask_all(*each, 400) < usual + 100'000);  // 250 bytes of each round
  }
}

TEST_CASE("an engine whose source hangs ends in bounded time, and frees all when the source does") {
  static test::shelf shelf;  // outlives the engine's threads
  shelf.put("A", "Berlin", 100'00);
  auto options = on_request();
  options.request_timeout_ms = 50;
  std::atomic<bool> hangs{true};
  const auto memory = std::make_shared<catalog_memory>();
  auto engine = *start_engine_on(options, [] { return shelf.open(); }, {}, 200ms, memory);
  shelf.at_begin([&] { hangs.wait(true); });
  CHECK(code_of(engine->refresh()) == failure_code::timed_out);
  const auto begin = std::chrono::steady_clock::now();
  engine.reset();
  CHECK(std::chrono::steady_clock::now() - begin < 5s);
  CHECK(test::hotels_in(*memory) == 1);
  hangs = false;
  hangs.notify_all();
  const auto end = std::chrono::steady_clock::now() + 10s;
  while (memory->figures().total_bytes() > 0 && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(1ms);
  CHECK(memory->figures().total_bytes() == 0);
  CHECK(memory->figures().foreign_frees == 0);
  CHECK(memory->figures().foreign_allocations == 0);
}

// Under load from other threads, with a slow pass every few milliseconds.
TEST_CASE("every hotel is made and freed on the loader's thread, always") {
  const auto memory = std::make_shared<catalog_memory>();
  test::shelf shelf;
  for (int i = 0; i < 40; ++i) shelf.put("H" + std::to_string(i), "Berlin", 100'00);
  {
    const auto engine = started(shelf, on_request(), memory);
    const auto port = engine->publish(0);
    REQUIRE(port);
    const auto beside = engine->another_client();
    std::atomic<bool> done{false};
    std::atomic<std::uint64_t> wrong{0};
    std::atomic<std::uint64_t> answered{0};
    std::vector<std::thread> askers;
    for (int i = 0; i < 3; ++i)
      askers.emplace_back([&] {
        const auto asked = connect("127.0.0.1:" + std::to_string(*port), 10'000);
        if (!asked) {
          ++wrong;
          return;
        }
        while (!done) {
          const auto found = (*asked)->find(cheapest_in("Berlin"));
          if (!found || found->offers.empty()) ++wrong;
          ++answered;
        }
      });
    askers.emplace_back([&] {
      while (!done) {
        const auto found = beside->find(cheapest_in("Berlin"));
        if (!found || found->offers.empty()) ++wrong;
        ++answered;
      }
    });
    for (int pass = 0; pass < 40; ++pass) {
      for (int i = 0; i < 40; i += 1 + pass % 3)
        shelf.put("H" + std::to_string(i), "Berlin", 100'00 + pass);
      if (pass % 5 == 0) shelf.remove("H" + std::to_string(pass));
      REQUIRE(engine->refresh());
    }
    done = true;
    for (auto& each : askers) each.join();
    CHECK(wrong == 0);
    CHECK(answered > 0);
    const auto status = engine->status();
    REQUIRE(status);
    CHECK(status->snapshots_held <= 2);
    CHECK(test::hotels_in(*memory) >= status->hotels);
  }
  CHECK(memory->figures().total_bytes() == 0);
  CHECK(memory->figures().foreign_frees == 0);
  CHECK(memory->owner() != std::this_thread::get_id());
}

TEST_CASE("engines start and end, again and again") {
  for (int i = 0; i < 20; ++i) {
    test::shelf shelf;
    shelf.put("A", "Berlin", 100'00);
    const auto memory = std::make_shared<catalog_memory>();
    {
      auto options = on_request();
      options.refresh_interval_ms = 1;
      const auto engine = started(shelf, options, memory);
      if (i % 2 == 0) CHECK(total_in(*engine, "Berlin") == 200'00);
    }
    CHECK(memory->figures().total_bytes() == 0);
  }
}
