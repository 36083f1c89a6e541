#include "pricing/supplements.hpp"

namespace pronto {

by_night<std::optional<std::int64_t>> supplement_amounts(const packed::supplement& of,
                                                            std::uint32_t room, const stay& when) {
  by_night<std::optional<std::int64_t>> out(static_cast<std::size_t>(when.nights));
  for (const supplement_price& price : of.prices) {
    if (price.room && *price.room != room) continue;
    if (price.nights.last < when.arrival || price.nights.first >= when.departure()) continue;
    for (int i = 0; i < when.nights; ++i) {
      const day night = when.arrival + i;
      if (!price.nights.contains(night) || !of.days.contains(night)) continue;
      auto& amount = out[static_cast<std::size_t>(i)];
      amount = amount.value_or(0) + price.amount;  // at most max_amount_minor each
    }
  }
  return out;
}

}  // namespace pronto
