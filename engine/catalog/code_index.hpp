#pragma once
// Hotels by their codes. Immutable; a changed copy shares all but the changed pieces with the index
// that it was made from, so that publishing a few changes among many hotels stays cheap.
#include <cstddef>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/packed/packed_hotel.hpp"

namespace pronto {

class code_index {
public:
  /// A code, and the hotel that it means from now on: null where there is none any more.
  using change = std::pair<std::string_view, const packed::hotel*>;

  /// An empty one that takes its memory from there, as copies of it will.
  explicit code_index(std::pmr::memory_resource* from) : pieces_(from) {}
  code_index(const code_index& other)
      : pieces_(other.pieces_, other.pieces_.get_allocator()), size_(other.size_) {}
  code_index(code_index&&) = default;
  code_index& operator=(const code_index&) = default;
  code_index& operator=(code_index&&) = default;

  std::size_t size() const { return size_; }

  /// The hotel with this code, or null.
  const packed::hotel* find(std::string_view code) const;

  /// A copy with these changes; a code may stand there once, or several times as gone. Hotels are
  /// not owned: those of this index and of the changes must be there while the copy is made, and
  /// its own for as long as it is used.
  code_index with(std::span<const change> changes) const;

private:
  using piece = std::pmr::vector<const packed::hotel*>;  // in order of their codes

  std::size_t piece_of(std::string_view code) const;
  void apply(std::span<const change> changes);
  void resize(std::size_t piece_count);
  std::shared_ptr<const piece> keep(piece made) const;

  // None or a power of two, by the hash of the code.
  std::pmr::vector<std::shared_ptr<const piece>> pieces_;
  std::size_t size_ = 0;
};

}  // namespace pronto
