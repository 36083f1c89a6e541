#pragma once
// The limits of a question: what can be refused before any hotel is looked at.
#include <cstdint>
#include <optional>
#include <string>

#include "result.hpp"
#include "search/request.hpp"

namespace pronto {

inline constexpr std::uint32_t limit_limit = 1000;
inline constexpr std::size_t name_limit_bytes = 200;  ///< of a city, a country, a code
inline constexpr std::size_t list_limit = 1000;       ///< hotels, amenities, meal plans
inline constexpr std::size_t cities_limit = 16;       ///< that one question is about
inline constexpr std::size_t rooms_limit = 8;         ///< of one stay

inline constexpr std::int64_t explained_lines_limit = 200'000;  ///< of all offers of an answer

inline constexpr int arrivals_limit = 366;  ///< days on which a question lets a stay begin
/// Hotels times arrivals of a question: each such pair may have to be priced.
inline constexpr std::uint64_t hotel_arrivals_limit = 2'000'000;
/// Where each of them surely has to be priced, some microseconds each: in another order than by total, for
/// several rooms, where totals are converted.
inline constexpr std::uint64_t priced_arrivals_limit = 200'000;

/// The first value that is out of its limits, with its field ("nights") and what was expected.
std::optional<failure> wrong(const stay_request& when);
std::optional<failure> wrong(const filters& keep);
std::optional<failure> wrong(const find_request& request);
std::optional<failure> wrong(const quote_request& request);
std::optional<failure> wrong(const calendar_request& request);
std::optional<failure> wrong(const hotels_request& request);
/// Of a name or a code that somebody begins to type.
std::optional<failure> wrong_beginning(std::string field, const std::string& typed);

/// More hotels pass the filters than may be priced for so many arrivals, if it is so; `field` is
/// what of the question says the arrivals, `most` one of the limits above.
std::optional<failure> too_much(std::uint64_t hotels, int arrivals, std::string field,
                                std::uint64_t most = hotel_arrivals_limit);

/// `arrival` lies before the booking date.
failure arrival_passed(const stay_request& when, day booking);

}  // namespace pronto
