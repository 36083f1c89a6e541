#pragma once
// Which shapes of stays have tables of popular answers: those that are given, and those that are asked
// for most, of late more than before, as many as there is room for.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/known_destination.hpp"
#include "catalog/snapshot.hpp"
#include "result.hpp"
#include "search/popular/asked_shapes.hpp"

namespace pronto {

/// A shape as whoever runs the engine gives it.
struct given_shape {
  std::string city;  ///< as a person writes it
  std::string country;
  popular_shape of;

  bool operator==(const given_shape&) const = default;
};

inline constexpr std::size_t given_shapes_max = 1000;

/// "Berlin, 3 nights, 2 adults; Paris (FR), 1 night, 2 adults, children 4 and 9, 4 stars". Stars are the
/// least. Fails with usage.
result<std::vector<given_shape>> parse_given_shapes(std::string_view text);

struct popular_terms {
  std::uint64_t budget_bytes = 0;  ///< for all tables; 0: there are none
  std::vector<given_shape> given{};
  int arrivals = 365;              ///< days ahead
  int offers = 10;                 ///< of each arrival
  std::int64_t half_life_s = 3600;  ///< a question counts half as much when it is so old
};

/// Used by one thread.
class popular_choice {
public:
  explicit popular_choice(popular_terms terms) : terms_(std::move(terms)) {}

  /// What was asked since the last time.
  void learn(const asked_summary& asked, std::int64_t now_s);

  using shapes_by_place = std::map<destination_key, std::vector<popular_shape>>;
  /// What there should be tables of in this snapshot. Those that there are stay for ones that are asked
  /// for hardly more.
  shapes_by_place choose(const snapshot& in, std::int64_t now_s);

  /// Of the last choice, what there was no room for.
  std::uint64_t left_out() const { return left_out_; }
  /// Of the last choice, the first few cities that are given and that there is none of, or several.
  const std::vector<std::string>& unknown_cities() const { return unknown_cities_; }
  static constexpr std::size_t unknown_told = 5;
  std::size_t known() const { return scores_.size(); }

  static constexpr std::size_t known_max = 4096;

private:
  using shape_key = std::pair<destination_key, popular_shape>;

  void find_given(const snapshot& in);
  void decay(std::int64_t now_s);
  void forget_least();

  popular_terms terms_;
  std::map<shape_key, double> scores_;
  std::int64_t decayed_s_ = 0;
  std::uint64_t left_out_ = 0;
  std::vector<std::optional<destination_key>> given_at_;  // of each that is given, where it is one city
  std::size_t found_among_ = 0;  // which destinations there were then, as a number
  std::vector<std::string> unknown_cities_;
};

}  // namespace pronto
