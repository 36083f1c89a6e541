#include "search/wanted_currency.hpp"

#include <algorithm>

#include "search/filter.hpp"
#include "shortened.hpp"
#include "upper_case.hpp"

namespace pronto {

namespace {

// Who asks an engine that runs elsewhere cannot name the file.
constexpr const char* how_to_load =
    "; the engine is started with one: --exchange-rates FILE, or exchange-rates in config.ini (where it was, "
    "its status says what is wrong with the file)";

}  // namespace

result<std::optional<wanted_currency>> asked_currency(const snapshot& in,
                                                      const std::string& code) {
  if (code.empty()) return std::optional<wanted_currency>();
  if (const auto found = find_currency(upper_case(code)))
    return std::optional(wanted_currency(in, *found));
  const std::string shown = shortened(code, 20);
  return failure{.code = failure_code::usage,
                 .text = "'" + shown + "' is no currency; expected a code of ISO 4217 such as EUR",
                 .file = {},
                 .line = 0,
                 .field = "currency",
                 .value = shown};
}

const std::optional<conversion>& wanted_currency::by(currency from, day booking) {
  const auto [at, is_new] = found_.try_emplace({from, booking});
  if (is_new && in_.rates() != nullptr)
    at->second = find_conversion(*in_.rates(), from, to_, booking);
  return at->second;
}

bool wanted_currency::has_rate(currency from, day booking) {
  if (from == to_ || by(from, booking)) return true;
  ++missing_[from];
  ++without_rate_;
  return false;
}

std::optional<std::int64_t> wanted_currency::convert(std::int64_t total, currency from,
                                                     day booking) {
  if (from == to_) return total;
  const auto& how = by(from, booking);
  const auto out = how ? converted(total, *how) : std::nullopt;
  if (out) return out;
  ++(how ? too_large_ : missing_)[from];
  ++without_rate_;
  return std::nullopt;
}

std::optional<std::int64_t> wanted_currency::within(const filters& keep, std::int64_t total,
                                                    currency from, day booking) {
  const auto out = convert(total, from, booking);
  return out && keeps_total(keep, *out, to_) ? out : std::nullopt;
}

failure wanted_currency::why_not(currency from, day booking) {
  const std::string both = std::string(from.code_text()) + " to " + std::string(to_.code_text());
  failure out;
  out.code = failure_code::not_found;
  out.field = "currency";
  out.value = to_.code_text();
  if (by(from, booking))
    out.text = "a total is too large to be converted from " + both;
  else if (in_.rates() == nullptr)
    out.text = "no table of exchange rates is loaded, to convert from " + both + how_to_load;
  else
    out.text = "there is no exchange rate from " + both + " of the booking date " +
               format_day(booking) + " or before it";
  out.text += "; without a currency, totals are the hotel's own";
  return out;
}

std::optional<used_rate> wanted_currency::rate_of(currency from, day booking) {
  if (from == to_) return std::nullopt;
  const auto& how = by(from, booking);
  if (!how) return std::nullopt;
  return used_rate{how->from, how->to, how->date(), how->text()};
}

std::vector<used_rate> wanted_currency::used() const {
  std::vector<used_rate> out;
  for (const auto& [key, how] : found_)
    if (how) out.push_back({how->from, how->to, how->date(), how->text()});
  // Two booking dates may have one rate.
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

std::vector<std::string> wanted_currency::notes() const {
  std::vector<std::string> out;
  if (!missing_.empty() && in_.rates() == nullptr)
    out.push_back(std::string("no table of exchange rates is loaded") + how_to_load);
  constexpr std::size_t currencies_told = 5;
  const auto tell = [&](const std::map<currency, std::uint32_t>& of, const std::string& why,
                        const std::string& when) {
    for (const auto& [from, hotels] : of) {
      if (out.size() == currencies_told) break;
      out.push_back(std::to_string(hotels) + (hotels == 1 ? " hotel is" : " hotels are") + " left out: " +
                    why + " from " + std::string(from.code_text()) + " to " +
                    std::string(to_.code_text()) + when);
    }
  };
  tell(missing_, "there is no exchange rate", " of the booking date or before it");
  tell(too_large_, "a total is too large to be converted", "");
  return out;
}

}  // namespace pronto
