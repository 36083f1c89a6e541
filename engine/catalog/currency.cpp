#include "catalog/currency.hpp"

#include <algorithm>

namespace pronto {

namespace {

struct named_currency {
  currency value;
  std::string_view name;
};

constexpr named_currency entry(const char (&code)[4], std::uint8_t decimals,
                               std::string_view name) {
  return {currency{{code[0], code[1], code[2]}, decimals}, name};
}

// ISO 4217, ordered by code. BGN stays while documents priced before Bulgaria took the euro in
// 2026 are still about.
constexpr std::array table{
  entry("AED", 2, "UAE Dirham"),
  entry("AFN", 2, "Afghani"),
  entry("ALL", 2, "Albanian Lek"),
  entry("AMD", 2, "Armenian Dram"),
  entry("AOA", 2, "Angolan Kwanza"),
  entry("ARS", 2, "Argentine Peso"),
  entry("AUD", 2, "Australian Dollar"),
  entry("AWG", 2, "Aruban Florin"),
  entry("AZN", 2, "Azerbaijan Manat"),
  entry("BAM", 2, "Bosnian Convertible Mark"),
  entry("BBD", 2, "Barbados Dollar"),
  entry("BDT", 2, "Bangladeshi Taka"),
  entry("BGN", 2, "Bulgarian Lev"),
  entry("BHD", 3, "Bahraini Dinar"),
  entry("BIF", 0, "Burundi Franc"),
  entry("BMD", 2, "Bermudian Dollar"),
  entry("BND", 2, "Brunei Dollar"),
  entry("BOB", 2, "Boliviano"),
  entry("BRL", 2, "Brazilian Real"),
  entry("BSD", 2, "Bahamian Dollar"),
  entry("BTN", 2, "Bhutanese Ngultrum"),
  entry("BWP", 2, "Botswana Pula"),
  entry("BYN", 2, "Belarusian Ruble"),
  entry("BZD", 2, "Belize Dollar"),
  entry("CAD", 2, "Canadian Dollar"),
  entry("CDF", 2, "Congolese Franc"),
  entry("CHF", 2, "Swiss Franc"),
  entry("CLF", 4, "Chilean Unidad de Fomento"),
  entry("CLP", 0, "Chilean Peso"),
  entry("CNY", 2, "Chinese Yuan"),
  entry("COP", 2, "Colombian Peso"),
  entry("CRC", 2, "Costa Rican Colon"),
  entry("CUP", 2, "Cuban Peso"),
  entry("CVE", 2, "Cabo Verde Escudo"),
  entry("CZK", 2, "Czech Koruna"),
  entry("DJF", 0, "Djibouti Franc"),
  entry("DKK", 2, "Danish Krone"),
  entry("DOP", 2, "Dominican Peso"),
  entry("DZD", 2, "Algerian Dinar"),
  entry("EGP", 2, "Egyptian Pound"),
  entry("ERN", 2, "Eritrean Nakfa"),
  entry("ETB", 2, "Ethiopian Birr"),
  entry("EUR", 2, "Euro"),
  entry("FJD", 2, "Fiji Dollar"),
  entry("FKP", 2, "Falkland Islands Pound"),
  entry("GBP", 2, "Pound Sterling"),
  entry("GEL", 2, "Georgian Lari"),
  entry("GHS", 2, "Ghanaian Cedi"),
  entry("GIP", 2, "Gibraltar Pound"),
  entry("GMD", 2, "Gambian Dalasi"),
  entry("GNF", 0, "Guinean Franc"),
  entry("GTQ", 2, "Guatemalan Quetzal"),
  entry("GYD", 2, "Guyana Dollar"),
  entry("HKD", 2, "Hong Kong Dollar"),
  entry("HNL", 2, "Honduran Lempira"),
  entry("HTG", 2, "Haitian Gourde"),
  entry("HUF", 2, "Hungarian Forint"),
  entry("IDR", 2, "Indonesian Rupiah"),
  entry("ILS", 2, "Israeli Shekel"),
  entry("INR", 2, "Indian Rupee"),
  entry("IQD", 3, "Iraqi Dinar"),
  entry("IRR", 2, "Iranian Rial"),
  entry("ISK", 0, "Icelandic Krona"),
  entry("JMD", 2, "Jamaican Dollar"),
  entry("JOD", 3, "Jordanian Dinar"),
  entry("JPY", 0, "Japanese Yen"),
  entry("KES", 2, "Kenyan Shilling"),
  entry("KGS", 2, "Kyrgyz Som"),
  entry("KHR", 2, "Cambodian Riel"),
  entry("KMF", 0, "Comorian Franc"),
  entry("KPW", 2, "North Korean Won"),
  entry("KRW", 0, "South Korean Won"),
  entry("KWD", 3, "Kuwaiti Dinar"),
  entry("KYD", 2, "Cayman Islands Dollar"),
  entry("KZT", 2, "Kazakhstani Tenge"),
  entry("LAK", 2, "Lao Kip"),
  entry("LBP", 2, "Lebanese Pound"),
  entry("LKR", 2, "Sri Lanka Rupee"),
  entry("LRD", 2, "Liberian Dollar"),
  entry("LSL", 2, "Lesotho Loti"),
  entry("LYD", 3, "Libyan Dinar"),
  entry("MAD", 2, "Moroccan Dirham"),
  entry("MDL", 2, "Moldovan Leu"),
  entry("MGA", 2, "Malagasy Ariary"),
  entry("MKD", 2, "Macedonian Denar"),
  entry("MMK", 2, "Myanmar Kyat"),
  entry("MNT", 2, "Mongolian Tugrik"),
  entry("MOP", 2, "Macao Pataca"),
  entry("MRU", 2, "Mauritanian Ouguiya"),
  entry("MUR", 2, "Mauritius Rupee"),
  entry("MVR", 2, "Maldivian Rufiyaa"),
  entry("MWK", 2, "Malawi Kwacha"),
  entry("MXN", 2, "Mexican Peso"),
  entry("MYR", 2, "Malaysian Ringgit"),
  entry("MZN", 2, "Mozambique Metical"),
  entry("NAD", 2, "Namibia Dollar"),
  entry("NGN", 2, "Nigerian Naira"),
  entry("NIO", 2, "Nicaraguan Cordoba"),
  entry("NOK", 2, "Norwegian Krone"),
  entry("NPR", 2, "Nepalese Rupee"),
  entry("NZD", 2, "New Zealand Dollar"),
  entry("OMR", 3, "Omani Rial"),
  entry("PAB", 2, "Panamanian Balboa"),
  entry("PEN", 2, "Peruvian Sol"),
  entry("PGK", 2, "Papua New Guinean Kina"),
  entry("PHP", 2, "Philippine Peso"),
  entry("PKR", 2, "Pakistan Rupee"),
  entry("PLN", 2, "Polish Zloty"),
  entry("PYG", 0, "Paraguayan Guarani"),
  entry("QAR", 2, "Qatari Riyal"),
  entry("RON", 2, "Romanian Leu"),
  entry("RSD", 2, "Serbian Dinar"),
  entry("RUB", 2, "Russian Ruble"),
  entry("RWF", 0, "Rwanda Franc"),
  entry("SAR", 2, "Saudi Riyal"),
  entry("SBD", 2, "Solomon Islands Dollar"),
  entry("SCR", 2, "Seychelles Rupee"),
  entry("SDG", 2, "Sudanese Pound"),
  entry("SEK", 2, "Swedish Krona"),
  entry("SGD", 2, "Singapore Dollar"),
  entry("SHP", 2, "Saint Helena Pound"),
  entry("SLE", 2, "Sierra Leonean Leone"),
  entry("SOS", 2, "Somali Shilling"),
  entry("SRD", 2, "Surinam Dollar"),
  entry("SSP", 2, "South Sudanese Pound"),
  entry("STN", 2, "Sao Tome Dobra"),
  entry("SVC", 2, "Salvadoran Colon"),
  entry("SYP", 2, "Syrian Pound"),
  entry("SZL", 2, "Eswatini Lilangeni"),
  entry("THB", 2, "Thai Baht"),
  entry("TJS", 2, "Tajik Somoni"),
  entry("TMT", 2, "Turkmenistan Manat"),
  entry("TND", 3, "Tunisian Dinar"),
  entry("TOP", 2, "Tongan Pa'anga"),
  entry("TRY", 2, "Turkish Lira"),
  entry("TTD", 2, "Trinidad and Tobago Dollar"),
  entry("TWD", 2, "New Taiwan Dollar"),
  entry("TZS", 2, "Tanzanian Shilling"),
  entry("UAH", 2, "Ukrainian Hryvnia"),
  entry("UGX", 0, "Uganda Shilling"),
  entry("USD", 2, "US Dollar"),
  entry("UYU", 2, "Uruguayan Peso"),
  entry("UZS", 2, "Uzbekistan Sum"),
  entry("VED", 2, "Venezuelan Digital Bolivar"),
  entry("VES", 2, "Venezuelan Bolivar"),
  entry("VND", 0, "Vietnamese Dong"),
  entry("VUV", 0, "Vanuatu Vatu"),
  entry("WST", 2, "Samoan Tala"),
  entry("XAF", 0, "Central African CFA Franc"),
  entry("XCD", 2, "East Caribbean Dollar"),
  entry("XCG", 2, "Caribbean Guilder"),
  entry("XOF", 0, "West African CFA Franc"),
  entry("XPF", 0, "CFP Franc"),
  entry("YER", 2, "Yemeni Rial"),
  entry("ZAR", 2, "South African Rand"),
  entry("ZMW", 2, "Zambian Kwacha"),
  entry("ZWG", 2, "Zimbabwe Gold"),
};

static_assert(std::ranges::adjacent_find(table, [](const auto& a, const auto& b) {
                return a.value.code >= b.value.code;
              }) == table.end(),
              "find_currency searches by halves: ordered by code, no code twice");

constexpr auto values = [] {
  std::array<currency, table.size()> all{};
  std::ranges::transform(table, all.begin(), &named_currency::value);
  return all;
}();

const named_currency* find_entry(std::string_view code) {
  const auto code_of = [](const named_currency& c) { return c.value.code_text(); };
  const auto found = std::ranges::lower_bound(table, code, {}, code_of);
  return found != table.end() && code_of(*found) == code ? &*found : nullptr;
}

// The digits before and after the point of a decimal number, and whether a "-" preceded them.
struct decimal_text {
  bool negative = false;
  std::string_view whole;     // at least one digit
  std::string_view fraction;  // empty without a point
};

// Not std::isdigit: that depends on the locale.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

std::optional<decimal_text> split_decimal(std::string_view text) {
  decimal_text result;
  if (text.starts_with('-')) {
    result.negative = true;
    text.remove_prefix(1);
  }
  const auto point = text.find('.');
  result.whole = text.substr(0, point);
  if (!is_digits(result.whole))
    return std::nullopt;
  if (point != std::string_view::npos) {
    result.fraction = text.substr(point + 1);
    if (!is_digits(result.fraction))
      return std::nullopt;
  }
  return result;
}

void require_decimals(int decimals) {
  if (decimals < 0 || decimals > max_decimals)
    std::abort();
}

// As parse_amount.
parsed<std::int64_t> parse_scaled(std::string_view text, int decimals, std::int64_t limit) {
  require_decimals(decimals);
  const auto number = split_decimal(text);
  if (!number)
    return number_error::not_a_number;
  if (number->negative)
    return number_error::negative;
  const auto scale = static_cast<std::size_t>(decimals);
  if (number->fraction.size() > scale)
    return number_error::too_many_decimals;
  std::int64_t value = 0;
  const auto append = [&](char digit) {
    // Once above the limit it stays there, so that no length of text can overflow.
    if (value <= limit)
      value = value * 10 + (digit - '0');
  };
  std::ranges::for_each(number->whole, append);
  std::ranges::for_each(number->fraction, append);
  for (auto i = number->fraction.size(); i < scale; ++i)
    append('0');
  if (value > limit)
    return number_error::too_large;
  return value;
}

}  // namespace

std::string_view currency::name() const {
  const auto* found = find_entry(code_text());
  return found != nullptr && found->value == *this ? found->name : std::string_view{};
}

std::span<const currency> currencies() { return values; }

std::optional<currency> find_currency(std::string_view code) {
  if (const auto* found = find_entry(code))
    return found->value;
  return std::nullopt;
}

std::string_view explain(number_error error) {
  switch (error) {
    case number_error::not_a_number:
      return "is not a plain decimal number such as 12.50";
    case number_error::negative:
      return "is negative";
    case number_error::too_many_decimals:
      return "has more decimals than are allowed here";
    case number_error::too_large:
      return "is too large";
  }
  std::abort();
}

parsed<std::int64_t> parse_amount(std::string_view text, int decimals, std::int64_t most) {
  return parse_scaled(text, decimals, most);
}

std::string format_amount(std::int64_t minor, int decimals) {
  require_decimals(decimals);
  const auto bits = static_cast<std::uint64_t>(minor);
  // Negated as unsigned: the lowest int64 has no positive counterpart.
  auto text = std::to_string(minor < 0 ? 0 - bits : bits);
  const auto scale = static_cast<std::size_t>(decimals);
  if (text.size() <= scale)
    text.insert(0, scale + 1 - text.size(), '0');
  if (scale > 0)
    text.insert(text.size() - scale, 1, '.');
  if (minor < 0)
    text.insert(0, 1, '-');
  return text;
}

parsed<percent> parse_percent(std::string_view text) {
  const auto micro = parse_scaled(text, 6, 100 * micro_per_percent);
  if (!micro)
    return micro.error();
  return percent{*micro};
}

std::string format_percent(percent value) {
  auto text = format_amount(value.micro, 6);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.'))
    text.pop_back();
  return text;
}

}  // namespace pronto
