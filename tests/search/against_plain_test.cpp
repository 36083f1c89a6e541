// Searches against the plain search, which shares nothing with the engine: random hotels, random
// filters, every count, every offer and its order.
#include <doctest/doctest.h>

#include <random>

#include "catalog/catalog.hpp"
#include "conformance/plain_stay.hpp"
#include "conformance/search_filters.hpp"
#include "plain/plain_pricer.hpp"
#include "plain/random_hotels.hpp"
#include "rounds.hpp"
#include "search/search.hpp"
#include "sources/documents/document.hpp"

using namespace pronto;
using nlohmann::json;

namespace {

struct market {
  std::vector<json> documents;
  snapshot_ptr hotels;
};

market make_market(std::mt19937_64& rng, int count) {
  market out;
  catalog all;
  for (int i = 0; i < count; ++i) {
    out.documents.push_back(plain::random_hotel(rng, i));
    const auto read = read_hotel(out.documents.back().dump());
    REQUIRE(read.made);
    all.put(*read.made);
  }
  out.hotels = all.take(7);
  return out;
}

template <class T>
const T& one_of(std::mt19937_64& rng, const std::vector<T>& from) {
  return from[rng() % from.size()];
}

json random_filters(std::mt19937_64& rng, const json& near) {
  json out = json::object();
  if (rng() % 3 == 0) out["stars_min"] = rng() % 6;
  if (rng() % 4 == 0) out["meal_plans"] = {to_string(static_cast<meal_plan>(rng() % 5)), "breakfast"};
  if (rng() % 4 == 0) out["refundable"] = true;
  if (rng() % 4 == 0) out["amenities"] = {one_of<std::string>(rng, {"wifi", "pool", "spa"})};
  if (rng() % 4 == 0)
    out["near"] = {{"latitude", near["latitude"]}, {"longitude", near["longitude"]},
                   {"km", static_cast<double>(rng() % 80) / 10}};
  if (rng() % 3 == 0) out["max_total"] = std::to_string(20 + rng() % 2000);
  return out;
}

json as_plain(const find_answer& from) {
  json offers = json::array();
  for (const offer& each : from.offers)
    offers.push_back({{"hotel", each.hotel},
                      {"plan", each.plan},
                      {"room", each.room},
                      {"total", format_amount(each.cost.total, each.money.decimals)}});
  return {{"currency", from.money.code_text()},
          {"other_currency", from.other_currency},
          {"bookable", from.bookable},
          {"offers", offers}};
}

}  // namespace

TEST_CASE("random searches find what the plain search finds") {
  const std::uint64_t seed = 4711;
  INFO("seed ", seed);
  std::mt19937_64 rng(seed);
  int offers = 0;
  for (int round = 0; round < rounds(30); ++round) {
    const market in = make_market(rng, 60);
    for (int i = 0; i < 60; ++i) {
      const json& like = one_of(rng, in.documents);
      const plain::stay asked = plain::random_stay(rng, like);
      const json filters = random_filters(rng, like);
      const json expected = plain::search(in.documents, like["city"], like["country"], asked, filters);
      const auto got = find(*in.hotels, {.city = like["city"],
                                         .country = like["country"],
                                         .when = conformance::request_of(asked),
                                         .keep = conformance::filters_of(filters)});
      if (!got) {
        // The plain search has no limits; the engine refuses a booking after the arrival.
        CHECK(asked.arrival < asked.booking_date);
        continue;
      }
      offers += static_cast<int>(got->offers.size());
      CHECK(got->generation == 7);
      CHECK_MESSAGE(as_plain(*got) == expected, filters.dump());
    }
  }
  CHECK(offers > rounds(1000));
}
