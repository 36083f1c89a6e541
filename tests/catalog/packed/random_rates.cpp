#include "catalog/packed/random_rates.hpp"

#include <limits>

namespace pronto {

namespace {

int below(std::mt19937_64& rng, int limit) {
  return static_cast<int>(rng() % static_cast<unsigned>(limit));
}

std::int64_t amount(std::mt19937_64& rng, int kind) {
  if (kind == 0) return below(rng, 3);
  if (kind == 1) return 100 * below(rng, 300);
  return static_cast<std::int64_t>(rng());
}

}  // namespace

std::vector<rate> random_rates(std::mt19937_64& rng, day first) {
  const bool same_columns = below(rng, 2) == 0;
  const int amounts = below(rng, 3);
  const int longest = below(rng, 3) == 0 ? 1 : below(rng, 3) == 0 ? 200 : 5;
  const int gaps = below(rng, 3);
  const bool repeats = below(rng, 2) == 0;
  std::vector<rate> out;
  day next = first + below(rng, 10);
  for (int n = below(rng, 40); n > 0; --n) {
    rate r;
    r.nights.first = next;
    r.nights.last = next + below(rng, longest);
    next = r.nights.last + 1 + (gaps == 0 ? 0 : below(rng, gaps + 1));
    const auto has = [&] { return same_columns || below(rng, 3) > 0; };
    for (int guests = 1; guests <= 3; ++guests)
      if (has()) r.base.emplace_back(guests, amount(rng, amounts));
    if (has()) r.extra_adult = amount(rng, amounts);
    if (same_columns || below(rng, 2) == 0) {
      if (has()) r.children.push_back({0, 5, amount(rng, amounts)});
      if (has()) r.children.push_back({5, 12, 7});
    } else {
      r.children.push_back({0, 12, amount(rng, amounts)});
    }
    if (repeats && !out.empty() && below(rng, 3) == 0) {
      const date_range nights = r.nights;
      r = out.back();
      r.nights = nights;
    }
    out.push_back(r);
  }
  return out;
}

}  // namespace pronto
