#include <algorithm>
#include <string_view>
#include <tuple>

#include "catalog/place.hpp"
#include "catalog/snapshot.hpp"
#include "invariant.hpp"

namespace pronto {

namespace {

using hotels = std::vector<std::shared_ptr<const hotel>>;

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
  of.nights = {last_day_ever, first_day_ever};
  for (const auto& each : of.hotels) {
    ++spellings[each->city];
    ++currencies[each->money];
    of.nights = joined(of.nights, nights_of(*each));
  }
  of.city = most_frequent(spellings);
  of.money = most_frequent(currencies);
}

}  // namespace

void catalog::put(std::shared_ptr<const hotel> fresh) {
  invariant(fresh != nullptr);
  const place at{place_key(fresh->city, fresh->country), fresh->country};
  const auto [known, is_new] = where_.try_emplace(fresh->code, at);
  if (!is_new && known->second != at) {
    pending_[known->second].insert_or_assign(fresh->code, nullptr);
    known->second = at;
  }
  pending_[at].insert_or_assign(fresh->code, std::move(fresh));
}

bool catalog::remove(std::string_view code) {
  const auto known = where_.find(std::string(code));
  if (known == where_.end()) return false;
  pending_[known->second].insert_or_assign(known->first, nullptr);
  where_.erase(known);
  return true;
}

bool catalog::contains(std::string_view code) const {
  return where_.contains(std::string(code));
}

code_index catalog::changed_codes() const {
  std::vector<code_index::change> out;
  for (const auto& [at, changed] : pending_) {
    for (const auto& [code, fresh] : changed) {
      // Not if it has moved: then another destination has it.
      if (fresh != nullptr || !where_.contains(code)) out.emplace_back(code, fresh.get());
    }
  }
  return codes_.with(out);
}

void catalog::take_destination(const place& at, const changes& with) {
  const auto taken = taken_.find(at);
  const hotels none;
  const hotels& before = taken != taken_.end() ? taken->second->hotels : none;
  auto fresh = std::make_shared<destination>();
  auto old = before.begin();
  for (const auto& [code, changed] : with) {
    for (; old != before.end() && (*old)->code < code; ++old) fresh->hotels.push_back(*old);
    if (old != before.end() && (*old)->code == code) ++old;
    if (changed != nullptr) fresh->hotels.push_back(changed);
  }
  fresh->hotels.insert(fresh->hotels.end(), old, before.end());

  if (fresh->hotels == before) return;  // a hotel may have come and gone again
  if (fresh->hotels.empty()) {
    taken_.erase(at);
    return;
  }
  std::tie(fresh->key, fresh->country) = at;
  describe_by_hotels(*fresh);
  taken_.insert_or_assign(at, std::move(fresh));
}

std::unique_ptr<const snapshot> catalog::take(std::uint64_t generation) {
  // Before the old destinations go, and with them the hotels that the index still points to.
  codes_ = changed_codes();
  for (const auto& [at, changed] : pending_) take_destination(at, changed);
  pending_.clear();

  std::vector<std::shared_ptr<const destination>> destinations;
  destinations.reserve(taken_.size());
  for (const auto& [at, each] : taken_) destinations.push_back(each);
  return std::make_unique<const snapshot>(generation, std::move(destinations), codes_);
}

}  // namespace pronto
