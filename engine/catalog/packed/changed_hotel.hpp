#pragma once
// Applies changes to a hotel. To a packed one, most come to patches beside its packed calendar; what
// cannot be said so, and many patches together, cost the packing of the whole hotel.
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "catalog/change.hpp"
#include "catalog/packed/packed_hotel.hpp"

namespace pronto {

/// What a list of changes made of a hotel.
struct changed_hotel {
  hotel_ptr made;  ///< null if it stays as it is
  std::vector<std::optional<failure>> refused;  ///< by change; nothing where it was applied
  bool repacked = false;  ///< and not patched; for tests
};

/// Applies them in their order. The hotel is one that packing a document with these changes gives,
/// as far as prices go. A change that is refused changes nothing. Requires: `to` was made by `pack`
/// or by this; the changes are for it. `pause` is called between parts of the work that are longer, so
/// that others can have the processor.
changed_hotel with_changes(const packed::hotel& to, std::span<const change> changes,
                           std::pmr::memory_resource* rest = std::pmr::new_delete_resource(),
                           std::pmr::memory_resource* calendars = std::pmr::new_delete_resource(),
                           void (*pause)() = [] {});

/// The same for one change of a plain hotel. Why it is refused; then the hotel is as it was.
std::optional<failure> apply_change(hotel& to, const change& what);

/// So many patches are folded into the packed calendar.
inline constexpr std::size_t patches_max = 64;

}  // namespace pronto
