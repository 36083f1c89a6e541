#include "sum_rows.hpp"

#include <algorithm>

#include "system.hpp"

namespace pronto::bench {

sum_rows::sum_rows(const market_folder& from)
    : terms_(from.hotels()), sums_((plain_nights + 1) * plain_products * from.hotels()) {
  std::size_t hotel = 0;
  from.each_hotel([&](const plain_hotel& each, std::uint32_t) {
    terms_[hotel] = {each.stars, static_cast<std::int32_t>(each.tax_share),
                     static_cast<std::int32_t>(each.tax_night)};
    for (std::size_t product = 0; product < plain_products; ++product) {
      std::int32_t sum = 0;
      for (std::size_t night = 0; night < plain_nights; ++night) {
        const std::int32_t amount = each.amounts[product][night];
        sum += amount == 0 ? closed_amount : amount;
        sums_[((night + 1) * plain_products + product) * terms_.size() + hotel] = sum;
      }
    }
    ++hotel;
  });
}

// Of each hotel that can be had: its lowest sum, by blocks that stay in the nearest cache.
template <class F>
void sum_rows::each_total(const market_city& in, int arrival, int nights, F tell) const {
  if (arrival + nights > plain_nights) return;
  constexpr std::size_t block = 256;
  std::int32_t lowest[block];
  for (std::size_t first = in.first; first <= in.last; first += block) {
    const std::size_t count = std::min(block, in.last + 1 - first);
    std::fill_n(lowest, count, closed_amount);
    for (int product = 0; product < plain_products; ++product) {
      const std::int32_t* const before = row(arrival, product) + first;
      const std::int32_t* const after = row(arrival + nights, product) + first;
      for (std::size_t i = 0; i < count; ++i)
        lowest[i] = std::min(lowest[i], after[i] - before[i]);
    }
    for (std::size_t i = 0; i < count; ++i)
      if (lowest[i] < closed_amount) tell(static_cast<std::uint32_t>(first + i), lowest[i]);
  }
}

void sum_rows::cheapest(const market_city& in, int arrival, int nights, answer& out) const {
  stay_offer least{INT64_MAX, 0, arrival};
  each_total(in, arrival, nights, [&](std::uint32_t hotel, std::int32_t sum) {
    if (sum >= least.total) return;  // taxes only add
    const std::int64_t total = terms_[hotel].total(sum, nights);
    if (total < least.total) least = {total, hotel, arrival};
  });
  if (least.total != INT64_MAX) out.push_back(least);
}

void sum_rows::best(const market_city& in, int arrival, int nights, std::int64_t total_max,
                    answer& out) const {
  each_total(in, arrival, nights, [&](std::uint32_t hotel, std::int32_t sum) {
    if (terms_[hotel].stars < best_stars || sum > total_max) return;
    const std::int64_t total = terms_[hotel].total(sum, nights);
    if (total <= total_max) out.push_back({total, hotel, arrival});
  });
  const std::size_t kept = std::min(out.size(), best_count);
  std::partial_sort(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(kept), out.end());
  out.resize(kept);
}

void sum_rows::ask(const market_city& in, const question& what, answer& out) const {
  out.clear();
  if (what.kind == question_kind::best)
    return best(in, what.arrival, what.nights, what.total_max(), out);
  for (int i = 0; i < what.arrivals(); ++i) cheapest(in, what.arrival + i, what.nights, out);
  out = of_arrivals(what, out);
}

answer of_arrivals(const question& what, const answer& by_arrival) {
  if (what.kind != question_kind::flexible || by_arrival.empty()) return by_arrival;
  return {*std::ranges::min_element(by_arrival)};
}

namespace {

class rows_system final : public priced_system {
public:
  explicit rows_system(const market_folder& from) : rows_(from), cities_(from.cities()) {}

  std::string name() const override { return "C++, rows of sums"; }

  std::unique_ptr<asker> connect() override {
    struct of final : plain_asker {
      explicit of(const rows_system& system) : in(system) {}
      void ask(const question& what) override {
        in.rows_.ask(in.cities_[what.city], what, heard_);
      }
      const rows_system& in;
    };
    return std::make_unique<of>(*this);
  }

private:
  sum_rows rows_;
  std::vector<market_city> cities_;
};

}  // namespace

std::unique_ptr<priced_system> open_sum_rows(const market_folder& from, const std::string&) {
  return std::make_unique<rows_system>(from);
}

}  // namespace pronto::bench
