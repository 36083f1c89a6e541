#pragma once
// Where a page of offers ended, as a short text to ask for the next page with. As with a price token,
// its checksum tells mistakes and proves nothing.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "catalog/hotel_limits.hpp"
#include "result.hpp"
#include "search/request.hpp"

namespace pronto {

inline constexpr int page_token_version = 2;
/// Longer ones are not looked at. The longest is of a page by name that ends at a hotel whose name and
/// code are as long as they may be: 4,400 bytes and some 60 of numbers, four letters for three of them.
inline constexpr std::size_t page_token_limit_bytes = 8192;
static_assert(page_token_limit_bytes >
              (character_bytes_limit * (text_length_limit + code_length_limit) + 100) * 4 / 3);

struct page_end {
  std::uint32_t question = 0;    ///< which question it is of, see question_digest
  /// A checksum of the places that the question is about and of the generations that brought their hotels
  /// as they are.
  std::uint32_t state = 0;
  std::int64_t now_s = 0;        ///< when the first page was asked for
  std::uint32_t offers = 0;      ///< on this page and those before
  /// The last offer, by all that an order looks at.
  std::int64_t total = 0;
  int stars = 0;
  double distance_km = 0;
  std::string name;
  std::string hotel;

  bool operator==(const page_end&) const = default;
};

/// Of all that decides which offers there are and in what order, but for the time of asking.
std::uint32_t question_digest(const find_request& of);

/// "n2." and where the page ended.
std::string make_page_token(const page_end& of);

/// What the token says. Fails with usage, of field "page", where it is none, damaged, of another
/// version or of another question.
result<page_end> read_page_token(std::string_view token, const find_request& asked);

}  // namespace pronto
