#include "app/options/suggest.hpp"

#include <doctest/doctest.h>

using namespace pronto;

TEST_CASE("the nearest word is suggested, and none where none is near") {
  const std::vector<std::string> words = {"cheapest", "quote", "config", "check"};
  CHECK(nearest("cheepest", words) == "cheapest");
  CHECK(nearest("chepaest", words) == "cheapest");
  CHECK(nearest("qoute", words) == "quote");
  CHECK(nearest("chek", words) == "check");
  CHECK(nearest("hotels", words).empty());
  CHECK(nearest(std::string(100'000, 'x'), words).empty());
  CHECK(did_you_mean("qoute", words) == "; did you mean 'quote'?");
  CHECK(did_you_mean("zebra", words).empty());
}
