// The rates of a plan in compact form: runs of rates that follow one another, with amounts in whole
// numbers of one unit.
#include "sources/documents/rates.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "catalog/packed/number_scan.hpp"

namespace pronto::document {

namespace {

/// Below any amount: there is none.
constexpr std::int64_t no_amount = std::numeric_limits<std::int64_t>::min();

/// Of each element of "amounts", or `no_amount` where it has none.
using amount_list = std::vector<std::int64_t>;

bool is_whole(const packed::extent<std::int64_t>& amounts) { return amounts.least != no_amount; }

/// The elements of "amounts" themselves: a rate each that holds so many nights; without an amount,
/// a night that has none.
struct rated_nights {
  amount_list amounts;
  std::vector<int> nights;
  packed::extent<std::int64_t> about;  // of the amounts

  bool is_whole() const { return document::is_whole(about); }
};

/// Further amounts of the same elements. One number for all of them, or one that is added to those of all,
/// is not written out.
struct column {
  amount_list own;  // if it is written out
  rate_calendar::column shared{};
  bool is_whole = true;  // each element has one

  rate_calendar::column view() const {
    return own.empty() ? shared : rate_calendar::column{own.data(), 0};
  }
};

column written_out(amount_list amounts) {
  const bool whole = is_whole(packed::extent_of(amounts));
  return {.own = std::move(amounts), .is_whole = whole};
}

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

/// What the run says first: on which nights there is a rate at all.
class amounts_reader {
public:
  explicit amounts_reader(std::int64_t unit) : unit_(unit), most_(max_amount_minor / unit) {}

  /// Empty if it is wrong.
  std::optional<rated_nights> operator()(const spot& at) const {
    rated_nights out;
    if (!check_list(at, rates_limit)) return out;
    const std::size_t errors_before = at.error_count();
    out.amounts.resize(at.value().size());
    out.nights.resize(at.value().size());
    for (std::size_t i = 0; const json_value& each : at.value().elements()) {
      if (!take_usual(each, out.amounts[i], out.nights[i]))
        std::tie(out.amounts[i], out.nights[i]) = read(spot{each, at, i});
      ++i;
    }
    if (out.amounts.empty())
      at.complain("the list is empty; expected an amount or null for each night");
    if (at.error_count() > errors_before) return rated_nights{};
    out.about = packed::extent_of(out.amounts);
    return out;
  }

private:
  /// Takes a value that is right and no null, as nearly all are; else false.
  bool take_usual(const json_value& value, std::int64_t& amount, int& nights) const {
    const bool is_pair = value.is_list() && value.size() == 2;
    const std::int64_t number = (is_pair ? value[0] : value).whole_or(-1);
    const std::int64_t held = is_pair ? value[1].whole_or(0) : 1;
    if (number < 0 || number > most_ || held < 1 || held > days_limit) return false;
    amount = number * unit_;
    nights = static_cast<int>(held);
    return true;
  }

  /// The amount and how many nights it holds.
  std::pair<std::int64_t, int> read(const spot& at) const {
    const json_value& value = at.value();
    const number_reader amount{unit_, 0};
    constexpr std::pair none{no_amount, 1};
    if (value.is_null()) return none;
    if (!value.is_list()) return {amount(at).value_or(no_amount), 1};
    if (value.size() != 2) {
      at.complain("the list has " + std::to_string(value.size()) +
                  " elements; expected an amount and the number of nights that it holds");
      return none;
    }
    return {amount(spot{value[0], at, std::size_t{0}}).value_or(no_amount),
            count_between{1, days_limit}(spot{value[1], at, std::size_t{1}}).value_or(1)};
  }

  std::int64_t unit_;
  std::int64_t most_;  // number that is not too large
};

/// Further amounts of the same nights: one number for all, or a list as long as `amounts`.
struct column_reader {
  const rated_nights& rated;  ///< empty if they are wrong: lengths are not checked
  std::int64_t unit;
  bool relative;  ///< the numbers are added to `amounts`

  std::optional<column> operator()(const spot& at) const {
    if (at.value().is_list()) return read_list(at);
    if (!at.value().is_number()) {
      at.complain_expected("a whole number, or a list of one for each element of amounts");
      return std::nullopt;
    }
    const auto all = read_number(at);
    if (all && is_usual(*all))
      return column{.own = {}, .shared = {relative ? rated.amounts.data() : nullptr, *all}};
    const amount_list& amounts = rated.amounts;
    amount_list out(amounts.size(), no_amount);
    for (std::size_t i = 0; all && i < amounts.size(); ++i) {
      if (amounts[i] == no_amount) continue;
      out[i] = resolve(*all, i, at);
      if (out[i] == no_amount) break;  // told once
    }
    return written_out(std::move(out));
  }

private:
  // Whether this number makes an amount of each element, as in nearly all documents.
  bool is_usual(std::int64_t all) const {
    const auto& about = rated.about;
    return rated.is_whole() &&
           (!relative || (about.least + all >= 0 && about.greatest + all <= max_amount_minor));
  }

  std::optional<column> read_list(const spot& at) const {
    if (!check_list(at, rates_limit)) return std::nullopt;
    const amount_list& amounts = rated.amounts;
    if (!amounts.empty() && at.value().size() != amounts.size()) {
      at.complain("the list has " + std::to_string(at.value().size()) +
                  " elements, but amounts has " + std::to_string(amounts.size()));
      return std::nullopt;
    }
    amount_list out(at.value().size(), no_amount);
    for (std::size_t i = 0; const json_value& each : at.value().elements()) {
      const spot element{each, at, i++};
      if (each.is_null()) continue;
      const auto number = read_number(element);
      if (number && !amounts.empty()) out[i - 1] = resolve(*number, i - 1, element);
    }
    return written_out(std::move(out));
  }

  std::optional<std::int64_t> read_number(const spot& at) const {
    return number_reader{unit, relative ? -max_amount_minor : 0}(at);
  }

  // The amount of one element that a number stands for.
  std::int64_t resolve(std::int64_t number, std::size_t i, const spot& at) const {
    const amount_list& amounts = rated.amounts;
    if (amounts[i] != no_amount) {
      const std::int64_t minor = relative ? amounts[i] + number : number;
      if (!relative || (minor >= 0 && minor <= max_amount_minor)) return minor;
    }
    complain_of(number, i, at);
    return no_amount;
  }

  void complain_of(std::int64_t number, std::size_t i, const spot& at) const {
    const amount_list& amounts = rated.amounts;
    const auto named = [&] { return "amounts[" + std::to_string(i) + "]"; };
    if (amounts[i] == no_amount) {
      at.complain(named() + " is null: this night has no rate that this could belong to");
      return;
    }
    const std::int64_t sum = amounts[i] + number;
    at.complain("added to " + named() + ", " + std::to_string(amounts[i]) + ", it gives " +
                std::to_string(sum) + ", which " +
                std::string{explain(sum < 0 ? number_error::negative : number_error::too_large)});
  }
};

/// An element of "nightly".
struct run {
  using columns = std::vector<rate_calendar::column>;

  std::size_t element = 0;
  std::optional<std::uint32_t> room;
  std::optional<day> start;
  rated_nights rated;
  std::optional<int> guests;
  std::vector<std::pair<int, column>> others;  // by number of guests, ascending
  std::optional<column> extra_adult;
  std::vector<band<column>> children;

  /// The nights from its first to its last. Requires: room and start, as below.
  date_range nights() const {
    return {*start, *start + std::accumulate(rated.nights.begin(), rated.nights.end(), 0) - 1};
  }
  /// What it has of amounts, in the order of a shape.
  columns all() const;
  /// Whether each element has all amounts, as in nearly all runs.
  bool is_whole() const;
  /// How many of its elements are rates: those with an amount for some guests.
  std::size_t rates() const;
  /// Of a rate with an amount in those of its columns that `has` says yes of.
  template <class Has>
  rate_calendar::shape shape_with(Has has) const;
  /// Adds its rates.
  void add_to(rate_list& out) const;
  /// The same to those of its room. Requires: is_whole().
  void add_to(rate_calendar::builder& out) const;

private:
  std::size_t base_columns() const { return others.size() + 1; }
  // The place of the amounts for `guests` among the others.
  std::size_t own_place() const {
    const auto is_before = [](const auto& each, int n) { return each.first < n; };
    return static_cast<std::size_t>(
        std::lower_bound(others.begin(), others.end(), *guests, is_before) - others.begin());
  }
  bool is_rate(const columns& of, std::size_t i) const {
    return std::any_of(of.begin(), of.begin() + static_cast<std::ptrdiff_t>(base_columns()),
                       [&](const auto& each) { return each[i] != no_amount; });
  }
};

run::columns run::all() const {
  columns out;
  out.reserve(base_columns() + (extra_adult ? 1 : 0) + children.size());
  for (const auto& each : others) out.push_back(each.second.view());
  out.insert(out.begin() + static_cast<std::ptrdiff_t>(own_place()), {rated.amounts.data(), 0});
  if (extra_adult) out.push_back(extra_adult->view());
  for (const auto& each : children) out.push_back(each.amount.view());
  return out;
}

bool run::is_whole() const {
  const auto are_whole = [](const auto& each) { return each.second.is_whole; };
  return rated.is_whole() && std::ranges::all_of(others, are_whole) &&
         (!extra_adult || extra_adult->is_whole) &&
         std::ranges::all_of(children, [](const auto& each) { return each.amount.is_whole; });
}

std::size_t run::rates() const {
  const columns of = all();
  std::size_t out = 0;
  for (std::size_t i = 0; i < rated.amounts.size(); ++i) out += is_rate(of, i) ? 1u : 0u;
  return out;
}

template <class Has>
rate_calendar::shape run::shape_with(Has has) const {
  rate_calendar::shape out;
  out.guests.reserve(base_columns());
  const std::size_t own = own_place();
  std::size_t column = 0;
  for (; column < base_columns(); ++column)
    if (has(column))
      out.guests.push_back(column == own ? *guests : others[column < own ? column : column - 1].first);
  if (extra_adult) out.extra_adult = has(column++);
  out.ages.reserve(children.size());
  for (const auto& each : children)
    if (has(column++)) out.ages.emplace_back(each.min_age, each.max_age);
  return out;
}

void run::add_to(rate_list& out) const {
  const columns of = all();
  std::vector<std::uint8_t> has(of.size());
  day first = *start;
  for (std::size_t i = 0; i < rated.amounts.size(); first += rated.nights[i], ++i) {
    if (!is_rate(of, i)) continue;
    const std::size_t amount = out.amounts.size();
    for (std::size_t c = 0; c < of.size(); ++c) {
      has[c] = of[c][i] != no_amount;
      if (has[c]) out.amounts.push_back(of[c][i]);
    }
    out.rates.push_back({*room,
                         {first, first + rated.nights[i] - 1},
                         static_cast<std::uint32_t>(element),
                         static_cast<std::uint32_t>(i),
                         out.shape_like(shape_with([&](std::size_t c) { return has[c] != 0; })),
                         static_cast<std::uint32_t>(amount)});
  }
}

void run::add_to(rate_calendar::builder& out) const {
  out.add_row(*start, rated.nights, out.shape_like(shape_with([](std::size_t) { return true; })), all());
}

// The amounts for further guests beside those of "guests".
void read_others(object_reader& fields, std::int64_t unit, run& out) {
  out.guests = fields.wanted("guests", count_between{1, guests_limit});
  const column_reader difference{out.rated, unit, true};
  auto others = fields.optional("others", by_guests_reader{difference, amounts_limit - 1});
  if (others) out.others = *std::move(others);
  if (!out.guests) return;
  const auto is_of_guests = [&](const auto& each) { return each.first == *out.guests; };
  if (std::ranges::any_of(out.others, is_of_guests))
    fields.field("guests").complain("others has this number of guests too");
}

// `out` is filled in place, since the readers of its columns refer to its amounts.
void read_run(const spot& at, const terms& in, run& out) {
  object_reader fields{at, "a run of nightly rates"};
  out.room = fields.wanted("room", index_reader{in.rooms});
  out.start = fields.wanted("start", read_day);
  const std::int64_t unit =
      fields.optional("unit", count_between{1, amount_unit_limit}).value_or(1);
  out.rated = fields.required("amounts", amounts_reader{unit});
  read_others(fields, unit, out);
  const column_reader one{out.rated, unit, false};
  out.extra_adult = fields.optional("extra_adult", one);
  if (auto bands = fields.optional("children", bands_reader<column_reader>{one}))
    out.children = *std::move(bands);
  fields.finish();
  std::int64_t nights = 0;
  for (const int each : out.rated.nights) nights += each;
  if (out.start && nights > last_calendar_day - *out.start + 1)
    fields.field("amounts").complain("the last night is after the year 9999");
}

/// Requires: they are whole, and in order.
std::vector<product> products_of(const std::vector<run>& runs) {
  std::map<std::uint32_t, rate_calendar::builder> by_room;
  for (const run& each : runs) each.add_to(by_room[*each.room]);
  std::vector<product> out;
  for (auto& [room, made] : by_room) out.push_back({room, std::move(made).take()});
  return out;
}

/// Whether each run begins behind those of its room before it, as in nearly all documents.
bool are_in_order(const std::vector<run>& runs) {
  std::map<std::uint32_t, day> ends;
  for (const run& each : runs) {
    const date_range nights = each.nights();
    const auto [of_room, is_first] = ends.try_emplace(*each.room, nights.last);
    if (!is_first && nights.first <= of_room->second) return false;
    of_room->second = nights.last;
  }
  return true;
}

}  // namespace

void read_nightly(const spot& at, const terms& in, rate_list& out) {
  if (!check_list(at, rates_limit)) return;
  std::vector<run> runs;
  std::size_t rates = out.rates.size();
  bool are_whole = true;
  for (std::size_t i = 0; const json_value& each : at.value().elements()) {
    const spot element{each, at, i};
    const std::size_t errors_before = at.error_count();
    run& one = runs.emplace_back();
    one.element = i++;
    read_run(element, in, one);
    if (at.error_count() > errors_before) {
      runs.pop_back();
      continue;
    }
    const bool is_whole = one.is_whole();
    are_whole &= is_whole;
    rates += is_whole ? one.rated.amounts.size() : one.rates();
    if (rates > rates_limit) {
      element.complain("the plan has more than " + std::to_string(rates_limit) + " rates by here");
      return;
    }
  }
  if (out.rates.empty() && are_whole && are_in_order(runs))
    out.made = products_of(runs);
  else
    for (const run& each : runs) each.add_to(out);
}

}  // namespace pronto::document
