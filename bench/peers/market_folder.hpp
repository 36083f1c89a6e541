#pragma once
// The folder by which all systems get the same hotels and questions, as tab-separated text:
//
//   cities.tsv     city, name, country, first hotel, last hotel
//   hotels.tsv     hotel, city, code, latitude, longitude, stars, share of tax (hundredths of a percent),
//                  tax a night, and four products, each the amounts of its nights with commas, 0: closed
//   questions.tsv  mix, kind, city, arrival, nights
//   answers.tsv    Pronto's answer to each question, in their order: arrival:hotel:total, with commas
//   days.tsv       answers worked out before: city, nights, arrival, hotel, total of the cheapest
//   best.tsv       and of the best 20: city, nights, arrival, hotel:total, with commas
//
// Hotels are in order of their cities and, within one, of their codes, and have their places in it as
// numbers; so have cities. Nights are numbers too, from 0.
#include <cstdint>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "plain_hotel.hpp"
#include "question.hpp"

namespace pronto::bench {

/// The longest stay of which answers are worked out before.
inline constexpr int ready_nights_max = 7;

struct market_city {
  std::string name;
  std::string country;
  std::uint32_t first = 0;  ///< the numbers of its hotels
  std::uint32_t last = 0;
};

class market_folder {
public:
  explicit market_folder(std::string path);

  std::string file(const std::string& name) const { return path_ + "/" + name; }
  const std::vector<market_city>& cities() const { return cities_; }
  std::size_t hotels() const { return cities_.empty() ? 0 : std::size_t{cities_.back().last} + 1; }

  /// All hotels in order.
  void each_hotel(const std::function<void(const plain_hotel&, std::uint32_t city)>& tell) const;
  std::vector<question> questions() const;
  std::vector<answer> answers() const;

  struct ready_day {
    std::uint32_t city = 0;
    int nights = 1;
    stay_offer best;
  };
  void each_ready_day(const std::function<void(const ready_day&)>& tell) const;
  struct ready_best {
    std::uint32_t city = 0;
    int nights = 1;
    int arrival = 0;
    answer best;
  };
  void each_ready_best(const std::function<void(const ready_best&)>& tell) const;

private:
  std::string path_;
  std::vector<market_city> cities_;
};

/// The hotels of a folder, one after the other.
class hotel_reader {
public:
  explicit hotel_reader(const market_folder& from);
  /// The next one; false after the last.
  bool next(plain_hotel& hotel, std::uint32_t& city);

private:
  const market_folder& from_;
  std::string path_;
  std::ifstream in_;
  std::string line_;
};

std::string text_of(const plain_hotel& hotel, std::uint32_t number, std::uint32_t city);
std::string text_of(const answer& of);

}  // namespace pronto::bench
