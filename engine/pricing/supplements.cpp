#include "pricing/supplements.hpp"

namespace pronto {

by_night<std::optional<std::int64_t>> supplement_amounts(const packed::supplement& of,
                                                            std::uint32_t room, const stay& when) {
  by_night<std::optional<std::int64_t>> out(static_cast<std::size_t>(when.nights));
  for (const supplement_price& price : of.prices) {
    if (price.room && *price.room != room) continue;
    const date_range nights = common(price.nights, {when.arrival, when.departure() - 1});
    for (day night = nights.first; night <= nights.last; ++night) {
      if (!of.days.contains(night)) continue;
      auto& amount = out[static_cast<std::size_t>(night - when.arrival)];
      amount = amount.value_or(0) + price.amount;  // at most max_amount_minor each
    }
  }
  return out;
}

}  // namespace pronto
