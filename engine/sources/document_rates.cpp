// The rates of a plan: those in long form, and the products that both forms make together.
#include "sources/document_rates.hpp"

#include <set>
#include <tuple>

namespace pronto::document {

namespace {

/// An element of "rates"; its room is missing, and it belongs nowhere, if that is wrong.
struct read_rate {
  std::optional<std::uint32_t> room;
  rate priced;
};

std::optional<read_rate> read_one_rate(const spot& at, const terms& in) {
  object_reader fields{at, "a rate"};
  const amount_reader amount{in};
  read_rate out;
  out.room = fields.wanted("room", index_reader{in.rooms});
  out.priced.nights = required_range(fields);
  out.priced.base = fields.required("base", by_guests_reader{amount, amounts_limit});
  out.priced.extra_adult = fields.optional("extra_adult", amount);
  if (const auto bands = fields.optional("children", bands_reader<amount_reader>{amount}))
    for (const auto& each : *bands)
      out.priced.children.push_back({each.min_age, each.max_age, each.amount});
  fields.finish();
  return out;
}

// How many values a field has; 0 if it is not there.
std::size_t size_of(const spot::json& object, const char* field) {
  const auto found = object.is_object() ? object.find(field) : object.end();
  return found == object.end() ? 0 : found->size();
}

std::size_t amounts_of_rate(const spot::json& rate) {
  return size_of(rate, "base") + size_of(rate, "children") + size_of(rate, "extra_adult");
}

std::size_t amounts_of_run(const spot::json& run) {
  const bool extra_adult = size_of(run, "extra_adult") > 0;
  const std::size_t columns =
      1 + size_of(run, "others") + size_of(run, "children") + (extra_adult ? 1 : 0);
  return size_of(run, "amounts") * columns;
}

std::string name_of(const placed_rate& which) {
  if (!which.night) return "rates[" + std::to_string(which.element) + "]";
  return "nightly[" + std::to_string(which.element) + "].amounts[" + std::to_string(*which.night) +
         "]";
}

/// Complains about overlaps, of a run of nights only once.
void check_overlaps_of_rates(const object_reader& plan, const std::vector<placed_rate>& rates) {
  std::vector<stretch> ranges;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    const date_range nights = rates[i].priced.nights;
    ranges.push_back({rates[i].room, nights.first, nights.last, i});
  }
  std::set<std::size_t> runs_told;
  find_overlaps(std::move(ranges), [&](const stretch& later, const stretch& earlier) {
    const placed_rate& wrong = rates[later.index];
    const std::string text = "its dates overlap those of " + name_of(rates[earlier.index]) +
                             ", which is for the same room: both hold " +
                             format_day(wrong.priced.nights.first);
    const spot list = plan.field(wrong.night ? "nightly" : "rates");
    if (!wrong.night)
      list.complain_at(wrong.element, text);
    else if (runs_told.insert(wrong.element).second)
      spot{list.value()[wrong.element], list, wrong.element}.at("amounts").complain_at(*wrong.night,
                                                                                       text);
  });
}

std::vector<product> products_of(std::vector<placed_rate> rates) {
  std::sort(rates.begin(), rates.end(), [](const placed_rate& a, const placed_rate& b) {
    return std::tie(a.room, a.priced.nights.first) < std::tie(b.room, b.priced.nights.first);
  });
  std::vector<product> out;
  for (auto from = rates.begin(); from != rates.end();) {
    std::vector<rate> of_room;
    auto to = from;
    for (; to != rates.end() && to->room == from->room; ++to)
      of_room.push_back(std::move(to->priced));
    out.push_back({from->room, rate_calendar{of_room}});
    from = to;
  }
  return out;
}

}  // namespace

std::optional<int> guests_of_key(std::string_view key) {
  if (key.empty() || key.size() > 3 || key.front() == '0') return std::nullopt;
  int out = 0;
  for (const char c : key) {
    if (c < '0' || c > '9') return std::nullopt;
    out = 10 * out + (c - '0');
  }
  return out;
}

void read_verbose(const spot& at, const terms& in, std::vector<placed_rate>& out) {
  if (!check_list(at, rate_limit)) return;
  for (std::size_t i = 0; i < at.value().size(); ++i) {
    auto one = read_one_rate(spot{at.value()[i], at, i}, in);
    if (one->room && one->priced.nights.first <= one->priced.nights.last)
      out.push_back({*one->room, std::move(one->priced), i, std::nullopt});
  }
}

bool check_amounts(const spot& plans) {
  std::size_t count = 0;
  for (const auto& plan : plans.value()) {
    if (!plan.is_object()) continue;
    if (const auto rates = plan.find("rates"); rates != plan.end())
      for (const auto& each : *rates) count += amounts_of_rate(each);
    if (const auto runs = plan.find("nightly"); runs != plan.end())
      for (const auto& each : *runs) count += amounts_of_run(each);
  }
  if (count <= hotel_amounts_limit) return true;
  plans.complain("the rates of the plans have " + std::to_string(count) +
                 " amounts together; at most " + std::to_string(hotel_amounts_limit) +
                 " are read");
  return false;
}

std::vector<product> read_rates(object_reader& plan, const terms& in) {
  std::vector<placed_rate> rates;
  const std::size_t errors_before = plan.at().error_count();
  const auto verbose = [&](const spot& list) {
    read_verbose(list, in, rates);
    return std::optional{true};
  };
  const auto nightly = [&](const spot& list) {
    read_nightly(list, in, rates);
    return std::optional{true};
  };
  if (plan.has("nightly"))
    plan.optional("rates", verbose);
  else
    plan.required("rates", verbose);
  plan.optional("nightly", nightly);
  check_overlaps_of_rates(plan, rates);
  if (plan.at().error_count() > errors_before) return {};
  return products_of(std::move(rates));
}

}  // namespace pronto::document
