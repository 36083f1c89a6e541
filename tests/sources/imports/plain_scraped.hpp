#pragma once
// What stays cost by the scraped files alone, worked out in the plainest way: the independent model
// that the imports and the search over them are compared with. It shares nothing with engine/.
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace plain_scraped {

/// All records of a CSV file, plain or gzip, the header first. Requires: no line breaks in fields.
std::vector<std::vector<std::string>> read_csv(const std::string& path, char separator);

/// "2019-05-01" as days since 1970-01-01.
int day_number(const std::string& iso);

struct search {
  int arrival = 0;  ///< day number
  int nights = 1;
  int guests = 2;   ///< adults and children
};

/// What one place costs, if it can be booked: by total, then code or name.
using totals = std::vector<std::pair<std::int64_t, std::string>>;

struct night {
  bool available = false;
  std::int64_t price_cents = 0;  ///< 0 where there is none
  int min = 0;                   ///< 0 where there is no limit
  int max = 0;
};

struct home {
  std::string id;
  std::string city;  ///< lower case, trimmed
  int included = 1;
  int most = 1;
  std::int64_t extra_cents = 0;
  std::int64_t cleaning_cents = 0;
  int min = 0;  ///< limits of the listing, 0 where there is none
  int max = 0;
  std::map<int, night> nights;
};

struct homes {
  bool nightly_limits = false;  ///< whether the calendar has limits of stay
  std::vector<home> all;        ///< by id
  std::uint64_t records = 0;
  int first = 0;  ///< the first and last night of any
  int last = 0;
  /// How many records or listings there are of each kind that the import counts; kinds without any
  /// are not in it.
  std::map<std::string, std::uint64_t> kinds;
};

homes read_homes(const std::string& calendar, const std::string& listings);

/// Every home of the city that can be booked, cheapest first.
totals find_homes(const homes& in, const std::string& city, const search& what);

struct shop {
  std::string name;
  /// By room, then night: prices in cents, ascending.
  std::map<std::string, std::map<int, std::vector<std::int64_t>>> rooms;
  int capacity = 0;
};

/// A hotel of one rate shopping file.
shop read_shop(const std::string& path);

/// The lowest total of any room and rank of price, or -1. A rank is that of each night's prices.
std::int64_t cheapest(const shop& in, const search& what);

}  // namespace plain_scraped
