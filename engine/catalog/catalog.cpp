#include "catalog/catalog.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <vector>

#include "catalog/place.hpp"

namespace pronto {

namespace {

// The one that was counted most often; among several the lowest. Requires: not empty.
template <class T>
T most_frequent(const std::map<T, std::size_t>& counts) {
  return std::ranges::max_element(counts, {}, [](const auto& each) { return each.second; })->first;
}

date_range joined(date_range a, date_range b) {
  return {std::min(a.first, b.first), std::max(a.last, b.last)};
}

void describe_by_hotels(destination& of) {
  std::map<std::string_view, std::size_t> spellings;
  std::map<currency, std::size_t> currencies;
  for (const auto& each : of.hotels) {
    ++spellings[each->city];
    ++currencies[each->money];
    of.nights = joined(of.nights, nights_of(*each));
  }
  of.city = most_frequent(spellings);
  of.money = most_frequent(currencies);
  of.other_currency = static_cast<std::uint32_t>(of.hotels.size() - currencies[of.money]);
}

}  // namespace

catalog::catalog(std::shared_ptr<catalog_memory> memory, std::string_view part,
                 bounds_maker bounds)
    : memory_(std::move(memory)),
      part_(part, from(component::snapshots)),
      bounds_(bounds),
      taken_(from(component::destinations)),
      codes_(from(component::codes)),
      pending_(from(component::changes)),
      pending_places_(from(component::changes)) {}

void catalog::put(const hotel& fresh) {
  auto packed = pack(fresh, from(component::hotels), from(component::calendars));
  place_changes city(from(component::changes));
  if (auto at = place_of(*packed); !taken_.contains(at)) city.try_emplace(std::move(at));
  if (!memory_->has_room_for_snapshot()) throw over_budget{};
  set_pending(fresh.code, std::move(packed));
  expect_cities(city);
  pending_places_.merge(city);
}

void catalog::set_pending(std::string_view code, hotel_ptr to) {
  const auto [at, is_new] = pending_.try_emplace(std::pmr::string(code, from(component::changes)));
  hotel_bytes_ += (to ? bytes_of(*to) : 0) - (at->second ? bytes_of(*at->second) : 0);
  pending_bytes_ += weight(code, to) - (is_new ? 0 : weight(code, at->second));
  at->second = std::move(to);
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
  set_pending(code, nullptr);
  return true;
}

bool catalog::contains(std::string_view code) const {
  const catalog_memory::beyond_budget for_a_moment(*memory_);
  const auto changed = pending_.find(code);
  if (changed != pending_.end()) return changed->second != nullptr;
  const auto* const taken = codes_.find(code);
  return taken != nullptr && (pending_places_.empty() || !is_emptied(place_of(*taken)));
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
    if (each->second != nullptr && is_at(*each->second, where)) gone.push_back(each);
  auto& change = change_of(at);
  for (const auto each : gone) {  // nothing throws from here on
    hotel_bytes_ -= bytes_of(*each->second);
    pending_bytes_ -= bytes_of(*each->second);
    each->second = nullptr;
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
    if (const auto* const old = codes_.find(code)) out[place_of(*old)].emplace(code, nullptr);
    if (fresh != nullptr) out[place_of(*fresh)].insert_or_assign(code, fresh);
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
  const std::span<const hotel_ptr> before =
      was != nullptr && !change.emptied ? std::span<const hotel_ptr>(was->hotels)
                                        : std::span<const hotel_ptr>();
  auto* const here = from(component::destinations);
  auto fresh = std::allocate_shared<destination>(std::pmr::polymorphic_allocator<>{here}, here,
                                                from(component::indices));
  fresh->hotels.reserve(before.size() + with.size());
  auto old = before.begin();
  for (const auto& [code, changed] : with) {
    for (; old != before.end() && (*old)->code < code; ++old) fresh->hotels.push_back(*old);
    if (old != before.end() && (*old)->code == code) ++old;
    if (changed != nullptr) fresh->hotels.push_back(changed);
  }
  fresh->hotels.insert(fresh->hotels.end(), old, before.end());
  fresh->hotels.shrink_to_fit();

  fresh->told = change.told.value_or(was != nullptr ? was->told : 0);
  if (fresh->hotels.empty() && fresh->told == 0) return nullptr;
  // A hotel may have come and gone again.
  if (was != nullptr && found == pending_places_.end() &&
      std::ranges::equal(fresh->hotels, before))
    return taken->second;
  fresh->key = at.first;
  fresh->country = at.second;
  fresh->held = change.held.value_or(was != nullptr ? was->held : fresh->told == 0);
  if (was != nullptr) fresh->used = was->used.load();
  if (change.held == true) fresh->used = use_at(generation);
  if (!fresh->hotels.empty()) describe_by_hotels(*fresh);
  fresh->bounds = index_of(*fresh, was);
  // Some of its hotels do not tell how most write it.
  if (!fresh->held || fresh->hotels.empty()) {
    if (change.city)
      fresh->city = *change.city;
    else if (was != nullptr)
      fresh->city = was->city;
  }
  return fresh;
}

// Hotels go first: where an index would not leave much of the budget for more of them, there is
// none, and questions take longer.
bound_index catalog::index_of(const destination& fresh, const destination* was) const {
  auto* const here = from(component::indices);
  bound_index none(here);
  if (bounds_ == nullptr || !fresh.held) return none;
  try {
    auto made = was != nullptr
                    ? make_bound_index(fresh.hotels, bounds_, was->bounds, was->hotels, here)
                    : make_bound_index(fresh.hotels, bounds_, none, {}, here);
    const auto budget = memory_->budget_bytes();
    const bool leaves_room = budget == 0 || memory().total_bytes() / 2 <= budget / 3;
    return leaves_room ? std::move(made) : std::move(none);
  } catch (const over_budget&) {
    return none;
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
  auto* const made = allocator.new_object<snapshot>(generation, std::move(all), codes,
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
  blocks_ = 0;
  for (const auto& [at, each] : taken_) blocks_ += each->bounds.blocks.size();
}

// Makes all that is new before it gives up anything of the old.
snapshot_ptr catalog::take(std::uint64_t generation) {
  const catalog_memory::beyond_budget for_a_while(*memory_);
  destinations changed(from(component::destinations));
  for (const auto& [at, of_place] : by_place())
    changed.emplace(at, changed_destination(at, of_place, generation));
  std::vector<code_index::change> codes;
  for (const auto& [code, fresh] : pending_) codes.emplace_back(code, fresh.get());
  each_emptied([&](const packed::hotel& gone) { codes.emplace_back(gone.code, nullptr); });
  auto indexed = codes_.with(codes);
  auto made = snapshot_of(generation, changed, indexed);
  commit(std::move(changed), std::move(indexed));
  return made;
}

}  // namespace pronto
