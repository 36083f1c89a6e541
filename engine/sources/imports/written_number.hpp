#pragma once
// Numbers in scraped files, and prices as web pages show them.
#include <cstdint>
#include <optional>
#include <string_view>

namespace pronto {

/// Reads a whole number without anything around it; nothing for any other text.
std::optional<int> parse_whole_number(std::string_view text);

/// Reads "$1,234.00", "1234.5" or, with a comma as `decimal_mark`, "1.234,50" and "94 €" as a
/// count of minor units of 10^-decimals. Letters, currency signs and spaces around the number are
/// left out; groups before the mark must be of three digits. More decimals than there may be must
/// be zeros. Nothing for any other text, and nothing with a minus or a dash of any script.
std::optional<std::int64_t> parse_written_price(std::string_view text, int decimals,
                                                char decimal_mark = '.');

}  // namespace pronto
