#pragma once
// The limits of a question: what can be refused before any hotel is looked at.
#include <algorithm>
#include <cstdint>
#include <numbers>
#include <optional>
#include <string>

#include "catalog/hotel_limits.hpp"
#include "catalog/places/globe.hpp"
#include "result.hpp"
#include "search/request.hpp"

namespace pronto {

inline constexpr std::uint32_t offers_limit = 1000;  ///< of one answer, and so all else that it lists
/// Of a city, a country, a code: each that a hotel may have can be asked for.
inline constexpr std::size_t name_limit_bytes =
    character_bytes_limit * std::max(code_length_limit, city_length_limit);
inline constexpr std::size_t list_limit = 1000;  ///< hotels, amenities, meal plans
inline constexpr std::size_t cities_limit = 16;  ///< that one question is about
inline constexpr std::size_t rooms_of_stay_limit = 8;

/// Of a circle, whose radius is told in whole kilometres: one as wide as this is the globe.
inline constexpr int circle_km_limit = 20'016;
static_assert(circle_km_limit >= earth_radius_km * std::numbers::pi);

/// Lines that explain the offers of an answer, or of all answers to a batch: some 40 MB. What goes beyond
/// is refused, so that no more are made than these and those of one offer, or of one answer.
inline constexpr std::int64_t explained_lines_limit = 200'000;

inline constexpr int arrivals_limit = 366;  ///< days on which a question lets a stay begin
/// Pairs of a hotel and an arrival of a question, for one room and up to `usual_nights`: each may have to
/// be priced, which takes about 1 us in a search and in a calendar alike where a hotel has some ten products
/// (rooms in plans), so that a question about such hotels holds a handler for two seconds at most. Hotels
/// of hundreds of products take as many times longer. An index mostly spares nearly all of it, so that a search
/// by total for one arrival that counts nothing may be about any number of hotels.
inline constexpr std::uint64_t hotel_arrivals_limit = 2'000'000;
/// The same for several rooms, each of which makes a pair of its own: 2 us for each of two, less of eight.
inline constexpr std::uint64_t rooms_arrivals_limit = 1'000'000;
inline constexpr int usual_nights = 30;
/// So many of what takes longer for longer stays: `most` up to `usual_nights`, a tenth for most of a year.
std::uint64_t fewer_by_nights(std::uint64_t most, int nights);
/// The limit of pairs that holds, for stays of so many nights.
std::uint64_t pairs_limit(int nights, bool is_of_several_rooms = false);

/// What is wrong with a moment that a question is asked at, if it is; of field "now".
std::optional<failure> wrong_now(std::int64_t now_s);

/// The first value that is out of its limits, with its field ("nights") and what was expected.
std::optional<failure> wrong(const stay_request& when);
std::optional<failure> wrong(const filters& keep);
std::optional<failure> wrong(const find_request& request);
std::optional<failure> wrong(const quote_request& request);
std::optional<failure> wrong(const calendar_request& request);
std::optional<failure> wrong(const hotels_request& request);
std::optional<failure> wrong(const price_check_request& request);
/// Of a name or a code that somebody begins to type.
std::optional<failure> wrong_beginning(std::string field, const std::string& typed);

/// More hotels pass the filters than may be priced for so many rooms and arrivals, if it is so; `field` is
/// what of the question says the arrivals, `most` its pairs_limit.
std::optional<failure> too_much(std::uint64_t hotels, int arrivals, std::string field,
                                std::uint64_t most, std::size_t rooms = 1);

/// So many products of a hotel would be explained in more lines than an answer may have, if it is so by the
/// rooms' own lines, which are known before any is priced.
std::optional<failure> too_much_explained(std::size_t products, const stay_request& when);
/// The offers of an answer have these lines, more than it may; `field` is what of the question makes them
/// so many, and `value` what it says there.
std::optional<failure> too_much_explained(std::int64_t lines, std::string field, std::string value);

/// `arrival` lies before the booking date.
failure arrival_passed(const stay_request& when, day booking);

}  // namespace pronto
