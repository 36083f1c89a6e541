#pragma once
// Numbers in scraped files, and prices as web pages show them.
#include <cstdint>
#include <optional>
#include <string_view>

#include "catalog/currency.hpp"

namespace pronto {

/// Reads a whole number without anything around it; nothing for any other text.
std::optional<int> parse_whole_number(std::string_view text);

/// Reads a number of nights as tables have it, " 7 " or "7.0"; as `largest_nights` what is more, since no
/// stay is as long. Nothing for any other text, and for 0.
std::optional<int> parse_nights(std::string_view text);
inline constexpr int largest_nights = 65'535;

/// Reads "$1,234.00", "1234.5" or, with a comma as `decimal_mark`, "1.234,50" and "94 €" as a
/// count of minor units of 10^-decimals. Letters, currency signs and spaces around the number are
/// left out; groups before the mark must be of three digits. More decimals than there may be must
/// be zeros. Nothing for any other text, and nothing with a minus or a dash of any script.
std::optional<std::int64_t> parse_written_price(std::string_view text, int decimals,
                                                char decimal_mark = '.');

/// What a price says of the mark before its decimals.
enum class price_mark : std::uint8_t {
  none,     ///< nothing: it has no mark
  point,    ///< "94.5", "1,234.50", "1,234,567"
  comma,    ///< "94,50", "1.234,50", "1.234.567"
  unclear,  ///< "1,200", "1.200": thousands, or three decimals
};
/// Of two marks the last one stands before the decimals, and one that stands twice before thousands;
/// a single one before decimals, unless exactly three digits are behind it and one to three before it.
price_mark mark_of_price(std::string_view text);

/// Whether a code, a sign or a name around the number is that of other currencies alone: "USD 94" and
/// "$94" where `money` is EUR. "$" is a sign of every dollar and peso, but "US$" of one. Other words say
/// nothing.
bool has_other_currency(std::string_view text, currency money);

}  // namespace pronto
