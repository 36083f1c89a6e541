#pragma once
// Counts by kind what an import leaves out or mends, and keeps the first few examples of each.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sources/imports/import.hpp"

namespace pronto {

class omissions {
public:
  /// One more of `kind`, which `text` says in words (the same for all of a kind). Returns whether
  /// an example is still wanted; then `example` may be called with it.
  bool count(std::string_view kind, std::string_view text);
  void example(std::string_view kind, failure what);

  /// Both at once, for what is rare.
  void add(std::string_view kind, std::string_view text, failure what);

  /// How many there are of a kind.
  std::uint64_t count_of(std::string_view kind) const;

  /// All kinds, in order; nothing remains.
  std::vector<left_out> take();

private:
  std::map<std::string, left_out, std::less<>> by_kind_;
};

/// A value as a failure shows it, see `shortened`.
std::string shown(std::string_view value);

}  // namespace pronto
