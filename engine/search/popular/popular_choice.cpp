#include "search/popular/popular_choice.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <set>
#include <string_view>
#include <utility>

#include "catalog/hotel_limits.hpp"
#include "catalog/places/written_city.hpp"
#include "pricing/stay.hpp"
#include "search/places/place_search.hpp"
#include "search/popular/popular_answers.hpp"
#include "search/request_check.hpp"
#include "split.hpp"
#include "trimmed.hpp"

namespace pronto {

namespace {

/// Fewer questions than that, by what they count now, are no traffic.
constexpr double least_score = 3;
constexpr double forgotten_score = 0.01;
/// Tables that there are count for more, so that two of a kind do not take turns.
constexpr double lead_of_held = 1.25;
/// Of the budget, for the blocks that are there twice while a change is published.
constexpr std::uint64_t spare_share = 8;

std::optional<int> number(std::string_view text, int least, int most) {
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size() || out < least || out > most)
    return std::nullopt;
  return out;
}

// "3 nights", "1 adult".
std::optional<int> counted(std::string_view text, std::string_view what, int most) {
  const auto space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  auto word = trimmed(text.substr(space));
  if (word.ends_with('s')) word.remove_suffix(1);
  return word == what ? number(text.substr(0, space), 1, most) : std::nullopt;
}

// "children 4 and 9".
std::optional<std::vector<int>> ages(std::string_view text) {
  std::vector<int> out;
  const auto words = split(text, ' ');
  if (words.front() != "children" && words.front() != "child") return std::nullopt;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].empty() || words[i] == "and") continue;
    const auto age = number(words[i], 0, child_age_limit);
    if (!age || out.size() == children_limit) return std::nullopt;
    out.push_back(*age);
  }
  if (out.empty()) return std::nullopt;
  return out;
}

failure refused(std::string_view text, const std::string& expected) {
  return {.code = failure_code::usage,
          .text = "'" + std::string(text) + "' is no popular stay; expected " + expected,
          .field = "popular-shapes",
          .value = std::string(text)};
}

result<given_shape> read_shape(std::string_view text) {
  constexpr auto expected =
      "something like \"Berlin, 3 nights, 2 adults, children 4 and 9, 4 stars\"";
  const auto parts = split(text, ',');
  given_shape out;
  stay_request when;
  filters keep;
  const auto city = parse_written_city(parts.front());
  if (!city) return refused(text, expected);
  out.city = city->name;
  out.country = city->country;
  bool has_nights = false;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (const auto nights = counted(parts[i], "night", nights_limit)) {
      when.nights = *nights;
      has_nights = true;
    } else if (const auto adults = counted(parts[i], "adult", adults_limit)) {
      when.adults = *adults;
    } else if (const auto stars = counted(parts[i], "star", stars_limit)) {
      keep.stars_min = *stars;
    } else if (auto children = ages(parts[i])) {
      when.child_ages = *std::move(children);
    } else {
      return refused(text, expected);
    }
  }
  const auto shape = popular_shape_of(when, keep);
  if (!has_nights || !shape) return refused(text, expected);
  out.of = *shape;
  return out;
}

// What a table of this destination takes; nothing where it can have none.
std::optional<std::uint64_t> bytes_of_table(const destination& in, const popular_terms& terms,
                                            std::int64_t now_s) {
  if (!in.held || in.bounds.blocks.empty()) return std::nullopt;
  const day today = local_day(now_s, 0);
  if (in.nights.last <= today) return std::nullopt;
  const auto arrivals = std::min<std::int64_t>(terms.arrivals, std::int64_t{in.nights.last} - today + 2);
  const auto offers = std::min<std::size_t>(static_cast<std::size_t>(terms.offers),
                                            in.hotels.size());
  return popular_table_bytes(static_cast<int>(arrivals), static_cast<int>(offers));
}

bool has_table(const destination& in, const popular_shape& of) {
  return in.popular != nullptr &&
         std::ranges::find(in.popular->all, of, &popular_table::of) != in.popular->all.end();
}

// Another one where there are other destinations.
std::size_t number_of_names(const snapshot& in) {
  const std::hash<std::string_view> of;
  std::size_t out = 1;
  for (const auto& each : in.destinations())
    out = 31 * (31 * out + of(each->key)) + of(each->country);
  return out;
}

}  // namespace

result<std::vector<given_shape>> parse_given_shapes(std::string_view text) {
  std::vector<given_shape> out;
  for (const std::string_view each : split(text, ';')) {
    if (each.empty()) continue;
    auto read = read_shape(each);
    if (!read) return read.why();
    if (out.size() == given_shapes_max) return refused(each, "at most " + std::to_string(given_shapes_max) + " of them");
    out.push_back(*std::move(read));
  }
  return out;
}

void popular_choice::decay(std::int64_t now_s) {
  const auto passed = std::max<std::int64_t>(now_s - decayed_s_, 0);
  if (decayed_s_ != 0 && passed == 0) return;
  if (decayed_s_ != 0) {
    const double kept =
        std::exp2(-static_cast<double>(passed) / static_cast<double>(terms_.half_life_s));
    for (auto& [which, score] : scores_) score *= kept;
    std::erase_if(scores_, [](const auto& each) { return each.second < forgotten_score; });
  }
  decayed_s_ = now_s;
}

void popular_choice::learn(const asked_summary& asked, std::int64_t now_s) {
  decay(now_s);
  for (const asked_shape& each : asked.shapes) {
    stay_request when;
    when.nights = each.nights;
    when.adults = each.adults;
    when.child_ages = each.child_ages;
    filters keep;
    keep.stars_min = each.stars_min;
    if (const auto shape = popular_shape_of(when, keep))
      scores_[{{each.key, each.country}, *shape}] += static_cast<double>(each.times);
  }
  forget_least();
}

void popular_choice::forget_least() {
  if (scores_.size() <= known_max) return;
  std::vector<double> all;
  for (const auto& [which, score] : scores_) all.push_back(score);
  const auto gone = scores_.size() - known_max;
  std::ranges::nth_element(all, all.begin() + static_cast<std::ptrdiff_t>(gone));
  const double least = all[gone];
  const auto less = static_cast<std::size_t>(
      std::ranges::count_if(all, [&](double each) { return each < least; }));
  const auto equal = static_cast<std::size_t>(std::ranges::count(all, least));
  const auto gone_of_equal = gone - less;
  std::size_t due = 0;  // spreads those over all that are equal, whatever their names
  std::erase_if(scores_, [&](const auto& each) {
    if (each.second != least) return each.second < least;
    due += gone_of_equal;
    if (due < equal) return false;
    due -= equal;
    return true;
  });
}

// The cities that are given. To look for one that there is not takes a look at all, which is not to be done
// with each choice.
void popular_choice::find_given(const snapshot& in) {
  const auto among = number_of_names(in);
  if (given_at_.size() == terms_.given.size() && among == found_among_) return;
  found_among_ = among;
  given_at_.clear();
  unknown_cities_.clear();
  for (const given_shape& each : terms_.given) {
    auto& at = given_at_.emplace_back();
    if (const auto place = find_destination(in, each.city, each.country))
      at = {std::string((*place)->key), std::string((*place)->country)};
    else if (unknown_cities_.size() < unknown_told &&
             std::ranges::find(unknown_cities_, each.city) == unknown_cities_.end())
      unknown_cities_.push_back(each.city);
  }
}

popular_choice::shapes_by_place popular_choice::choose(const snapshot& in, std::int64_t now_s) {
  decay(now_s);
  shapes_by_place out;
  std::set<shape_key> taken;
  left_out_ = 0;
  std::uint64_t left = terms_.budget_bytes - terms_.budget_bytes / spare_share;
  const auto take = [&](const destination& place, const popular_shape& of) {
    const destination_key at{std::string(place.key), std::string(place.country)};
    if (!taken.emplace(at, of).second) return;
    const auto bytes = bytes_of_table(place, terms_, now_s);
    if (!bytes) return;
    if (*bytes > left) {
      ++left_out_;
      return;
    }
    left -= *bytes;
    out[at].push_back(of);
  };
  find_given(in);
  for (std::size_t i = 0; i < given_at_.size(); ++i) {
    const auto& at = given_at_[i];
    const auto* const place = at ? in.find_destination(at->key, at->country) : nullptr;
    if (place != nullptr) take(*place, terms_.given[i].of);
  }

  struct contender {
    double score;
    const destination* place;
    const popular_shape* of;
  };
  std::vector<contender> contenders;
  for (const auto& [which, score] : scores_) {
    if (score < least_score) continue;
    const auto* const place = in.find_destination(which.first.key, which.first.country);
    if (place == nullptr) continue;
    const bool is_held = has_table(*place, which.second);
    contenders.push_back({is_held ? score * lead_of_held : score, place, &which.second});
  }
  std::ranges::stable_sort(contenders, std::ranges::greater{}, &contender::score);
  for (const contender& each : contenders) take(*each.place, *each.of);
  return out;
}

}  // namespace pronto
