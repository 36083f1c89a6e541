// What one writes first: the nights of each product in a row, added up for every stay.
#include <algorithm>
#include <array>
#include <vector>

#include "sum_rows.hpp"
#include "system.hpp"

namespace pronto::bench {

namespace {

struct scanned_hotel {
  std::array<std::array<std::int32_t, plain_nights>, plain_products> amounts;
  hotel_terms terms;
};

class scan_system final : public priced_system {
public:
  explicit scan_system(const market_folder& from) : cities_(from.cities()) {
    hotels_.reserve(from.hotels());
    from.each_hotel([this](const plain_hotel& each, std::uint32_t) {
      hotels_.push_back({each.amounts,
                         {each.stars, static_cast<std::int32_t>(each.tax_share),
                          static_cast<std::int32_t>(each.tax_night)}});
    });
  }

  std::string name() const override { return "C++, scan of nights"; }
  std::unique_ptr<asker> connect() override;

  void ask(const question& what, answer& out) const {
    out.clear();
    for (int i = 0; i < what.arrivals(); ++i) {
      const int arrival = what.arrival + i;
      if (arrival + what.nights > plain_nights) break;
      if (what.kind == question_kind::best)
        best(cities_[what.city], arrival, what, out);
      else
        cheapest(cities_[what.city], arrival, what.nights, out);
    }
    out = of_arrivals(what, out);
  }

private:
  static std::int32_t sum_of(const scanned_hotel& of, int arrival, int nights) {
    std::int32_t lowest = closed_amount;
    for (const auto& product : of.amounts) {
      std::int32_t sum = 0;
      for (int night = arrival; night < arrival + nights; ++night) {
        const std::int32_t amount = product[static_cast<std::size_t>(night)];
        if (amount == 0) {
          sum = closed_amount;
          break;
        }
        sum += amount;
      }
      lowest = std::min(lowest, sum);
    }
    return lowest;
  }

  void cheapest(const market_city& in, int arrival, int nights, answer& out) const {
    stay_offer least{INT64_MAX, 0, arrival};
    for (std::uint32_t hotel = in.first; hotel <= in.last; ++hotel) {
      const std::int32_t sum = sum_of(hotels_[hotel], arrival, nights);
      if (sum >= std::min<std::int64_t>(closed_amount, least.total)) continue;
      const std::int64_t total = hotels_[hotel].terms.total(sum, nights);
      if (total < least.total) least = {total, hotel, arrival};
    }
    if (least.total != INT64_MAX) out.push_back(least);
  }

  void best(const market_city& in, int arrival, const question& what, answer& out) const {
    for (std::uint32_t hotel = in.first; hotel <= in.last; ++hotel) {
      const hotel_terms& terms = hotels_[hotel].terms;
      if (terms.stars < best_stars) continue;
      const std::int32_t sum = sum_of(hotels_[hotel], arrival, what.nights);
      if (sum >= closed_amount) continue;
      const std::int64_t total = terms.total(sum, what.nights);
      if (total <= what.total_max()) out.push_back({total, hotel, arrival});
    }
    const std::size_t kept = std::min(out.size(), best_count);
    std::partial_sort(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(kept), out.end());
    out.resize(kept);
  }

  std::vector<scanned_hotel> hotels_;
  std::vector<market_city> cities_;
};

class scan_asker final : public plain_asker {
public:
  explicit scan_asker(const scan_system& in) : in_(in) {}
  void ask(const question& what) override { in_.ask(what, heard_); }

private:
  const scan_system& in_;
};

std::unique_ptr<asker> scan_system::connect() { return std::make_unique<scan_asker>(*this); }

}  // namespace

std::unique_ptr<priced_system> open_scan(const market_folder& from, const std::string&) {
  return std::make_unique<scan_system>(from);
}

}  // namespace pronto::bench
