// Documents with random damage: whatever comes, the reader tells what is wrong or makes a hotel
// that can be priced, in memory that goes with the length of the document.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "peak_memory.hpp"
#include "pricing/price.hpp"
#include "sources/documents/document.hpp"
#include "sources/documents/full_document.hpp"
#include "sources/documents/random_hotel.hpp"
#include "sources/files/line_reader.hpp"
#include "sources/generated/generator.hpp"

using namespace pronto;
using nlohmann::json;

namespace {

constexpr std::uint64_t seed = 20'270'401;

class die {
public:
  explicit die(std::uint64_t from) : rng_(from) {}

  /// From `low` to `high`, both included.
  std::int64_t from(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(rng_() % static_cast<std::uint64_t>(high - low + 1));
  }
  int small(int low, int high) { return static_cast<int>(from(low, high)); }
  /// A place in something of this size, which is not 0.
  std::size_t below(std::size_t size) { return static_cast<std::size_t>(rng_() % size); }
  template <class T>
  const T& any(const std::vector<T>& of) {
    return of[below(of.size())];
  }
  std::mt19937_64& engine() { return rng_; }

private:
  std::mt19937_64 rng_;
};

std::vector<std::string> good_documents() {
  std::vector<std::string> out{full_document().dump()};
  auto corpus = line_reader::open(PRONTO_TEST_DATA "/corpus/rules/hotels.ndjson.gz");
  REQUIRE(corpus);
  for (int i = 0; i < 60; ++i) {
    const auto line = corpus->next();
    REQUIRE((line && *line));
    out.emplace_back(**line);
  }
  generator_options options;
  options.hotels = 60;
  options.first_night = *parse_day("2027-03-01");
  options.nights = 90;
  for (std::uint64_t n = 0; n < options.hotels; ++n)
    out.push_back(write_hotel(*generate_hotel(options, n)));
  std::mt19937_64 rng(seed);
  for (int i = 0; i < 20; ++i) out.push_back(write_hotel(random_hotel(rng)));
  return out;
}

// Damage to the text.

void damage(std::string& text, die& d) {
  const std::size_t at = d.below(text.size());
  const std::size_t length = std::min(d.below(200) + 1, text.size() - at);
  switch (d.small(0, 4)) {
    case 0: text[at] = static_cast<char>(d.from(0, 255)); break;
    case 1: text.erase(at, length); break;
    case 2: text.insert(d.below(text.size()), text.substr(at, length)); break;
    case 3: text.resize(at); break;
    default: text.insert(at, std::string(length, "[{\"9,:-"[d.below(7)]));
  }
}

// Damage to a value in its tree.

const std::vector<json>& odd_values() {
  static const std::vector<json> out{
      nullptr, true, 0, -1, 1, 2, 365, 9999, 1'000'000, 1'000'000'000'000,
      std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int64_t>::max(),
      std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::uint64_t>::max(), 1e300,
      0.5, "", "0", "0.01", "100", "9999999999.99", "1970-01-01", "9999-12-31", "0000000",
      std::string(1001, 'x'), json::array(), json::object(), json::array({1, 2}),
      json::object({{"min", 5}}), json::object({{"1", "1.00"}, {"999", "1.00"}})};
  return out;
}

// One of the values of the tree, any depth: at each step down some stop.
json& any_value(json& tree, die& d) {
  json* at = &tree;
  while (at->is_structured() && !at->empty() && d.small(0, 19) > 0) {
    auto next = at->begin();
    std::advance(next, d.below(at->size()));
    at = &*next;
  }
  return *at;
}

// Another value of the same kind, which may well be right.
json changed(const json& value, die& d) {
  if (value.is_boolean()) return !value.get<bool>();
  if (value.is_number_integer()) return d.from(0, d.small(0, 1) == 0 ? 30 : 20'000);
  if (!value.is_string()) return value;
  const auto& text = value.get_ref<const std::string&>();
  if (const auto date = parse_day(text)) return format_day(std::max(0, *date + d.small(-40, 40)));
  if (parse_amount(text, max_decimals)) return format_amount(d.from(0, 20'000), d.small(0, 2));
  return value;
}

void damage(json& tree, die& d) {
  json& at = any_value(tree, d);
  if (d.small(0, 2) > 0 && at.is_primitive()) {
    at = changed(at, d);
    return;
  }
  const int kind = d.small(0, 4);
  if (kind == 0 && at.is_array() && !at.empty()) {
    const json again = at[d.below(at.size())];
    for (int n = d.small(1, 300); n > 0; --n) at.push_back(again);
  } else if (kind == 1 && at.is_structured() && !at.empty()) {
    auto gone = at.begin();
    std::advance(gone, d.below(at.size()));
    at.erase(gone);
  } else if (kind == 2) {
    const json other = any_value(tree, d);
    at = other;
  } else {
    at = d.any(odd_values());
  }
}

std::string damaged(const std::string& good, die& d) {
  if (d.small(0, 3) == 0) {
    std::string text = good;
    for (int n = d.small(1, 3); n > 0 && !text.empty(); --n) damage(text, d);
    return text;
  }
  json tree = json::parse(good);
  for (int n = d.small(1, 2); n > 0; --n) damage(tree, d);
  return tree.dump();
}

stay any_stay(const hotel& where, die& d) {
  const date_range nights = nights_of(where);
  stay out;
  const day latest = last_calendar_day - nights_limit;
  if (nights.first <= nights.last)
    out.arrival =
        std::clamp(static_cast<day>(d.from(nights.first - 3, nights.last)), 0, latest);
  out.nights = d.small(0, 9) == 0 ? d.small(1, nights_limit) : d.small(1, 10);
  out.booking = std::max(0, out.arrival - d.small(0, 400));
  out.adults = d.small(0, 9) == 0 ? d.small(1, adults_limit) : d.small(1, 3);
  for (int n = d.small(0, 9) == 0 ? d.small(0, children_limit) : d.small(0, 1); n > 0; --n)
    out.child_ages.push_back(d.small(0, child_age_limit));
  return out;
}

}  // namespace

TEST_CASE("documents with random damage are refused or make hotels that can be priced") {
  INFO("seed ", seed);
  die d{seed};
  const auto good = good_documents();
  int made = 0;
  int refused = 0;
  int priced = 0;
  int not_bookable = 0;
  double most_times = 0;
  for (int round = 0; round < 4000; ++round) {
    CAPTURE(round);
    const std::string document = damaged(d.any(good), d);
    hotel_code_of(document);
    const peak_memory used;
    const read_document read = read_hotel(document);
    const std::size_t bytes = used.bytes();
    CAPTURE(document.substr(0, 300));
    CHECK(bytes <= 100 * document.size() + 100'000);
    most_times = std::max(most_times, static_cast<double>(bytes) /
                                          static_cast<double>(document.size() + 1000));
    CHECK((read.made == nullptr) == !read.complaints.empty());
    if (!read.made) {
      ++refused;
      continue;
    }
    ++made;
    for (int n = 0; n < 4; ++n) {
      const hotel& where = *read.made;
      if (where.plans.empty()) break;
      const auto plan = static_cast<std::uint32_t>(d.below(where.plans.size()));
      if (where.plans[plan].products.empty()) continue;
      const auto product = static_cast<std::uint32_t>(d.below(where.plans[plan].products.size()));
      const quote answer = price_stay(*pack(where), plan, product, any_stay(where, d));
      (std::holds_alternative<price>(answer) ? priced : not_bookable) += 1;
    }
  }
  MESSAGE("seed ", seed, ": ", refused, " documents refused, ", made, " read; ", priced,
          " stays priced, ", not_bookable, " not bookable; memory at most ", most_times,
          " times the document's length");
  CHECK(refused > 500);
  CHECK(made > 300);
  CHECK(priced > 300);
  CHECK(not_bookable > 100);
}
