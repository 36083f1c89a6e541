#pragma once
// Answers for people: tables that line up, ledgers that visibly add up, and what was left out.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/terminal/terminal.hpp"
#include "messages/status.hpp"
#include "result.hpp"
#include "search/request.hpp"

namespace pronto {

/// The offers in a table, under a line with the stay and over the counts of what was left out; with
/// request.explain, below it a ledger for each offer.
std::string to_text(const find_answer& answer, const find_request& request, const appearance& look);

/// The same for one hotel, and why its other rooms and plans cannot be booked.
std::string to_text(const quote_answer& answer, const quote_request& request,
                    const appearance& look);

/// What a running engine says of itself, one thing a line.
std::string to_text(const engine_status& status, const appearance& look);

/// How the total of an offer comes about: one line for each of what made it, its sum, and below
/// that what is in it and what could be added. `rank` 0: the offer has none. `room`: which of several
/// it is of.
std::string ledger(const offer& of, std::size_t rank, const appearance& look,
                   std::size_t room = 1);

/// "Berlin (DE), Potsdam (DE)", or where these are many, how many; "more than 100 cities"
/// where no more are listed.
std::string searched_text(const std::vector<searched_city>& cities, std::uint32_t hotels);

/// ", within 2 km of 52.5200,13.4000", ", of 3 hotels": what of these a question is about.
std::string narrowed_text(const filters& by);

/// "1 CHF = 1.04026 EUR (1 / 0.9613, 2027-01-04)"; each on a line behind "rate: ".
std::string rate_text(const used_rate& of);
std::string rates_text(const std::vector<used_rate>& rates);

/// "Mon" for 0 to "Sun" for 6; "Mon 2027-03-01".
std::string_view weekday_name(int weekday);
std::string dated(day date);

/// "Double (DBL)"; the code alone where there is no name of its own.
std::string named(const std::string& name, const std::string& code);

/// So many stars; "1.2 km", or nothing.
std::string stars_text(int stars);
std::string distance_text(const std::optional<double>& km);

/// "3 nights, 2 adults, 2 children (4, 9)".
std::string guests_text(const stay_request& when);

/// The first line of an answer, and its last ones.
std::string heading(const std::string& what, const std::string& rest, const appearance& look);
std::string notes_text(const std::vector<std::string>& notes, const appearance& look);

/// Failures of the lines of a file, one a row.
std::string failures_table(std::span<const failure> of, const appearance& look);

/// "1 hotel", "3,120 hotels".
std::string counted(std::uint64_t n, std::string_view one, std::string_view more);

/// "20 cities", or "3 of 20 cities" where the others are loaded when they are asked for.
std::string cities_text(const engine_status& of);

/// Which hotels answer where the source failed by this.
std::string still_answering(const failure& why);

/// How many generations differ by more than tables of popular answers.
std::uint64_t generations_of_hotels(const engine_status& of);

/// Of a file of exchange rates that cannot be read: what is wrong with it, and what holds instead.
std::string rates_trouble_text(const rates_status& of);

/// "2027-03-01T12:00:00Z" for Unix time.
std::string utc_text(std::int64_t unix_s);

}  // namespace pronto
