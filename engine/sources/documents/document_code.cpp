// Finds the first fields of a document without building anything of it.
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalog/places/country.hpp"
#include "sources/documents/document.hpp"
#include "sources/documents/terms.hpp"
#include "sources/json/json_tree.hpp"

namespace pronto {

namespace {

using nlohmann::json;

// Takes the parser's events until all that is wanted has come, and stops it then.
class field_finder {
public:
  explicit field_finder(std::span<const std::string_view> texts,
                        std::span<const std::string_view> numbers = {})
      : texts_(texts),
        numbers_(numbers),
        found_texts_(texts.size()),
        found_numbers_(numbers.size()),
        left_(texts.size() + numbers.size()) {}

  /// Both in the order of what was wanted.
  std::vector<std::string> take_texts() { return std::move(found_texts_); }
  const std::vector<std::optional<double>>& numbers() const { return found_numbers_; }

  bool null() { return value(); }
  bool boolean(bool) { return value(); }
  bool number_integer(std::int64_t found) { return number(static_cast<double>(found)); }
  bool number_unsigned(std::uint64_t found) { return number(static_cast<double>(found)); }
  bool number_float(double found, const std::string&) { return number(found); }
  bool binary(json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(); }
  bool start_array(std::size_t) { return depth_ > 0 && open(); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t, const std::string&, const json::exception&) { return false; }

  bool string(std::string& text) {
    if (next_ >= texts_.size()) return value();
    found_texts_[next_] = std::move(text);
    next_ = none;
    return --left_ > 0;
  }
  bool key(std::string& name) {
    next_ = none;
    if (depth_ != 1) return true;
    for (std::size_t i = 0; i < texts_.size(); ++i)
      if (name == texts_[i] && found_texts_[i].empty()) next_ = i;
    for (std::size_t i = 0; i < numbers_.size(); ++i)
      if (name == numbers_[i] && !found_numbers_[i]) next_ = texts_.size() + i;
    return true;
  }

private:
  static constexpr auto none = std::numeric_limits<std::size_t>::max();

  // Another value than text where one is wanted ends the search; what is no number is none that was found.
  bool value() {
    const bool ends = next_ < texts_.size();
    next_ = none;
    return !ends;
  }
  bool number(double found) {
    if (next_ == none || next_ < texts_.size()) return value();
    found_numbers_[next_ - texts_.size()] = found;
    next_ = none;
    return --left_ > 0;
  }
  bool open() { return value() && ++depth_ <= json_depth_limit; }
  bool close() {
    --depth_;
    return true;
  }

  std::span<const std::string_view> texts_;
  std::span<const std::string_view> numbers_;
  std::vector<std::string> found_texts_;
  std::vector<std::optional<double>> found_numbers_;
  std::size_t left_;
  std::size_t depth_ = 0;
  std::size_t next_ = none;
};

std::string checked_code(std::string code) { return document::is_code(code) ? code : ""; }

}  // namespace

std::string hotel_code_of(std::string_view text) {
  constexpr std::array<std::string_view, 1> wanted{"hotel"};
  field_finder finder(wanted);
  json::sax_parse(text, &finder);
  return checked_code(std::move(finder.take_texts()[0]));
}

document_head head_of(std::string_view text) {
  constexpr std::array<std::string_view, 3> texts{"hotel", "city", "country"};
  constexpr std::array<std::string_view, 2> numbers{"latitude", "longitude"};
  field_finder finder(texts, numbers);
  json::sax_parse(text, &finder);
  auto found = finder.take_texts();
  const auto& north = finder.numbers()[0];
  const auto& east = finder.numbers()[1];
  return {.code = checked_code(std::move(found[0])),
          .city = std::move(found[1]),
          .country = find_country(found[2]) ? found[2] : "",
          .point = north && east ? std::optional(globe_point_at(*north, *east)) : std::nullopt};
}

}  // namespace pronto
