#pragma once
// Money as it is written: the currencies, amounts and percentages of a hotel document.
//
// An amount is a count of minor units of a currency (cents of EUR, whole JPY, fils of KWD) in 64
// bits; it carries no currency of its own. A percentage is exact to a millionth of one percent.
// Both are read from and written as plain decimal text, "." before the decimals, and never pass
// through floating point.
#include <array>
#include <compare>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace pronto {

/// A currency of ISO 4217. Four bytes, cheap to copy; equal and ordered by code.
struct currency {
  std::array<char, 3> code{};  ///< "EUR": three upper-case letters
  std::uint8_t decimals = 0;   ///< how many decimals the minor unit has: 0 to 4

  /// The code as text; valid for as long as this object.
  std::string_view code_text() const { return {code.data(), code.size()}; }

  /// The English name, "Euro". Empty for a currency that the table does not hold.
  std::string_view name() const;

  friend constexpr auto operator<=>(const currency&, const currency&) = default;
};

/// The national currencies in force and Chile's unit of account (CLF, in which long stays are
/// priced there), ordered by code. Other fund codes, metals and test codes are not in it: no hotel
/// prices in them.
std::span<const currency> currencies();

/// The currency with this code, upper case as in the standard; nothing for any other text.
std::optional<currency> find_currency(std::string_view code);

/// Why a text is not an amount or a percentage. Where several hold, it is the first here.
enum class number_error : std::uint8_t {
  not_a_number,       ///< empty, a space, a "+", an exponent, a comma, ".5", "5.", ...
  negative,           ///< a number with "-" before it, "-0" too
  too_many_decimals,  ///< more digits after the point than there may be, even zeros
  too_large,          ///< an amount above the largest that is taken, a percentage above 100
};

/// What is wrong, as the end of a sentence that begins with the value: "is negative".
std::string_view explain(number_error error);

/// What reading a text gave: a value, or why there is none.
template <class T>
class [[nodiscard]] parsed {
public:
  constexpr parsed(T value) : value_(value) {}
  constexpr parsed(number_error error) : error_(error) {}

  constexpr bool has_value() const { return value_.has_value(); }
  constexpr explicit operator bool() const { return has_value(); }

  /// The value. Aborts where there is none.
  constexpr const T& operator*() const {
    if (!value_)
      std::abort();
    return *value_;
  }
  constexpr const T* operator->() const { return &**this; }

  /// The error. Aborts where there is a value.
  constexpr number_error error() const {
    if (value_)
      std::abort();
    return error_;
  }

private:
  std::optional<T> value_;
  number_error error_ = number_error::not_a_number;
};

/// The largest amount that is read: sums of thousands of these still fit in 64 bits.
inline constexpr std::int64_t max_amount_minor = 1'000'000'000'000;

/// The most decimals an amount or a percentage may have.
inline constexpr int max_decimals = 6;

/// Reads a non-negative decimal number, "12", "12.3", "0012.30", as a count of minor units of
/// 10^-decimals each: "12.3" with 2 decimals is 1230. `decimals` is 0 to `max_decimals`; the text
/// may have fewer, not more. Up to `most`, which is at most 10^17.
parsed<std::int64_t> parse_amount(std::string_view text, int decimals,
                                  std::int64_t most = max_amount_minor);

/// Writes an amount with exactly `decimals` (0 to `max_decimals`) decimals: 146 is "146" with 0,
/// "1.46" with 2; -5 with 2 is "-0.05". Any value of 64 bits.
std::string format_amount(std::int64_t minor, int decimals);

/// A percentage from 0 to 100.
struct percent {
  std::int64_t micro = 0;  ///< millionths of one percent: 12.5 % is 12'500'000

  friend constexpr auto operator<=>(const percent&, const percent&) = default;
};

inline constexpr std::int64_t micro_per_percent = 1'000'000;

/// Reads "12.5" (no percent sign): 0 to 100, at most 6 decimals.
parsed<percent> parse_percent(std::string_view text);

/// Writes the shortest decimal number that reads back as the same percentage: "12.5", "7".
std::string format_percent(percent value);

}  // namespace pronto
