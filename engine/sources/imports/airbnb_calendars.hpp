#pragma once
// Calendar files of Inside Airbnb: one record a listing and night, in any order. They are gathered
// by listing, 24 bytes a night, since real files mix the listings. Private to that import.
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "catalog/day.hpp"
#include "sources/files/csv.hpp"
#include "sources/imports/airbnb_listings.hpp"
#include "sources/imports/omissions.hpp"

namespace pronto::airbnb {

inline constexpr std::int64_t no_price = -1;
inline constexpr std::uint16_t no_limit = 0;

struct night {
  std::int64_t price = no_price;  ///< minor units
  day date = 0;
  std::uint32_t line = 0;
  std::uint16_t min = no_limit;  ///< nights that a stay arriving then must have
  std::uint16_t max = no_limit;  ///< and may have
  std::uint16_t file = 0;        ///< into calendars::files
  bool available = false;
};

class calendars {
public:
  /// Whether the header is that of a calendar file.
  static bool is_calendar(const csv_reader& file);

  /// To be called before the records of each file.
  void begin_file(const csv_reader& file);
  /// Takes the record on which the file stands. Nights of listings that are not in `known` are left
  /// out; what else is wrong with a record is counted in `out`.
  void read_night(const csv_reader& file, const listings& known, omissions& out);

  /// The nights of a listing, by date, each once: of two records for one night the first counts.
  /// They are handed out and gone from here.
  std::vector<night> take(const std::string& id, omissions& out);
  /// Whether the file of this night has limits of stay for each night.
  bool has_limits(const night& of) const { return files_[of.file].limits; }

private:
  struct columns {
    std::size_t id, date, available, price;
    std::optional<std::size_t> min, max;
  };
  struct calendar_file {
    std::string path;
    bool limits = false;        ///< it has columns for them
    day first = last_day_ever;  ///< the earliest night in it
  };

  void read_price(const csv_reader& file, std::string_view text, currency money, night& into,
                  omissions& out) const;
  void read_limits(const csv_reader& file, night& into, omissions& out) const;
  failure fault_at(const night& of, std::string_view field, std::string value,
                   std::string text) const;

  columns columns_{};
  std::vector<calendar_file> files_;
  std::map<std::string, std::vector<night>, std::less<>> nights_;
  std::set<std::string, std::less<>> unknown_;
};

}  // namespace pronto::airbnb
