#include "catalog/snapshot.hpp"

#include <algorithm>

namespace pronto {

snapshot::snapshot(std::uint64_t generation,
                   std::pmr::vector<destination_ptr> destinations, code_index codes,
                   std::pmr::string part)
    : generation_(generation),
      destinations_(std::move(destinations)),
      codes_(std::move(codes)),
      part_(std::move(part)) {}

std::span<const destination_ptr> snapshot::destinations_at(std::string_view key) const {
  const auto found = std::ranges::equal_range(
      destinations_, key, {},
      [](const auto& each) -> std::string_view { return each->key; });
  return {found.begin(), found.end()};
}

const destination* snapshot::find_destination(std::string_view key,
                                              std::string_view country) const {
  for (const auto& each : destinations_at(key))
    if (each->country == country) return each.get();
  return nullptr;
}

}  // namespace pronto
