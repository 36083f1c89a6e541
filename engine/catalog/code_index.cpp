#include "catalog/code_index.hpp"

#include <algorithm>
#include <bit>
#include <functional>

namespace pronto {

namespace {

// Hotels to a piece where the number of pieces has just been chosen; half of it at least. What a piece
// takes beside its hotels is as much as twelve of them.
constexpr std::size_t fill = 64;

constexpr auto code_of = [](const packed::hotel* of) -> std::string_view { return of->code; };

}  // namespace

std::size_t code_index::piece_of(std::string_view code) const {
  return std::hash<std::string_view>{}(code) & (pieces_.size() - 1);
}

const packed::hotel* code_index::find(std::string_view code) const {
  if (pieces_.empty()) return nullptr;
  const auto& in = *pieces_[piece_of(code)];
  const auto found = std::ranges::lower_bound(in, code, {}, code_of);
  return found != in.end() && (*found)->code == code ? *found : nullptr;
}

code_index code_index::with(std::span<const change> changes) const {
  code_index out = *this;
  const auto wanted = std::bit_ceil((size_ + changes.size()) / fill + 1);
  // Only where it is far off, so that a catalog around a limit is not rebuilt with every change.
  if (wanted > 2 * pieces_.size() || 4 * wanted < pieces_.size()) out.resize(wanted);
  out.apply(changes);
  return out;
}

void code_index::apply(std::span<const change> changes) {
  std::vector<change> sorted(changes.begin(), changes.end());
  std::ranges::sort(sorted, {}, [&](const change& each) { return piece_of(each.first); });
  for (std::size_t from = 0; from < sorted.size();) {
    const auto target = piece_of(sorted[from].first);
    piece next(*pieces_[target], pieces_.get_allocator());
    for (; from < sorted.size() && piece_of(sorted[from].first) == target; ++from) {
      const auto& [code, fresh] = sorted[from];
      const auto at = std::ranges::lower_bound(next, code, {}, code_of);
      const bool is_known = at != next.end() && (*at)->code == code;
      if (is_known && fresh != nullptr) *at = fresh;
      else if (is_known) next.erase(at);
      else if (fresh != nullptr) next.insert(at, fresh);
    }
    size_ += next.size();
    size_ -= pieces_[target]->size();
    pieces_[target] = keep(std::move(next));
  }
}

std::shared_ptr<const code_index::piece> code_index::keep(piece made) const {
  made.shrink_to_fit();
  const std::pmr::polymorphic_allocator<> here(pieces_.get_allocator());
  return std::allocate_shared<const piece>(here, std::move(made));
}

void code_index::resize(std::size_t piece_count) {
  const auto old = std::exchange(pieces_, {});
  pieces_.resize(piece_count);
  std::vector<piece> fresh(piece_count, piece(pieces_.get_allocator()));
  for (const auto& from : old)
    for (const auto* each : *from) fresh[piece_of(each->code)].push_back(each);
  for (std::size_t i = 0; i < piece_count; ++i) {
    std::ranges::sort(fresh[i], {}, code_of);
    pieces_[i] = keep(std::move(fresh[i]));
  }
}

}  // namespace pronto
