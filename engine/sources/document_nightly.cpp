// The rates of a plan in compact form: runs of rates that follow one another, with amounts in whole
// numbers of one unit.
#include "sources/document_rates.hpp"

namespace pronto::document {

namespace {

/// An element of "amounts": a rate that holds so many nights; without an amount, a night that has
/// none.
struct rated_nights {
  std::optional<std::int64_t> amount;
  int nights = 1;
};

/// Further amounts of the elements of "amounts"; nothing where an element has none.
using column = std::vector<std::optional<std::int64_t>>;

// A number of the run in minor units.
struct number_reader {
  std::int64_t unit;
  std::int64_t min;  // of the number: 0, or as far below it as amounts go above it

  std::optional<std::int64_t> operator()(const spot& at) const {
    const auto number = whole_number{min, max_amount_minor}(at);
    if (!number) return std::nullopt;
    const std::int64_t minor = *number * unit;  // neither is above 10^12 and 10^6
    if (-max_amount_minor <= minor && minor <= max_amount_minor) return minor;
    at.complain("times the unit, " + std::to_string(unit) + ", it gives " + std::to_string(minor) +
                ", which " + std::string{explain(number_error::too_large)});
    return std::nullopt;
  }
};

struct rated_nights_reader {
  std::int64_t unit;

  std::optional<rated_nights> operator()(const spot& at) const {
    const number_reader amount{unit, 0};
    const auto& value = at.value();
    if (value.is_null()) return rated_nights{};
    if (!value.is_array()) return rated_nights{amount(at), 1};
    if (value.size() != 2) {
      at.complain("the list has " + std::to_string(value.size()) +
                  " elements; expected an amount and the number of nights that it holds");
      return std::nullopt;
    }
    return rated_nights{amount(spot{value[0], at, std::size_t{0}}),
                        count_between{1, days_limit}(spot{value[1], at, std::size_t{1}})
                            .value_or(1)};
  }
};

/// What the run says first: on which nights there is a rate at all. Empty if it is wrong.
std::vector<rated_nights> read_amounts(const spot& at, std::int64_t unit) {
  const std::size_t errors_before = at.error_count();
  const auto out = list_of{rated_nights_reader{unit}, rate_limit}(at);
  if (out && out->empty())
    at.complain("the list is empty; expected an amount or null for each night");
  if (at.error_count() > errors_before) return {};
  return *out;
}

/// Further amounts of the same nights: one number for all, or a list as long as `amounts`.
struct column_reader {
  const std::vector<rated_nights>& amounts;  ///< empty if they are wrong: lengths are not checked
  std::int64_t unit;
  bool relative;  ///< the numbers are added to `amounts`

  std::optional<column> operator()(const spot& at) const {
    if (at.value().is_array()) return read_list(at);
    if (!at.value().is_number()) {
      at.complain_expected("a whole number, or a list of one for each element of amounts");
      return std::nullopt;
    }
    const auto all = read_number(at);
    column out(amounts.size());
    for (std::size_t i = 0; all && i < amounts.size(); ++i) {
      if (!amounts[i].amount) continue;
      out[i] = resolve(*all, i, at);
      if (!out[i]) break;  // told once
    }
    return out;
  }

private:
  std::optional<column> read_list(const spot& at) const {
    if (!check_list(at, rate_limit)) return std::nullopt;
    if (!amounts.empty() && at.value().size() != amounts.size()) {
      at.complain("the list has " + std::to_string(at.value().size()) +
                  " elements, but amounts has " + std::to_string(amounts.size()));
      return std::nullopt;
    }
    column out(at.value().size());
    for (std::size_t i = 0; i < out.size(); ++i) {
      const spot element{at.value()[i], at, i};
      if (element.value().is_null()) continue;
      const auto number = read_number(element);
      if (number && !amounts.empty()) out[i] = resolve(*number, i, element);
    }
    return out;
  }

  std::optional<std::int64_t> read_number(const spot& at) const {
    return number_reader{unit, relative ? -max_amount_minor : 0}(at);
  }

  // The amount of one element that a number stands for.
  std::optional<std::int64_t> resolve(std::int64_t number, std::size_t i, const spot& at) const {
    const auto named = [&] { return "amounts[" + std::to_string(i) + "]"; };
    if (!amounts[i].amount) {
      at.complain(named() + " is null: this night has no rate that this could belong to");
      return std::nullopt;
    }
    if (!relative) return number;
    const std::int64_t sum = *amounts[i].amount + number;
    if (sum >= 0 && sum <= max_amount_minor) return sum;
    at.complain("added to " + named() + ", " + std::to_string(*amounts[i].amount) + ", it gives " +
                std::to_string(sum) + ", which " +
                std::string{explain(sum < 0 ? number_error::negative : number_error::too_large)});
    return std::nullopt;
  }
};

/// An element of "nightly".
struct run {
  std::optional<std::uint32_t> room;
  std::optional<day> start;
  std::vector<rated_nights> amounts;
  std::vector<std::pair<int, column>> base;  // by number of guests, ascending
  std::optional<column> extra_adult;
  std::vector<band<column>> children;

  /// The rate of element i, if it has one; it begins on `first`.
  std::optional<rate> at(std::size_t i, day first) const;
};

std::optional<rate> run::at(std::size_t i, day first) const {
  rate out;
  for (const auto& [guests, by_element] : base)
    if (by_element[i]) out.base.emplace_back(guests, *by_element[i]);
  if (out.base.empty()) return std::nullopt;
  out.nights = {first, first + amounts[i].nights - 1};
  if (extra_adult) out.extra_adult = (*extra_adult)[i];
  for (const auto& [min_age, max_age, by_element] : children)
    if (by_element[i]) out.children.push_back({min_age, max_age, *by_element[i]});
  return out;
}

// Puts the amounts of "guests" and "others" together.
void read_base(object_reader& fields, std::int64_t unit, run& out) {
  const auto guests = fields.wanted("guests", count_between{1, guests_limit});
  const column_reader difference{out.amounts, unit, true};
  const auto others =
      fields.optional("others", by_guests_reader{difference, amounts_limit - 1});
  if (others) out.base = *others;
  if (!guests) return;
  const auto place = std::lower_bound(out.base.begin(), out.base.end(), *guests,
                                      [](const auto& each, int n) { return each.first < n; });
  if (place != out.base.end() && place->first == *guests) {
    fields.field("guests").complain("others has this number of guests too");
    return;
  }
  column amounts;
  for (const rated_nights& each : out.amounts) amounts.push_back(each.amount);
  out.base.emplace(place, *guests, std::move(amounts));
}

// `out` is filled in place, since the readers of its columns refer to its amounts.
void read_run(const spot& at, const terms& in, run& out) {
  object_reader fields{at, "a run of nightly rates"};
  out.room = fields.wanted("room", index_reader{in.rooms});
  out.start = fields.wanted("start", read_day);
  const std::int64_t unit =
      fields.optional("unit", count_between{1, amount_unit_limit}).value_or(1);
  const auto amounts = [&](const spot& list) { return std::optional{read_amounts(list, unit)}; };
  out.amounts = fields.required("amounts", amounts);
  read_base(fields, unit, out);
  const column_reader one{out.amounts, unit, false};
  out.extra_adult = fields.optional("extra_adult", one);
  if (auto bands = fields.optional("children", bands_reader<column_reader>{one}))
    out.children = *std::move(bands);
  fields.finish();
  std::int64_t nights = 0;
  for (const rated_nights& each : out.amounts) nights += each.nights;
  if (out.start && nights > last_calendar_day - *out.start + 1)
    fields.field("amounts").complain("the last night is after the year 9999");
}

}  // namespace

void read_nightly(const spot& at, const terms& in, std::vector<placed_rate>& out) {
  if (!check_list(at, rate_limit)) return;
  for (std::size_t i = 0; i < at.value().size(); ++i) {
    const spot element{at.value()[i], at, i};
    const std::size_t errors_before = at.error_count();
    run one;
    read_run(element, in, one);
    if (at.error_count() > errors_before) continue;
    day next = *one.start;
    for (std::size_t k = 0; k < one.amounts.size(); ++k) {
      if (auto priced = one.at(k, next)) out.push_back({*one.room, *std::move(priced), i, k});
      next += one.amounts[k].nights;
    }
    if (out.size() > rate_limit) {
      element.complain("the plan has more than " + std::to_string(rate_limit) + " rates by here");
      return;
    }
  }
}

}  // namespace pronto::document
