#include "catalog/catalog.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <tuple>
#include <vector>

#include "catalog/most_frequent.hpp"
#include "catalog/places/place.hpp"

namespace pronto {

namespace {

std::vector<globe_box> areas_of(std::span<const destination_ptr> all) {
  std::vector<globe_box> out;
  out.reserve(all.size());
  for (const auto& each : all) out.push_back(each->area);
  return out;
}

void describe_by_hotels(destination& of, std::pmr::memory_resource* from) {
  std::map<std::string_view, std::size_t> spellings;
  std::map<currency, std::size_t> currencies;
  std::vector<globe_point> points;
  points.reserve(of.hotels.size());
  for (const auto& each : of.hotels) {
    ++spellings[each->city];
    ++currencies[each->money];
    of.nights = joined(of.nights, nights_of(*each));
    points.push_back(globe_point_at(each->latitude, each->longitude));
    of.area.take_in(points.back());
  }
  of.points = std::allocate_shared<const globe_points>(
      std::pmr::polymorphic_allocator<>{from}, points, of.area, from);
  of.city = most_frequent(spellings);
  of.money = most_frequent(currencies);
  of.others.reserve(of.hotels.size() - currencies[of.money]);
  for (std::uint32_t place = 0; const auto& each : of.hotels) {
    if (each->money != of.money) of.others.push_back(place);
    ++place;
  }
}

// Whether what is known of the one hotel's stays may hold for the other's by their codes and nights alone.
bool is_same_place(const packed::hotel& a, const packed::hotel& b) {
  return a.code == b.code && a.money == b.money && a.utc_offset_minutes == b.utc_offset_minutes;
}

}  // namespace

catalog::catalog(std::shared_ptr<catalog_memory> memory, std::string_view part,
                 bounds_maker bounds, night_bounds_maker bounds_around)
    : memory_(std::move(memory)),
      part_(part, from(component::snapshots)),
      bounds_(bounds),
      bounds_around_(bounds_around),
      taken_(from(component::destinations)),
      codes_(from(component::codes)),
      pending_(from(component::changes)),
      pending_places_(from(component::changes)) {}

std::optional<failure> catalog::put(const hotel& fresh) {
  auto packed = pack_if_it_fits(fresh, from(component::hotels), from(component::calendars));
  if (!packed) return packed.why();
  place_changes city(from(component::changes));
  if (auto at = place_of(**packed); !taken_.contains(at)) city.try_emplace(std::move(at));
  if (!memory_->has_room_for_snapshot()) throw over_budget{};
  set_pending(fresh.code, {*std::move(packed), std::nullopt});
  expect_cities(city);
  pending_places_.merge(city);
  return std::nullopt;
}

void catalog::set_pending(std::string_view code, pending_hotel to) {
  const auto [at, is_new] = pending_.try_emplace(std::pmr::string(code, from(component::changes)));
  const hotel_ptr& before = at->second.to;
  hotel_bytes_ += (to.to ? bytes_of(*to.to) : 0) - (before ? bytes_of(*before) : 0);
  pending_bytes_ += weight(code, to.to) - (is_new ? 0 : weight(code, before));
  at->second = std::move(to);
}

// The hotel with this code as the next snapshot would have it, null if none; and what it differs in
// from the one before.
catalog::pending_hotel catalog::current(std::string_view code) const {
  if (const auto changed = pending_.find(code); changed != pending_.end()) return changed->second;
  const auto* const taken = codes_.find(code);
  if (taken == nullptr || (!pending_places_.empty() && is_emptied(place_of(*taken)))) return {};
  return {hotel_ptr(taken), date_range{last_day_ever, first_day_ever}};
}

std::vector<std::optional<failure>> catalog::apply(std::span<const change> changes) {
  std::vector<std::optional<failure>> out(changes.size());
  std::vector<std::size_t> order(changes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) -> const auto& { return changes[i].hotel; });
  for (auto from = order.begin(); from != order.end();) {
    const std::string& code = changes[*from].hotel;
    const auto to = std::find_if(from, order.end(), [&](auto i) { return changes[i].hotel != code; });
    apply_to(code, changes, {from, to}, out);
    pause_();
    from = to;
  }
  return out;
}

// `which` of them are of this hotel. Where anything is thrown, it stays as it was.
void catalog::apply_to(std::string_view code, std::span<const change> changes,
                       std::span<const std::size_t> which,
                       std::span<std::optional<failure>> refused) {
  const auto refuse_all = [&](const failure& why) {
    for (const std::size_t i : which) refused[i] = why;
  };
  try {
    const pending_hotel before = current(code);
    if (before.to == nullptr)
      return refuse_all({.code = failure_code::not_found,
                         .text = "there is no hotel '" + std::string(code) + "' to change",
                         .field = "hotel",
                         .value = std::string(code)});
    std::vector<change> of_hotel;
    for (const std::size_t i : which) of_hotel.push_back(changes[i]);
    auto changed = with_changes(*before.to, of_hotel, from(component::hotels),
                                from(component::calendars), pause_);
    if (changed.made != nullptr) {
      if (!memory_->has_room_for_snapshot()) throw over_budget{};
      std::optional<date_range> nights = before.nights;
      for (std::size_t i = 0; nights && i < of_hotel.size(); ++i)
        if (!changed.refused[i]) nights = joined(*nights, of_hotel[i].nights);
      set_pending(code, {std::move(changed.made), nights});
    }
    for (std::size_t i = 0; i < which.size(); ++i) refused[which[i]] = std::move(changed.refused[i]);
  } catch (const std::bad_alloc&) {
    refuse_all({.code = failure_code::memory,
                .text = "there is no room in memory, or within its budget, for the changed hotel '" +
                        std::string(code) + "'; raise the budget, or load a part",
                .field = "budget",
                .value = std::to_string(memory_->budget_bytes())});
  } catch (const std::exception& thrown) {
    refuse_all({.code = failure_code::data,
                .text = "hotel '" + std::string(code) + "' cannot be changed: " + thrown.what(),
                .field = "hotel",
                .value = std::string(code)});
  }
}

// What a pending change of this code counts for.
std::uint64_t catalog::weight(std::string_view code, const hotel_ptr& fresh) const {
  if (fresh != nullptr) return bytes_of(*fresh);
  const auto* const gone = codes_.find(code);
  return gone != nullptr ? bytes_of(*gone) : 0;
}

// What is about to be merged into pending_places_.
void catalog::expect_cities(const place_changes& with) {
  for (const auto& [at, change] : with)
    if (!taken_.contains(at) && !pending_places_.contains(at)) ++cities_to_come_;
  memory_->expect_cities(cities_to_come_);
}

bool catalog::remove(std::string_view code) {
  const catalog_memory::beyond_budget gives_back(*memory_);
  if (!contains(code)) return false;
  set_pending(code, {});
  return true;
}

void catalog::set_rates(std::span<const exchange_rate> sorted) {
  const catalog_memory::beyond_budget is_small(*memory_);
  if (rates_ != nullptr && rates_->is_of(sorted)) return;
  auto* const here = from(component::snapshots);
  rates_ = std::allocate_shared<const exchange_rates>(std::pmr::polymorphic_allocator<>{here}, sorted,
                                                      here);
  rates_are_pending_ = true;
}

bool catalog::contains(std::string_view code) const {
  const catalog_memory::beyond_budget for_a_moment(*memory_);
  return current(code).to != nullptr;
}

void catalog::know(const known_destination& what) {
  const auto is_new = [&] {
    const catalog_memory::beyond_budget for_a_moment(*memory_);
    const auto at = place_of(what.at);
    return !taken_.contains(at) && !pending_places_.contains(at);
  };
  if (what.hotels > 0 && is_new() && !memory_->has_room_for_snapshot()) throw over_budget{};
  const catalog_memory::beyond_budget has_room(*memory_);
  std::pmr::string city(what.city, from(component::changes));
  auto& change = change_of(what.at);
  change.city = std::move(city);
  change.told = what.hotels;
  change.told_area = what.area;
}

void catalog::hold(const destination_key& at) {
  const catalog_memory::beyond_budget for_a_mark(*memory_);
  change_of(at).held = true;
}

void catalog::drop(const destination_key& at) {
  const catalog_memory::beyond_budget gives_back(*memory_);
  const auto where = place_of(at);
  std::vector<changes::iterator> gone;
  for (auto each = pending_.begin(); each != pending_.end(); ++each)
    if (each->second.to != nullptr && is_at(*each->second.to, where)) gone.push_back(each);
  auto& change = change_of(at);
  for (const auto each : gone) {  // nothing throws from here on
    hotel_bytes_ -= bytes_of(*each->second.to);
    pending_bytes_ -= bytes_of(*each->second.to);
    each->second = {};
    // One that was in another city before has gone from there too.
    if (codes_.find(each->first) != nullptr)
      pending_bytes_ += weight(each->first, nullptr);
    else
      pending_.erase(each);
  }
  change.emptied = true;
  change.held = false;
}

// Requires: within a beyond_budget.
catalog::place_change& catalog::change_of(const destination_key& at) {
  place_changes one(from(component::changes));
  const auto fresh = one.try_emplace(place_of(at)).first;
  if (const auto found = pending_places_.find(fresh->first); found != pending_places_.end())
    return found->second;
  expect_cities(one);
  return pending_places_.insert(one.extract(fresh)).position->second;
}

void catalog::want_popular(const destination_key& at, popular_wish wish) {
  const catalog_memory::beyond_budget for_a_wish(*memory_);
  if (taken_.contains(place_of(at))) change_of(at).popular = std::move(wish);
}

bool catalog::is_at(const packed::hotel& which, const place& at) const {
  return std::string_view(which.country) == at.second &&
         std::string_view(place_key(which.city, which.country)) == at.first;
}

catalog::place catalog::place_of(const destination_key& at) const {
  auto* const here = from(component::changes);
  return {std::pmr::string(at.key, here), std::pmr::string(at.country, here)};
}

bool catalog::is_emptied(const place& at) const {
  const auto change = pending_places_.find(at);
  return change != pending_places_.end() && change->second.emptied;
}

catalog::place catalog::place_of(const packed::hotel& of) const {
  auto* const here = from(component::changes);
  return {std::pmr::string(place_key(of.city, of.country), here),
          std::pmr::string(of.country, here)};
}

std::pmr::map<catalog::place, catalog::changes> catalog::by_place() const {
  std::pmr::map<place, changes> out(from(component::changes));
  for (const auto& [code, fresh] : pending_) {
    if (fresh.nights) {
      out[place_of(*fresh.to)].emplace(code, fresh);
      continue;
    }
    if (const auto* const old = codes_.find(code)) out[place_of(*old)].try_emplace(code);
    if (fresh.to != nullptr) out[place_of(*fresh.to)].insert_or_assign(code, fresh);
  }
  for (const auto& [at, change] : pending_places_) out[at];
  return out;
}

// The destination with these changes: the same one if they come to nothing, null if nothing is left
// of it.
destination_ptr catalog::changed_destination(const place& at, const changes& with,
                                             std::uint64_t generation) const {
  const auto taken = taken_.find(at);
  const destination* const was = taken != taken_.end() ? taken->second.get() : nullptr;
  const auto found = pending_places_.find(at);
  const place_change none;
  const place_change& change = found != pending_places_.end() ? found->second : none;
  const popular_wish* const wish = change.popular ? &*change.popular : nullptr;
  if (was != nullptr && change.is_only_popular() &&
      std::ranges::all_of(with, [](const auto& each) { return each.second.nights.has_value(); }))
    if (auto out = repriced_destination(taken->second, with, with.empty() ? was->since : generation,
                                        wish))
      return out;
  std::vector<hotel_ptr> before;
  if (was != nullptr && !change.emptied) before.assign(was->hotels.begin(), was->hotels.end());
  auto* const here = from(component::destinations);
  auto fresh = std::allocate_shared<destination>(std::pmr::polymorphic_allocator<>{here}, here,
                                                from(component::indices));
  std::vector<hotel_ptr> hotels;
  hotels.reserve(before.size() + with.size());
  auto old = before.begin();
  for (const auto& [code, changed] : with) {
    for (; old != before.end() && (*old)->code < code; ++old) hotels.push_back(*old);
    if (old != before.end() && (*old)->code == code) ++old;
    if (changed.to != nullptr) hotels.push_back(changed.to);
  }
  hotels.insert(hotels.end(), old, before.end());
  fresh->hotels = hotel_blocks(hotels, was != nullptr ? &was->hotels : nullptr, here);

  fresh->told = change.told.value_or(was != nullptr ? was->told : 0);
  if (change.told)
    fresh->told_area = change.told_area;
  else if (was != nullptr)
    fresh->told_area = was->told_area;
  if (fresh->hotels.empty() && fresh->told == 0) return nullptr;
  // A hotel may have come and gone again.
  if (was != nullptr && found == pending_places_.end() && hotels == before)
    return taken->second;
  fresh->key = at.first;
  fresh->country = at.second;
  fresh->since = generation;
  fresh->held = change.held.value_or(was != nullptr ? was->held : fresh->told == 0);
  if (was != nullptr) fresh->used = was->used.load();
  if (change.held == true) fresh->used = use_at(generation);
  if (!fresh->hotels.empty()) describe_by_hotels(*fresh, here);
  if (!fresh->held) fresh->area.take_in(fresh->told_area);
  fresh->bounds = index_of(hotels, fresh->held, was);
  // Some of its hotels do not tell how most write it.
  if (!fresh->held || fresh->hotels.empty()) {
    if (change.city)
      fresh->city = *change.city;
    else if (was != nullptr)
      fresh->city = was->city;
  }
  const auto replaced = replaced_hotels(before, hotels, with);
  keep_popular(was, *fresh, replaced, wish);
  return fresh;
}

// The hotels that took the place of others, and the nights that either of them sells; nothing where more
// than that changed.
std::optional<std::vector<changed_nights>> catalog::replaced_hotels(
    std::span<const hotel_ptr> before, std::span<const hotel_ptr> after, const changes& with) {
  if (before.size() != after.size()) return std::nullopt;
  std::vector<changed_nights> out;
  for (std::size_t place = 0; place < after.size(); ++place) {
    const packed::hotel& was = *before[place];
    const packed::hotel& is = *after[place];
    if (&was == &is) continue;
    if (!is_same_place(was, is)) return std::nullopt;
    const auto& known = with.find(is.code)->second.nights;
    out.push_back({place, &is, known.value_or(joined(nights_of(was), nights_of(is)))});
  }
  return out;
}

// The destination with other prices of some nights: nothing else of it differs, and only the blocks
// that hold these hotels are made anew. Null where more than that changes.
destination_ptr catalog::repriced_destination(const destination_ptr& was,
                                              const changes& with, std::uint64_t since,
                                              const popular_wish* wish) const {
  if (bounds_ != nullptr && bounds_around_ == nullptr && !with.empty()) return nullptr;
  std::vector<std::pair<std::size_t, hotel_ptr>> hotels;
  std::vector<changed_nights> nights;
  date_range all = was->nights;
  const auto& blocks = was->bounds.blocks;
  for (const auto& [code, changed] : with) {
    const auto found = std::ranges::lower_bound(
        was->hotels, std::string_view(code), {},
        [](const hotel_ptr& each) -> std::string_view { return each->code; });
    const auto place = static_cast<std::size_t>(found - was->hotels.begin());
    const date_range own = nights_of(*changed.to);
    all = joined(all, own);
    if (!blocks.empty() && !can_tell(was->bounds, place, own)) return nullptr;
    hotels.emplace_back(place, changed.to);
    nights.push_back({place, changed.to.get(), *changed.nights});
  }
  auto* const here = from(component::destinations);
  auto fresh = std::allocate_shared<destination>(std::pmr::polymorphic_allocator<>{here}, here,
                                                from(component::indices));
  fresh->key = was->key;
  fresh->city = was->city;
  fresh->country = was->country;
  fresh->money = was->money;
  fresh->others = was->others;
  fresh->nights = all;
  fresh->hotels = was->hotels.with(hotels);
  fresh->points = was->points;
  fresh->area = was->area;
  fresh->told_area = was->told_area;
  fresh->held = was->held;
  fresh->told = was->told;
  fresh->since = since;
  fresh->used = was->used.load();
  if (was->bounds.left_out) {
    const std::vector<hotel_ptr> now(fresh->hotels.begin(), fresh->hotels.end());
    fresh->bounds = index_of(now, fresh->held, was.get());
  }
  if (blocks.empty() && fresh->bounds.blocks.empty()) return fresh;
  try {
    if (!blocks.empty())
      fresh->bounds = with_changed_nights(was->bounds, nights, bounds_, bounds_around_,
                                          from(component::indices));
  } catch (const over_budget&) {
    fresh->bounds.left_out = true;  // as in index_of
  }
  keep_popular(was.get(), *fresh, nights, wish);
  return fresh;
}

// Where there is no room for them, there are none.
void catalog::keep_popular(const destination* was, destination& is,
                           std::optional<std::span<const changed_nights>> changed,
                           const popular_wish* wish) const {
  if (!popular_ || (wish == nullptr && (was == nullptr || was->popular == nullptr))) return;
  try {
    is.popular = popular_({was, &is, changed, wish, from(component::popular)});
  } catch (const std::bad_alloc&) {
    is.popular.reset();
  }
}

bool catalog::leaves_room(std::uint64_t more) const {
  const auto budget = memory_->budget_bytes();
  const auto now = memory();
  const auto taken = now.total_bytes() - now.of(component::popular).live_bytes;  // these give way
  return budget == 0 || (taken + more) / 2 <= budget / 3;
}

// With as much as an index takes at most: it is not made to be thrown away.
bool catalog::has_room_for_index_of(const destination& of) const {
  const auto blocks = (of.hotels.size() + bound_block::width - 1) / bound_block::width;
  const auto nights = std::max<std::int64_t>(0, std::int64_t{of.nights.last} - of.nights.first + 1);
  const auto bytes = blocks * bound_block::width * static_cast<std::uint64_t>(nights);
  return leaves_room(bytes) && memory_->has_room_for_snapshot(bytes);
}

// Hotels go first: where an index would not leave much of the budget for more of them, there is
// none, and questions take longer.
bound_index catalog::index_of(std::span<const hotel_ptr> hotels, bool held,
                              const destination* was) const {
  auto* const here = from(component::indices);
  bound_index none(here);
  if (bounds_ == nullptr || !held) return none;
  none.left_out = true;
  if (was != nullptr && was->bounds.left_out && !has_room_for_index_of(*was)) return none;
  try {
    const std::vector<hotel_ptr> before =
        was != nullptr ? std::vector<hotel_ptr>(was->hotels.begin(), was->hotels.end())
                       : std::vector<hotel_ptr>();
    auto made = make_bound_index(hotels, bounds_, was != nullptr ? was->bounds : none, before, here);
    return leaves_room() ? std::move(made) : std::move(none);
  } catch (const over_budget&) {
    return none;
  }
}

// Adds destinations that were left without an index and have room for one now.
void catalog::index_again(destinations& changed) const {
  if (left_out_ == 0) return;
  const std::size_t most = codes_.size() / 100;
  std::size_t hotels = 0;
  for (const auto& [at, each] : taken_) {
    if (!each->bounds.left_out || changed.contains(at) || !has_room_for_index_of(*each)) continue;
    if (hotels > 0 && hotels + each->hotels.size() > most) continue;
    hotels += each->hotels.size();
    try {
      if (auto again = repriced_destination(each, {}, each->since, nullptr); !again->bounds.left_out)
        changed.emplace(at, std::move(again));
    } catch (const std::bad_alloc&) {
      return;  // the snapshot matters more
    }
    pause_();
  }
}

// A hotel makes one block of its index anew.
std::uint64_t catalog::pending_bytes() const {
  const auto indices = memory().of(component::indices).live_bytes;
  const auto touched = std::min(pending_.size(), blocks_);
  return pending_bytes_ + (blocks_ == 0 ? 0 : indices / blocks_ * touched);
}

std::uint64_t catalog::retired_bytes() const {
  const auto now = memory();
  return now.of(component::hotels).live_bytes + now.of(component::calendars).live_bytes -
         hotel_bytes_;
}

snapshot_ptr catalog::snapshot_of(std::uint64_t generation, const destinations& changed,
                                  const code_index& codes) const {
  auto* const here = from(component::snapshots);
  std::pmr::vector<destination_ptr> all(here);
  all.reserve(taken_.size() + changed.size());
  auto next = changed.begin();
  const auto take_next = [&] {
    if (next->second != nullptr) all.push_back(next->second);
    ++next;
  };
  for (const auto& [at, each] : taken_) {
    while (next != changed.end() && next->first < at) take_next();
    if (next != changed.end() && next->first == at)
      take_next();
    else
      all.push_back(each);
  }
  while (next != changed.end()) take_next();
  all.shrink_to_fit();

  std::pmr::polymorphic_allocator<> allocator(here);
  geo_index areas(areas_of(all), areas_, here);
  auto* const made = allocator.new_object<snapshot>(generation, std::move(all), codes,
                                                   std::move(areas), rates_,
                                                   std::pmr::string(part_, here));
  return {made, [memory = memory_](snapshot* gone) {
            std::pmr::polymorphic_allocator<> back(memory->of(component::snapshots));
            back.delete_object(gone);
          }};
}

// The hotels in taken_ that go with their whole destination and are not pending themselves.
template <class F>
void catalog::each_emptied(F tell) const {
  for (const auto& [at, change] : pending_places_) {
    const auto taken = change.emptied ? taken_.find(at) : taken_.end();
    if (taken == taken_.end()) continue;
    for (const auto& each : taken->second->hotels)
      if (pending_.find(each->code) == pending_.end()) tell(*each);
  }
}

// Of the hotels in taken_ that the pending changes replace or remove.
std::uint64_t catalog::replaced_bytes() const {
  std::uint64_t out = 0;
  for (const auto& [code, fresh] : pending_)
    if (const auto* const old = codes_.find(code)) out += bytes_of(*old);
  each_emptied([&](const packed::hotel& gone) { out += bytes_of(gone); });
  return out;
}

void catalog::commit(destinations changed, code_index codes) noexcept {
  hotel_bytes_ -= replaced_bytes();
  // Before the old destinations go, and with them the hotels that the index still points to.
  codes_ = std::move(codes);
  while (!changed.empty()) {
    auto each = changed.extract(changed.begin());
    const auto at = taken_.find(each.key());
    if (at == taken_.end()) {
      if (each.mapped() != nullptr) taken_.insert(std::move(each));
    } else if (each.mapped() != nullptr) {
      at->second = std::move(each.mapped());
    } else {
      taken_.erase(at);
    }
  }
  pending_.clear();
  pending_bytes_ = 0;
  pending_places_.clear();
  cities_to_come_ = 0;
  memory_->expect_cities(0);
  blocks_ = left_out_ = 0;
  for (const auto& [at, each] : taken_) {
    blocks_ += each->bounds.blocks.size();
    left_out_ += each->bounds.left_out ? 1U : 0U;
  }
}

// Makes all that is new before it gives up anything of the old.
snapshot_ptr catalog::take(std::uint64_t generation) {
  const catalog_memory::beyond_budget for_a_while(*memory_);
  destinations changed(from(component::destinations));
  for (const auto& [at, of_place] : by_place()) {
    changed.emplace(at, changed_destination(at, of_place, generation));
    pause_();
  }
  index_again(changed);
  std::vector<code_index::change> codes;
  for (const auto& [code, fresh] : pending_) codes.emplace_back(code, fresh.to.get());
  each_emptied([&](const packed::hotel& gone) { codes.emplace_back(gone.code, nullptr); });
  auto indexed = codes_.with(codes);
  auto made = snapshot_of(generation, changed, indexed);
  areas_ = made->areas();
  rates_are_pending_ = false;
  commit(std::move(changed), std::move(indexed));
  return made;
}

}  // namespace pronto
