// How popular answers are made and kept.
#include <algorithm>
#include <cstddef>
#include <limits>
#include <new>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "catalog/catalog_memory.hpp"
#include "catalog/hotel_limits.hpp"
#include "search/asked_stay.hpp"
#include "search/bound_scan.hpp"
#include "search/cheapest.hpp"
#include "search/filter.hpp"
#include "search/hotel_stays.hpp"
#include "search/popular/popular_answers.hpp"

namespace pronto {

namespace {

/// More than are promised, so that a row outlives a few of its hotels becoming dearer.
constexpr std::size_t spare_offers = 2;
/// Rows of a table in which hotels that changed are priced again, at a time, some eleven hotels in a
/// whole year; beyond it is less work to find the rows anew, when there is time.
constexpr std::size_t repriced_max = 4096;
constexpr std::size_t hotels_between_pauses = 64;

popular_moment moment_of(const destination& in, std::int64_t now_s) {
  constexpr std::int64_t day_s = 86'400;
  popular_moment out{.now_s = now_s,
                     .from_s = std::numeric_limits<std::int64_t>::min(),
                     .until_s = std::numeric_limits<std::int64_t>::max(),
                     .booking = std::nullopt};
  bool differs = false;
  for (const hotel_ptr& each : in.hotels) {
    const day today = local_day(now_s, each->utc_offset_minutes);
    const std::int64_t begins = today * day_s - each->utc_offset_minutes * std::int64_t{60};
    out.from_s = std::max(out.from_s, begins);
    out.until_s = std::min(out.until_s, begins + day_s);
    if (out.booking && *out.booking != today) differs = true;
    out.booking = today;
  }
  if (differs) out.booking.reset();
  return out;
}

std::optional<popular_offer> packed_offer(std::size_t place, const priced_product& of) {
  constexpr auto narrow = std::numeric_limits<std::uint16_t>::max();
  if (of.total < 0 || of.total > std::numeric_limits<std::uint32_t>::max() || of.plan > narrow ||
      of.product > narrow)
    return std::nullopt;
  return popular_offer{static_cast<std::uint32_t>(of.total), static_cast<std::uint32_t>(place),
                       static_cast<std::uint16_t>(of.plan), static_cast<std::uint16_t>(of.product)};
}

bool comes_before(const popular_offer& a, const popular_offer& b) {
  return std::tie(a.total, a.place) < std::tie(b.total, b.place);
}

std::size_t place_of(const destination& in, const packed::hotel& hotel) {
  return static_cast<std::size_t>(
      std::ranges::lower_bound(in.hotels, std::string_view(hotel.code), {},
                               [](const hotel_ptr& each) -> std::string_view {
                                 return each->code;
                               }) -
      in.hotels.begin());
}

stay_request request_of(const popular_table& table) {
  stay_request out = stay_of(table.of);
  out.now_s = table.at.now_s;
  return out;
}

// -- what is not known yet --------------------------------------------------------------------------

// Nothing can be said of a row with an offer that there is no room for.
void set_row(popular_block& block, int at, const destination& in, std::size_t most,
             const std::vector<ranked_hotel>& first) {
  const auto comparable = in.hotels.size() - in.others.size();
  std::vector<popular_offer> offers;
  for (const ranked_hotel& each : first) {
    const auto made = packed_offer(place_of(in, *each.where), each.best);
    if (!made) return block.set(at, {});
    offers.push_back(*made);
  }
  block.set(at, {offers, offers.size() < most || most == comparable});
}

void make_rows(const destination& in, const popular_table& table, std::size_t number,
               void (*pause)()) {
  popular_block& block = *table.blocks[number];
  find_request asked;
  asked.when = request_of(table);
  asked.keep = filters_of(table.of);
  asked.limit = table.most;
  const day first = table.first + static_cast<day>(number) * popular_block::arrivals;
  asked.when.arrival = first;
  cheapest_search search(in, asked, {first, first + popular_block::arrivals - 1});
  for (int at = 0; at < popular_block::arrivals; ++at) {
    if (block.is_known(at)) continue;
    set_row(block, at, in, table.most, search.at(first + at));
    pause();
  }
}

// One arrival at a time: all hotels are looked at.
void count_row(const destination& in, const popular_table& table, popular_block& block, int at,
               day arrival, void (*pause)()) {
  stay_request asked = request_of(table);
  asked.arrival = arrival;
  const filters keep = filters_of(table.of);
  std::uint32_t bookable = 0;
  auto other = in.others.begin();
  for (std::uint32_t place = 0; place < in.hotels.size(); ++place) {
    if (place % hotels_between_pauses == 0) pause();
    if (other != in.others.end() && *other == place) {
      ++other;
      continue;
    }
    const packed::hotel& where = *in.hotels[place];
    if (!keeps_hotel(keep, where)) continue;
    const stay when = stay_at(where, asked);
    if (when.arrival >= when.booking && hotel_stays(where, keep, when).any(when.arrival)) ++bookable;
  }
  block.count(at, bookable);
}

void count_next(const destination& in, const popular_table& table, std::size_t number,
                void (*pause)()) {
  popular_block& block = *table.blocks[number];
  int at = 0;
  while (block.is_counted(at)) ++at;
  count_row(in, table, block, at,
            table.first + static_cast<day>(number) * popular_block::arrivals + at, pause);
}

// -- what changes touch -----------------------------------------------------------------------------

/// Changes the blocks of a table that others may be reading: each that is touched is copied first.
class table_editor {
public:
  table_editor(popular_table& of, std::pmr::memory_resource* from)
      : of_(of), from_(from), own_(of.blocks.size()) {}

  popular_block& block(std::size_t number) {
    auto& out = of_.blocks[number];
    if (!own_[number]) {
      out = std::allocate_shared<popular_block>(std::pmr::polymorphic_allocator<>{from_}, *out,
                                                from_);
      own_[number] = true;
      of_.known_blocks = std::min(of_.known_blocks, static_cast<std::uint32_t>(number));
      of_.counted_blocks = std::min(of_.counted_blocks, static_cast<std::uint32_t>(number));
    }
    return *out;
  }

private:
  popular_table& of_;
  std::pmr::memory_resource* from_;
  std::vector<bool> own_;
};

// A change can give a plan one more room: then its others have other numbers, on all nights.
bool has_same_products(const packed::hotel& a, const packed::hotel& b) {
  return std::ranges::equal(a.plans, b.plans, [](const auto& of_a, const auto& of_b) {
    return std::ranges::equal(of_a.products, of_b.products, {}, &packed::product::room,
                              &packed::product::room);
  });
}

// The arrivals in the table of stays that may see what changed: a price depends on the calendar from the
// day of arrival to that of departure.
date_range arrivals_that_see(const changed_nights& changed, const packed::hotel& was,
                             const popular_table& in) {
  const auto days = static_cast<day>(in.blocks.size()) * popular_block::arrivals;
  const date_range all{in.first, in.first + days - 1};
  if (!has_same_products(was, *changed.to)) return all;
  const date_range nights = changed.nights;
  if (nights.first > nights.last) return {all.first, all.first - 1};
  return {std::max(all.first, nights.first - in.of.nights), std::min(all.last, nights.last)};
}

/// Prices one hotel that has changed again, in rows that were made of it before.
class row_repricer {
public:
  row_repricer(const popular_table& table, const destination& was, const destination& is,
               std::size_t place)
      : table_(table),
        asked_(request_of(table)),
        keep_(filters_of(table.of)),
        was_(*was.hotels[place]),
        is_(*is.hotels[place]),
        was_meant_(keeps_hotel(keep_, was_)),
        is_meant_(keeps_hotel(keep_, is_)),
        place_(place),
        bounds_of_(*is.bounds.blocks[place / bound_block::width]),
        about_{.arrival = 0,
               .nights = asked_.nights,
               .adults = asked_.adults,
               .guests = asked_.adults + static_cast<int>(asked_.child_ages.size()),
               .stars_min = keep_.stars_min.value_or(std::numeric_limits<int>::min())} {
    find_terms(bounds_of_, about_, terms_);
  }

  void reprice(popular_block& block, int at, day arrival) {
    asked_.arrival = about_.arrival = arrival;
    const stay when = stay_at(is_, asked_);
    if (when.arrival < when.booking) return;
    const float bound = least_total();
    const bool is_known = block.is_known(at);
    const bool was_among_first =
        is_known && std::ranges::count(block.row(at).first, place_, &popular_offer::place) > 0;
    if (block.is_counted(at)) {
      const bool could_be = was_among_first || (was_meant_ && can_be_booked(was_, when));
      const bool can_be = bound < never && is_meant_ && can_be_booked(is_, when);
      block.count(at, block.bookable(at) + (can_be ? 1U : 0U) - (could_be ? 1U : 0U));
    }
    if (is_known) reprice_row(block, at, when, bound, was_among_first);
  }

private:
  bool can_be_booked(const packed::hotel& where, const stay& when) const {
    return hotel_stays(where, keep_, when).any(when.arrival);
  }

  // What the index knows of the stay.
  float least_total() const {
    stay_bounds bounds;
    find_bounds(bounds_of_, terms_, about_, bounds);
    return bounds.of[place_ % bound_block::width];
  }

  // Of a row that does not have all, the hotels behind its last are not known: that one is the
  // greatest that can be said to be among the first.
  void reprice_row(popular_block& block, int at, const stay& when, float bound,
                   bool was_among_first) {
    const auto row = block.row(at);
    if (row.first.empty() && !row.are_all) return block.forget_row(at);  // it had no room for them
    const popular_offer last = row.are_all ? behind_all : row.first.back();
    const std::int64_t most = row.are_all ? most_ever : std::int64_t{last.total};
    const bool may_be_first = bound < never && is_meant_ &&
                              static_cast<double>(bound) <= static_cast<double>(most);
    if (!was_among_first && !may_be_first) return;
    std::vector<popular_offer> offers(row.first.begin(), row.first.end());
    std::erase_if(offers, [&](const popular_offer& each) { return each.place == place_; });
    std::optional<priced_product> best;
    if (may_be_first) best = hotel_stays(is_, keep_, when).best(when.arrival, most);
    bool are_all = row.are_all;
    if (best) {
      const auto made = packed_offer(place_, *best);
      if (!made) return block.forget_row(at);
      if (!comes_before(last, *made))
        offers.insert(std::ranges::upper_bound(offers, *made, comes_before), *made);
    }
    if (offers.size() > table_.most) {
      offers.resize(table_.most);
      are_all = false;
    }
    if (!are_all && offers.size() < table_.promised) return block.forget_row(at);
    block.set(at, {offers, are_all});
  }

  static constexpr float never = std::numeric_limits<float>::infinity();
  static constexpr std::int64_t most_ever = std::numeric_limits<std::int64_t>::max();
  static constexpr std::uint32_t beyond = std::numeric_limits<std::uint32_t>::max();
  static constexpr popular_offer behind_all{beyond, beyond, 0, 0};

  const popular_table& table_;
  stay_request asked_;
  filters keep_;
  const packed::hotel& was_;
  const packed::hotel& is_;
  bool was_meant_;
  bool is_meant_;
  std::size_t place_;
  const bound_block& bounds_of_;
  bound_question about_;
  stay_terms terms_;
};

// Whether so many rows may be priced again; takes them off what is left, if so.
bool may_reprice(std::size_t rows, std::size_t* left) {
  if (rows > repriced_max || (left != nullptr && rows > *left)) return false;
  if (left != nullptr) *left -= rows;
  return true;
}

void follow(const popular_occasion& at, popular_table& table) {
  const destination& was = *at.was;
  const destination& is = *at.is;
  const std::span<const changed_nights> changed = *at.changed;
  const filters keep = filters_of(table.of);
  constexpr date_range none{0, -1};
  std::vector<date_range> arrivals;
  std::size_t touched = 0;
  for (const changed_nights& each : changed) {
    const packed::hotel& old = *was.hotels[each.place];
    const bool is_meant =
        keeps_hotel(keep, old) || keeps_hotel(keep, *is.hotels[each.place]);
    const auto& of = arrivals.emplace_back(is_meant ? arrivals_that_see(each, old, table) : none);
    if (of.first <= of.last) touched += static_cast<std::size_t>(of.last - of.first) + 1;
  }
  table_editor edit(table, at.from);
  const bool are_repriced = may_reprice(touched, at.rows_left);
  for (std::size_t i = 0; i < changed.size(); ++i) {
    const std::size_t place = changed[i].place;
    if (std::ranges::binary_search(is.others, static_cast<std::uint32_t>(place))) continue;
    row_repricer repricer(table, was, is, place);
    for (day arrival = arrivals[i].first; arrival <= arrivals[i].last; ++arrival) {
      const auto days = static_cast<std::size_t>(arrival - table.first);
      popular_block& block = edit.block(days / popular_block::arrivals);
      const auto row = static_cast<int>(days % popular_block::arrivals);
      if (are_repriced)
        repricer.reprice(block, row, arrival);
      else
        block.forget(row);
    }
  }
}

// -- tables -----------------------------------------------------------------------------------------

std::size_t blocks_for(int arrivals) {
  return (static_cast<std::size_t>(std::max(arrivals, 1)) + popular_block::arrivals - 1) /
         popular_block::arrivals;
}

/// Nothing known yet.
popular_table empty_table(const popular_shape& of, const destination& in, const popular_wish& wish,
                          const popular_moment& at, std::pmr::memory_resource* from) {
  popular_table out(from);
  out.of = of;
  out.at = at;
  const auto comparable = in.hotels.size() - in.others.size();
  out.promised = static_cast<std::uint16_t>(std::min<std::size_t>(
      {wish.offers, comparable, popular_block::offers_max - spare_offers}));
  out.most = static_cast<std::uint16_t>(
      std::min<std::size_t>(out.promised + spare_offers, comparable));
  // From the first day that it may still be anywhere on.
  out.first = std::max(local_day(at.now_s, utc_offset_least_minutes), in.nights.first);
  const day last = std::min(out.first + wish.arrivals - 1, in.nights.last);
  for (std::size_t i = 0; out.first <= last && i < blocks_for(last - out.first + 1); ++i)
    out.blocks.push_back(std::allocate_shared<popular_block>(
        std::pmr::polymorphic_allocator<>{from}, out.most, from));
  return out;
}

popular_wish wish_of(const popular_tables& had) {
  popular_wish out;
  out.arrivals = had.arrivals;
  out.offers = had.offers;
  for (const popular_table& each : had.all) {
    out.shapes.push_back(each.of);
    out.now_s = std::max(out.now_s, each.at.now_s);
  }
  return out;
}

/// The table of this shape from before, if it says the same of the new destination but for some nights.
const popular_table* kept_table(const popular_occasion& at, const popular_shape& shape) {
  if (at.was == nullptr || at.was->popular == nullptr || !at.changed) return nullptr;
  const auto& all = at.was->popular->all;
  const auto found = std::ranges::find(all, shape, &popular_table::of);
  if (found == all.end()) return nullptr;
  if (at.wish != nullptr && !found->at.holds(at.wish->now_s)) return nullptr;
  return &*found;
}

}  // namespace

std::uint64_t popular_table_bytes(int arrivals, int offers) {
  constexpr std::size_t of_allocation = 32;
  const auto of_block = sizeof(popular_block) + of_allocation +
                        popular_block::arrivals *
                            (static_cast<std::size_t>(offers) + spare_offers) *
                            sizeof(popular_offer);
  return sizeof(popular_table) +
         blocks_for(arrivals) * (of_block + sizeof(std::shared_ptr<popular_block>));
}

// Tables are for destinations with an index: where there is none, memory is short. Hotels that sell no
// night at all have one, and no first day.
std::shared_ptr<const popular_tables> keep_popular(const popular_occasion& at) {
  const destination& is = *at.is;
  if (is.bounds.blocks.empty() || is.nights.first > is.nights.last) return nullptr;
  const popular_wish wish = at.wish != nullptr ? *at.wish : wish_of(*at.was->popular);
  if (wish.shapes.empty()) return nullptr;
  auto out = std::allocate_shared<popular_tables>(std::pmr::polymorphic_allocator<>{at.from},
                                                  at.from);
  out->arrivals = wish.arrivals;
  out->offers = wish.offers;
  out->all.reserve(wish.shapes.size());
  std::optional<popular_moment> moment;  // looks at all hotels, for tables that are new alone
  for (const popular_shape& each : wish.shapes) {
    try {
      if (const auto* const kept = kept_table(at, each)) {
        popular_table same(at.from);
        same = *kept;
        follow(at, same);
        out->all.push_back(std::move(same));
      } else {
        if (!moment) moment = moment_of(is, wish.now_s);
        auto made = empty_table(each, is, wish, *moment, at.from);
        if (!made.blocks.empty()) out->all.push_back(std::move(made));
      }
    } catch (const std::bad_alloc&) {
      // left out
    }
  }
  if (out->all.empty()) return nullptr;
  return out;
}

bool make_popular_rows(const destination& in, const popular_table& of, void (*pause)()) {
  for (; !of.is_whole(); ++of.known_blocks) {
    if (of.blocks[of.known_blocks]->are_known()) continue;
    make_rows(in, of, of.known_blocks, pause);
    return true;
  }
  return false;
}

bool count_popular_rows(const destination& in, const popular_table& of, void (*pause)()) {
  for (; !of.is_counted(); ++of.counted_blocks) {
    if (of.blocks[of.counted_blocks]->are_counted()) continue;
    count_next(in, of, of.counted_blocks, pause);
    return true;
  }
  return false;
}

}  // namespace pronto
