#pragma once
// What the two forms of rates in a document have in common.
#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/rate_calendar.hpp"
#include "sources/documents/terms.hpp"

namespace pronto::document {

/// A rate and where it stands: an element of "rates", or a night of an element of "nightly".
struct placed_rate {
  std::uint32_t room = 0;
  date_range nights;
  std::uint32_t element = 0;
  std::optional<std::uint32_t> night;
  std::uint32_t shape = 0;   // into those of its list
  std::uint32_t amount = 0;  // its first one
};

/// The rates of a plan. What many have in common stands once, as in a rate_calendar.
struct rate_list {
  std::vector<placed_rate> rates;
  std::vector<rate_calendar::shape> shapes;
  std::vector<std::int64_t> amounts;  ///< of each rate as many as its shape has
  std::vector<product> made;  ///< of runs in order, in place of all of these

  /// The number of this shape, which is added if there is none like it.
  std::uint32_t shape_like(const rate_calendar::shape& wanted);

private:
  std::map<rate_calendar::shape, std::uint32_t> known_;
};

template <class Amount>
struct band {
  int min_age = 0;
  int max_age = 0;
  Amount amount{};
};

/// One child band, with an amount that `read` reads.
template <class Read>
struct band_reader {
  Read read;

  std::optional<band<value_of<Read>>> operator()(const spot& at) const {
    object_reader in{at, "a child band"};
    const auto min_age = in.wanted("min_age", age_reader);
    const auto max_age = in.wanted("max_age", age_reader);
    band<value_of<Read>> out{min_age.value_or(0), max_age.value_or(0), in.required("amount", read)};
    if (min_age && max_age && *min_age >= *max_age)
      in.field("min_age").complain("min_age is not below max_age, " + std::to_string(*max_age));
    in.finish();
    return out;
  }
};

/// The child bands of one rate, in order of age.
template <class Read>
struct bands_reader {
  Read read;

  std::optional<std::vector<band<value_of<Read>>>> operator()(const spot& at) const {
    auto out = list_of{band_reader<Read>{read}, amounts_limit}(at);
    if (!out) return out;
    std::vector<stretch> ages;
    for (std::size_t i = 0; i < out->size(); ++i)
      ages.push_back({0, (*out)[i].min_age, (*out)[i].max_age - 1, i});
    check_overlaps(at, std::move(ages), "ages");
    std::stable_sort(out->begin(), out->end(),
                     [](const auto& a, const auto& b) { return a.min_age < b.min_age; });
    return out;
  }
};

/// A number of guests as the key of an object: "1" to "999", without leading zeros.
std::optional<int> guests_of_key(std::string_view key);

/// An object of at most `limit` values by number of guests, in their order.
template <class Read>
struct by_guests_reader {
  Read read;
  std::size_t limit;

  std::optional<std::vector<std::pair<int, value_of<Read>>>> operator()(const spot& at) const {
    if (!at.value().is_object() || at.value().size() > limit) {
      at.complain_expected("an object of at most " + std::to_string(limit) +
                           " amounts by number of guests");
      return std::nullopt;
    }
    std::vector<std::pair<int, value_of<Read>>> out;
    for (const auto& [key, value] : at.value().fields()) {
      const spot element{value, at, key};
      const auto guests = guests_of_key(key);
      if (!guests) element.complain("expected a number of guests from \"1\" to \"999\" as the key");
      auto got = read(element);
      if (guests && got) out.emplace_back(*guests, *std::move(got));
    }
    std::sort(out.begin(), out.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return out;
  }
};
template <class Read>
by_guests_reader(Read, std::size_t) -> by_guests_reader<Read>;

/// Adds the rates of the list "rates" to `out`, as far as they are right.
void read_verbose(const spot& at, const terms& in, rate_list& out);
/// Adds those of the list "nightly".
void read_nightly(const spot& at, const terms& in, rate_list& out);

}  // namespace pronto::document
