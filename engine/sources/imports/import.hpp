#pragma once
// Turns what others send into hotels: AlpineBits messages, scraped calendars. Whatever cannot be
// taken over is left out, counted by kind and listed with its place; good data beside it is kept.
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "catalog/hotel.hpp"
#include "result.hpp"

namespace pronto {

/// One kind of thing that was left out or mended, such as "price_zero".
struct left_out {
  std::string kind;               ///< a stable word for scripts
  std::string text;               ///< for people: "nights with a price of 0"
  std::uint64_t count = 0;
  std::vector<failure> examples;  ///< the first few, each with file, line, field and value
};
inline constexpr std::size_t examples_limit = 5;

struct import_report {
  std::uint64_t hotels = 0;
  std::uint64_t records = 0;        ///< rows or messages read
  std::vector<left_out> omitted;   ///< in order of kind
};

/// Takes the finished hotels, one after the other.
using hotel_sink = std::function<void(const hotel&)>;
/// Told now and then how far the import is.
using import_progress = std::function<void(std::uint64_t done_bytes, std::uint64_t total_bytes)>;

/// AlpineBits HotelData 2018-10 to 2022-10: RatePlans, Inventory and FreeRooms messages, whole ones,
/// in any order and spread over any number of files.
result<import_report> import_alpinebits(const std::vector<std::string>& files,
                                        const hotel_sink& to, const import_progress& progress);

/// Calendars and listings with the columns of Inside Airbnb, plain or gzip: each listing becomes a
/// hotel of one room and one plan.
result<import_report> import_airbnb(const std::vector<std::string>& files, const hotel_sink& to,
                                    const import_progress& progress);

/// Scraped one-night hotel rates: name;date;adults;children;no_rooms;address;rating;room;capacity;
/// price.
result<import_report> import_rateshop(const std::vector<std::string>& files, const hotel_sink& to,
                                      const import_progress& progress);

}  // namespace pronto
