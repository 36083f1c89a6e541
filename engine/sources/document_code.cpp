// Finds the code in a document without building anything of it.
#include <nlohmann/json.hpp>

#include "sources/document.hpp"
#include "sources/document_terms.hpp"
#include "sources/json_tree.hpp"

namespace pronto {

namespace {

using nlohmann::json;

// Takes the parser's events until the code comes, and stops it then.
class code_finder {
public:
  std::string take() { return std::move(code_); }

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
    if (!is_next_) return true;
    code_ = std::move(text);
    return false;
  }
  bool key(std::string& name) {
    is_next_ = depth_ == 1 && name == "hotel";
    return true;
  }

private:
  // Another value than text where the code should be ends the search.
  bool value() { return !is_next_; }
  bool open() { return !is_next_ && ++depth_ <= json_depth_limit; }
  bool close() {
    --depth_;
    return true;
  }

  std::size_t depth_ = 0;
  bool is_next_ = false;
  std::string code_;
};

}  // namespace

std::string hotel_code_of(std::string_view text) {
  code_finder finder;
  json::sax_parse(text, &finder);
  std::string code = finder.take();
  return document::is_code(code) ? code : "";
}

}  // namespace pronto
