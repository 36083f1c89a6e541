#include "catalog/places/country_names.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace pronto;

TEST_CASE("a country is found by its code, its name and other names, however they are spelled") {
  const auto code = [](std::string_view text) {
    const auto found = find_country_called(text);
    return found ? std::string(found->code_text()) : "none";
  };
  for (const char* us : {"US", "us", "USA", "U.S.A.", "United States", " united states of america "})
    CHECK_MESSAGE(code(us) == "US", us);
  for (const char* gb : {"GB", "UK", "U.K.", "United Kingdom", "England", "SCOTLAND"})
    CHECK_MESSAGE(code(gb) == "GB", gb);
  for (const char* de : {"Germany", "Deutschland", "DEUTSCHLAND.", "de"}) CHECK_MESSAGE(code(de) == "DE", de);
  CHECK(code("Österreich") == "AT");
  CHECK(code("Turkiye") == "TR");
  CHECK(code("Turkey") == "TR");
  for (const auto& each : countries()) CHECK(code(each.name) == each.code_text());
  for (const auto& each : countries()) CHECK(code(each.code_text()) == each.code_text());
  for (const char* none : {"", "Texas", "New York", "Ruritania", "80336"}) CHECK_MESSAGE(code(none) == "none", none);
}
