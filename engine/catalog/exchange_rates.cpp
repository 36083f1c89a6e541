#include "catalog/exchange_rates.hpp"

#include <algorithm>
#include <tuple>

namespace pronto {

namespace {

auto key(const exchange_rate& of) { return std::tuple(of.from, of.to, of.date); }

}  // namespace

std::string rate_text(const exchange_rate& of) {
  std::string out = std::to_string(of.digits);
  if (of.decimals == 0) return out;
  if (out.size() <= of.decimals) out.insert(0, of.decimals + 1U - out.size(), '0');
  return out.insert(out.size() - of.decimals, 1, '.');
}

std::optional<exchange_rate> parse_rate(std::string_view text) {
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  const auto rest = point == text.npos ? std::string_view{} : text.substr(point + 1);
  const bool has_form = !whole.empty() && (point == text.npos || !rest.empty()) &&
                        rest.size() <= rate_decimals_max;
  if (!has_form) return std::nullopt;
  exchange_rate out;
  out.digits = 0;
  out.decimals = static_cast<std::uint8_t>(rest.size());
  int digits = 0;
  for (const auto part : {whole, rest})
    for (const char c : part) {
      if (c < '0' || c > '9') return std::nullopt;
      if (out.digits > 0 || c != '0') ++digits;
      if (digits > rate_digits_max) return std::nullopt;
      out.digits = out.digits * 10 + (c - '0');
    }
  if (out.digits == 0) return std::nullopt;
  return out;
}

void sort_rates(std::vector<exchange_rate>& of) { std::ranges::sort(of, {}, key); }

exchange_rates::exchange_rates(std::span<const exchange_rate> all,
                               std::pmr::memory_resource* from)
    : all_(all.begin(), all.end(), from), froms_(from), tos_(from) {
  std::ranges::sort(all_, {}, key);
  std::vector<currency> ends[2];
  for (const auto& each : all_) {
    ends[0].push_back(each.from);
    ends[1].push_back(each.to);
  }
  for (auto& some : ends) {
    std::ranges::sort(some);
    some.erase(std::ranges::unique(some).begin(), some.end());
  }
  froms_.assign(ends[0].begin(), ends[0].end());
  tos_.assign(ends[1].begin(), ends[1].end());
}

const exchange_rate* exchange_rates::find(currency from, currency to, day on) const {
  const auto after = std::ranges::upper_bound(all_, std::tuple(from, to, on), {}, key);
  if (after == all_.begin()) return nullptr;
  const auto& found = *(after - 1);
  return found.from == from && found.to == to ? &found : nullptr;
}

bool exchange_rates::is_of(std::span<const exchange_rate> sorted) const {
  return std::ranges::equal(all_, sorted);
}

}  // namespace pronto
