// Whether generated hotels go through a document and back, and how long their documents are.
#include "rounds.hpp"
#include "sources/documents/document.hpp"
#include "sources/documents/same_hotel.hpp"
#include "sources/generated/demo_hotels.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace pronto;

TEST_CASE("documents of generated hotels are read again as they were") {
  constexpr std::size_t count = rounds(2'000);
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

TEST_CASE("of at most 4 products over 365 nights no document is longer than 12 KB") {
  std::vector<std::size_t> bytes;
  for (const auto& each : demo_hotels()) {
    std::size_t products = 0;
    for (const rate_plan& plan : each->plans) products += plan.products.size();
    if (products > 4) continue;
    CAPTURE(each->code);
    bytes.push_back(write_hotel(*each).size());
    CHECK(bytes.back() <= 12'000);
  }
  std::ranges::sort(bytes);
  MESSAGE(bytes.size() << " documents, bytes: median " << bytes[bytes.size() / 2]
                       << ", nine tenths to " << bytes[bytes.size() * 9 / 10] << ", longest "
                       << bytes.back());
  CHECK(bytes.size() > 1000);
}
