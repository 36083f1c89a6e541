#include "market_folder.hpp"

#include <charconv>
#include <string_view>
#include <utility>

#include "machine.hpp"

namespace pronto::bench {

namespace {

/// Takes a line apart; every field has to be there.
class fields {
public:
  fields(const std::string& file, std::string_view line) : file_(file), left_(line) {}

  std::string_view text(char end = '\t') {
    const std::size_t at = left_.find(end);
    const std::string_view out = left_.substr(0, at);
    left_.remove_prefix(at == left_.npos ? left_.size() : at + 1);
    return out;
  }

  template <class T = int>
  T number() {
    T out{};
    const auto [end, error] = std::from_chars(left_.data(), left_.data() + left_.size(), out);
    if (error != std::errc{}) fail("no number in a line of " + file_);
    left_.remove_prefix(static_cast<std::size_t>(end - left_.data()));
    if (!left_.empty()) left_.remove_prefix(1);
    return out;
  }

  bool empty() const { return left_.empty(); }

private:
  const std::string& file_;
  std::string_view left_;
};

template <class F>
void each_line(const std::string& path, F tell) {
  std::ifstream in(path);
  if (!in) fail(path + " cannot be read");
  for (std::string line; std::getline(in, line);) {
    fields of(path, line);
    tell(of);
  }
}

answer offers_of(fields& of) {
  answer out;
  while (!of.empty()) {
    stay_offer each;
    each.arrival = of.number();
    each.hotel = of.number<std::uint32_t>();
    each.total = of.number<std::int64_t>();
    out.push_back(each);
  }
  return out;
}

}  // namespace

market_folder::market_folder(std::string path) : path_(std::move(path)) {
  each_line(file("cities.tsv"), [this](fields& of) {
    of.number();
    market_city each;
    each.name = of.text();
    each.country = of.text();
    each.first = of.number<std::uint32_t>();
    each.last = of.number<std::uint32_t>();
    cities_.push_back(each);
  });
}

hotel_reader::hotel_reader(const market_folder& from)
    : from_(from), path_(from.file("hotels.tsv")), in_(path_) {
  if (!in_) fail(path_ + " cannot be read");
}

bool hotel_reader::next(plain_hotel& hotel, std::uint32_t& city) {
  if (!std::getline(in_, line_)) return false;
  fields of(path_, line_);
  of.number();
  city = of.number<std::uint32_t>();
  hotel.city = from_.cities()[city].name;
  hotel.country = from_.cities()[city].country;
  hotel.code = of.text();
  hotel.latitude = of.number<double>();
  hotel.longitude = of.number<double>();
  hotel.stars = of.number();
  hotel.tax_share = of.number<std::int64_t>();
  hotel.tax_night = of.number<std::int64_t>();
  for (auto& product : hotel.amounts)
    for (std::int32_t& amount : product) amount = of.number<std::int32_t>();
  return true;
}

void market_folder::each_hotel(
    const std::function<void(const plain_hotel&, std::uint32_t)>& tell) const {
  hotel_reader all(*this);
  plain_hotel each;
  for (std::uint32_t city = 0; all.next(each, city);) tell(each, city);
}

std::vector<question> market_folder::questions() const {
  std::vector<question> out;
  each_line(file("questions.tsv"), [&](fields& of) {
    question each;
    each.mix = static_cast<question_mix>(of.number());
    each.kind = static_cast<question_kind>(of.number());
    each.city = of.number<std::uint32_t>();
    each.arrival = of.number();
    each.nights = of.number();
    out.push_back(each);
  });
  return out;
}

std::vector<answer> market_folder::answers() const {
  std::vector<answer> out;
  each_line(file("answers.tsv"), [&](fields& of) { out.push_back(offers_of(of)); });
  return out;
}

void market_folder::each_ready_day(const std::function<void(const ready_day&)>& tell) const {
  each_line(file("days.tsv"), [&](fields& of) {
    ready_day each;
    each.city = of.number<std::uint32_t>();
    each.nights = of.number();
    each.best.arrival = of.number();
    each.best.hotel = of.number<std::uint32_t>();
    each.best.total = of.number<std::int64_t>();
    tell(each);
  });
}

void market_folder::each_ready_best(const std::function<void(const ready_best&)>& tell) const {
  each_line(file("best.tsv"), [&](fields& of) {
    ready_best each;
    each.city = of.number<std::uint32_t>();
    each.nights = of.number();
    each.arrival = of.number();
    while (!of.empty()) {
      stay_offer one;
      one.hotel = of.number<std::uint32_t>();
      one.total = of.number<std::int64_t>();
      one.arrival = each.arrival;
      each.best.push_back(one);
    }
    tell(each);
  });
}

std::string text_of(const plain_hotel& hotel, std::uint32_t number, std::uint32_t city) {
  std::string out = std::to_string(number) + '\t' + std::to_string(city) + '\t' + hotel.code + '\t' +
                    std::to_string(hotel.latitude) + '\t' + std::to_string(hotel.longitude) + '\t' +
                    std::to_string(hotel.stars) + '\t' + std::to_string(hotel.tax_share) + '\t' +
                    std::to_string(hotel.tax_night);
  for (const auto& product : hotel.amounts) {
    char before = '\t';
    for (const std::int32_t amount : product) {
      out += before;
      out += std::to_string(amount);
      before = ',';
    }
  }
  return out + '\n';
}

std::string text_of(const answer& of) {
  std::string out;
  for (const stay_offer& each : of) {
    if (!out.empty()) out += ',';
    out += std::to_string(each.arrival) + ':' + std::to_string(each.hotel) + ':' +
           std::to_string(each.total);
  }
  return out + '\n';
}

}  // namespace pronto::bench
