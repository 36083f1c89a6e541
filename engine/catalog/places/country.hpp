#pragma once
// The countries and territories of the world and the money that prices there are usually in.
#include "catalog/currency.hpp"

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace pronto {

/// A country or territory of ISO 3166-1.
struct country {
  std::array<char, 2> code{};           ///< alpha-2, "DE": two upper-case letters
  std::string_view name;                ///< English, short: "Germany"
  std::array<char, 3> currency_code{};  ///< of `usual_currency`

  /// The code as text; valid for as long as this object.
  std::string_view code_text() const { return {code.data(), code.size()}; }

  /// What hotels there usually price in: the legal tender, or for a place with several the most
  /// used one. A hotel may price in another. Aborts for a country that is not from the table.
  currency usual_currency() const;
};

/// All of them, ordered by code: ISO 3166-1 and Kosovo as XK, the code from the standard's free
/// range under which the trade knows it.
std::span<const country> countries();

/// The country with this alpha-2 code, upper case as in the standard; nothing for any other text.
std::optional<country> find_country(std::string_view code);

}  // namespace pronto
