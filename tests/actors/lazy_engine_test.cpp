// A whole engine that loads on demand, against one that has loaded everything.
#include <algorithm>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "actors/local_engine.hpp"
#include "actors/questions.hpp"
#include "search/tokens/price_token.hpp"
#include "sources/documents/document.hpp"
#include "sources/files/line_writer.hpp"
#include "sources/files/scratch_folder.hpp"
#include "sources/generated/generator.hpp"

using namespace pronto;

namespace {

struct market {
  explicit market(const std::string& file, std::uint64_t seed) : path(file) { write(seed); }

  void write(std::uint64_t seed) {
    generator_options options{.hotels = 240, .seed = seed, .first_night = *parse_day("2027-03-01"),
                              .nights = 40, .cities = 8};
    auto to = line_writer::create(path);
    REQUIRE(to);
    hotels.clear();
    for (std::uint64_t i = 0; i < options.hotels; ++i) {
      hotels.push_back(generate_hotel(options, i));
      REQUIRE_FALSE(to->write(write_hotel(*hotels.back())));
    }
    REQUIRE_FALSE(to->finish());
  }

  std::string path;
  std::vector<std::shared_ptr<const hotel>> hotels;
};

// As the environment says, to replay.
std::uint32_t test_seed() {
  const char* const said = std::getenv("PRONTO_TEST_SEED");
  return said != nullptr ? static_cast<std::uint32_t>(std::stoul(said)) : 20'270'301U;
}

engine_options over(const market& all, bool lazy) {
  engine_options out;
  out.data = all.path;
  out.handlers = 2;
  out.scheduler_threads = 2;
  out.refresh_interval_ms = 0;
  out.lazy = lazy;
  out.request_timeout_ms = 60'000;
  return out;
}

// Tokens name their generation too.
void forget_generation(std::vector<offer>& of) {
  for (auto& each : of) {
    auto shown = read_token(each.token);
    REQUIRE(shown);
    shown->generation = 0;
    each.token = make_token(*shown);
  }
}
void forget_generation(find_answer& of) {
  forget_generation(of.offers);
  if (!of.next.empty()) of.next = "more";
}
void forget_generation(quote_answer& of) { forget_generation(of.offers); }
void forget_generation(calendar_answer&) {}
void forget_generation(hotels_answer&) {}

// Whether two engines say the same, but for what they call the generation and what they count.
template <class Answer>
void check_same(const result<Answer>& a, const result<Answer>& b) {
  REQUIRE(a.ok() == b.ok());
  if (!a) {
    CHECK(a.why().code == b.why().code);
    CHECK(a.why().field == b.why().field);
    CHECK(a.why().value == b.why().value);
    if (a.why().field == "city") CHECK(a.why().text == b.why().text);
    return;
  }
  auto left = *a;
  auto right = *b;
  left.generation = right.generation = 0;
  forget_generation(left);
  forget_generation(right);
  CHECK(left == right);
}

struct questioner {
  std::uint32_t below(std::size_t n) { return static_cast<std::uint32_t>(random() % n); }
  const hotel& any() { return *all.hotels[below(all.hotels.size())]; }

  find_request find() {
    auto out = test::cheapest_in(below(20) == 0 ? "Atlantis" : any().city);
    out.when.arrival = *parse_day("2027-02-27") + static_cast<day>(below(40));
    out.when.nights = 1 + static_cast<int>(below(5));
    out.limit = 1 + below(8);
    if (below(4) == 0) out.keep.stars_min = 4;
    if (below(10) == 0) out.city.pop_back();
    if (below(10) == 0) out.more_cities = {any().city};
    if (below(10) == 0) {
      out.city.clear();
      out.more_cities.clear();
      out.keep.hotels = {any().code, any().code};
    }
    return out;
  }
  quote_request quote() {
    auto out = test::quote_of(below(20) == 0 ? "nobody" : any().code);
    out.when.arrival = *parse_day("2027-03-01") + static_cast<day>(below(30));
    return out;
  }
  calendar_request calendar() {
    auto out = test::march_in(any().city, 1 + static_cast<int>(below(10)));
    if (below(10) == 0) out.more_cities = {any().city};
    if (below(10) == 0) {
      out.city = "";
      out.more_cities.clear();
      out.keep.hotels = {any().code, any().code};
      return out;
    }
    if (below(2) == 0) return out;
    out.more_cities.clear();
    out.hotel = below(20) == 0 ? "nobody" : any().code;
    out.city = "";
    return out;
  }

  const market& all;
  std::mt19937 random;
};

}  // namespace

TEST_CASE("an engine that loads on demand within a budget answers as one that has loaded all") {
  const auto seed = test_seed();
  INFO("PRONTO_TEST_SEED=" << seed);
  const scratch_folder folder;
  for (const char* name : {"h.ndjson", "h.ndjson.gz"}) {
    market all(folder.file(name), seed);
    const auto whole = make_engine(over(all, false));
    REQUIRE(whole->load());
    auto options = over(all, true);
    options.memory_budget_bytes = whole->status()->memory.live_bytes * 6 / 10;
    const auto lazy = make_engine(options);
    const auto loaded = lazy->load();
    REQUIRE(loaded);
    CHECK(loaded->hotels == 0);
    CHECK(loaded->destinations == whole->status()->destinations);

    questioner ask{all, std::mt19937{seed}};
    for (int i = 0; i < 300; ++i) {
      if (i == 150) {  // another market
        all.write(seed + 1);
        REQUIRE(whole->refresh());
        const auto refreshed = lazy->refresh();
        INFO((refreshed ? "" : refreshed.why().text));
        REQUIRE(refreshed);
      }
      if (ask.below(5) == 0) {
        const auto question = ask.calendar();
        check_same(whole->calendar(question), lazy->calendar(question));
      } else if (ask.below(2) == 0) {
        const auto question = ask.find();
        check_same(whole->find(question), lazy->find(question));
      } else {
        const auto question = ask.quote();
        check_same(whole->quote(question), lazy->quote(question));
      }
      if (ask.below(10) == 0) {
        auto like = ask.find();
        like.keep.meal_plans.clear();
        like.keep.refundable = false;
        like.keep.total_max_e4.reset();
        const hotels_request question{.city = like.city, .country = like.country, .keep = like.keep,
                                      .more_cities = like.more_cities};
        check_same(whole->hotels(question), lazy->hotels(question));
      }
      if (ask.below(20) == 0) {
        const std::vector<find_request> batch{ask.find(), ask.find(), ask.find(), ask.find()};
        const auto a = whole->find_each(batch);
        const auto b = lazy->find_each(batch);
        REQUIRE((a && b));
        for (std::size_t j = 0; j < batch.size(); ++j) check_same((*a)[j], (*b)[j]);
      }
    }
    CHECK(*whole->complete_city("") == *lazy->complete_city(""));
    const auto status = *lazy->status();
    CHECK(status.loads > 10);
    CHECK(status.drops > 5);
    CHECK(status.destinations_held < status.destinations);
    CHECK(status.failed_passes == 0);
    CHECK(status.memory.live_bytes <= options.memory_budget_bytes);
    CHECK(status.memory.foreign_frees == 0);
    CHECK(status.memory.foreign_allocations == 0);
  }
}

TEST_CASE("a list with codes that there are not is answered without them, page by page") {
  const scratch_folder folder;
  market all(folder.file("h.ndjson"), test_seed());
  const auto whole = make_engine(over(all, false));
  const auto lazy = make_engine(over(all, true));
  REQUIRE(whole->load());
  REQUIRE(lazy->load());
  find_request ask;
  ask.when.arrival = *parse_day("2027-03-03");
  ask.when.booking = parse_day("2027-03-01");
  ask.limit = 3;
  ask.keep.hotels = {"ZZZ-2", "0-1"};  // of two cities the others, so that never all are loaded
  const auto other = std::ranges::find_if(
      all.hotels, [&](const auto& each) { return each->city != all.hotels[0]->city; });
  for (const auto& each : all.hotels)
    if (each->city == all.hotels[0]->city || each->city == (*other)->city)
      ask.keep.hotels.push_back(each->code);
  std::size_t pages = 0;
  do {
    const auto expected = whole->find(ask);
    const auto got = lazy->find(ask);
    REQUIRE(expected);
    REQUIRE(got);
    REQUIRE(got->offers.size() == expected->offers.size());
    for (std::size_t i = 0; i < got->offers.size(); ++i)
      CHECK(got->offers[i].hotel == expected->offers[i].hotel);
    CHECK(got->hotels == expected->hotels);
    CHECK(got->bookable == expected->bookable);
    CHECK(std::ranges::count_if(got->notes, [](const std::string& each) {
            return each.starts_with("no hotel '0-1' in ") || each.starts_with("no hotel 'ZZZ-2' in ");
          }) == 2);
    REQUIRE(got->next.empty() == expected->next.empty());
    ask.page = got->next;
    if (!ask.page.empty()) CHECK(whole->find(ask));  // its token is of the whole question
    ++pages;
  } while (!ask.page.empty() && pages < 5);
  CHECK(pages > 1);

  hotels_request listed;
  listed.keep.hotels = ask.keep.hotels;
  CHECK(lazy->hotels(listed)->count == whole->hotels(listed)->count);
  ask.page.clear();
  ask.keep.hotels = {"0-1", "ZZZ-2"};
  const auto none = lazy->find(ask);
  REQUIRE_FALSE(none);
  CHECK(none.why().code == failure_code::not_found);
}

TEST_CASE("many clients of an engine that loads on demand are all answered, and rightly") {
  const scratch_folder folder;
  market all(folder.file("h.ndjson"), 7);
  const auto whole = make_engine(over(all, false));
  REQUIRE(whole->load());
  auto options = over(all, true);
  options.memory_budget_bytes = whole->status()->memory.live_bytes * 6 / 10;
  const auto lazy = make_engine(options);
  REQUIRE(lazy->load());
  questioner ask{all, std::mt19937{7}};
  std::vector<find_request> questions;
  std::vector<result<find_answer>> expected;
  for (int i = 0; i < 60; ++i) {
    questions.push_back(ask.find());
    expected.push_back(whole->find(questions.back()));
  }
  std::vector<std::vector<result<find_answer>>> got(4);
  std::vector<std::unique_ptr<client>> clients;
  for (std::size_t i = 0; i < got.size(); ++i) clients.push_back(lazy->another_client());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < got.size(); ++i)
    threads.emplace_back([&, i] {
      for (std::size_t j = 0; j < questions.size(); ++j)
        got[i].push_back(clients[i]->find(questions[(j + i * 15) % questions.size()]));
    });
  for (auto& each : threads) each.join();
  clients.clear();
  std::size_t in_vain = 0;
  for (std::size_t i = 0; i < got.size(); ++i)
    for (std::size_t j = 0; j < questions.size(); ++j) {
      const auto& answer = got[i][j];
      // Four that ask at once may take the room from one another, and for no other reason.
      if (!answer && answer.why().text.find("dropped again") != std::string::npos)
        ++in_vain;
      else
        check_same(expected[(j + i * 15) % questions.size()], answer);
    }
  MESSAGE(in_vain << " of 240 were dropped three times before they were answered");
  CHECK(in_vain < 24);
  CHECK(lazy->status()->drops > 0);
  CHECK(lazy->status()->failed_passes == 0);
  CHECK(lazy->status()->memory.foreign_frees == 0);
}
