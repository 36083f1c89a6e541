#pragma once
// A city as people name one in options and configuration files.
#include <optional>
#include <string>
#include <string_view>

namespace pronto {

struct written_city {
  std::string name;     ///< as it was written, without the country
  std::string country;  ///< ISO 3166-1; empty where none is said

  bool operator==(const written_city&) const = default;
};

/// From "Paris (FR)" or "Paris". Nothing where there is no name, or no such country.
std::optional<written_city> parse_written_city(std::string_view text);

}  // namespace pronto
