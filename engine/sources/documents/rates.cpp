// The rates of a plan: those in long form, and the products that both forms make together.
#include "sources/documents/rates.hpp"

#include <set>
#include <tuple>

namespace pronto::document {

namespace {

void read_one_rate(const spot& at, std::size_t element, const terms& in, rate_list& out) {
  object_reader fields{at, "a rate"};
  const amount_reader amount{in};
  const auto room = fields.wanted("room", index_reader{in.rooms});
  const date_range nights = required_range(fields);
  const auto base = fields.required("base", by_guests_reader{amount, amounts_limit});
  const auto extra_adult = fields.optional("extra_adult", amount);
  const auto children = fields.or_default("children", bands_reader<amount_reader>{amount});
  fields.finish();
  if (!room || nights.first > nights.last) return;  // told; it belongs nowhere
  rate_calendar::shape shape;
  const auto first = static_cast<std::uint32_t>(out.amounts.size());
  for (const auto& [guests, minor] : base) {
    shape.guests.push_back(guests);
    out.amounts.push_back(minor);
  }
  shape.extra_adult = extra_adult.has_value();
  if (extra_adult) out.amounts.push_back(*extra_adult);
  for (const auto& each : children) {
    shape.ages.emplace_back(each.min_age, each.max_age);
    out.amounts.push_back(each.amount);
  }
  out.rates.push_back({*room, nights, static_cast<std::uint32_t>(element), std::nullopt,
                       out.shape_like(shape), first});
}

// How many values a field has; 0 if it is not there.
std::size_t size_of(const json_value& object, std::string_view field) {
  const json_value* const found = object.find(field);
  return found ? found->size() : 0;
}

std::size_t amounts_of_rate(const json_value& rate) {
  return size_of(rate, "base") + size_of(rate, "children") + size_of(rate, "extra_adult");
}

std::size_t amounts_of_run(const json_value& run) {
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

/// Whether each rate begins behind those of its room before it, as nearly all documents have them:
/// then none overlaps another.
bool are_in_order(const std::vector<placed_rate>& rates) {
  std::vector<std::pair<std::uint32_t, day>> ends;  // by room
  auto of_room = ends.end();
  for (const placed_rate& each : rates) {
    if (of_room == ends.end() || of_room->first != each.room)
      of_room = std::ranges::find(ends, each.room, &std::pair<std::uint32_t, day>::first);
    if (of_room == ends.end())
      of_room = ends.insert(ends.end(), {each.room, each.nights.last});
    else if (each.nights.first <= of_room->second)
      return false;
    of_room->second = each.nights.last;
  }
  return true;
}

/// Complains about overlaps, of a run of nights only once.
void check_overlaps_of_rates(const object_reader& plan, const std::vector<placed_rate>& rates) {
  std::vector<stretch> ranges;
  for (std::size_t i = 0; i < rates.size(); ++i)
    ranges.push_back({rates[i].room, rates[i].nights.first, rates[i].nights.last, i});
  std::set<std::size_t> runs_told;
  find_overlaps(std::move(ranges), [&](const stretch& later, const stretch& earlier) {
    const placed_rate& wrong = rates[later.index];
    const std::string text = "its dates overlap those of " + name_of(rates[earlier.index]) +
                             ", which is for the same room: both hold " +
                             format_day(wrong.nights.first);
    const spot list = plan.field(wrong.night ? "nightly" : "rates");
    if (!wrong.night)
      list.complain_at(wrong.element, text);
    else if (runs_told.insert(wrong.element).second && !list.is_only_counted())
      spot{list.value()[wrong.element], list, wrong.element}.at("amounts").complain_at(*wrong.night,
                                                                                       text);
  });
}

/// Requires: the rates of each room are in order.
std::vector<product> products_of(const rate_list& all) {
  struct calendar {
    std::uint32_t room;
    rate_calendar::builder made{};
    std::optional<std::uint32_t> shape{};  // of the rate before, in the list
    std::uint32_t own_shape = 0;           // the same in `made`
  };
  std::vector<calendar> by_room;
  auto of_room = by_room.end();
  for (const placed_rate& each : all.rates) {
    if (of_room == by_room.end() || of_room->room != each.room)
      of_room = std::ranges::find(by_room, each.room, &calendar::room);
    if (of_room == by_room.end())
      of_room = by_room.insert(by_room.end(), {.room = each.room});
    if (of_room->shape != each.shape) {
      of_room->shape = each.shape;
      of_room->own_shape = of_room->made.shape_like(all.shapes[each.shape]);
    }
    of_room->made.add(each.nights, of_room->own_shape, all.amounts.data() + each.amount);
  }
  std::ranges::sort(by_room, {}, &calendar::room);
  std::vector<product> out;
  for (calendar& each : by_room) out.push_back({each.room, std::move(each.made).take()});
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

std::uint32_t rate_list::shape_like(const rate_calendar::shape& wanted) {
  const auto [found, fresh] =
      known_.try_emplace(wanted, static_cast<std::uint32_t>(shapes.size()));
  if (fresh) shapes.push_back(wanted);
  return found->second;
}

void read_verbose(const spot& at, const terms& in, rate_list& out) {
  if (!check_list(at, rates_limit)) return;
  for (std::size_t i = 0; const json_value& each : at.value().elements()) {
    read_one_rate(spot{each, at, i}, i, in, out);
    ++i;
  }
}

bool check_amounts(const spot& plans) {
  std::size_t count = 0;
  for (const json_value& plan : plans.value().elements()) {
    if (const json_value* const rates = plan.find("rates"))
      for (const json_value& each : rates->elements()) count += amounts_of_rate(each);
    if (const json_value* const runs = plan.find("nightly"))
      for (const json_value& each : runs->elements()) count += amounts_of_run(each);
  }
  if (count <= hotel_amounts_limit) return true;
  plans.complain("the rates of the plans have " + std::to_string(count) +
                 " amounts together; at most " + std::to_string(hotel_amounts_limit) +
                 " are read");
  return false;
}

std::vector<product> read_rates(object_reader& plan, const terms& in) {
  rate_list rates;
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
  const bool in_order = are_in_order(rates.rates);
  if (!in_order) check_overlaps_of_rates(plan, rates.rates);
  if (plan.at().error_count() > errors_before) return {};
  if (!rates.made.empty()) return std::move(rates.made);
  if (!in_order)
    std::ranges::stable_sort(rates.rates, {}, [](const placed_rate& each) {
      return each.nights.first;
    });
  return products_of(rates);
}

}  // namespace pronto::document
