#include <algorithm>
#include <cassert>
#include <ranges>
#include <tuple>

#include "catalog/place.hpp"
#include "catalog/snapshot.hpp"

namespace pronto {

namespace {

// The one that was counted most often; among several the lowest. Requires: not empty.
template <class T>
T most_frequent(const std::map<T, std::size_t>& counts) {
  return std::ranges::max_element(counts, {}, [](const auto& each) { return each.second; })->first;
}

date_range nights_of(const hotel& of) {
  date_range out{last_day_ever, first_day_ever};
  for (const auto& plan : of.plans) {
    for (const auto& each : plan.products) {
      if (each.rates.empty()) continue;
      const auto span = each.rates.span();
      out = {std::min(out.first, span.first), std::max(out.last, span.last)};
    }
  }
  return out;
}

}  // namespace

catalog::members& catalog::open(const place& at) {
  const auto [found, is_new] = open_.try_emplace(at);
  const auto taken = taken_.find(at);
  if (is_new && taken != taken_.end())
    for (const auto& each : taken->second->hotels) found->second.emplace(each->code, each);
  return found->second;
}

void catalog::put(std::shared_ptr<const hotel> fresh) {
  assert(fresh != nullptr);
  const place at{place_key(fresh->city, fresh->country), fresh->country};
  const auto known = where_.find(fresh->code);
  if (known != where_.end() && known->second != at) open(known->second).erase(fresh->code);
  where_.insert_or_assign(fresh->code, at);
  changed_.insert(fresh->code);
  open(at).insert_or_assign(fresh->code, std::move(fresh));
}

bool catalog::remove(std::string_view code) {
  const auto known = where_.find(std::string(code));
  if (known == where_.end()) return false;
  changed_.insert(known->first);
  open(known->second).erase(known->first);
  where_.erase(known);
  return true;
}

bool catalog::contains(std::string_view code) const {
  return where_.contains(std::string(code));
}

void catalog::take_destination(const place& at, const members& hotels) {
  if (hotels.empty()) {
    taken_.erase(at);
    return;
  }
  const auto taken = taken_.find(at);
  // A hotel may have come and gone again since.
  if (taken != taken_.end()
      && std::ranges::equal(taken->second->hotels, std::views::values(hotels)))
    return;
  auto out = std::make_shared<destination>();
  std::tie(out->key, out->country) = at;
  out->nights = {last_day_ever, first_day_ever};
  std::map<std::string, std::size_t> spellings;
  std::map<currency, std::size_t> currencies;
  for (const auto& [code, each] : hotels) {
    ++spellings[each->city];
    ++currencies[each->money];
    const auto nights = nights_of(*each);
    out->nights = {std::min(out->nights.first, nights.first),
                   std::max(out->nights.last, nights.last)};
    out->hotels.push_back(each);
  }
  out->city = most_frequent(spellings);
  out->money = most_frequent(currencies);
  taken_.insert_or_assign(at, std::move(out));
}

std::unique_ptr<const snapshot> catalog::take(std::uint64_t generation) {
  std::vector<code_index::change> changes;
  for (const auto& code : changed_) {
    const auto at = where_.find(code);
    changes.emplace_back(code, at == where_.end() ? nullptr
                                                  : open_.at(at->second).find(code)->second.get());
  }
  // Before the old destinations go, and with them the hotels that the index still points to.
  codes_ = codes_.with(changes);
  for (const auto& [at, hotels] : open_) take_destination(at, hotels);
  open_.clear();
  changed_.clear();

  std::vector<std::shared_ptr<const destination>> destinations;
  destinations.reserve(taken_.size());
  for (const auto& [at, each] : taken_) destinations.push_back(each);
  return std::make_unique<const snapshot>(generation, std::move(destinations), codes_);
}

}  // namespace pronto
