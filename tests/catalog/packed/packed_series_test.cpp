#include "catalog/packed/packed_series.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <utility>
#include <vector>

#include "catalog/packed/calendar_nights.hpp"
#include "catalog/packed/series_packer.hpp"

using namespace pronto;

namespace {

using numbers = std::vector<std::int64_t>;
using flags = std::vector<std::uint8_t>;

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

struct plain_series {
  numbers values;
  flags counts;  // empty: all nights
};

std::int64_t below(std::mt19937_64& rng, std::int64_t limit) {
  return static_cast<std::int64_t>(rng() % static_cast<std::uint64_t>(limit));
}

bool one_in(std::mt19937_64& rng, std::int64_t n) { return below(rng, n) == 0; }

numbers noise(std::mt19937_64& rng, std::size_t nights) {
  const unsigned width = static_cast<unsigned>(rng() % 65);
  const bool is_signed = one_in(rng, 2);
  const std::int64_t unit = one_in(rng, 2) ? 1 : 1 + below(rng, 200);
  numbers out;
  while (out.size() < nights) {
    const std::uint64_t code = width == 0 ? 0 : rng() >> (64 - width);
    const auto value = static_cast<std::int64_t>(code * static_cast<std::uint64_t>(unit));
    out.push_back(is_signed && one_in(rng, 2) ? static_cast<std::int64_t>(0 - code) : value);
  }
  return out;
}

numbers runs(std::mt19937_64& rng, std::size_t nights) {
  const std::int64_t length = 1 + below(rng, 60);
  numbers out;
  std::int64_t value = 100 * below(rng, 500);
  for (; out.size() < nights; out.push_back(value))
    if (one_in(rng, length)) value = 100 * below(rng, 500);
  return out;
}

numbers weekly(std::mt19937_64& rng, std::size_t nights) {
  numbers days;
  for (int i = 0; i < 7; ++i) days.push_back(100 * below(rng, 40));
  numbers out = one_in(rng, 2) ? runs(rng, nights) : numbers(nights, 8000);
  const std::int64_t about = one_in(rng, 4) ? 8 : 1;
  for (std::size_t night = 0; night < nights; ++night) {
    out[night] += days[night % 7];
    if (one_in(rng, 2)) out[night] += 100 * below(rng, about);
  }
  return out;
}

// Like another series: the same, above it by one amount, a share of it, or its changes; with a few
// nights that are not, or a little above that on every other night.
numbers like(std::mt19937_64& rng, const numbers& other) {
  numbers out = other;
  const auto kind = below(rng, 4);
  const std::int64_t above = below(rng, 5000) - 2500;
  const std::int64_t part = 1 + below(rng, 400);
  const std::int64_t unit = one_in(rng, 2) ? 1 : 100;
  const std::int64_t about = one_in(rng, 4) ? 8 : 1;
  for (std::size_t night = 0; night < out.size(); ++night) {
    const bool small = 0 <= other[night] && other[night] < highest / 1000;
    if (kind == 1 && small) out[night] += above;
    if (kind == 2 && small)
      out[night] = (other[night] * part + 100 * unit) / (200 * unit) * unit;
    if (kind < 3 && small && one_in(rng, 2)) out[night] += below(rng, about) * unit;
    if (kind == 3) out[night] = night == 0 || other[night] != other[night - 1] ? 1 : 0;
    if (one_in(rng, 20)) out[night] = kind == 3 ? 1 - out[night] : below(rng, 20000);
  }
  return out;
}

plain_series random_series(std::mt19937_64& rng, std::size_t nights,
                           const std::vector<plain_series>& earlier) {
  plain_series out;
  switch (below(rng, 9)) {
    case 0: out.values.assign(nights, below(rng, 3) - 1); break;
    case 1: out.values = noise(rng, nights); break;
    case 2: out.values = runs(rng, nights); break;
    case 3: out.values = weekly(rng, nights); break;
    case 4:
      out.values.resize(nights);
      for (auto& each : out.values) each = one_in(rng, 3) ? lowest : one_in(rng, 2) ? highest : 0;
      break;
    case 5:
      for (std::size_t night = 0; night < nights; ++night)
        out.values.push_back(one_in(rng, 10) ? 0 : 1);
      break;
    default:
      if (earlier.empty()) out.values = runs(rng, nights);
      else out.values = like(rng, earlier[rng() % earlier.size()].values);
  }
  if (!one_in(rng, 3)) {
    const std::int64_t often = 1 + below(rng, 30);
    bool on = one_in(rng, 2);
    for (std::size_t night = 0; night < nights; ++night) {
      if (one_in(rng, often)) on = !on;
      out.counts.push_back(on);
    }
  }
  return out;
}

void check_read_back(const packed_series& packed, const std::vector<plain_series>& plain,
                     std::size_t nights, std::mt19937_64& rng) {
  REQUIRE(packed.nights() == nights);
  REQUIRE(packed.size() == plain.size());
  for (std::size_t series = 0; series < plain.size(); ++series) {
    const auto& [values, counts] = plain[series];
    numbers all(nights);
    packed.read(series, 0, all);
    for (std::size_t night = 0; night < nights; ++night)
      if (counts.empty() || counts[night]) REQUIRE(all[night] == values[night]);
    for (int ask = 0; ask < 20 && nights > 0; ++ask) {
      const std::size_t first = rng() % nights;
      REQUIRE(packed.at(series, first) == all[first]);
      numbers some(std::min(nights - first, static_cast<std::size_t>(rng() % 130)));
      packed.read(series, first, some);
      REQUIRE(std::equal(some.begin(), some.end(), all.begin() + static_cast<long>(first)));
      REQUIRE(packed.all_positive(series, first, some.size()) ==
              std::ranges::all_of(some, [](std::int64_t each) { return each > 0; }));
    }
  }
}

// Series of which some changed, all read for the same nights.
void check_read_together(const packed_series& packed, std::mt19937_64& rng) {
  if (packed.nights() == 0) return;
  std::vector<packed::series_patch> patches;
  const std::size_t series = packed.size() + rng() % 2;
  for (std::uint32_t each = 0; each < series; ++each) {
    if (!one_in(rng, 4)) continue;
    const auto first = static_cast<std::uint16_t>(rng() % packed.nights());
    const auto last = static_cast<std::uint16_t>(first + rng() % (packed.nights() - first));
    patches.push_back({each, first, last, below(rng, 100)});
  }
  const day begin = 20'000;
  const packed::calendar calendar(packed, begin, patches);
  const auto some_of = [&](date_range nights) {
    const auto first = static_cast<day>(below(rng, nights.last - nights.first + 1));
    return date_range{nights.first + first,
                      nights.last - static_cast<day>(below(rng, nights.last - nights.first - first + 1))};
  };
  const date_range nights = some_of(calendar.nights());
  std::pmr::monotonic_buffer_resource memory;
  packed::calendar_nights together(calendar, nights, &memory);
  for (std::size_t ask = 0; ask < 2 * series; ++ask) {
    const std::size_t which = rng() % series;
    const date_range part = some_of(nights);
    numbers expected(static_cast<std::size_t>(part.last - part.first) + 1);
    calendar.read(which, part.first, expected);
    REQUIRE(std::ranges::equal(together.of(which, part), expected));
  }
}

std::vector<std::byte> packed_bytes(const std::vector<plain_series>& plain, std::size_t nights) {
  series_packer packer(nights);
  for (std::size_t i = 0; i < plain.size(); ++i)
    REQUIRE(packer.add(plain[i].values, plain[i].counts) == i);
  return packer.pack();
}

}  // namespace

TEST_CASE("every night that counts reads back, for random series of every kind") {
  const auto seed = 20261124u;
  INFO("seed ", seed);
  std::mt19937_64 rng(seed);
  std::map<std::pair<packed::layout, packed::relation>, int> seen;
  for (int round = 0; round < 400; ++round) {
    CAPTURE(round);
    const std::size_t nights = one_in(rng, 4) ? rng() % 70 : rng() % 800;
    std::vector<plain_series> plain;
    for (std::uint64_t n = rng() % 20; n > 0; --n)
      plain.push_back(random_series(rng, nights, plain));
    const auto bytes = packed_bytes(plain, nights);
    CHECK(bytes == packed_bytes(plain, nights));
    const packed_series packed(bytes.data());
    check_read_back(packed, plain, nights, rng);
    check_read_together(packed, rng);
    for (std::size_t i = 0; i < packed.size() && nights > 0; ++i) {
      const auto how = packed.encoding_of(i);
      ++seen[{how.codes, how.to}];
    }
  }
  // Else the test would not say what its name does.
  using packed::layout;
  using packed::relation;
  for (const auto to : {relation::none, relation::weekly, relation::sum, relation::share,
                        relation::changes})
    for (const auto codes : {layout::constant, layout::runs, layout::blocks, layout::row}) {
      CAPTURE(static_cast<int>(to));
      CAPTURE(static_cast<int>(codes));
      // A row of what changes leave takes as much as the row of flags.
      if (to == relation::changes && codes == layout::row) continue;
      CHECK(seen[{codes, to}] > 0);
    }
}

TEST_CASE("series that are told to be above earlier ones read back, from a packer that starts anew") {
  std::mt19937_64 rng(17);
  series_packer again(1);
  std::size_t as_sums = 0;
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    const std::size_t nights = rng() % 800;
    std::vector<plain_series> plain;
    again.begin(nights);
    series_packer packer(nights);
    for (std::uint64_t n = rng() % 10; n > 0; --n) {
      const std::size_t earlier = plain.size();
      plain.push_back(random_series(rng, nights, plain));
      if (one_in(rng, 2)) plain.back().counts.clear();
      for (series_packer* const each : {&packer, &again})
        each->add(plain[earlier].values, plain[earlier].counts);
      for (std::uint64_t more = rng() % 4; more > 0; --more) {
        const std::uint64_t above = one_in(rng, 8) ? rng() : 100 * (rng() % 60) - 3000;
        const auto [values, counts] = plain[earlier];
        for (series_packer* const each : {&packer, &again})
          REQUIRE(each->add_above(earlier, above, values, counts) == plain.size());
        plain.push_back({values, counts});
        for (std::int64_t& each : plain.back().values)
          each = static_cast<std::int64_t>(static_cast<std::uint64_t>(each) + above);
      }
    }
    const auto bytes = packer.pack();
    CHECK(bytes == again.pack());
    const packed_series packed(bytes.data());
    check_read_back(packed, plain, nights, rng);
    for (std::size_t i = 0; i < packed.size(); ++i)
      as_sums += packed.encoding_of(i) ==
                 packed_series::encoding{packed::layout::constant, packed::relation::sum};
  }
  CHECK(as_sums > 100);
}

TEST_CASE("a block may lie at any address, and nothing outside of it is read or needed") {
  std::mt19937_64 rng(7);
  std::vector<plain_series> plain;
  for (int i = 0; i < 9; ++i) plain.push_back(random_series(rng, 365, plain));
  const auto bytes = packed_bytes(plain, 365);
  for (std::size_t shift = 0; shift < 8; ++shift) {
    // Just as large as it must be, so that a sanitizer sees a step too far.
    const auto room = std::make_unique<std::byte[]>(shift + bytes.size());
    std::copy(bytes.begin(), bytes.end(), room.get() + shift);
    check_read_back(packed_series(room.get() + shift), plain, 365, rng);
  }
}

TEST_CASE("degenerate series read back") {
  std::mt19937_64 rng(3);
  const std::vector<std::pair<std::size_t, std::vector<plain_series>>> cases{
      {0, {}},
      {0, {{{}, {}}, {{}, {}}}},
      {365, {}},
      {1, {{{lowest}, {}}, {{highest}, {}}, {{0}, {}}, {{5}, {0}}}},
      {2, {{{lowest, highest}, {}}, {{highest, lowest}, {}}, {{lowest, 0}, {}}, {{-1, 1}, {0, 1}}}},
      {3, {{{7, 7, 7}, {0, 0, 0}}, {{7, 8, 9}, {0, 1, 0}}}},
  };
  for (const auto& [nights, plain] : cases) {
    CAPTURE(nights);
    const auto bytes = packed_bytes(plain, nights);
    check_read_back(packed_series(bytes.data()), plain, nights, rng);
  }
  CHECK(packed_series{}.size() == 0);
}

TEST_CASE("nearly 10,000 nights and hundreds of series read back") {
  std::mt19937_64 rng(5);
  std::vector<plain_series> plain;
  for (int i = 0; i < 12; ++i) plain.push_back(random_series(rng, 9'999, plain));
  auto bytes = packed_bytes(plain, 9'999);
  check_read_back(packed_series(bytes.data()), plain, 9'999, rng);

  plain.clear();
  for (int i = 0; i < 500; ++i) plain.push_back(random_series(rng, 90, plain));
  bytes = packed_bytes(plain, 90);
  check_read_back(packed_series(bytes.data()), plain, 90, rng);
}

TEST_CASE("series that say the same take their bytes once") {
  std::mt19937_64 rng(9);
  const numbers one = noise(rng, 365);
  const auto once = packed_bytes({{one, {}}}, 365).size();
  CHECK(packed_bytes({{one, {}}, {one, {}}, {one, {}}, {one, {}}}, 365).size() <= once + 8);
}

TEST_CASE("a dearer room and a cheaper plan cost a fraction of the first") {
  std::mt19937_64 rng(13);
  numbers first, dearer, cheaper;
  for (int night = 0; night < 365; ++night) {
    first.push_back(8000 + 100 * below(rng, 64));
    dearer.push_back(first.back() + 2500);
    cheaper.push_back((first.back() * 180 + 100) / 200);
  }
  const auto alone = packed_bytes({{first, {}}}, 365).size();
  CHECK(alone < 365 * 7 / 8);
  CHECK(packed_bytes({{first, {}}, {dearer, {}}, {cheaper, {}}}, 365).size() < alone + 24);
}
