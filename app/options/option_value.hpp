#pragma once
// The values of options: from what was typed to numbers, dates and lists, or to the sentence that
// says what was expected.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/day.hpp"
#include "result.hpp"

namespace pronto {

/// "OPTION VALUE: expected ...".
failure usage_failure(std::string_view option, std::string_view value, std::string_view expected);

/// A whole number from `least` to `most`; `about` says of what, for the sentence.
result<std::int64_t> parse_number(std::string_view option, std::string_view text,
                                  std::int64_t least, std::int64_t most, std::string_view about);

/// The same of what may have been typed; `otherwise` where it was not.
result<std::int64_t> parse_number(std::string_view option, const std::optional<std::string>& typed,
                                  std::int64_t least, std::int64_t most, std::string_view about,
                                  std::int64_t otherwise);

/// A date, "2027-03-01".
result<day> parse_date(std::string_view option, std::string_view text);

/// The days of a month, "2027-05".
result<date_range> parse_month(std::string_view option, std::string_view text);

/// The parts of "a,b,c" without the blanks around them; none of them may be empty. `expected` is
/// for the sentence.
result<std::vector<std::string>> parse_list(std::string_view option, std::string_view text,
                                            std::string_view expected);

/// Bytes from "2 GB", "1.5mb", "2 G", "4096": a number and, if not bytes, kB, MB, GB or TB, by powers of
/// ten, in any case and also without the B. Nothing for any other text, nor for less than a byte that is not 0.
std::optional<std::uint64_t> parse_bytes(std::string_view text);

/// A decimal number from `least` to `most`. Nothing for any other text.
bool parse_decimal(std::string_view text, double least, double most, double& to);

}  // namespace pronto
