// The rates of a plan, in both forms: "rates", each with its dates and amounts as text, and
// "nightly", runs of consecutive nights with amounts in minor units, each night a rate of its own.
#include <algorithm>
#include <set>

#include "sources/document_terms.hpp"

namespace pronto::document {

namespace {

constexpr day last_day_of_9999 = 2'932'896;

/// A rate and where it stands: an element of "rates", or a night of an element of "nightly".
struct placed_rate {
  std::uint32_t room = 0;
  rate priced;
  std::size_t element = 0;
  std::optional<std::size_t> night;
};

template <class Amount>
struct band {
  int min_age = 0;
  int max_age = 0;
  Amount amount{};
};

/// One child band, with an amount that `read` reads.
template <class Read>
struct band_reader {
  Read read;

  std::optional<band<value_of<Read>>> operator()(const spot& at) const {
    object_reader in{at, "a child band"};
    const auto min_age = in.wanted("min_age", age_reader);
    const auto max_age = in.wanted("max_age", age_reader);
    band<value_of<Read>> out{min_age.value_or(0), max_age.value_or(0), in.required("amount", read)};
    if (min_age && max_age && *min_age >= *max_age)
      in.field("min_age").complain("min_age is not below max_age, " + std::to_string(*max_age));
    in.finish();
    return out;
  }
};

/// The child bands of one rate, in order of age.
template <class Read>
struct bands_reader {
  Read read;

  std::optional<std::vector<band<value_of<Read>>>> operator()(const spot& at) const {
    auto out = list_of{band_reader<Read>{read}, amounts_limit}(at);
    if (!out) return out;
    std::vector<stretch> ages;
    for (std::size_t i = 0; i < out->size(); ++i)
      ages.push_back({0, (*out)[i].min_age, (*out)[i].max_age - 1, i});
    find_overlaps(std::move(ages), [&](const stretch& later, const stretch& earlier) {
      at.complain_at(later.index, "its ages overlap those of element " +
                                      std::to_string(earlier.index) + " of this list");
    });
    std::stable_sort(out->begin(), out->end(),
                     [](const auto& a, const auto& b) { return a.min_age < b.min_age; });
    return out;
  }
};

/// A number of guests as the key of an object: "1" to "999", without leading zeros.
std::optional<int> guests_of_key(std::string_view key) {
  if (key.empty() || key.size() > 3 || key.front() == '0') return std::nullopt;
  int out = 0;
  for (const char c : key) {
    if (c < '0' || c > '9') return std::nullopt;
    out = 10 * out + (c - '0');
  }
  return out;
}

/// An object of values by number of guests, in their order.
template <class Read>
struct by_guests_reader {
  Read read;

  std::optional<std::vector<std::pair<int, value_of<Read>>>> operator()(const spot& at) const {
    if (!at.value().is_object() || at.value().size() > amounts_limit) {
      at.complain_expected("an object of at most " + std::to_string(amounts_limit) +
                           " amounts by number of guests");
      return std::nullopt;
    }
    std::vector<std::pair<int, value_of<Read>>> out;
    for (const auto& [key, value] : at.value().items()) {
      const spot element{value, at, key};
      const auto guests = guests_of_key(key);
      if (!guests) element.complain("expected a number of guests from \"1\" to \"999\" as the key");
      auto got = read(element);
      if (guests && got) out.emplace_back(*guests, *std::move(got));
    }
    std::sort(out.begin(), out.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return out;
  }
};

// The verbose form.

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
  out.priced.base = fields.required("base", by_guests_reader<amount_reader>{amount});
  out.priced.extra_adult = fields.optional("extra_adult", amount);
  if (const auto bands = fields.optional("children", bands_reader<amount_reader>{amount}))
    for (const auto& each : *bands)
      out.priced.children.push_back({each.min_age, each.max_age, each.amount});
  fields.finish();
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

// The compact form.

/// An amount of each night of a run, in minor units; nothing where a night has none.
using by_night = std::vector<std::optional<std::int64_t>>;

/// The amounts that a run begins with, which say on which nights there is a rate at all.
std::optional<by_night> read_amounts(const spot& at) {
  const auto one = [](const spot& night) -> std::optional<std::optional<std::int64_t>> {
    if (night.value().is_null()) return std::optional<std::int64_t>{};
    return whole_number{0, max_amount_minor}(night);
  };
  const std::size_t errors_before = at.error_count();
  auto out = list_of{one, rate_limit}(at);
  if (out && out->empty())
    at.complain("the list is empty; expected an amount or null for each night");
  if (at.error_count() > errors_before) return std::nullopt;
  return out;
}

/// Further amounts of the same nights: one number for all of them, or a list as long as `amounts`.
struct column_reader {
  const by_night& amounts;  ///< empty if they are wrong; then the length is not checked
  bool relative;            ///< the numbers are added to `amounts`

  std::optional<by_night> operator()(const spot& at) const {
    if (at.value().is_array()) return read_list(at);
    if (!at.value().is_number()) {
      at.complain_expected("a whole number in minor units, or a list of one a night");
      return std::nullopt;
    }
    const auto all = read_number(at);
    by_night out(amounts.size());
    for (std::size_t night = 0; all && night < amounts.size(); ++night) {
      if (!amounts[night]) continue;
      out[night] = resolve(*all, night, at);
      if (!out[night]) break;  // told once
    }
    return out;
  }

private:
  std::optional<by_night> read_list(const spot& at) const {
    if (!check_list(at, rate_limit)) return std::nullopt;
    if (!amounts.empty() && at.value().size() != amounts.size()) {
      at.complain("the list has " + std::to_string(at.value().size()) + " elements, but amounts has " +
                  std::to_string(amounts.size()));
      return std::nullopt;
    }
    by_night out(at.value().size());
    for (std::size_t night = 0; night < out.size(); ++night) {
      const spot element{at.value()[night], at, night};
      if (element.value().is_null()) continue;
      const auto number = read_number(element);
      if (number && !amounts.empty()) out[night] = resolve(*number, night, element);
    }
    return out;
  }

  std::optional<std::int64_t> read_number(const spot& at) const {
    return whole_number{relative ? -max_amount_minor : 0, max_amount_minor}(at);
  }

  // The amount of one night that a number stands for.
  std::optional<std::int64_t> resolve(std::int64_t number, std::size_t night, const spot& at) const {
    const auto named = [&] { return "amounts[" + std::to_string(night) + "]"; };
    if (!amounts[night]) {
      at.complain(named() + " is null: this night has no rate that this could belong to");
      return std::nullopt;
    }
    if (!relative) return number;
    const std::int64_t sum = *amounts[night] + number;
    if (sum >= 0 && sum <= max_amount_minor) return sum;
    at.complain("added to " + named() + ", " + std::to_string(*amounts[night]) + ", it gives " +
                std::to_string(sum) + ", which " +
                std::string{explain(sum < 0 ? number_error::negative : number_error::too_large)});
    return std::nullopt;
  }
};

/// An element of "nightly".
struct run {
  std::optional<std::uint32_t> room;
  std::optional<day> start;
  std::vector<std::pair<int, by_night>> base;  // by number of guests, ascending
  std::optional<by_night> extra_adult;
  std::vector<band<by_night>> children;
  std::size_t nights = 0;

  /// The rate of one of its nights, if it has one.
  std::optional<rate> at(std::size_t night) const;
};

std::optional<rate> run::at(std::size_t night) const {
  rate out;
  for (const auto& [guests, amounts] : base)
    if (amounts[night]) out.base.emplace_back(guests, *amounts[night]);
  if (out.base.empty()) return std::nullopt;
  const day date = *start + static_cast<day>(night);
  out.nights = {date, date};
  if (extra_adult) out.extra_adult = (*extra_adult)[night];
  for (const auto& each : children)
    if (each.amount[night]) out.children.push_back({each.min_age, each.max_age, *each.amount[night]});
  return out;
}

// Puts the amounts of "guests" and "others" together.
void read_base(object_reader& fields, const by_night& amounts, run& out) {
  const auto guests = fields.wanted("guests", count_between{1, guests_limit});
  const auto others = fields.optional("others", by_guests_reader<column_reader>{{amounts, true}});
  if (others) out.base = *others;
  if (!guests) return;
  const auto place = std::lower_bound(out.base.begin(), out.base.end(), *guests,
                                      [](const auto& each, int n) { return each.first < n; });
  if (place != out.base.end() && place->first == *guests) {
    fields.field("guests").complain("others has this number of guests too");
    return;
  }
  out.base.emplace(place, *guests, amounts);
}

std::optional<run> read_run(const spot& at, const terms& in) {
  object_reader fields{at, "a run of nightly rates"};
  run out;
  out.room = fields.wanted("room", index_reader{in.rooms});
  out.start = fields.wanted("start", read_day);
  const by_night amounts = fields.required("amounts", read_amounts);
  out.nights = amounts.size();
  read_base(fields, amounts, out);
  const column_reader column{amounts, false};
  out.extra_adult = fields.optional("extra_adult", column);
  if (auto bands = fields.optional("children", bands_reader<column_reader>{column}))
    out.children = *std::move(bands);
  fields.finish();
  if (out.start && static_cast<std::int64_t>(out.nights) > last_day_of_9999 - *out.start + 1)
    fields.field("amounts").complain("the last night is after the year 9999");
  return out;
}

void read_compact(const spot& at, const terms& in, std::vector<placed_rate>& out) {
  if (!check_list(at, rate_limit)) return;
  for (std::size_t i = 0; i < at.value().size(); ++i) {
    const spot element{at.value()[i], at, i};
    const std::size_t errors_before = at.error_count();
    const auto one = read_run(element, in);
    if (at.error_count() > errors_before) continue;
    for (std::size_t night = 0; night < one->nights; ++night)
      if (auto priced = one->at(night)) out.push_back({*one->room, *std::move(priced), i, night});
    if (out.size() > rate_limit) {
      element.complain("the plan has more than " + std::to_string(rate_limit) + " rates by here");
      return;
    }
  }
}

// Both forms together.

std::string name_of(const placed_rate& which) {
  if (!which.night) return "rates[" + std::to_string(which.element) + "]";
  return "nightly[" + std::to_string(which.element) + "].amounts[" + std::to_string(*which.night) +
         "]";
}

/// Complains about overlaps, of a run of nights only once.
void check_overlaps(const object_reader& plan, const std::vector<placed_rate>& rates) {
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

std::vector<product> read_rates(object_reader& plan, const terms& in) {
  std::vector<placed_rate> rates;
  const std::size_t errors_before = plan.at().error_count();
  const auto verbose = [&](const spot& list) {
    read_verbose(list, in, rates);
    return std::optional{true};
  };
  const auto compact = [&](const spot& list) {
    read_compact(list, in, rates);
    return std::optional{true};
  };
  if (plan.has("nightly"))
    plan.optional("rates", verbose);
  else
    plan.required("rates", verbose);
  plan.optional("nightly", compact);
  check_overlaps(plan, rates);
  if (plan.at().error_count() > errors_before) return {};
  return products_of(std::move(rates));
}

}  // namespace pronto::document
