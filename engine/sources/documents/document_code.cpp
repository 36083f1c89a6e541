// Finds the first fields of a document without building anything of it.
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
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
class text_finder {
public:
  explicit text_finder(std::span<const std::string_view> wanted)
      : wanted_(wanted), found_(wanted.size()), left_(wanted.size()) {}

  /// In the order of what was wanted.
  std::vector<std::string> take() { return std::move(found_); }

  bool null() { return value(); }
  bool boolean(bool) { return value(); }
  bool number_integer(std::int64_t) { return value(); }
  bool number_unsigned(std::uint64_t) { return value(); }
  bool number_float(double, const std::string&) { return value(); }
  bool binary(json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(); }
  bool start_array(std::size_t) { return depth_ > 0 && open(); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t, const std::string&, const json::exception&) { return false; }

  bool string(std::string& text) {
    if (next_ == none) return true;
    found_[next_] = std::move(text);
    next_ = none;
    return --left_ > 0;
  }
  bool key(std::string& name) {
    next_ = none;
    if (depth_ != 1) return true;
    for (std::size_t i = 0; i < wanted_.size(); ++i)
      if (name == wanted_[i] && found_[i].empty()) next_ = i;
    return true;
  }

private:
  static constexpr auto none = std::numeric_limits<std::size_t>::max();

  // Another value than text where one is wanted ends the search.
  bool value() const { return next_ == none; }
  bool open() { return next_ == none && ++depth_ <= json_depth_limit; }
  bool close() {
    --depth_;
    return true;
  }

  std::span<const std::string_view> wanted_;
  std::vector<std::string> found_;
  std::size_t left_;
  std::size_t depth_ = 0;
  std::size_t next_ = none;
};

std::vector<std::string> texts_in(std::string_view text, std::span<const std::string_view> wanted) {
  text_finder finder(wanted);
  json::sax_parse(text, &finder);
  return finder.take();
}

std::string checked_code(std::string code) { return document::is_code(code) ? code : ""; }

}  // namespace

std::string hotel_code_of(std::string_view text) {
  constexpr std::array<std::string_view, 1> wanted{"hotel"};
  return checked_code(texts_in(text, wanted)[0]);
}

document_head head_of(std::string_view text) {
  constexpr std::array<std::string_view, 3> wanted{"hotel", "city", "country"};
  auto found = texts_in(text, wanted);
  return {.code = checked_code(std::move(found[0])),
          .city = std::move(found[1]),
          .country = find_country(found[2]) ? found[2] : ""};
}

}  // namespace pronto
