// The index against exact prices: no total is below its bound, whatever the hotel is like; kernels
// for all processors say the same; and what is found by bounds is what pricing every hotel finds.
#include <doctest/doctest.h>
#include <hwy/targets.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "catalog/bounds/bound_columns.hpp"
#include "catalog/catalog.hpp"
#include "conformance/plain_stay.hpp"
#include "plain/plain_pricer.hpp"
#include "plain/random_hotels.hpp"
#include "pricing/house.hpp"
#include "pricing/lower_bound.hpp"
#include "pricing/plan_stays.hpp"
#include "pricing/price.hpp"
#include "pricing/stay_floor.hpp"
#include "rounds.hpp"
#include "search/block_bounds.hpp"
#include "search/hotel_stays.hpp"
#include "search/price_calendar.hpp"
#include "search/search.hpp"
#include "sources/documents/document.hpp"
#include "sources/generated/generator.hpp"

using namespace pronto;
using nlohmann::json;

namespace {

struct market {
  std::vector<json> documents;
  std::vector<hotel> hotels;
};

market random_market(std::mt19937_64& rng, int count) {
  market out;
  for (int i = 0; i < count; ++i) {
    out.documents.push_back(plain::random_hotel(rng, i));
    const auto read = read_hotel(out.documents.back().dump());
    REQUIRE(read.made);
    out.hotels.push_back(*read.made);
  }
  return out;
}

bound_block_ptr block_of(std::span<const hotel_ptr> hotels, int slot_nights) {
  date_range nights{last_day_ever, first_day_ever};
  for (const hotel_ptr& each : hotels) nights = joined(nights, nights_of(*each));
  bound_columns made(hotels.size(), nights.first <= nights.last ? nights : date_range{0, -1},
                     slot_nights);
  for (std::size_t i = 0; i < hotels.size(); ++i)
    made.set(i, bounds_of(*hotels[i]), hotels[i]->stars);
  return std::make_shared<bound_block>(made, std::pmr::new_delete_resource());
}

// All hotels in blocks of their own, with slots of one night and of seven.
std::vector<bound_block_ptr> blocks_of(const packed::hotel& where) {
  std::vector<bound_block_ptr> out;
  const hotel_bounds bounds = bounds_of(where);
  for (const int slot : {1, 7}) {
    bound_columns made(1, bounds.unknown ? date_range{0, -1} : bounds.nights, slot);
    made.set(0, bounds, where.stars);
    out.push_back(std::make_shared<bound_block>(made, std::pmr::new_delete_resource()));
  }
  return out;
}

// As they are after `change`, which is told the number of each.
template <class Change>
std::vector<hotel_ptr> generated_hotels(std::uint64_t count, Change change) {
  generator_options options;
  options.hotels = count;
  options.first_night = 20'000;
  std::vector<hotel_ptr> out;
  for (std::uint64_t i = 0; i < count; ++i) {
    hotel made = *generate_hotel(options, i);
    change(made, i);
    out.push_back(pack(made));
  }
  return out;
}

std::vector<hotel_ptr> generated_hotels(std::uint64_t count) {
  return generated_hotels(count, [](const hotel&, std::uint64_t) {});
}

// With one product each, and little else that they differ in.
std::vector<hotel_ptr> generated_homes(std::uint64_t count) {
  return generated_hotels(count, [](hotel& made, std::uint64_t number) {
    made.plans.resize(1);
    made.plans.front().products.resize(1);
    made.promotions.clear();
    made.taxes.resize(std::min<std::size_t>(made.taxes.size(), number % 2));
    for (auto& each : made.taxes) each.included = true;
    made.stars = 0;
  });
}

// What single precision works with on the way to a bound.
float greatest(const bound_block& in, std::size_t hotel, int nights) {
  const std::uint16_t off = in.terms_of(hotel).numbers[bound_terms::off_longer];
  return (in.bases()[hotel] + 255 * float_of(in.steps()[hotel])) * static_cast<float>(nights) * 8 +
         8 * float_of(off);
}

// And of its lowest of several arrivals, which has to be the same.
stay_bounds checked_bounds(const bound_block& block, const bound_question& about) {
  const stay_bounds out = bounds_in(block, about);
  stay_terms terms;
  find_terms(block, about, terms);
  bound_question before = about;
  before.arrival -= 3;
  std::array<float, 6> lowest{};
  find_lowest(block, terms, before, lowest);
  REQUIRE(lowest[3] == *std::ranges::min_element(out.of));
  return out;
}

struct tightness {
  std::size_t prices = 0;
  double sum = 0;  // of bound / total

  void add(double bound, std::int64_t total) {
    ++prices;
    if (total > 0) sum += std::max(0.0, bound) / static_cast<double>(total);
  }
};

// Every product's total against the bounds of its hotel, and against what is known of the stay.
// One of several stays that differ by their arrival.
void check_among(const packed::hotel& where, std::uint32_t plan, std::uint32_t product,
                 const stay& when, const price& cost) {
  constexpr int before = 2;
  constexpr int arrivals = 5;
  stay first = when;
  first.arrival -= before;
  const stay_floor floor(where, first, arrivals);
  plan_stays in_plan(where, plan, first, arrivals);
  REQUIRE(in_plan.admits(when));
  REQUIRE(in_plan.cost(product, when) == cost);
  REQUIRE(in_plan.total(product, when) == cost.total);
  const auto least = in_plan.least(product, when, floor);
  REQUIRE(least);
  REQUIRE(*least <= static_cast<double>(cost.total));
  std::vector<double> lowest(arrivals, std::numeric_limits<double>::infinity());
  in_plan.lower_to_least(floor, lowest);
  REQUIRE(lowest[before] <= *least);
}

void check_bounds(const packed::hotel& where, const std::vector<bound_block_ptr>& blocks,
                  const stay& when, tightness& tight) {
  const stay_floor floor(where, when);
  const auto line = floor.below();
  for (const bound_block_ptr& block : blocks) {
    const stay_bounds bounds = checked_bounds(*block, question_of(when));
    for (std::uint32_t plan = 0; plan < where.plans.size(); ++plan)
      for (std::uint32_t product = 0; product < where.plans[plan].products.size(); ++product) {
        const auto answer = price_stay(where, plan, product, when);
        const price* cost = std::get_if<price>(&answer);
        if (cost == nullptr) continue;
        const auto total = static_cast<double>(cost->total);
        REQUIRE(static_cast<double>(bounds.of[0]) <= total);
        const auto least = least_nights(*block, 0, question_of(when));
        if (!least.empty()) {
          REQUIRE(floor.total({least.data(), least.size()}) <= total);
          stay_terms terms{};
          set_terms(*block, 0, question_of(when), line.kept, line.more, terms);
          stay_bounds by_line;
          find_bounds(*block, terms, question_of(when), by_line);
          REQUIRE(static_cast<double>(by_line.of[0]) <= total);
        }
        if (block != blocks.front()) continue;
        plan_stays in_plan(where, plan, when);
        REQUIRE(in_plan.admits(when));
        const auto by_nights = in_plan.least(product, when, floor);
        REQUIRE(by_nights);
        REQUIRE(*by_nights <= total);
        REQUIRE(in_plan.cost(product, when) == *cost);
        check_among(where, plan, product, when, *cost);
        tight.add(static_cast<double>(bounds.of[0]), cost->total);
      }
  }
}

}  // namespace

TEST_CASE("no total is below its bound, for hotels with every feature") {
  const std::uint64_t seed = 815;
  std::mt19937_64 rng(seed);
  tightness tight;
  for (int round = 0; round < rounds(400); ++round) {
    INFO("seed ", seed, ", round ", round);
    const market in = random_market(rng, 5);
    for (std::size_t i = 0; i < in.hotels.size(); ++i) {
      const hotel_ptr packed = pack(in.hotels[i]);
      const auto blocks = blocks_of(*packed);
      for (int ask = 0; ask < 60; ++ask)
        check_bounds(*packed, blocks,
                     conformance::stay_of(plain::random_stay(rng, in.documents[i])), tight);
    }
  }
  MESSAGE("seed " << seed << ": " << tight.prices << " prices, bound / total "
                  << tight.sum / static_cast<double>(tight.prices));
  CHECK(tight.prices > rounds(20'000));
}

namespace {

// Cheap nights and one dear one; of three nights the cheapest is free.
json house_with_a_free_night() {
  json out = test::house();
  json& rates = out["plans"][0]["rates"];
  json dear = rates[0];
  rates[0]["base"] = {{"2", "99.84"}};
  rates[0]["start"] = "2027-03-02";
  dear["base"] = {{"2", "752.62"}};
  dear["end"] = "2027-03-01";
  rates.push_back(dear);
  out["promotions"] = json::array({{{"promotion", "FREE"},
                                    {"type", "free_nights"},
                                    {"required", 3},
                                    {"discounted", 1},
                                    {"selection", "cheapest"},
                                    {"exclusive", false}}});
  return out;
}

}  // namespace

TEST_CASE("nights that become dearer than all before take no bound above a total") {
  const hotel_ptr before = pack(test::made(house_with_a_free_night()));
  const hotel_bounds all = bounds_of(*before);
  const day monday = *parse_day("2027-06-07");
  stay when;
  when.arrival = monday;
  when.nights = 3;
  when.adults = 2;
  when.booking = *parse_day("2027-02-01");
  int kept = 0;
  for (const int slot : {1, 7})
    for (int cents = 75'200; cents <= 76'000; ++cents) {
      json document = house_with_a_free_night();
      json& rates = document["plans"][0]["rates"];
      json after = rates[0];
      rates[0]["end"] = "2027-06-06";
      after["start"] = "2027-06-14";
      json week = after;
      week["start"] = "2027-06-07";
      week["end"] = "2027-06-13";
      week["base"] = {{"2", std::to_string(cents / 100) + "." + std::to_string(cents / 10 % 10) +
                                std::to_string(cents % 10)}};
      rates.push_back(week);
      rates.push_back(after);
      const hotel_ptr now = pack(test::made(document));
      bound_columns made(1, all.nights, slot);
      made.set(0, all, before->stars);
      if (!made.set_nights(0, bounds_around(*now, {monday, monday + 6}))) continue;
      ++kept;
      const bound_block block(made, std::pmr::new_delete_resource());
      const auto total = std::get<price>(price_stay(*now, 0, 0, when)).total;
      CAPTURE(slot);
      CAPTURE(cents);
      CHECK(static_cast<double>(bounds_in(block, question_of(when)).of[0]) <=
            static_cast<double>(total));
    }
  CHECK(kept > 100);
}

TEST_CASE("nights of a plan with free nights cost what the least of all nights near them leaves") {
  const std::uint64_t seed = 57;
  std::mt19937_64 rng(seed);
  const day first = *parse_day("2027-03-01");
  constexpr int nights = 120;
  int bounded = 0;
  for (int round = 0; round < rounds(60); ++round) {
    json document = test::house();
    json& plan = document["plans"][0];
    const int required = 1 + static_cast<int>(rng() % (round % 3 == 0 ? 400 : 12));
    const int discounted = static_cast<int>(rng() % static_cast<unsigned>(required + 1));
    plan["free_nights"] = {{"required", required}, {"discounted", discounted}, {"repeating", true}};
    plan["rates"] = json::array();
    std::vector<std::int64_t> amounts(nights, hotel_bounds::never);
    for (int i = 0; i < nights; ++i) {
      if (i > 0 && i < nights - 1 && rng() % 5 == 0) continue;
      amounts[static_cast<std::size_t>(i)] = 100 * (1 + static_cast<std::int64_t>(rng() % 40));
      const std::string date = format_day(first + i);
      const std::string amount = format_amount(amounts[static_cast<std::size_t>(i)], 2);
      plan["rates"].push_back(
          {{"room", "DBL"}, {"start", date}, {"end", date}, {"base", {{"1", amount}, {"2", amount}}}});
    }
    const hotel_bounds got = bounds_of(*pack(test::made(document)));
    REQUIRE(got.nights == date_range{first, first + nights - 1});
    for (int i = 0; i < nights; ++i) {
      INFO("seed ", seed, ", round ", round, ", ", discounted, " of ", required, ", night ", i);
      std::int64_t least = hotel_bounds::never;
      for (int near = 0; near < nights; ++near)
        if (std::abs(near - i) < required)
          least = std::min(least, amounts[static_cast<std::size_t>(near)]);
      const double kept = discounted == required ? 0 : 1 - static_cast<double>(discounted) / required;
      const bool is_sold = amounts[static_cast<std::size_t>(i)] != hotel_bounds::never;
      const auto wanted = discounted == 0 ? amounts[static_cast<std::size_t>(i)]
                                          : static_cast<std::int64_t>(static_cast<double>(least) * kept);
      REQUIRE(got.least[static_cast<std::size_t>(i)] == (is_sold ? wanted : hotel_bounds::never));
      bounded += is_sold && discounted > 0;
    }
  }
  CHECK(bounded > rounds(2000));
}

TEST_CASE("what changes on nights without a rate, or closes some, leaves what parties pay at least") {
  json document = test::house();
  const hotel_ptr before = pack(test::made(document));
  const day thursday = *parse_day("2027-06-10");  // on which slots of seven nights begin
  const date_range week{thursday, thursday + 6};
  document["plans"][0]["rules"] = json::array(
      {{{"start", format_day(week.first)}, {"end", format_day(week.last)}, {"closed", true}}});
  const hotel_ptr closed = pack(test::made(document));
  for (const int slot : {1, 7}) {
    CAPTURE(slot);
    bound_columns made(1, nights_of(*before), slot);
    made.set(0, bounds_of(*before), before->stars);
    const auto times = made.parties()[0].times;
    REQUIRE(std::ranges::max(times) > std::ranges::min(times));
    const date_range year_before{thursday - 365, thursday - 360};
    CHECK(made.set_nights(0, bounds_around(*before, year_before)));
    CHECK(made.parties()[0].times == times);
    CHECK(made.set_nights(0, bounds_around(*closed, week)));
    CHECK(made.parties()[0].times == times);
    const bound_block block(made, std::pmr::new_delete_resource());
    bound_question about;
    about.nights = 3;
    about.adults = about.guests = 3;
    about.arrival = thursday + 1;
    CHECK(std::isinf(bounds_in(block, about).of[0]));
    about.arrival = thursday + 7;
    CHECK(bounds_in(block, about).of[0] > 3 * 12'900);
  }
}

TEST_CASE("stays of a hotel are known once one of them was asked about, in whichever order they come") {
  const std::uint64_t seed = 63;
  std::mt19937_64 rng(seed);
  std::size_t found = 0;
  for (const hotel_ptr& each : generated_hotels(static_cast<std::uint64_t>(rounds(40)))) {
    stay first;
    first.arrival = 20'000 + static_cast<day>(rng() % 100);
    first.nights = 1 + static_cast<int>(rng() % 10);
    first.booking = first.arrival - 1;
    const int arrivals = rng() % 2 == 0 ? 20 : 150;
    const filters keep;
    hotel_stays stays(*each, keep, first, arrivals);
    std::vector<int> order(static_cast<std::size_t>(arrivals));
    std::iota(order.begin(), order.end(), 0);
    std::ranges::shuffle(order, rng);
    if (arrivals <= hotel_stays::arrivals_at_once) {
      stays.best(first.arrival + order.front());
      for (const int after : order) {
        hotel_stays alone(*each, keep, first, arrivals);
        alone.best(first.arrival + after);
        CHECK(stays.least(first.arrival + after) > 0);
        CHECK(stays.least(first.arrival + after) == alone.least(first.arrival + after));
      }
    }
    for (const int after : order) {
      stay when = first;
      when.arrival += after;
      const auto wanted = hotel_stays(*each, keep, when).best(when.arrival);
      const auto got = stays.best(when.arrival);
      REQUIRE(got.has_value() == wanted.has_value());
      if (!got) continue;
      ++found;
      CHECK(got->plan == wanted->plan);
      CHECK(got->product == wanted->product);
      CHECK(got->total == wanted->total);
      CHECK(stays.least(when.arrival) <= static_cast<double>(got->total));
    }
  }
  CHECK(found > 500);
}

TEST_CASE("a hotel that may be free altogether, and has too few stars, has no bound and hides no other") {
  json document = house_with_a_free_night();
  json gift = document["plans"][0];  // sold on some nights alone
  gift["plan"] = "GIFT";
  gift["rates"][0]["end"] = "2027-06-30";
  gift["free_nights"] = {{"required", 1}, {"discounted", 1}, {"repeating", true}};
  document["plans"].push_back(gift);
  const hotel_ptr free = pack(test::made(document));
  document = test::house();
  document["stars"] = free->stars + 1;
  const hotel_ptr other = pack(test::made(document));
  const hotel_bounds bounds = bounds_of(*free);
  const hotel_bounds bounds_of_other = bounds_of(*other);
  bound_question about;
  about.arrival = *parse_day("2027-06-07");
  about.nights = 3;
  about.adults = about.guests = 2;
  about.stars_min = other->stars;
  bound_columns made(64, bounds.nights, 1);
  const auto is_free = [](std::size_t place) { return place % 3 == 2; };
  for (std::size_t place = 0; place < 64; ++place)
    if (is_free(place))
      made.set(place, bounds, free->stars);
    else
      made.set(place, bounds_of_other, other->stars);
  const bound_block block(made, std::pmr::new_delete_resource());
  stay_terms terms;
  stay_bounds out;
  find_terms(block, about, terms);
  const float lowest = find_bounds(block, terms, about, out);
  for (std::size_t place = 0; place < 64; ++place)
    CHECK(std::isinf(out.of[place]) == is_free(place));
  CHECK(lowest == *std::ranges::min_element(out.of));
}

TEST_CASE("no total is below its bound, for generated hotels; and bounds are near totals") {
  const std::uint64_t seed = 4;
  std::mt19937_64 rng(seed);
  generator_options options;
  options.hotels = 300;
  options.seed = seed;
  options.first_night = 20'000;
  tightness tight;
  for (std::uint64_t i = 0; i < options.hotels; ++i) {
    INFO("seed ", seed, ", hotel ", i);
    const hotel_ptr packed = pack(*generate_hotel(options, i));
    const auto blocks = blocks_of(*packed);
    for (int ask = 0; ask < 60; ++ask) {
      stay when;
      when.arrival = 20'000 + static_cast<day>(rng() % 340);
      when.nights = 1 + static_cast<int>(rng() % 14);
      when.adults = 1 + static_cast<int>(rng() % 3);
      if (rng() % 3 == 0) when.child_ages = {static_cast<int>(rng() % 17)};
      when.booking = when.arrival - static_cast<day>(rng() % 120);
      check_bounds(*packed, blocks, when, tight);
    }
  }
  MESSAGE("seed " << seed << ": " << tight.prices << " prices, bound / total "
                  << tight.sum / static_cast<double>(tight.prices));
  CHECK(tight.prices > 10'000);
  CHECK(tight.sum / static_cast<double>(tight.prices) > 0.6);  // of all products, not the best
}

TEST_CASE("an index shares the blocks whose hotels did not change, and makes no others for them") {
  generator_options options;
  options.hotels = 150;
  options.first_night = 20'000;
  std::vector<hotel_ptr> hotels;
  for (std::uint64_t i = 0; i < options.hotels; ++i)
    hotels.push_back(pack(*generate_hotel(options, i)));
  std::ranges::sort(hotels, {}, [](const hotel_ptr& each) { return each->code; });
  catalog_memory memory;
  auto* const here = memory.of(component::indices);
  const bound_index none(here);
  const auto before = make_bound_index(hotels, bounds_of, none, {}, here);
  auto changed = hotels;
  for (std::uint64_t i = 0; i < options.hotels; ++i) {
    auto fresh = *generate_hotel(options, i);
    if (fresh.code == hotels[70]->code) changed[70] = pack(fresh);
  }
  REQUIRE(changed[70] != hotels[70]);
  const auto blocks_before = memory.figures().of(component::indices).live_blocks;
  const auto after = make_bound_index(changed, bounds_of, before, hotels, here);
  CHECK(after.blocks[0] == before.blocks[0]);
  CHECK(after.blocks[1] != before.blocks[1]);
  CHECK(after.blocks[2] == before.blocks[2]);
  // The list of blocks, and the new one with what it holds.
  CHECK(memory.figures().of(component::indices).live_blocks == blocks_before + 3);
}

TEST_CASE("every kind of processor computes the same bounds") {
  const std::uint64_t seed = 99;
  std::mt19937_64 rng(seed);
  const auto hotels = generated_hotels(90);
  const auto homes = generated_homes(90);
  const std::span all(hotels);
  const std::span all_homes(homes);
  const bound_block_ptr blocks[]{block_of(all.first(64), 1), block_of(all.subspan(64), 1),
                                 block_of(all.subspan(60), 7), block_of(all_homes.first(64), 7),
                                 block_of(all_homes.subspan(70), 7), block_of(all_homes.first(3), 1)};
  REQUIRE(blocks[0]->kinds_of_hotels() == nullptr);
  REQUIRE(blocks[3]->kinds_of_hotels() != nullptr);
  std::size_t finite = 0;
  for (int ask = 0; ask < 300; ++ask) {
    const bound_question about{.arrival = 19'990 + static_cast<day>(rng() % 380),
                               .nights = 1 + static_cast<int>(rng() % 30),
                               .adults = 1 + static_cast<int>(rng() % 3),
                               .guests = 3,
                               .stars_min = static_cast<int>(rng() % 6)};
    for (const bound_block_ptr& block : blocks) {
      stay_bounds first;
      bool any = false;
      for (auto left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
        hwy::SetSupportedTargetsForTest(left & -left);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        const stay_bounds bounds = checked_bounds(*block, about);
        if (!any) first = bounds;
        any = true;
        // A multiplication and an addition may be rounded once or twice.
        for (std::size_t i = 0; i < bounds.of.size(); ++i) {
          CAPTURE(i);
          if (std::isinf(first.of[i]))
            CHECK(bounds.of[i] == first.of[i]);
          else
            CHECK(std::abs(bounds.of[i] - first.of[i]) <= 1e-6F * greatest(*block, i, about.nights));
          finite += std::isfinite(bounds.of[i]);
        }
        const float most = bounds.of[rng() % bounds.of.size()];
        std::uint64_t within = 0;
        for (std::size_t i = 0; i < bounds.of.size(); ++i)
          within |= std::uint64_t{bounds.of[i] <= most} << i;
        CHECK(hotels_within(bounds, most) == within);
      }
      hwy::SetSupportedTargetsForTest(0);
      hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
  }
  CHECK(finite > 10'000);
}

TEST_CASE("a hotel has the same bound beside others as alone, also in a copy of their block") {
  const std::uint64_t seed = 7;
  std::mt19937_64 rng(seed);
  for (const auto& hotels : {generated_hotels(21), generated_homes(21)})
    for (const int slot_nights : {1, 7}) {
      const auto together = block_of(hotels, slot_nights);
      const bound_block copy(bound_columns(*together), std::pmr::new_delete_resource());
      for (std::size_t i = 0; i < hotels.size(); ++i) {
        const auto alone = block_of(std::span(hotels).subspan(i, 1), slot_nights);
        for (int ask = 0; ask < 60; ++ask) {
          const int adults = 1 + static_cast<int>(rng() % 3);
          const bound_question about{.arrival = 19'990 + static_cast<day>(rng() % 380),
                                     .nights = 1 + static_cast<int>(rng() % 30),
                                     .adults = adults,
                                     .guests = adults + static_cast<int>(rng() % 2),
                                     .stars_min = static_cast<int>(rng() % 3)};
          CAPTURE(i);
          CAPTURE(about.arrival);
          const float bound = checked_bounds(*together, about).of[i];
          REQUIRE(bound == bounds_in(*alone, about).of[0]);
          REQUIRE(bound == bounds_in(copy, about).of[i]);
        }
      }
    }
}

TEST_CASE("what is found by bounds is what pricing every hotel finds") {
  const std::uint64_t seed = 31;
  std::mt19937_64 rng(seed);
  std::size_t offers = 0;
  for (int round = 0; round < rounds(40); ++round) {
    INFO("seed ", seed, ", round ", round);
    const market in = random_market(rng, 150);
    catalog all(std::make_shared<catalog_memory>(), {}, bounds_of);
    catalog unindexed;
    std::uint64_t generation = 0;
    snapshot_ptr held;
    for (const hotel& each : in.hotels) {
      all.put(each);
      unindexed.put(each);
      // So that indices are made of those before.
      if (rng() % 40 == 0) held = all.take(++generation);
      if (rng() % 20 != 0) continue;
      const std::string& gone = in.hotels[rng() % in.hotels.size()].code;
      all.remove(gone);
      unindexed.remove(gone);
    }
    held = all.take(++generation);
    const auto plain_held = unindexed.take(generation);
    for (int ask = 0; ask < 100; ++ask) {
      const json& like = in.documents[rng() % in.documents.size()];
      const plain::stay asked = plain::random_stay(rng, like);
      find_request request{.city = like["city"],
                           .country = like["country"],
                           .when = conformance::request_of(asked),
                           .keep = {}};
      request.limit = rng() % 2 == 0 ? 1 : 1 + static_cast<std::uint32_t>(rng() % 30);
      if (rng() % 3 == 0) request.keep.stars_min = static_cast<int>(rng() % 6);
      if (rng() % 3 == 0) request.keep.total_max_e4 = static_cast<std::int64_t>(rng() % 20'000'000);
      if (rng() % 4 == 0) request.keep.refundable = true;
      const auto slow = find(*held, request);
      request.count = false;
      const auto fast = find(*held, request);
      REQUIRE(slow.ok() == fast.ok());
      if (!slow) continue;
      REQUIRE(fast->offers == slow->offers);
      REQUIRE(fast->other_currency == slow->other_currency);
      offers += fast->offers.size();
      if (ask % 10 != 0) continue;
      const calendar_request days{.city = request.city,
                                  .country = request.country,
                                  .hotel = {},
                                  .when = request.when,
                                  .arrivals = 1 + static_cast<int>(rng() % 40),
                                  .keep = request.keep};
      const auto by_bounds = find_calendar(*held, days);
      const auto by_pricing = find_calendar(*plain_held, days);
      REQUIRE(by_bounds.ok() == by_pricing.ok());
      if (by_bounds) REQUIRE(*by_bounds == *by_pricing);
    }
  }
  MESSAGE("seed " << seed << ": " << offers << " offers");
  CHECK(offers > rounds(2000));
}
