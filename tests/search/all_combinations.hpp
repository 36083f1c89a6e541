#pragma once
// Several rooms in one stay by trying every combination of products.
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "catalog/packed/packed_hotel.hpp"
#include "pricing/stay.hpp"
#include "search/request.hpp"

namespace pronto {

/// How many rooms the document says are left on every night.
int rooms_left(const room_type& of, const stay& when);

/// The lowest sum for all rooms of one hotel.
class all_combinations {
public:
  /// `packed`: the same hotel. `first`: the stay in the first of the rooms.
  all_combinations(const hotel& of, const packed::hotel& packed, const find_request& asked,
                   const stay& first);

  std::optional<std::int64_t> lowest() const { return lowest_; }

private:
  void choose(std::size_t room, std::int64_t sum);

  std::vector<std::vector<std::pair<std::uint32_t, std::int64_t>>> choices_;
  std::vector<int> left_;
  std::optional<std::int64_t> lowest_;
};

}  // namespace pronto
