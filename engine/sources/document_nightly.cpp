// The rates of a plan in compact form: runs of consecutive nights with amounts in minor units, each
// night a rate of its own.
#include "sources/document_rates.hpp"

namespace pronto::document {

namespace {

constexpr day last_day_of_9999 = 2'932'896;

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
      at.complain("the list has " + std::to_string(at.value().size()) +
                  " elements, but amounts has " + std::to_string(amounts.size()));
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
  std::optional<std::int64_t> resolve(std::int64_t number, std::size_t night,
                                      const spot& at) const {
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
  for (const auto& [min_age, max_age, amounts] : children)
    if (amounts[night]) out.children.push_back({min_age, max_age, *amounts[night]});
  return out;
}

// Puts the amounts of "guests" and "others" together.
void read_base(object_reader& fields, const by_night& amounts, run& out) {
  const auto guests = fields.wanted("guests", count_between{1, guests_limit});
  const column_reader difference{amounts, true};
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

}  // namespace

void read_nightly(const spot& at, const terms& in, std::vector<placed_rate>& out) {
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

}  // namespace pronto::document
