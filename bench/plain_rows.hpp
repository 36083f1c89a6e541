#pragma once
// The floor that searches are measured against: for each city a row of sums for each night, over all
// products, without any rule. Answers are not prices.
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "catalog/packed/packed_hotel.hpp"

namespace pronto::bench {

class plain_rows {
public:
  /// The sums of one city: row i, product p is what the nights before i cost two adults.
  struct city {
    std::vector<std::uint32_t> sums;  ///< by row, then product
    std::vector<std::uint32_t> hotel_of;  ///< of each product
    std::vector<std::uint8_t> stars;      ///< of each product's hotel
    std::size_t products() const { return hotel_of.size(); }
  };
  struct cheapest {
    std::uint32_t product = 0;
    std::uint32_t sum = 0;
  };

  plain_rows(day first, int nights) : first_(first), nights_(nights) {}
  /// Nights without a rate cost more than any other. 
  void add(const packed::hotel& where);

  /// After the last hotel.
  void finish();

  const city* find(const std::string& name, const std::string& country) const;

  /// The product with the lowest sum.
  cheapest lowest(const city& in, day arrival, int nights) const;
  /// The hotels with the lowest sums of so many stars, each once, within a maximum.
  std::vector<cheapest> best(const city& in, day arrival, int nights, std::size_t count,
                             int stars_min, std::uint32_t most) const;
  /// The product with the lowest sum for each of so many arrivals.
  std::vector<cheapest> by_day(const city& in, day arrival, int nights, int arrivals) const;

private:
  const std::uint32_t* row(const city& in, day night) const;

  day first_;
  int nights_;
  std::map<std::pair<std::string, std::string>, city> cities_;
  /// Their sums until `finish`.
  std::map<std::pair<std::string, std::string>, std::vector<std::vector<std::uint32_t>>> products_;
};

}  // namespace pronto::bench
