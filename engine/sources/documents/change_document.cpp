#include "sources/documents/change_document.hpp"

#include <utility>

#include "sources/documents/document.hpp"
#include "sources/documents/rates.hpp"
#include "sources/json/json_tree.hpp"

namespace pronto {

namespace {

using namespace document;

// The amounts, of a rate that there is if any of its fields is there.
std::optional<new_rate> read_new_rate(object_reader& in) {
  if (!in.has("base") && !in.has("extra_adult") && !in.has("children")) {
    // Asked for all the same, so that who mistypes one is told of it.
    for (const auto* name : {"currency", "base", "extra_adult", "children"})
      in.optional(name, read_currency);
    return std::nullopt;
  }
  const auto money = in.wanted("currency", read_currency);
  terms common;
  common.money = money.value_or(currency{});
  common.money_known = money.has_value();
  const amount_reader amount{common};
  new_rate out;
  out.money = common.money;
  out.base = in.required("base", by_guests_reader{amount, amounts_limit});
  out.extra_adult = in.optional("extra_adult", amount);
  if (const auto bands = in.optional("children", bands_reader<amount_reader>{amount}))
    for (const auto& each : *bands)
      out.children.push_back({each.min_age, each.max_age, each.amount});
  return out;
}

change read_fields(const spot& at) {
  object_reader in{at, "a change"};
  change out;
  out.hotel = in.required("hotel", read_code);
  out.plan = in.or_default("plan", read_code);
  out.room = in.or_default("room", read_code);
  out.nights = required_range(in);
  out.rate = read_new_rate(in);
  out.closed = in.optional("closed", read_flag);
  out.closed_to_arrival = in.optional("closed_to_arrival", read_flag);
  out.closed_to_departure = in.optional("closed_to_departure", read_flag);
  out.min_los = in.optional("min_los", nights_reader);
  out.max_los = in.optional("max_los", nights_reader);
  out.min_stay_through = in.optional("min_stay_through", nights_reader);
  out.max_stay_through = in.optional("max_stay_through", nights_reader);
  out.count = in.optional("count", count_between{0, inventory_count_limit});
  in.finish();
  return out;
}

}  // namespace

read_change_result read_change(std::string_view json) {
  complaints found{complaints_limit};
  read_change_result out;
  json_parser parser;
  if (const json_value* const tree = parser.parse(json, found)) {
    auto made = read_fields(spot{*tree, found});
    if (found.empty()) {
      if (auto no = wrong_change(made))
        out.complaints.push_back(*std::move(no));
      else
        out.made = std::move(made);
      return out;
    }
  }
  out.complaints = found.take();
  return out;
}

}  // namespace pronto
