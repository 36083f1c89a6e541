#include "catalog/snapshot.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace pronto {

namespace {

// In the order of the texts, but that it does not tell those apart that begin alike.
std::uint64_t beginning_of(std::string_view text) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < sizeof out; ++i)
    out = out << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  return out;
}

}  // namespace

snapshot::snapshot(std::uint64_t generation,
                   std::pmr::vector<destination_ptr> destinations, code_index codes,
                   geo_index areas, std::shared_ptr<const exchange_rates> rates,
                   std::pmr::string part)
    : generation_(generation),
      destinations_(std::move(destinations)),
      beginnings_(destinations_.size(), destinations_.get_allocator()),
      codes_(std::move(codes)),
      areas_(std::move(areas)),
      rates_(std::move(rates)),
      held_count_(static_cast<std::size_t>(
          std::ranges::count_if(destinations_, [](const auto& each) { return each->held; }))),
      is_on_demand_(
          std::ranges::any_of(destinations_, [](const auto& each) { return each->told > 0; })),
      part_(std::move(part)) {
  std::ranges::transform(destinations_, beginnings_.begin(),
                         [](const auto& each) { return beginning_of(each->key); });
}

// By the beginnings first, since the keys lie scattered in memory.
std::span<const destination_ptr> snapshot::destinations_at(std::string_view key) const {
  const auto like = std::ranges::equal_range(beginnings_, beginning_of(key));
  const auto alike = destinations().subspan(
      static_cast<std::size_t>(like.begin() - beginnings_.begin()), like.size());
  const auto found = std::ranges::equal_range(
      alike, key, {}, [](const auto& each) -> std::string_view { return each->key; });
  return {found.begin(), found.end()};
}

const destination* snapshot::find_destination(std::string_view key,
                                              std::string_view country) const {
  for (const auto& each : destinations_at(key))
    if (each->country == country) return each.get();
  return nullptr;
}

std::vector<const destination*> snapshot::destinations_near(const globe_circle& circle) const {
  std::vector<const destination*> out;
  for (const auto each : areas_.cut_by(circle)) out.push_back(destinations_[each].get());
  return out;
}

void snapshot::note_use(const destination& of) const {
  const auto count = uses_.fetch_add(1, std::memory_order_relaxed) + 1;
  // A reader of the snapshot before may be the later one here, without having been asked later.
  const auto now = use_at(generation_, count);
  auto last = of.used.load(std::memory_order_relaxed);
  while (last < now && !of.used.compare_exchange_weak(last, now, std::memory_order_relaxed)) {}
}

}  // namespace pronto
