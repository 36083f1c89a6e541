#include "simulation/expected.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

namespace pronto::simulation {

namespace {

struct best {
  std::string code;
  const article* where = nullptr;
  const plain_product* what = nullptr;
};

std::string money_of(const hotel& of) { return std::string(of.money.code_text()); }

bool same_price(const offer& got, const plain_product& wanted) {
  const auto text = [&](std::int64_t amount) { return format_amount(amount, got.money.decimals); };
  nlohmann::json applied = nlohmann::json::array();
  auto codes = got.promotions;
  std::ranges::sort(codes);
  for (const auto& each : codes) applied.push_back(each);
  const nlohmann::json all{{"total", text(got.cost.total)},
                           {"room", text(got.cost.room)},
                           {"promotions", text(got.cost.promotions)},
                           {"supplements", text(got.cost.supplements)},
                           {"taxes_added", text(got.cost.taxes_added)},
                           {"taxes_included", text(got.cost.taxes_included)},
                           {"due_at_property", text(got.cost.due_at_property)},
                           {"applied", applied}};
  return all == wanted.answer;
}

bool same_offer(const offer& got, const best& wanted, const stock& prices) {
  const auto& body = prices.body(wanted.where->body);
  return got.hotel == wanted.code && got.hotel_name == hotel_name(wanted.code, *wanted.where) &&
         got.stars == body.stars && got.plan == wanted.what->plan &&
         got.room == wanted.what->room && got.refundable == wanted.what->refundable &&
         got.money == body.money && same_price(got, *wanted.what);
}

const plain_product* cheapest(const std::vector<plain_product>& of, bool refundable) {
  const plain_product* out = nullptr;
  for (const auto& each : of) {  // in order: of equal totals the first stays
    if (!each.bookable() || (refundable && !each.refundable)) continue;
    if (!out || each.total < out->total) out = &each;
  }
  return out;
}

}  // namespace

bool lacks(const market_state& in, const find_request& asked) {
  return std::ranges::none_of(
      in, [&](const auto& each) { return asked.city == cities[each.second.city].name; });
}

bool lacks(const market_state& in, const quote_request& asked) {
  return !in.contains(asked.hotel);
}

bool fits(const find_answer& got, const find_request& asked, int stay, const market_state& in,
          stock& prices) {
  std::map<std::string, int> moneys;
  std::vector<best> here;
  for (const auto& [code, each] : in) {
    if (asked.city != cities[each.city].name) continue;
    here.push_back({code, &each, nullptr});
    ++moneys[money_of(prices.body(each.body))];
  }
  if (here.empty()) return false;
  std::string money;
  int most = 0;
  for (const auto& [each, count] : moneys)
    if (count > most) std::tie(money, most) = std::pair{each, count};

  std::vector<best> offers;
  std::uint32_t other_currency = 0;
  for (auto& each : here) {
    const auto& body = prices.body(each.where->body);
    if (asked.keep.stars_min && body.stars < *asked.keep.stars_min) continue;
    if (money_of(body) != money) {
      ++other_currency;
      continue;
    }
    each.what = cheapest(prices.prices(each.where->body, each.where->change, stay), asked.keep.refundable);
    if (each.what) offers.push_back(each);
  }
  std::ranges::sort(offers, {}, [](const best& each) {
    return std::tie(each.what->total, each.code);
  });

  return got.city == asked.city && got.money.code_text() == money && got.hotels == here.size() &&
         got.other_currency == other_currency &&
         got.bookable == (asked.count ? offers.size() : got.offers.size()) &&
         got.offers.size() == std::min<std::size_t>(offers.size(), asked.limit) &&
         std::equal(got.offers.begin(), got.offers.end(), offers.begin(),
                    [&](const offer& a, const best& b) { return same_offer(a, b, prices); });
}

bool fits(const quote_answer& got, const quote_request& asked, int stay, const market_state& in,
          stock& prices) {
  const auto known = in.find(asked.hotel);
  if (known == in.end()) return false;
  const auto& [code, where] = *known;
  std::vector<best> offers;
  std::vector<const plain_product*> refused;
  std::uint32_t filtered = 0;
  for (const auto& each : prices.prices(where.body, where.change, stay)) {
    if (!each.bookable())
      refused.push_back(&each);
    else if (asked.keep.refundable && !each.refundable)
      ++filtered;
    else
      offers.push_back({code, &where, &each});
  }
  std::ranges::stable_sort(offers, {}, [](const best& each) { return each.what->total; });
  return got.hotel == code && got.hotel_name == hotel_name(code, where) &&
         got.city == cities[where.city].name && got.filtered == filtered &&
         got.offers.size() == offers.size() && got.not_bookable.size() == refused.size() &&
         std::equal(got.offers.begin(), got.offers.end(), offers.begin(),
                    [&](const offer& a, const best& b) { return same_offer(a, b, prices); }) &&
         std::equal(got.not_bookable.begin(), got.not_bookable.end(), refused.begin(),
                    [](const refused_product& a, const plain_product* b) {
                      return a.plan == b->plan && a.room == b->room &&
                             b->answer.at("not_bookable") == std::string(to_string(a.why));
                    });
}

}  // namespace pronto::simulation
