#include "catalog/places/country_names.hpp"

#include <string>
#include <unordered_map>

#include "catalog/places/place.hpp"

namespace pronto {

namespace {

struct other_name {
  std::string_view code;
  std::string_view name;
};

// Beside the names of `countries`. What could be a state or a town elsewhere is not here.
constexpr other_name other_names[]{
  {"AE", "UAE"}, {"AE", "U.A.E."}, {"AE", "Emirates"}, {"AT", "Österreich"}, {"AT", "Oesterreich"},
  {"BA", "Bosnia"}, {"BE", "België"}, {"BE", "Belgique"}, {"BE", "Belgien"}, {"BG", "България"},
  {"BN", "Brunei Darussalam"}, {"BR", "Brasil"}, {"BS", "The Bahamas"}, {"CD", "DR Congo"},
  {"CH", "Schweiz"}, {"CH", "Suisse"}, {"CH", "Svizzera"}, {"CI", "Ivory Coast"}, {"CN", "中国"},
  {"CN", "People's Republic of China"}, {"CN", "PR China"}, {"CV", "Cape Verde"},
  {"CZ", "Czech Republic"}, {"CZ", "Česko"}, {"CZ", "Česká republika"}, {"DE", "Deutschland"},
  {"DK", "Danmark"}, {"DO", "República Dominicana"}, {"EE", "Eesti"}, {"ES", "España"},
  {"FI", "Suomi"}, {"GB", "UK"}, {"GB", "U.K."}, {"GB", "Great Britain"}, {"GB", "England"},
  {"GB", "Scotland"}, {"GB", "Wales"}, {"GB", "Northern Ireland"}, {"GM", "The Gambia"},
  {"GR", "Ελλάδα"}, {"GR", "Hellas"}, {"HK", "Hong Kong SAR"}, {"HR", "Hrvatska"},
  {"HU", "Magyarország"}, {"IE", "Republic of Ireland"}, {"IE", "Éire"}, {"IS", "Ísland"},
  {"IT", "Italia"}, {"IT", "Italien"}, {"JP", "日本"}, {"KR", "Republic of Korea"}, {"KR", "Korea"},
  {"KR", "대한민국"}, {"LT", "Lietuva"}, {"LU", "Luxemburg"}, {"LV", "Latvija"}, {"ME", "Crna Gora"},
  {"MK", "Macedonia"}, {"MM", "Burma"}, {"MO", "Macau"}, {"NL", "The Netherlands"}, {"NL", "Holland"},
  {"NL", "Nederland"}, {"NO", "Norge"}, {"PH", "The Philippines"}, {"PL", "Polska"},
  {"RO", "România"}, {"RS", "Srbija"}, {"RU", "Russian Federation"}, {"RU", "Россия"},
  {"SE", "Sverige"}, {"SI", "Slovenija"}, {"SK", "Slovensko"}, {"SZ", "Swaziland"},
  {"TL", "East Timor"}, {"TR", "Turkey"}, {"UA", "Україна"},
  {"US", "USA"}, {"US", "U.S.A."}, {"US", "U.S."}, {"US", "United States of America"},
  {"US", "Estados Unidos"}, {"VA", "Holy See"}, {"VN", "Viet Nam"}, {"VN", "Việt Nam"},
};

using codes_by_name = std::unordered_map<std::string, std::string_view>;  // names folded

codes_by_name gather() {
  codes_by_name out;
  for (const auto& each : countries()) {
    out.emplace(fold(each.name), each.code_text());
    out.emplace(fold(each.code_text()), each.code_text());
  }
  for (const auto& each : other_names) out.emplace(fold(each.name), each.code);
  return out;
}

}  // namespace

std::optional<country> find_country_called(std::string_view text) {
  static const codes_by_name codes = gather();
  const auto found = codes.find(fold(text));
  return found != codes.end() ? find_country(found->second) : std::nullopt;
}

}  // namespace pronto
