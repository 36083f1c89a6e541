#pragma once
// What the hotels of a simulated market are made of: a stock of random hotel documents with stays
// that fit them, and what the plain pricer, which shares nothing with the engine, says that each
// costs. The same in every run; a price is computed when it is first wanted.
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "catalog/change.hpp"
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
  /// Changes of a body: each is of the same nights of the same room of a plan that only this body has,
  /// and says all that the others say, so that the last one made is the one that holds.
  static constexpr int changes_of_body = 3;
  /// Requires: 1 <= which <= changes_of_body.
  change change_of(int body, int which) const;

  stay_request stay(int which) const { return stays_[static_cast<std::size_t>(which)].asked; }

  /// In order of plans, then rooms.
  const std::vector<plain_product>& prices(int body, int change, int stay);

private:
  struct stay_pair {
    plain::stay plain;
    stay_request asked;
  };
  std::vector<nlohmann::json> documents_;
  std::vector<hotel> bodies_;
  std::vector<stay_pair> stays_;
  std::vector<std::vector<nlohmann::json>> changes_;  // by body
  std::map<std::tuple<int, int, int>, std::vector<plain_product>> prices_;
};

}  // namespace pronto::simulation
