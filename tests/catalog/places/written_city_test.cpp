#include "catalog/places/written_city.hpp"

#include <doctest/doctest.h>

using namespace pronto;

TEST_CASE("a city may be written with its country") {
  CHECK(parse_written_city("Paris") == written_city{"Paris", ""});
  CHECK(parse_written_city(" New York ") == written_city{"New York", ""});
  CHECK(parse_written_city("Paris (FR)") == written_city{"Paris", "FR"});
  CHECK(parse_written_city("Paris( fr )") == written_city{"Paris", "FR"});
  CHECK(parse_written_city("Frankfurt (Oder) (DE)") == written_city{"Frankfurt (Oder)", "DE"});
}

TEST_CASE("a city without a name, or in no country that there is, is none") {
  for (const auto* text : {"", " ", "(FR)", "...", "Paris (XX)", "Paris (France)", "Paris ()", "Paris FR)"})
    CHECK_FALSE(parse_written_city(text));
}
