// The rates of a plan in compact form: runs of rates that follow one another, with amounts in whole
// numbers of one unit.
#include "sources/document_rates.hpp"

#include <iterator>
#include <limits>

namespace pronto::document {

namespace {

/// Below any amount: there is none.
constexpr std::int64_t no_amount = std::numeric_limits<std::int64_t>::min();

/// An element of "amounts": a rate that holds so many nights; without an amount, a night that has
/// none.
struct rated_nights {
  std::int64_t amount = no_amount;
  int nights = 1;
};

/// Further amounts of the elements of "amounts"; `no_amount` where an element has none.
using column = std::vector<std::int64_t>;

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
  std::optional<std::vector<rated_nights>> operator()(const spot& at) const {
    std::vector<rated_nights> out;
    if (!check_list(at, rate_limit)) return out;
    const std::size_t errors_before = at.error_count();
    out.reserve(at.value().size());
    for (const json_value& each : at.value().elements()) {
      if (const rated_nights made = usual(each); made.amount != no_amount)
        out.push_back(made);
      else
        out.push_back(read(spot{each, at, out.size()}));
    }
    if (out.empty())
      at.complain("the list is empty; expected an amount or null for each night");
    if (at.error_count() > errors_before) out.clear();
    return out;
  }

private:
  /// What the value is, if it is right and no null; else without an amount.
  rated_nights usual(const json_value& value) const {
    const bool is_pair = value.is_list() && value.size() == 2;
    const auto number = is_pair ? value[0].as_whole() : value.as_whole();
    const auto nights = is_pair ? value[1].as_whole() : 1;
    if (!number || *number < 0 || *number > most_) return {};
    if (!nights || *nights < 1 || *nights > days_limit) return {};
    return {*number * unit_, static_cast<int>(*nights)};
  }

  rated_nights read(const spot& at) const {
    const json_value& value = at.value();
    const number_reader amount{unit_, 0};
    if (value.is_null()) return {};
    if (!value.is_list()) return {amount(at).value_or(no_amount), 1};
    if (value.size() != 2) {
      at.complain("the list has " + std::to_string(value.size()) +
                  " elements; expected an amount and the number of nights that it holds");
      return {};
    }
    return {amount(spot{value[0], at, std::size_t{0}}).value_or(no_amount),
            count_between{1, days_limit}(spot{value[1], at, std::size_t{1}}).value_or(1)};
  }

  std::int64_t unit_;
  std::int64_t most_;  // number that is not too large
};

/// Further amounts of the same nights: one number for all, or a list as long as `amounts`.
struct column_reader {
  const std::vector<rated_nights>& amounts;  ///< empty if they are wrong: lengths are not checked
  std::int64_t unit;
  bool relative;  ///< the numbers are added to `amounts`

  std::optional<column> operator()(const spot& at) const {
    if (at.value().is_list()) return read_list(at);
    if (!at.value().is_number()) {
      at.complain_expected("a whole number, or a list of one for each element of amounts");
      return std::nullopt;
    }
    const auto all = read_number(at);
    column out(amounts.size(), no_amount);
    for (std::size_t i = 0; all && i < amounts.size(); ++i) {
      if (amounts[i].amount == no_amount) continue;
      out[i] = resolve(*all, i, at);
      if (out[i] == no_amount) break;  // told once
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
    column out(at.value().size(), no_amount);
    for (std::size_t i = 0; const json_value& each : at.value().elements()) {
      const spot element{each, at, i++};
      if (each.is_null()) continue;
      const auto number = read_number(element);
      if (number && !amounts.empty()) out[i - 1] = resolve(*number, i - 1, element);
    }
    return out;
  }

  std::optional<std::int64_t> read_number(const spot& at) const {
    return number_reader{unit, relative ? -max_amount_minor : 0}(at);
  }

  // The amount of one element that a number stands for.
  std::int64_t resolve(std::int64_t number, std::size_t i, const spot& at) const {
    if (amounts[i].amount != no_amount) {
      const std::int64_t minor = relative ? amounts[i].amount + number : number;
      if (!relative || (minor >= 0 && minor <= max_amount_minor)) return minor;
    }
    complain_of(number, i, at);
    return no_amount;
  }

  void complain_of(std::int64_t number, std::size_t i, const spot& at) const {
    const auto named = [&] { return "amounts[" + std::to_string(i) + "]"; };
    if (amounts[i].amount == no_amount) {
      at.complain(named() + " is null: this night has no rate that this could belong to");
      return;
    }
    const std::int64_t sum = amounts[i].amount + number;
    at.complain("added to " + named() + ", " + std::to_string(amounts[i].amount) + ", it gives " +
                std::to_string(sum) + ", which " +
                std::string{explain(sum < 0 ? number_error::negative : number_error::too_large)});
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

  /// Adds the rates of all elements that have one. Requires: room and start.
  void add_to(rate_list& out, std::size_t element) const;

private:
  using columns_view = std::vector<const column*>;
  /// The same where each element has all amounts, as nearly all runs are.
  void add_whole(rate_list& out, std::size_t element, const columns_view& columns) const;
  /// Of a rate with an amount in these of its columns.
  rate_calendar::shape shape_with(const std::vector<std::uint8_t>& has) const;
};

void run::add_whole(rate_list& out, std::size_t element, const columns_view& columns) const {
  const std::uint32_t shape =
      out.shape_like(shape_with(std::vector<std::uint8_t>(columns.size(), 1)));
  const std::size_t width = columns.size();
  std::size_t amount = out.amounts.size();
  out.amounts.resize(amount + amounts.size() * width);
  for (std::size_t c = 0; c < width; ++c) {
    std::int64_t* to = out.amounts.data() + amount + c;
    for (const std::int64_t each : *columns[c]) {
      *to = each;
      to += width;
    }
  }
  day first = *start;
  for (std::size_t i = 0; i < amounts.size(); ++i, amount += width) {
    placed_rate& next = out.rates.emplace_back();  // written in place
    next.room = *room;
    next.nights = {first, first + amounts[i].nights - 1};
    next.element = static_cast<std::uint32_t>(element);
    next.night = static_cast<std::uint32_t>(i);
    next.shape = shape;
    next.amount = static_cast<std::uint32_t>(amount);
    first += amounts[i].nights;
  }
}

void run::add_to(rate_list& out, std::size_t element) const {
  columns_view columns;
  for (const auto& each : base) columns.push_back(&each.second);
  if (extra_adult) columns.push_back(&*extra_adult);
  for (const auto& each : children) columns.push_back(&each.amount);
  const auto is_whole = [](const column* each) {
    return std::ranges::find(*each, no_amount) == each->end();
  };
  if (std::ranges::all_of(columns, is_whole)) {
    add_whole(out, element, columns);
    return;
  }
  std::vector<std::uint8_t> has(columns.size());  // by column
  day first = *start;
  for (std::size_t i = 0; i < amounts.size(); first += amounts[i].nights, ++i) {
    const std::size_t amount = out.amounts.size();
    for (std::size_t c = 0; c < columns.size(); ++c) {
      has[c] = (*columns[c])[i] != no_amount;
      if (has[c]) out.amounts.push_back((*columns[c])[i]);
    }
    if (std::find(has.begin(), has.begin() + std::ssize(base), 1) ==
        has.begin() + std::ssize(base)) {
      out.amounts.resize(amount);  // without one for guests it is no rate
      continue;
    }
    out.rates.push_back({*room,
                         {first, first + amounts[i].nights - 1},
                         static_cast<std::uint32_t>(element),
                         static_cast<std::uint32_t>(i),
                         out.shape_like(shape_with(has)),
                         static_cast<std::uint32_t>(amount)});
  }
}

rate_calendar::shape run::shape_with(const std::vector<std::uint8_t>& has) const {
  rate_calendar::shape out;
  auto is_there = has.begin();
  for (const auto& each : base)
    if (*is_there++) out.guests.push_back(each.first);
  if (extra_adult) out.extra_adult = *is_there++ != 0;
  for (const auto& each : children)
    if (*is_there++) out.ages.emplace_back(each.min_age, each.max_age);
  return out;
}

// Puts the amounts of "guests" and "others" together.
void read_base(object_reader& fields, std::int64_t unit, run& out) {
  const auto guests = fields.wanted("guests", count_between{1, guests_limit});
  const column_reader difference{out.amounts, unit, true};
  auto others = fields.optional("others", by_guests_reader{difference, amounts_limit - 1});
  if (others) out.base = *std::move(others);
  if (!guests) return;
  const auto place = std::lower_bound(out.base.begin(), out.base.end(), *guests,
                                      [](const auto& each, int n) { return each.first < n; });
  if (place != out.base.end() && place->first == *guests) {
    fields.field("guests").complain("others has this number of guests too");
    return;
  }
  column amounts;
  amounts.reserve(out.amounts.size());
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
  out.amounts = fields.required("amounts", amounts_reader{unit});
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

void read_nightly(const spot& at, const terms& in, rate_list& out) {
  if (!check_list(at, rate_limit)) return;
  std::size_t rates = out.rates.size();
  for (const json_value& each : at.value().elements()) rates += size_of(each, "amounts");
  out.rates.reserve(std::min(rates, rate_limit));
  for (std::size_t i = 0; const json_value& each : at.value().elements()) {
    const spot element{each, at, i};
    const std::size_t errors_before = at.error_count();
    run one;
    read_run(element, in, one);
    if (at.error_count() == errors_before) one.add_to(out, i);
    if (out.rates.size() > rate_limit) {
      element.complain("the plan has more than " + std::to_string(rate_limit) + " rates by here");
      return;
    }
    ++i;
  }
}

}  // namespace pronto::document
