// Makes some hotels, and asks for the cheapest in the city of one of them.
#include <cstdio>
#include <cstdlib>
#include <memory>

#include <pronto/pronto.hpp>

int main() {
  const auto memory = std::make_shared<pronto::catalog_memory>();
  pronto::catalog hotels(memory, {}, pronto::bounds_of, pronto::bounds_around);
  pronto::generator_options options;
  options.hotels = 50;
  options.first_night = *pronto::parse_day("2027-01-01");
  for (std::uint64_t number = 0; number < options.hotels; ++number)
    hotels.put(*pronto::generate_hotel(options, number));
  const auto now = hotels.take(1);

  const auto& city = *now->destinations().front();
  pronto::find_request request;
  request.city = city.city;
  request.country = city.country;
  request.when.arrival = city.nights.first + 60;
  request.when.booking = city.nights.first;
  request.when.nights = 3;
  const auto answer = pronto::find(*now, request);
  if (!answer) {
    std::puts(answer.why().text.c_str());
    return EXIT_FAILURE;
  }
  std::printf("%u hotels in %s, %u with an offer\n", answer->hotels, answer->city.c_str(),
              answer->bookable);
  const bool is_whole = answer->hotels == city.hotels.size();
  const bool is_indexed = !city.bounds.blocks.empty();
  return is_whole && is_indexed && !answer->offers.empty() ? EXIT_SUCCESS : EXIT_FAILURE;
}
