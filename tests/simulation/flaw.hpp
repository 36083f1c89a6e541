#pragma once
// Ways in which a world can be broken on purpose, to see that the simulation notices.
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace pronto::simulation {

enum class flaw : std::uint8_t {
  none,
  wrong_generation,     // a handler says that its answer is of the generation before
  wrong_price,          // a handler answers a cent too much
  lost_answer,          // a handler never answers some queries
  never_acknowledges,   // a handler never lets go of a snapshot
  lost_hotel,           // the loader never gets a hotel that the source brought
  part_of_first_load,   // the loader takes the first step of the first load for all of it
  lost_rest,            // the loader never gets what came with a failure
  leak,                 // a block of the catalog is never given back
  foreign_free,         // a block of the catalog is given back on another thread
  lost_change,          // the loader gets another change than was sent
  wide_budget,          // the memory budget is not kept
};
inline constexpr std::array flaws{
    std::pair{flaw::none, std::string_view{"none"}},
    std::pair{flaw::wrong_generation, std::string_view{"wrong-generation"}},
    std::pair{flaw::wrong_price, std::string_view{"wrong-price"}},
    std::pair{flaw::lost_answer, std::string_view{"lost-answer"}},
    std::pair{flaw::never_acknowledges, std::string_view{"never-acknowledges"}},
    std::pair{flaw::lost_hotel, std::string_view{"lost-hotel"}},
    std::pair{flaw::part_of_first_load, std::string_view{"part-of-first-load"}},
    std::pair{flaw::lost_rest, std::string_view{"lost-rest"}},
    std::pair{flaw::leak, std::string_view{"leak"}},
    std::pair{flaw::foreign_free, std::string_view{"foreign-free"}},
    std::pair{flaw::lost_change, std::string_view{"lost-change"}},
    std::pair{flaw::wide_budget, std::string_view{"wide-budget"}},
};

}  // namespace pronto::simulation
