// Changes of hotels in a catalog: what the next snapshot has, what it shares with the one before, and
// that its index still holds.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "conformance/plain_stay.hpp"
#include "plain/changed_document.hpp"
#include "plain/random_hotels.hpp"
#include "pricing/lower_bound.hpp"
#include "pricing/price.hpp"
#include "search/block_bounds.hpp"
#include "sources/documents/change_document.hpp"
#include "sources/documents/document.hpp"
#include "sources/generated/generator.hpp"

using namespace pronto;
using nlohmann::json;

namespace {

// Every total of a destination against its bound in the index.
int check_index(const destination& in, const stay& when) {
  int prices = 0;
  for (std::size_t i = 0; i < in.hotels.size(); ++i) {
    const packed::hotel& where = *in.hotels[i];
    const auto least = bounds_in(*in.bounds.blocks[i / bound_block::width], question_of(when));
    for (std::uint32_t plan = 0; plan < where.plans.size(); ++plan)
      for (std::uint32_t each = 0; each < where.plans[plan].products.size(); ++each) {
        const auto cost = price_stay(where, plan, each, when);
        if (!std::holds_alternative<price>(cost)) continue;
        INFO(where.code, " ", format_day(when.arrival), " x ", when.nights);
        REQUIRE(static_cast<double>(least.of[i % bound_block::width]) <=
                static_cast<double>(std::get<price>(cost).total));
        ++prices;
      }
  }
  return prices;
}

// What a stay costs in each product, for a comparison.
std::vector<std::int64_t> totals(const packed::hotel& where, const stay& when) {
  std::vector<std::int64_t> out;
  for (std::uint32_t plan = 0; plan < where.plans.size(); ++plan)
    for (std::uint32_t each = 0; each < where.plans[plan].products.size(); ++each) {
      const auto cost = price_stay(where, plan, each, when);
      out.push_back(std::holds_alternative<price>(cost) ? std::get<price>(cost).total : -1);
    }
  return out;
}

}  // namespace

TEST_CASE("changed hotels are in the next snapshot, and its index holds for them") {
  const std::uint64_t seed = 60;
  std::mt19937_64 rng(seed);
  auto memory = std::make_shared<catalog_memory>();
  std::map<std::string, json> documents;
  std::map<std::string, hotel> plain_forms;
  int prices = 0;
  {
    catalog held(memory, {}, bounds_of, bounds_around);
    for (int i = 0; i < 500; ++i) {
      json document = plain::random_hotel(rng, i);
      const auto read = read_hotel(document.dump());
      REQUIRE(read.made);
      held.put(*read.made);
      plain_forms.emplace(read.made->code, *read.made);
      documents.emplace(read.made->code, std::move(document));
    }
    snapshot_ptr before = held.take(1);
    for (std::uint64_t generation = 2; generation < 40; ++generation) {
      INFO("seed ", seed, ", generation ", generation);
      std::vector<change> batch;
      std::set<std::string> touched;
      const auto count = 1 + rng() % 12;
      for (std::size_t i = 0; i < count; ++i) {
        auto& document = std::next(documents.begin(),
                                   static_cast<std::ptrdiff_t>(rng() % documents.size()))->second;
        const json one = plain::random_change(rng, document);
        batch.push_back(*read_change(one.dump()).made);
        document = plain::changed_document(document, one);
        REQUIRE(!apply_change(plain_forms.at(batch.back().hotel), batch.back()));
        touched.insert(batch.back().hotel);
      }
      for (const auto& no : held.apply(batch)) REQUIRE(!no);
      const snapshot_ptr now = held.take(generation);
      REQUIRE(now->hotel_count() == documents.size());
      for (const auto& place : now->destinations()) {
        const auto* const was = before->find_destination(place->key, place->country);
        REQUIRE(was != nullptr);
        REQUIRE(place->bounds.blocks.size() == was->bounds.blocks.size());
        bool is_same = true;
        for (std::size_t i = 0; i < place->hotels.size(); ++i) {
          const bool changed = touched.contains(std::string(place->hotels[i]->code));
          if (!changed) REQUIRE(place->hotels[i] == was->hotels[i]);
          is_same = is_same && !changed;
        }
        if (is_same) REQUIRE(place.get() == was);
      }
      for (const std::string& code : touched) {
        const json& document = documents.at(code);
        const packed::hotel* const changed = now->find_hotel(code);
        const hotel_ptr expected = pack(plain_forms.at(code));
        for (int i = 0; i < 5; ++i) {
          const stay when = conformance::stay_of(plain::random_stay(rng, document));
          REQUIRE(totals(*changed, when) == totals(*expected, when));
          if (i > 0) continue;
          const auto& at = plain_forms.at(code);
          for (const auto& place : now->destinations())
            if (std::string_view(place->city) == at.city &&
                std::string_view(place->country) == at.country)
              prices += check_index(*place, when);
        }
      }
      before = now;
    }
    CHECK(memory->figures().foreign_frees == 0);
    CHECK(held.retired_bytes() == 0);
  }
  CHECK(memory->figures().total_bytes() == 0);
  MESSAGE("seed ", seed, ": ", prices, " prices");
  CHECK(prices > 5'000);
}

TEST_CASE("a change costs the blocks of its hotels and not their destination") {
  generator_options market;
  market.hotels = 3000;
  market.first_night = 20'000;
  catalog held(std::make_shared<catalog_memory>(), {}, bounds_of, bounds_around);
  std::vector<std::shared_ptr<const hotel>> hotels;
  for (std::uint64_t i = 0; i < market.hotels; ++i) {
    hotel one = *generate_hotel(market, i);
    one.city = "Berlin";
    one.country = "DE";
    hotels.push_back(std::make_shared<const hotel>(one));
    held.put(one);
  }
  const snapshot_ptr before = held.take(1);
  const hotel& some = *hotels[1234];
  const rate like = some.plans.front().products.front().rates.unpacked(0);
  change one;
  one.hotel = some.code;
  one.plan = some.plans.front().code;
  one.room = some.rooms[some.plans.front().products.front().room].code;
  one.nights = {like.nights.first, like.nights.first};
  one.closed = true;
  const std::vector<change> batch{one};
  REQUIRE(!held.apply(batch)[0]);
  const snapshot_ptr after = held.take(2);
  const destination& was = *before->destinations().front();
  const destination& now = *after->destinations().front();
  REQUIRE(was.bounds.blocks.size() == 47);
  std::size_t shared = 0;
  for (std::size_t i = 0; i < was.bounds.blocks.size(); ++i)
    shared += was.bounds.blocks[i] == now.bounds.blocks[i];
  CHECK(shared == 46);
  CHECK(now.hotels.size() == was.hotels.size());
}

TEST_CASE("a document replaces its hotel with all changes, and changes are of the hotel there is") {
  catalog held;
  generator_options market;
  market.hotels = 1;
  market.first_night = 20'000;
  const hotel made = *generate_hotel(market, 0);
  const rate like = made.plans.front().products.front().rates.unpacked(0);
  change one;
  one.hotel = made.code;
  one.plan = made.plans.front().code;
  one.nights = {like.nights.first, like.nights.first};
  one.closed = true;
  const std::vector<change> batch{one};
  CHECK(held.apply(batch)[0]->code == failure_code::not_found);
  held.put(made);
  CHECK(!held.apply(batch)[0]);  // before any snapshot has it
  held.put(made);
  CHECK(calendar_of(*held.take(1)->find_hotel(made.code)).patches().empty());
  CHECK(!held.apply(batch)[0]);
  const auto changed = held.take(2);
  CHECK(!calendar_of(*changed->find_hotel(made.code)).patches().empty());
  held.remove(made.code);
  CHECK(held.apply(batch)[0]->code == failure_code::not_found);
}

TEST_CASE("a rate may be the first of a room that takes more guests than all others of its hotel") {
  generator_options market;
  market.hotels = 1;
  market.first_night = 20'000;
  hotel made = *generate_hotel(market, 0);
  made.plans.resize(1);
  made.plans.front().products.resize(1);
  made.plans.front().offer = {};
  made.plans.front().free_nights.reset();
  const auto small = made.plans.front().products.front().room;
  made.rooms[small].guests = {1, 1, 1, {}};
  room_type large = made.rooms[small];
  large.code = "ZZZ";
  large.guests = {1, 2, 2, {}};
  made.rooms.push_back(large);
  catalog held(std::make_shared<catalog_memory>(), {}, bounds_of, bounds_around);
  held.put(made);
  const snapshot_ptr before = held.take(1);
  // An amount that there was before: nothing else of the hotel's bounds has to be made anew.
  const hotel_bounds bounds = bounds_of(*pack(made));
  const std::int64_t least = std::ranges::min(bounds.least);
  change one;
  one.hotel = made.code;
  one.plan = made.plans.front().code;
  one.room = large.code;
  one.nights = {bounds.nights.first + 3, bounds.nights.first + 9};
  one.rate = new_rate{made.money, {{1, least}, {2, least}}, std::nullopt, {}};
  const std::vector<change> batch{one};
  REQUIRE(!held.apply(batch)[0]);
  const snapshot_ptr after = held.take(2);
  stay couple;
  couple.adults = 2;
  couple.booking = one.nights.first - 30;
  int prices = 0;
  for (couple.arrival = one.nights.first; couple.arrival <= one.nights.last; ++couple.arrival)
    prices += check_index(*after->destinations().front(), couple);
  CHECK(prices > 0);
}
