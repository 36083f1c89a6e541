#include "catalog/catalog.hpp"

#include <algorithm>
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
}

}  // namespace

catalog::catalog(std::shared_ptr<catalog_memory> memory)
    : memory_(std::move(memory)),
      taken_(from(component::destinations)),
      codes_(from(component::codes)),
      pending_(from(component::changes)) {}

void catalog::put(const hotel& fresh) {
  set_pending(fresh.code, pack(fresh, from(component::hotels)));
}

void catalog::set_pending(std::string_view code, hotel_ptr to) {
  const auto at = pending_.try_emplace(std::pmr::string(code, from(component::changes))).first;
  hotel_bytes_ += to ? bytes_of(*to) : 0;
  hotel_bytes_ -= at->second ? bytes_of(*at->second) : 0;
  at->second = std::move(to);
}

bool catalog::remove(std::string_view code) {
  if (!contains(code)) return false;
  set_pending(code, nullptr);
  return true;
}

bool catalog::contains(std::string_view code) const {
  const auto changed = pending_.find(code);
  return changed != pending_.end() ? changed->second != nullptr : codes_.find(code) != nullptr;
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
  return out;
}

void catalog::take_destination(const place& at, const changes& with) {
  const auto taken = taken_.find(at);
  const std::span<const hotel_ptr> before =
      taken != taken_.end() ? std::span<const hotel_ptr>(taken->second->hotels)
                            : std::span<const hotel_ptr>();
  auto* const here = from(component::destinations);
  auto fresh = std::allocate_shared<destination>(std::pmr::polymorphic_allocator<>{here}, here);
  fresh->hotels.reserve(before.size() + with.size());
  auto old = before.begin();
  for (const auto& [code, changed] : with) {
    for (; old != before.end() && (*old)->code < code; ++old) fresh->hotels.push_back(*old);
    if (old != before.end() && (*old)->code == code) ++old;
    if (changed != nullptr) fresh->hotels.push_back(changed);
  }
  fresh->hotels.insert(fresh->hotels.end(), old, before.end());
  fresh->hotels.shrink_to_fit();

  if (std::ranges::equal(fresh->hotels, before)) return;  // a hotel may have come and gone again
  if (fresh->hotels.empty()) {
    taken_.erase(taken);
    return;
  }
  fresh->key = at.first;
  fresh->country = at.second;
  describe_by_hotels(*fresh);
  taken_.insert_or_assign(at, std::move(fresh));
}

std::uint64_t catalog::retired_bytes() const {
  return memory().of(component::hotels).live_bytes - hotel_bytes_;
}

snapshot_ptr catalog::take(std::uint64_t generation) {
  {
    const auto changed = by_place();
    // Before the old destinations go, and with them the hotels that the index still points to.
    std::vector<code_index::change> codes;
    for (const auto& [code, fresh] : pending_) {
      codes.emplace_back(code, fresh.get());
      if (const auto* const old = codes_.find(code)) hotel_bytes_ -= bytes_of(*old);
    }
    codes_ = codes_.with(codes);
    for (const auto& [at, of_place] : changed) take_destination(at, of_place);
  }
  pending_.clear();

  auto* const here = from(component::snapshots);
  std::pmr::vector<destination_ptr> destinations(here);
  destinations.reserve(taken_.size());
  for (const auto& [at, each] : taken_) destinations.push_back(each);
  std::pmr::polymorphic_allocator<> allocator(here);
  auto* const made = allocator.new_object<snapshot>(generation, std::move(destinations), codes_);
  return {made, [memory = memory_](snapshot* gone) {
            std::pmr::polymorphic_allocator<> back(memory->of(component::snapshots));
            back.delete_object(gone);
          }};
}

}  // namespace pronto
