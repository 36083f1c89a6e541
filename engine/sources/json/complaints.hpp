#pragma once
// What is wrong with one document, and how its places are named: "plans[2].rates[0].base["2"]".
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "result.hpp"

namespace pronto {

/// Collects failures up to a limit; those beyond it are counted.
class complaints {
public:
  explicit complaints(std::size_t limit) : limit_(limit) {}

  void add(std::string field, std::string value, std::string text);
  bool empty() const { return list_.empty(); }
  /// Whether further ones are but counted.
  bool is_full() const { return list_.size() >= limit_; }
  /// How many there were so far, those beyond the limit included.
  std::size_t count() const { return list_.size() + left_out_; }

  /// At most `limit` failures of kind `data`; where there were more, the last one says how many.
  std::vector<failure> take();

private:
  std::size_t limit_;
  std::size_t left_out_ = 0;
  std::vector<failure> list_;
};

/// Adds the step to a field of an object, or to an element of a list, to the name of a place.
void append_key(std::string& path, std::string_view key);
void append_index(std::string& path, std::size_t index);

/// How much of a text messages show.
inline constexpr std::size_t shown_bytes = 80;

/// Within double quotes, with JSON's escapes, shortened.
std::string in_quotes(std::string_view utf8);

}  // namespace pronto
