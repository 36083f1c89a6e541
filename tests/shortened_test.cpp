#include "shortened.hpp"

#include <doctest/doctest.h>

using namespace pronto;

TEST_CASE("what fits stays as it is") {
  CHECK(shortened("", 0) == "");
  CHECK(shortened("", 5) == "");
  CHECK(shortened("Köln", 5) == "Köln");
}

TEST_CASE("what is longer is cut, and not inside a letter") {
  CHECK(shortened("Berlin", 5) == "Berli...");
  CHECK(shortened("Köln", 4) == "Köl...");
  CHECK(shortened("Köln", 3) == "Kö...");
  CHECK(shortened("Köln", 2) == "K...");
  CHECK(shortened("Köln", 0) == "...");
  for (const std::size_t bytes : {4U, 5U, 6U, 7U}) CHECK(shortened("🏨🏨", bytes) == "🏨...");
  CHECK(shortened("🏨🏨", 3) == "...");
}

TEST_CASE("bytes that are no letters of UTF-8 are cut somewhere") {
  CHECK(shortened("\x80\x80\x80", 2) == "...");
  CHECK(shortened("a\xff\xff\xff", 2) == "a\xff...");
}
