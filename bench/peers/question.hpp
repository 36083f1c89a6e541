#pragma once
// What the systems are asked, and what they answer.
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "plain_hotel.hpp"

namespace pronto::bench {

enum class question_kind : std::uint8_t {
  cheapest,  ///< the hotel with the lowest total
  best,      ///< the best 20 of 4 stars or more, within a total of 200.00 a night
  flexible,  ///< the cheapest of all stays that begin within 30 days
  calendar,  ///< for each of 60 arrivals the hotel with the lowest total
};
inline constexpr int question_kinds = 4;
const char* name_of(question_kind kind);

inline constexpr std::size_t best_count = 20;
inline constexpr int best_stars = 4;
inline constexpr int best_night_max = 20'000;
inline constexpr int flexible_days = 30;
inline constexpr int calendar_days = 60;

/// Whose questions: everyone's, those of people who all want to Berlin, and of the first those that
/// are hard: long stays, arrivals in nearly a year or today, nights behind the calendar's end.
enum class question_mix : std::uint8_t { everyone, berlin };
inline constexpr int question_mixes = 2;
const char* name_of(question_mix mix);

/// Of two adults. Hotels, cities and nights go by their numbers.
struct question {
  question_mix mix = question_mix::everyone;
  question_kind kind = question_kind::cheapest;
  std::uint32_t city = 0;
  int arrival = 0;  ///< or the first of them
  int nights = 1;

  /// How many arrivals it is about.
  int arrivals() const {
    return kind == question_kind::flexible   ? flexible_days
           : kind == question_kind::calendar ? calendar_days
                                             : 1;
  }
  std::int64_t total_max() const { return std::int64_t{best_night_max} * nights; }
};

/// The best stay of a hotel; in order of what counts.
struct stay_offer {
  std::int64_t total = 0;
  std::uint32_t hotel = 0;
  int arrival = 0;

  auto operator<=>(const stay_offer&) const = default;
};
/// In order; of a calendar in order of arrivals, without those that have none.
using answer = std::vector<stay_offer>;

/// `lead_and_nights` of searches that people made, if there are any; else such as they usually are.
/// Cities come as often as hotels of them, which `city_of_hotel` has.
std::vector<question> make_questions(const std::vector<std::uint32_t>& city_of_hotel,
                                     std::uint32_t berlin, const std::string& data_folder,
                                     std::size_t of_each, std::uint64_t seed);

}  // namespace pronto::bench
