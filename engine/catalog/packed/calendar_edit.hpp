#pragma once
// Says changes in patches of the series that a packed hotel has, and in series of limits that it had
// not. What cannot be said so: a rate with amounts of a kind that its product has not, nights beyond
// the calendar, and what is listed.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "catalog/change.hpp"
#include "catalog/packed/packed_hotel.hpp"

namespace pronto {

/// Which plan and room of its hotel a change names.
struct change_place {
  std::optional<std::uint32_t> plan;
  std::optional<std::uint32_t> room;
};

class calendar_editor {
public:
  /// Requires: `of` was made by `pack` or `edited`.
  explicit calendar_editor(const packed::hotel& of);

  /// False if it cannot be said so; then the edit is of no use any more.
  bool apply(const change& what, const change_place& at);

  bool changed() const { return changed_; }
  const calendar_edit& edit() const { return edit_; }

private:
  packed::calendar now() const { return {base_.series(), base_.nights().first, edit_.patches}; }
  bool is_throughout(std::size_t series, date_range nights, std::int64_t value) const;
  bool set_rate(std::size_t plan, std::uint32_t room, date_range nights, const new_rate& to);
  bool begins_by_amounts(const packed::rates& of, date_range nights,
                         std::span<const std::int64_t> amounts) const;
  bool restrict(std::size_t plan, packed::limit what, std::optional<std::uint32_t> room,
                date_range nights, std::int64_t value);
  bool set_count(std::uint32_t room, date_range nights, int count);
  bool add_limit(std::size_t plan, packed::limit what, std::uint32_t room, date_range nights,
                 std::int64_t value);
  void set(std::size_t series, date_range nights, std::int64_t value);
  bool is_packed(packed::series_patch which) const;
  void patch(packed::series_patch fresh);

  const packed::hotel& of_;
  const packed::calendar& base_;
  calendar_edit edit_;
  std::size_t next_series_ = 0;
  bool changed_ = false;
};

}  // namespace pronto
