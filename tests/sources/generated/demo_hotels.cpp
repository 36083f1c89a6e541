#include "sources/generated/demo_hotels.hpp"

namespace pronto {

generator_options demo_options() {
  generator_options out;
  out.hotels = 3000;
  out.seed = 1;
  out.first_night = *parse_day("2026-11-01");
  return out;
}

const std::vector<std::shared_ptr<const hotel>>& demo_hotels() {
  static const auto made = [] {
    std::vector<std::shared_ptr<const hotel>> out;
    for (std::uint64_t n = 0; n < demo_options().hotels; ++n)
      out.push_back(generate_hotel(demo_options(), n));
    return out;
  }();
  return made;
}

}  // namespace pronto
