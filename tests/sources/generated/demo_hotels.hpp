#pragma once
// The generated hotels that the tests of the generator look at: made once, 3,000 with seed 1.
#include <memory>
#include <vector>

#include "catalog/hotel.hpp"
#include "sources/generated/generator.hpp"

namespace pronto {

generator_options demo_options();
const std::vector<std::shared_ptr<const hotel>>& demo_hotels();

}  // namespace pronto
