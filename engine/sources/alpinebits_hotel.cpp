#include "sources/alpinebits_hotel.hpp"

#include <algorithm>
#include <utility>

namespace pronto::alpinebits {

namespace {

currency most_common_money(const std::map<std::string, read_plan>& plans) {
  std::map<currency, int> votes;
  for (const auto& [code, plan] : plans) ++votes[plan.money];
  const auto most = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
    return a.second < b.second;
  });
  return most == votes.end() ? *find_currency("EUR") : most->first;
}

// Turns the numbers of a plan's rooms into places among the hotel's rooms.
class room_resolver {
public:
  room_resolver(const hotel& of, const room_numbers& numbers, omissions& out)
      : of_(of), out_(out), codes_(numbers.codes()) {
    for (const auto& code : codes_) places_.push_back(find_room(of, code));
  }

  void resolve(rate_plan& plan) const {
    std::erase_if(plan.products, [&](product& each) { return !place(each.room, plan); });
    std::sort(plan.products.begin(), plan.products.end(),
              [](const product& a, const product& b) { return a.room < b.room; });
    std::erase_if(plan.rules, [&](booking_rule& each) { return !place(each.room, plan); });
    for (auto& supplement : plan.supplements)
      std::erase_if(supplement.prices,
                    [&](supplement_price& each) { return !place(each.room, plan); });
    std::erase_if(plan.supplements, [](const supplement& each) { return each.prices.empty(); });
  }

private:
  bool place(std::uint32_t& room, const rate_plan& plan) const {
    if (const auto there = places_[room]) {
      room = *there;
      return true;
    }
    failure what;
    what.code = failure_code::data;
    what.text = "plan " + plan.code + " of hotel " + of_.code + " names room " + codes_[room] +
                ", which the hotel does not have";
    what.field = "InvTypeCode";
    what.value = codes_[room];
    out_.add("unknown_room", "rates, rules and prices for rooms that the hotel does not have",
             std::move(what));
    return false;
  }
  bool place(std::optional<std::uint32_t>& room, const rate_plan& plan) const {
    return !room || place(*room, plan);
  }

  const hotel& of_;
  omissions& out_;
  const std::vector<std::string>& codes_;
  std::vector<std::optional<std::uint32_t>> places_;
};

}  // namespace

hotel finish(hotel_draft from, omissions& out) {
  hotel made = std::move(from.known);
  made.money = most_common_money(from.plans);
  for (auto& [code, room] : from.rooms) made.rooms.push_back(std::move(room));
  const room_resolver rooms(made, from.numbers, out);
  for (auto& [code, plan] : from.plans) {
    if (plan.money != made.money) {
      failure what;
      what.code = failure_code::data;
      what.text = "plan " + code + " is priced in another currency than hotel " + made.code;
      what.field = "CurrencyCode";
      what.value = plan.money.code_text();
      out.add("plan_currency", "rate plans in another currency than their hotel's others",
              std::move(what));
      continue;
    }
    rooms.resolve(plan.made);
    made.plans.push_back(std::move(plan.made));
  }
  return made;
}

}  // namespace pronto::alpinebits
