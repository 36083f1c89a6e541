#pragma once
// Makes the folder from which all systems load, with Pronto's answers.
#include <cstddef>
#include <cstdint>
#include <string>

namespace pronto::bench {

struct market_options {
  std::string folder;
  std::uint64_t hotels = 10'000;
  std::uint64_t seed = 1;
  std::size_t questions = 1000;  ///< of a kind
  bool munich = false;           ///< prices of Munich at points of Berlin
  std::string data_folder;       ///< real data, if they are there
};

/// False where its data are not there.
bool make_market(const market_options& with);

}  // namespace pronto::bench
