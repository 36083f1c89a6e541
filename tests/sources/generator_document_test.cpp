// Whether generated hotels go through a document and back, and how long their documents are.
#include "sources/demo_hotels.hpp"
#include "sources/document.hpp"
#include "sources/same_hotel.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace pronto;

TEST_CASE("documents of generated hotels are read again as they were") {
  constexpr std::size_t count = 2'000;
  for (std::size_t n = 0; n < count; ++n) {
    const hotel& made = *demo_hotels()[n];
    CAPTURE(made.code);
    const read_document again = read_hotel(write_hotel(made));
    for (const failure& each : again.complaints) MESSAGE(describe(each));
    REQUIRE(again.made);
    CHECK(again.code == made.code);
    CHECK(difference(*again.made, made) == "");
  }
}

// How many digits a price has is a matter of the money, so the length is held to in one.
TEST_CASE("of 4 products over 365 nights in EUR the median document has 12 KB at most, none 15") {
  std::vector<std::size_t> bytes;
  for (const auto& each : demo_hotels()) {
    std::size_t products = 0;
    for (const rate_plan& plan : each->plans) products += plan.products.size();
    if (products == 4 && each->money.code_text() == "EUR")
      bytes.push_back(write_hotel(*each).size());
  }
  std::ranges::sort(bytes);
  const auto median = bytes[bytes.size() / 2];
  MESSAGE(bytes.size() << " documents, bytes: median " << median << ", nine tenths to "
                       << bytes[bytes.size() * 9 / 10] << ", longest " << bytes.back());
  CHECK(median <= 12 * 1024);
  CHECK(bytes.back() <= 15 * 1024);
}
