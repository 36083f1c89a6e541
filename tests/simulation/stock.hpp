#pragma once
// What the hotels of a simulated market are made of: a stock of random hotel documents with stays
// that fit them, and what the plain pricer, which shares nothing with the engine, says that each
// costs. The same in every run; a price is computed when it is first wanted.
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "catalog/hotel.hpp"
#include "plain/plain_pricer.hpp"
#include "search/request.hpp"

namespace pronto::simulation {

struct plain_product {
  std::string plan;
  std::string room;
  bool refundable = false;
  nlohmann::json answer;      // of plain::price
  std::int64_t total = 0;     // minor units; 0 if it is not bookable
  bool bookable() const { return answer.contains("total"); }
};

class stock {
public:
  stock();

  int bodies() const { return static_cast<int>(bodies_.size()); }
  int stays() const { return static_cast<int>(stays_.size()); }

  /// A hotel without a code, a name and a city of its own.
  const hotel& body(int which) const { return bodies_[static_cast<std::size_t>(which)]; }
  /// Its document, or the first half of it.
  std::string half_document(int which) const;
  stay_request stay(int which) const { return stays_[static_cast<std::size_t>(which)].asked; }

  /// In order of plans, then rooms.
  const std::vector<plain_product>& prices(int body, int stay);

private:
  struct stay_pair {
    plain::stay plain;
    stay_request asked;
  };
  std::vector<nlohmann::json> documents_;
  std::vector<hotel> bodies_;
  std::vector<stay_pair> stays_;
  std::map<std::pair<int, int>, std::vector<plain_product>> prices_;
};

}  // namespace pronto::simulation
