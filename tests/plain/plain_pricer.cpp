#include "plain/plain_pricer.hpp"

#include "plain/conditions.hpp"
#include "plain/exact.hpp"
#include "plain/guests.hpp"
#include "plain/nights.hpp"
#include "plain/promotions.hpp"
#include "plain/taxes.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace plain {
namespace {

using nlohmann::json;

json not_bookable(const std::string& reason) {
  return {{"not_bookable", reason}};
}

// A bookable stay under one candidate set of promotions, in minor units.
struct cost {
  std::int64_t room = 0;
  std::int64_t promotions = 0;
  std::int64_t supplements = 0;
  tax_sums taxes;
  std::vector<std::string> applied;

  std::int64_t total() const { return room - promotions + supplements + taxes.added; }
};

bool taken_rather(const cost& a, const cost& b) {
  return std::tuple(a.total(), a.applied.size(), a.applied) <
         std::tuple(b.total(), b.applied.size(), b.applied);
}

fraction sum_of(const std::vector<fraction>& amounts) {
  fraction sum;
  for (const fraction& amount : amounts) sum += amount;
  return sum;
}

cost cost_under(const promotion_set& set, const request& r, const std::vector<night>& nights,
                const std::vector<fraction>& supplements, int decimals) {
  const fraction room = sum_of(amounts_after({}, nights));
  const std::vector<fraction> amounts = amounts_after(set, nights);
  cost result;
  result.room = rounded_to_minor(room, decimals);
  result.promotions = rounded_to_minor(room - sum_of(amounts), decimals);
  result.supplements = rounded_to_minor(sum_of(supplements), decimals);
  result.taxes = taxes_of(r, amounts, supplements, decimals);
  result.applied = codes_of(set);
  return result;
}

json answer_of(const cost& cost, int decimals) {
  const auto text = [&](std::int64_t minor) { return decimal_text(minor, decimals); };
  return {{"total", text(cost.total())},
          {"room", text(cost.room)},
          {"promotions", text(cost.promotions)},
          {"supplements", text(cost.supplements)},
          {"taxes_added", text(cost.taxes.added)},
          {"taxes_included", text(cost.taxes.included)},
          {"due_at_property", text(cost.taxes.due_at_property)},
          {"applied", cost.applied}};
}

}  // namespace

int decimals_of(const std::string& currency) {
  static const std::map<std::string, int> known{{"CHF", 2}, {"EUR", 2}, {"GBP", 2},
                                                {"JPY", 0}, {"KWD", 3}, {"USD", 2}};
  const auto found = known.find(currency);
  if (found == known.end()) throw std::invalid_argument("no decimals known of " + currency);
  return found->second;
}

json price(const json& hotel, const std::string& plan, const std::string& room, const stay& asked,
           std::optional<int> given_decimals) {
  const int decimals = given_decimals ? *given_decimals : decimals_of(hotel.at("currency"));
  const request r(hotel, plan, room, asked);

  party guests = classed_by_age(r);                                           // step 0
  if (const auto no = refused_by_occupancy(r)) return not_bookable(*no);      // step 1
  if (const auto no = refused_by_offer(r, guests)) return not_bookable(*no);  // step 2
  promote_oldest_to_adults(r, guests);                                        // step 3
  free_youngest_of_family(r, guests);                                         // step 4
  if (const auto no = refused_by_rules(r)) return not_bookable(*no);          // step 5
  if (const auto no = refused_by_inventory(r)) return not_bookable(*no);      // step 6
  auto nights = nights_by_rates(r, guests);                                   // step 7
  if (!nights) return not_bookable("missing_rate");
  make_nights_free(r, *nights);                                               // step 8
  const auto supplements = supplements_by_night(r, guests, *nights);          // step 10

  std::optional<cost> best;  // steps 9, 11 and 12, for each set of promotions
  for (const promotion_set& set : candidate_promotions(r)) {
    cost candidate = cost_under(set, r, *nights, supplements, decimals);
    if (!best || taken_rather(candidate, *best)) best = std::move(candidate);
  }
  return answer_of(*best, decimals);
}

std::vector<std::pair<std::string, std::string>> pairs_of(const json& hotel) {
  std::set<std::pair<std::string, std::string>> pairs;
  for (const json& plan : hotel.at("plans"))
    for (const json& rate : plan.at("rates")) pairs.emplace(plan.at("plan"), rate.at("room"));
  return {pairs.begin(), pairs.end()};
}

json quote(const json& hotel, const stay& asked, std::optional<int> given_decimals) {
  json expected = json::object();
  json cheapest;
  fraction lowest;
  for (const auto& [plan, room] : pairs_of(hotel)) {  // sorted: of equal totals the first stays
    const std::string pair = plan + "/" + room;
    const json& answer = expected[pair] = price(hotel, plan, room, asked, given_decimals);
    if (!answer.contains("total")) continue;
    const fraction total = amount_of(answer, "total");
    if (!cheapest.is_null() && total >= lowest) continue;
    cheapest = pair;
    lowest = total;
  }
  return {{"expected", expected}, {"cheapest", cheapest}};
}

}  // namespace plain
