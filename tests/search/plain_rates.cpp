#include "search/plain_rates.hpp"

#include <boost/multiprecision/cpp_int.hpp>

namespace pronto {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
using generated::random_stream;

namespace {

const currency euro = *find_currency("EUR");

exchange_rate some_rate(random_stream& dice, day date, std::string_view to) {
  exchange_rate out;
  out.date = date;
  out.from = euro;
  out.to = *find_currency(to);
  out.decimals = 2;
  out.digits = to == "JPY" ? dice.between(100'00, 200'00) : dice.between(30, 300);
  return out;
}

}  // namespace

plain_rates::plain_rates(random_stream& dice, date_range days,
                         std::span<const std::string_view> currencies) {
  for (const auto to : currencies)
    for (day date = days.first; date < days.last; ++date)
      if (dice.chance(to == "KWD" ? 3 : 25)) all_.push_back(some_rate(dice, date, to));
  sort_rates(all_);
}

std::optional<exchange_rate> plain_rates::of(currency money, day on) const {
  if (money == euro) return exchange_rate{on, euro, euro, 1, 0};
  const exchange_rate* found = nullptr;
  for (const auto& each : all_)
    if (each.to == money && each.date <= on && (!found || found->date < each.date)) found = &each;
  if (found == nullptr) return std::nullopt;
  return *found;
}

bool plain_rates::has_rate(currency from, currency to, day on) const {
  return from == to || (of(from, on) && of(to, on));
}

std::optional<std::int64_t> plain_rates::convert(std::int64_t total, currency from, currency to,
                                                 day on) const {
  if (from == to) return total;
  const auto a = of(from, on);
  const auto b = of(to, on);
  if (!a || !b) return std::nullopt;
  const auto value = [](const exchange_rate& rate) {
    cpp_int unit = 1;
    for (int i = 0; i < rate.decimals; ++i) unit *= 10;
    return cpp_rational(rate.digits, unit);
  };
  cpp_rational exact = value(*b) / value(*a) * total;
  for (int d = from.decimals; d < to.decimals; ++d) exact *= 10;
  for (int d = to.decimals; d < from.decimals; ++d) exact /= 10;
  exact += cpp_rational(1, 2);
  return static_cast<std::int64_t>(cpp_int(numerator(exact) / denominator(exact)));
}

}  // namespace pronto
