#include "market_questions.hpp"

namespace pronto::bench {

std::vector<find_request> market_questions() {
  std::vector<find_request> out;
  for (const auto& [city, country] : {std::pair{"Berlin", "DE"}, {"Paris", "FR"}, {"London", "GB"},
                                      {"Rome", "IT"}, {"New York", "US"}, {"Tokyo", "JP"}})
    for (int i = 0; i < 20; ++i) {
      find_request each;
      each.city = city;
      each.country = country;
      each.when.arrival = market_first_night + 10 + i * 15;
      each.when.nights = 1 + i % 7;
      each.when.booking = market_first_night;
      each.limit = 1;
      out.push_back(each);
    }
  return out;
}

}  // namespace pronto::bench
