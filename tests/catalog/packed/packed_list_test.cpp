#include "catalog/packed/packed_list.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace pronto;

TEST_CASE("a list in eight bytes is the values that it was made of") {
  static_assert(sizeof(packed::list<std::string>) == 8);
  const std::vector<int> values{3, 1, 2};
  const packed::list<int> made(values);
  CHECK(std::vector<int>(made.begin(), made.end()) == values);
  CHECK(made.data() == values.data());
  CHECK(made.front() == 3);
  CHECK(made.back() == 2);
  CHECK(packed::list<int>().empty());
  const std::vector<char> longest(packed::list<char>::length_limit);
  CHECK(packed::list<char>(longest).size() == longest.size());
}

TEST_CASE("a text is compared as what it says") {
  const std::string berlin = "Berlin", again = "Berlin", bern = "Bern";
  CHECK(packed::text(berlin) == packed::text(again));
  CHECK(packed::text(berlin) < packed::text(bern));
  CHECK(packed::text(bern) == "Bern");
  CHECK(packed::text(bern) > again);
  CHECK(packed::text() == "");
}

TEST_CASE("a scope of nothing given is that of all, and one of none is not") {
  CHECK(packed::scope().is_all());
  CHECK(packed::scope().contains(7));
  const packed::scope none{std::span<const std::uint32_t>()};
  CHECK_FALSE(none.is_all());
  CHECK_FALSE(none.contains(0));
  const std::vector<std::uint32_t> rooms{1, 4};
  const packed::scope some(rooms);
  CHECK(some.contains(4));
  CHECK_FALSE(some.contains(2));
  CHECK(std::ranges::equal(some.given(), rooms));
}
