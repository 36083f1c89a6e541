#include "catalog/places/place.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>

#include <utf8proc.h>

namespace pronto {

namespace {

struct replacement {
  char32_t letter;
  std::string_view text;
};

// Letters that Unicode does not take apart, by what people type for them.
constexpr auto plain_letters = std::to_array<replacement>({
  {U'æ', "ae"}, {U'ð', "d"}, {U'ø', "o"}, {U'þ', "th"}, {U'đ', "d"}, {U'ħ', "h"}, {U'ı', "i"},
  {U'ł', "l"},  {U'ŋ', "n"}, {U'œ', "oe"}, {U'ŧ', "t"}, {U'ə', "e"},
});

// Letters that have a spelling without their accent, in lower case, composed.
constexpr auto spelled_out_letters = std::to_array<replacement>({
  {U'ä', "ae"}, {U'ö', "oe"}, {U'ü', "ue"}, {U'ø', "oe"}, {U'å', "aa"},
});

template <std::size_t N>
const replacement* find_letter(const std::array<replacement, N>& in, char32_t letter) {
  const auto found = std::ranges::find(in, letter, &replacement::letter);
  return found != in.end() ? &*found : nullptr;
}

// Accents and the points of Hebrew and Arabic, which are left out in haste: the combining classes
// of signs over, under and through a letter. Signs without which the letter is another one stay:
// vowels of Indic and Thai script, the voicing marks of kana.
bool is_accent(const utf8proc_property_t& of) {
  const auto place = of.combining_class;
  return place == 1 || (place >= 10 && place <= 36) || place >= 200;
}

bool is_separator(char32_t letter, const utf8proc_property_t& of) {
  const auto kind = of.category;
  const bool is_raised_comma = letter >= 0x02B9 && letter <= 0x02BF;  // Hawaiian okina and its kin
  return is_raised_comma || kind == UTF8PROC_CATEGORY_CC
         || (kind >= UTF8PROC_CATEGORY_PC && kind <= UTF8PROC_CATEGORY_PO)
         || (kind >= UTF8PROC_CATEGORY_SM && kind <= UTF8PROC_CATEGORY_ZP);
}

// The code points of a text under these options of utf8proc; nothing if it is no valid UTF-8.
std::optional<std::u32string> decode(std::string_view text, utf8proc_option_t options) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto size = static_cast<utf8proc_ssize_t>(text.size());
  const auto count = utf8proc_decompose(bytes, size, nullptr, 0, options);
  if (count < 0) return std::nullopt;
  std::vector<utf8proc_int32_t> points(static_cast<std::size_t>(count));
  utf8proc_decompose(bytes, size, points.data(), count, options);
  if ((options & UTF8PROC_COMPOSE) != 0)
    points.resize(static_cast<std::size_t>(
        utf8proc_normalize_utf32(points.data(), count, options)));
  return std::u32string(points.begin(), points.end());
}

void append(std::string& out, char32_t letter) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(letter), bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

void append_space(std::string& out) {
  if (!out.empty() && out.back() != ' ') out += ' ';
}

bool is_ascii(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return (c & 0x80) != 0; });
}

std::string without_last_space(std::string text) {
  if (text.ends_with(' ')) text.pop_back();
  return text;
}

std::string fold_bytes(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    if (is_letter) out += c;
    else if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    else append_space(out);
  }
  return out;
}

std::string fold_points(const std::u32string& points) {
  std::string out;
  for (const char32_t letter : points) {
    const auto& property = *utf8proc_get_property(static_cast<utf8proc_int32_t>(letter));
    if (is_accent(property)) continue;
    if (is_separator(letter, property)) append_space(out);
    else if (const auto* plain = find_letter(plain_letters, letter)) out += plain->text;
    else append(out, letter);
  }
  return out;
}

struct text_hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

// What each city of the gazetteer is called, folded, and who is called so.
struct name_index {
  std::vector<std::vector<std::string>> names;  // as known_cities(), the key first
  std::unordered_map<std::string, std::vector<const known_city*>, text_hash, std::equal_to<>> cities;

  name_index();
};

void add_name(std::vector<std::string>& to, std::string name) {
  if (std::ranges::find(to, name) == to.end()) to.push_back(std::move(name));
}

name_index::name_index() {
  for (const auto& city : known_cities()) {
    auto& own = names.emplace_back();
    add_name(own, fold(city.name));
    for (const auto other : city.alternatives()) add_name(own, fold(other));
    add_name(own, fold_spelled_out(city.name));
    for (const auto other : city.alternatives()) add_name(own, fold_spelled_out(other));
    for (const auto& name : own) cities[name].push_back(&city);
  }
  for (auto& [name, called] : cities)
    std::ranges::stable_partition(
        called, [&](const known_city* city) { return fold(city->name) == name; });
}

const name_index& index() {
  static const name_index built;
  return built;
}

const std::vector<std::string>& names_of(const known_city& city) {
  return index().names[static_cast<std::size_t>(&city - known_cities().data())];
}

}  // namespace

std::string fold(std::string_view text) {
  // What is folded byte by byte is what most texts are, and the same.
  if (is_ascii(text)) return without_last_space(fold_bytes(text));
  const auto points = decode(text, static_cast<utf8proc_option_t>(
      UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD
      | UTF8PROC_IGNORE));
  return without_last_space(points ? fold_points(*points) : fold_bytes(text));
}

std::string fold_spelled_out(std::string_view text) {
  const auto points = decode(text, static_cast<utf8proc_option_t>(
      UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
  if (!points) return fold(text);
  std::string spelled;
  for (const char32_t letter : *points) {
    if (const auto* out = find_letter(spelled_out_letters, letter)) spelled += out->text;
    else append(spelled, letter);
  }
  return fold(spelled);
}

std::span<const known_city* const> cities_called(std::string_view folded) {
  const auto found = index().cities.find(folded);
  return found != index().cities.end() ? found->second : std::span<const known_city* const>{};
}

std::string place_key(std::string_view city, std::string_view country) {
  auto folded = fold(city);
  for (const auto* known : cities_called(folded))
    if (known->country == country) return names_of(*known).front();
  return folded;
}

std::vector<std::string> folded_names(std::string_view key, std::string_view country) {
  for (const auto* known : cities_called(key))
    if (known->country == country && names_of(*known).front() == key) return names_of(*known);
  return {std::string(key)};
}

}  // namespace pronto
