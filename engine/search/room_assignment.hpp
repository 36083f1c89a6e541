#pragma once
// Which of several parties gets which type of room, where few are left of some.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace pronto {

/// What a party pays in each type of room, in order of the types; nothing where it cannot have one.
using room_totals = std::vector<std::optional<std::int64_t>>;

/// The types, one for each party, with the lowest sum of totals such that no type is given more often
/// than `left` says; nothing where there is no such choice. The same for the same arguments.
/// Requires: as many totals for each party as there are types.
std::optional<std::vector<std::size_t>> assign_rooms(std::span<const room_totals> parties,
                                                     std::span<const int> left);

}  // namespace pronto
