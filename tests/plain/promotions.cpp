#include "plain/promotions.hpp"

#include "plain/conditions.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace plain {
namespace {

using nlohmann::json;

const std::string& code_of(const json& promotion) {
  return promotion.at("promotion").get_ref<const std::string&>();
}

bool covers(const json& promotion, day date) {
  return in_dates(promotion, "stay", date) && on_weekday(promotion, "days", date);
}

bool covers_enough(const json& promotion, const request& r) {
  int covered = 0;
  for (day date = r.arrival; date < r.departure; ++date) covered += covers(promotion, date) ? 1 : 0;
  if (flag(promotion, "all_nights") && covered < r.asked.nights) return false;
  if (promotion.at("type") == "free_nights" && covered < promotion.at("required").get<int>())
    return false;
  return covered >= 1;
}

bool is_eligible(const json& promotion, const request& r) {
  return in_dates(promotion, "booking", r.arrival - r.days_in_advance) &&
         within(promotion, "advance_days", r.days_in_advance) &&
         in_dates(promotion, "arrival", r.arrival) && within(promotion, "los", r.asked.nights) &&
         names(promotion, "rooms", r.room_code()) && names(promotion, "plans", r.plan_code()) &&
         covers_enough(promotion, r);
}

std::size_t place_of_kind(const json& promotion) {
  static const std::array<std::string, 4> order{"free_nights", "percent", "per_night", "per_stay"};
  const auto kind = std::find(order.begin(), order.end(), promotion.at("type"));
  if (kind == order.end()) throw std::invalid_argument("no such promotion: " + promotion.dump());
  return static_cast<std::size_t>(kind - order.begin());
}

bool applied_before(const json* a, const json* b) {
  return std::pair(place_of_kind(*a), code_of(*a)) < std::pair(place_of_kind(*b), code_of(*b));
}

void make_free(const json& promotion, std::vector<std::size_t> covered,
               std::vector<fraction>& amounts) {
  if (promotion.at("selection") == "last") {
    std::reverse(covered.begin(), covered.end());
  } else {
    // Stable: of equal amounts the earlier night comes first.
    std::stable_sort(covered.begin(), covered.end(),
                     [&](std::size_t a, std::size_t b) { return amounts[a] < amounts[b]; });
  }
  const int discounted = promotion.at("discounted");
  for (int i = 0; i < discounted; ++i) amounts[covered.at(static_cast<std::size_t>(i))] = 0;
}

void take_from_stay(const fraction& value, const std::vector<std::size_t>& covered,
                    std::vector<fraction>& amounts) {
  fraction left;
  for (const std::size_t i : covered) left += amounts[i];
  if (left == 0) return;
  const fraction taken = std::min(value, left);
  for (const std::size_t i : covered) amounts[i] -= taken * amounts[i] / left;
}

void apply(const json& promotion, const std::vector<night>& nights,
           std::vector<fraction>& amounts) {
  std::vector<std::size_t> covered;
  for (std::size_t i = 0; i < nights.size(); ++i)
    if (covers(promotion, nights[i].date)) covered.push_back(i);
  const auto& type = promotion.at("type").get_ref<const std::string&>();
  if (type == "free_nights") return make_free(promotion, covered, amounts);
  const fraction value = amount_of(promotion, "value");
  if (type == "per_stay") return take_from_stay(value, covered, amounts);
  for (const std::size_t i : covered)
    amounts[i] -= type == "percent" ? amounts[i] * value / 100 : std::min(value, amounts[i]);
}

}  // namespace

std::vector<promotion_set> candidate_promotions(const request& r) {
  std::vector<promotion_set> candidates{{}};
  promotion_set together;
  for (const json& promotion : list_of(r.hotel, "promotions")) {
    if (!is_eligible(promotion, r)) continue;
    if (flag(promotion, "exclusive")) {
      candidates.push_back({&promotion});
    } else {
      together.push_back(&promotion);
    }
  }
  std::sort(together.begin(), together.end(), applied_before);
  if (!together.empty()) candidates.push_back(together);
  return candidates;
}

std::vector<fraction> amounts_after(const promotion_set& set, const std::vector<night>& nights) {
  std::vector<fraction> amounts;
  for (const night& night : nights) amounts.push_back(night.amount);
  for (const json* promotion : set) apply(*promotion, nights, amounts);
  return amounts;
}

std::vector<std::string> codes_of(const promotion_set& set) {
  std::vector<std::string> codes;
  for (const json* promotion : set) codes.push_back(code_of(*promotion));
  std::sort(codes.begin(), codes.end());
  return codes;
}

}  // namespace plain
