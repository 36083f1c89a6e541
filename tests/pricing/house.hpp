#pragma once
// A small hotel to try one rule on: its document, changed at will, and what a stay in it costs.
#include <nlohmann/json.hpp>
#include <string>

#include "catalog/hotel.hpp"
#include "pricing/price.hpp"

namespace pronto::test {

/// One room DBL (1 to 4 guests, standard 2) on one plan BAR by the room, 100.00 EUR a night for one
/// and two guests, 30.00 for an extra adult, 20.00 for a child of 3 to 11 and 5.00 below, adults
/// from 12; 2027-03-01 (a Monday) to 2027-12-31; nothing else.
nlohmann::json house();

/// The hotel of a document. Aborts if it is not valid, saying why.
hotel made(const nlohmann::json& document);

/// A stay of 2 adults from 2027-03-01, booked on 2027-02-01, unless said otherwise.
struct asked {
  std::string arrival = "2027-03-01";
  int nights = 1;
  int adults = 2;
  std::vector<int> child_ages = {};
  std::string booking = "2027-02-01";
  bool strict = false;
};

/// The total of the document's first plan and room, such as "100.00", or the reason.
std::string cost(const nlohmann::json& document, const asked& when = {});

/// The whole price. Aborts if there is none.
price priced(const nlohmann::json& document, const asked& when = {}, breakdown* why = nullptr);

}  // namespace pronto::test
