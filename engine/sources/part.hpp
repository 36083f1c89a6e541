#pragma once
// Which part of a source is loaded: some cities, some countries, so many nights ahead. What is left
// out takes no memory but a few bytes a hotel, by which it is counted, and a question for it is told so.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "result.hpp"
#include "sources/source.hpp"

namespace pronto {

struct source_part {
  struct city {
    std::string key;      ///< as of place_key, in its country or, without one, anywhere
    std::string country;  ///< ISO 3166-1; may be empty
    std::string name;     ///< as it was written
    bool operator==(const city&) const = default;
  };
  std::vector<city> cities;            ///< these
  std::vector<std::string> countries;  ///< and all of these; all there is if both are empty
  int horizon_nights = 0;              ///< from today on; 0: all

  bool is_all() const { return cities.empty() && countries.empty() && horizon_nights == 0; }
  bool operator==(const source_part&) const = default;
};

inline constexpr int horizon_nights_max = 3650;

/// From what a person wrote: "Berlin, Paris (FR)", "AT, CH", 0 to horizon_nights_max. Fails with
/// usage, the field being "destinations" or "countries".
result<source_part> parse_part(std::string_view destinations, std::string_view countries,
                               int horizon_nights);

/// "Berlin, Paris (FR), all of AT and CH, 400 nights ahead"; empty if it is all.
std::string to_text(const source_part& of);

/// Whether a hotel of this city is in the part.
bool holds(const source_part& of, std::string_view city, std::string_view country);

/// A source that brings of `whole` the part alone: other hotels are counted as left out, for as long as
/// `whole` has them, and a hotel that moves out of the part is told as removed. Rates that reach beyond the
/// horizon end with it; on a later day (`today`, UTC) a pass brings the nights that have come within it too.
std::unique_ptr<source> take_part(std::unique_ptr<source> whole, source_part which,
                                  std::function<day()> today);

}  // namespace pronto
