#include "search/popular/popular_answers.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <span>

#include "pricing/stay.hpp"
#include "search/asked_stay.hpp"
#include "search/filter.hpp"

namespace pronto {

namespace {

static_assert(children_limit == popular_shape::children_max);

const popular_table* table_for(const destination& in, const stay_request& when,
                               const filters& keep) {
  if (in.popular == nullptr || when.strict) return nullptr;
  const auto shape = popular_shape_of(when, keep);
  if (!shape) return nullptr;
  const auto found = std::ranges::find(in.popular->all, *shape, &popular_table::of);
  if (found == in.popular->all.end()) return nullptr;
  const bool holds = when.booking ? found->at.booking == when.booking : found->at.holds(when.now_s);
  return holds ? &*found : nullptr;
}

/// One arrival of a table.
struct table_place {
  const popular_block* block = nullptr;  ///< null if the table does not reach so far
  int at = 0;

  bool is_known() const { return block != nullptr && block->is_known(at); }
  popular_row row() const { return block->row(at); }
};

table_place place_of(const popular_table& in, day arrival) {
  const auto days = static_cast<std::int64_t>(arrival) - in.first;
  const auto block = days / popular_block::arrivals;
  if (days < 0 || block >= std::ssize(in.blocks)) return {};
  return {in.blocks[static_cast<std::size_t>(block)].get(),
          static_cast<int>(days % popular_block::arrivals)};
}

// Whether it says all that are within `most`.
bool has_within(const popular_row& row, std::int64_t most) {
  return row.are_all || (!row.first.empty() && row.first.back().total > most);
}

bool has_first(const popular_row& row, std::size_t limit, std::int64_t most) {
  return row.first.size() >= limit || has_within(row, most);
}

ranked_hotel hotel_of(const destination& in, const popular_offer& of, day arrival) {
  return {.where = in.hotels[of.place].get(),
          .best = {of.plan, of.product, of.total},
          .distance_km = 0,
          .arrival = arrival};
}

// Adds the first of an arrival, but those above `most`; false if they are not known.
bool add_first(const destination& in, const popular_table& table, day arrival, std::size_t limit,
               std::int64_t most, std::vector<ranked_hotel>& to) {
  const auto place = place_of(table, arrival);
  if (!place.is_known()) return false;
  const auto row = place.row();
  if (!has_first(row, limit, most)) return false;
  for (const auto& each : row.first.first(std::min(limit, row.first.size()))) {
    if (each.total > most) break;
    to.push_back(hotel_of(in, each, arrival));
  }
  return true;
}

// How many hotels have an offer within `most`, if that is known.
std::optional<std::uint32_t> bookable_at(const table_place& at, std::int64_t most,
                                         bool is_limited) {
  if (!is_limited) {
    if (at.block == nullptr || !at.block->is_counted(at.at)) return std::nullopt;
    return at.block->bookable(at.at);
  }
  if (!at.is_known()) return std::nullopt;
  const auto row = at.row();
  if (!has_within(row, most)) return std::nullopt;
  const auto behind = std::ranges::upper_bound(row.first, most, {}, &popular_offer::total);
  return static_cast<std::uint32_t>(behind - row.first.begin());
}

// But for what tables are of, and for a maximum, which ends a row.
bool keeps_all(filters keep) {
  keep.stars_min.reset();
  keep.total_max_e4.reset();
  return keep == filters{};
}

}  // namespace

std::optional<popular_shape> popular_shape_of(const stay_request& when, const filters& keep) {
  if (when.nights < 1 || when.nights > nights_limit || when.adults < 1 ||
      when.adults > adults_limit || when.child_ages.size() > popular_shape::children_max)
    return std::nullopt;
  popular_shape out;
  out.nights = static_cast<std::uint16_t>(when.nights);
  out.adults = static_cast<std::uint8_t>(when.adults);
  out.children = static_cast<std::uint8_t>(when.child_ages.size());
  for (std::size_t i = 0; i < when.child_ages.size(); ++i) {
    if (when.child_ages[i] < 0 || when.child_ages[i] > child_age_limit) return std::nullopt;
    out.ages[i] = static_cast<std::uint8_t>(when.child_ages[i]);
  }
  const int stars = keep.stars_min.value_or(0);
  if (stars > std::numeric_limits<std::uint8_t>::max()) return std::nullopt;
  out.stars_min = static_cast<std::uint8_t>(std::max(stars, 0));
  return out;
}

stay_request stay_of(const popular_shape& of) {
  stay_request out;
  out.nights = of.nights;
  out.adults = of.adults;
  out.child_ages.assign(of.ages.begin(), of.ages.begin() + of.children);
  return out;
}

filters filters_of(const popular_shape& of) {
  filters out;
  if (of.stars_min > 0) out.stars_min = of.stars_min;
  return out;
}

void note_popular(asked_shapes& in, const destination& of, const stay_request& when,
                  const filters& keep, bool hit) {
  if (const auto shape = popular_shape_of(when, keep)) in.note(of, *shape, hit);
}

// -- to look them up ------------------------------------------------------------------------------

bool may_be_popular(const find_request& request) {
  return request.sort == sort_by::total && request.more_cities.empty() &&
         request.more_rooms.empty() && request.page.empty() && request.currency_code.empty() &&
         !request.when.strict && keeps_all(request.keep);
}

bool may_be_popular(const calendar_request& request) {
  return request.hotel.empty() && request.more_cities.empty() && request.currency_code.empty() &&
         !request.when.strict && keeps_all(request.keep);
}

std::optional<std::vector<ranked_hotel>> popular_first(const destination& in,
                                                       const find_request& request) {
  const auto* const table = table_for(in, request.when, request.keep);
  if (table == nullptr) return std::nullopt;
  const date_range arrivals = arrivals_of(request);
  const std::size_t limit = request.limit;
  std::vector<ranked_hotel> out;
  std::int64_t most = total_max_minor(request.keep, in.money);
  if (arrivals.first == arrivals.last) {
    out.reserve(std::min<std::size_t>(limit, table->most));
    if (!add_first(in, *table, arrivals.first, limit, most, out)) return std::nullopt;
    return out;
  }
  // A hotel that is among the first of all arrivals is so on its best one, as in cheapest_of_arrivals.
  const auto keep_first = [&] {
    keep_best(out, limit);
    if (out.size() == limit) most = out.back().best.total;
  };
  for (day arrival = arrivals.first; arrival <= arrivals.last; ++arrival) {
    if (!add_first(in, *table, arrival, limit, most, out)) return std::nullopt;
    if (out.size() > 2 * limit) keep_first();
  }
  keep_first();
  return out;
}

std::optional<counted_hotels> popular_counted(const destination& in, const find_request& request) {
  const auto* const table = table_for(in, request.when, request.keep);
  if (table == nullptr || request.days_before + request.days_after != 0) return std::nullopt;
  const auto place = place_of(*table, request.when.arrival);
  const std::int64_t most = total_max_minor(request.keep, in.money);
  const auto bookable = bookable_at(place, most, request.keep.total_max_e4.has_value());
  counted_hotels out{{}, bookable.value_or(0)};
  if (!bookable ||
      !add_first(in, *table, request.when.arrival, request.limit, most, out.first))
    return std::nullopt;
  return out;
}

std::optional<std::vector<std::optional<ranked_hotel>>> popular_days(
    const destination& in, const calendar_request& request) {
  const auto* const table = table_for(in, request.when, request.keep);
  if (table == nullptr) return std::nullopt;
  const std::int64_t most = total_max_minor(request.keep, in.money);
  std::vector<std::optional<ranked_hotel>> out;
  out.reserve(static_cast<std::size_t>(request.arrivals));
  for (day arrival = request.when.arrival; arrival < request.when.arrival + request.arrivals;
       ++arrival) {
    const auto place = place_of(*table, arrival);
    if (!place.is_known()) return std::nullopt;
    const auto row = place.row();
    if (!has_first(row, 1, most)) return std::nullopt;
    out.emplace_back();
    if (!row.first.empty() && row.first.front().total <= most)
      out.back() = hotel_of(in, row.first.front(), arrival);
  }
  return out;
}

}  // namespace pronto
