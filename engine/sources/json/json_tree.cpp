#include "sources/json/json_tree.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "load_word.hpp"
#include "shortened.hpp"

namespace pronto {

namespace {

using nlohmann::json;
using values = std::vector<json_value>;

// The memory for one that is longer than any usual document is not kept for the next one.
constexpr std::size_t kept_values = std::size_t{1} << 18;

bool any_twice(const json_value& object, std::vector<std::string_view>& names) {
  names.clear();
  for (const auto& field : object.fields()) names.push_back(field.name);
  constexpr std::size_t few = 16;
  if (names.size() > few) {
    std::ranges::sort(names);
    return std::ranges::adjacent_find(names) != names.end();
  }
  for (auto each = names.begin(); each != names.end(); ++each)
    if (std::find(names.begin(), each, *each) != each) return true;
  return false;
}

// Eight bytes of a text at a time, the first one lowest.

constexpr std::uint64_t in_each_byte = 0x0101'0101'0101'0101;

std::uint64_t eight_bytes(const char* at) { return load_word(reinterpret_cast<const std::byte*>(at)); }

// How many digits these bytes begin with.
std::size_t digits_ahead(std::uint64_t bytes) {
  const std::uint64_t values = bytes ^ in_each_byte * '0';
  // The highest bit of each that is above 9; a carry only touches bytes behind such a one.
  const std::uint64_t others = ((values + in_each_byte * 0x76) | values) & in_each_byte * 0x80;
  return static_cast<std::size_t>(std::countr_zero(others)) / 8;
}

// The highest bit of the first of these bytes that is not plain text of ASCII: a quotation mark, a
// backslash, a control, a part of another character. Further ones may be anything.
std::uint64_t not_plain(std::uint64_t bytes) {
  // Where a byte is below what is taken off, its highest bit is set, and the next one is wrong.
  const std::uint64_t controls = bytes - in_each_byte * ' ';
  const std::uint64_t quotes = (bytes ^ in_each_byte * '"') - in_each_byte;
  const std::uint64_t backslashes = (bytes ^ in_each_byte * '\\') - in_each_byte;
  return (bytes | controls | quotes | backslashes) & in_each_byte * 0x80;
}

// What the digits at the beginning say: 1 to 8 of them.
template <std::size_t digits>
std::int64_t number_of(std::uint64_t bytes) {
  // As if there were zeros ahead; then pairs of digits are put together, pairs of these, and so on.
  std::uint64_t all = (bytes ^ in_each_byte * '0') << (64 - 8 * digits);
  all = (all * 10 + (all >> 8)) & 0x00ff'00ff'00ff'00ff;
  if constexpr (digits <= 2) return static_cast<std::int64_t>(all >> 48);
  all = (all * 100 + (all >> 16)) & 0x0000'ffff'0000'ffff;
  if constexpr (digits <= 4) return static_cast<std::int64_t>(all >> 32);
  return static_cast<std::int64_t>((all * 10'000 + (all >> 32)) & 0xffff'ffff);
}

// Builds the tree of a text in one go over it, as long as nothing is wrong with it: what is, the careful
// reader tells, in several times as long. What is short and plain, as nearly all of a document is, it
// reads itself; any other string or number it leaves to the library, each alone.
class fast_reader {
public:
  /// Null if there is anything wrong with the text.
  const json_value* read(std::string_view text) {
    // A value takes two characters at least, with what stands between it and the next, but for the
    // brackets that a wrong text does not close.
    const std::size_t most = text.size() / 2 + 1 + json_depth_limit;
    if (room_ < most) {
      tree_ = std::make_unique_for_overwrite<json_value[]>(most);
      text_ = std::make_unique_for_overwrite<char[]>(2 * most + sizeof(std::uint64_t));
      room_ = most;
    }
    // NUL ends everything that it may stand in, so the end need not be looked for; what is read of the
    // text in words ends within one of it.
    std::memset(std::ranges::copy(text, text_.get()).out, '\0', sizeof(std::uint64_t));
    at_ = text_.get();
    next_ = tree_.get();
    depth_ = 0;
    skip_space();
    if (!value()) return nullptr;
    skip_space();
    return at_ == text_.get() + text.size() ? tree_.get() : nullptr;
  }

  std::size_t room() const { return room_; }

  // The library's events for one string or number.

  bool null() { return false; }
  bool boolean(bool) { return false; }
  bool number_integer(std::int64_t value) { return put(json_value::whole(value)); }
  bool number_unsigned(std::uint64_t value) { return put(json_value::whole(value)); }
  bool number_float(double value, const std::string&) { return put(json_value::real(value)); }
  // What it stands for is no longer than how it is written, and takes its place.
  bool string(const std::string& value) {
    std::ranges::copy(value, token_);
    return put(json_value::text({token_, value.size()}));
  }
  bool binary(json::binary_t&) { return false; }
  bool start_object(std::size_t) { return false; }
  bool start_array(std::size_t) { return false; }
  bool end_object() { return false; }
  bool end_array() { return false; }
  bool key(const std::string&) { return false; }
  bool parse_error(std::size_t, const std::string&, const json::exception&) { return false; }

private:
  static bool is_digit(char c) { return '0' <= c && c <= '9'; }

  void skip_space() {
    if (*at_ > ' ') return;  // of text without spaces
    while (*at_ == ' ' || *at_ == '\t' || *at_ == '\n' || *at_ == '\r') ++at_;
  }

  bool put(json_value value) {
    *next_++ = value;
    return true;
  }

  // All of these begin at `at_` and leave it behind what they read.

  bool value() {
    switch (*at_) {
      case '{': return object();
      case '[': return list();
      case '"': return text();
      case 't': return word("true", json_value::flag(true));
      case 'f': return word("false", json_value::flag(false));
      case 'n': return word("null", json_value::null());
      default: return number();
    }
  }

  bool word(std::string_view expected, json_value meant) {
    if (std::strncmp(at_, expected.data(), expected.size()) != 0) return false;
    at_ += expected.size();
    return put(meant);
  }

  bool number() {
    char* const end = short_number(at_, next_);
    if (end == nullptr) return long_number();
    at_ = end;
    ++next_;
    return true;
  }

  // A whole number of few digits, as nearly all are: where it ends. Null if there is none. Numbers of a list
  // have as many digits for the most part: where each begins is then foreseen, while the one before is
  // still read.
  static char* short_number(char* at, json_value* to) {
    const std::uint64_t bytes = eight_bytes(at);
    switch (digits_ahead(bytes)) {
      case 1: return number_of_digits<1>(at, bytes, to);
      case 2: return number_of_digits<2>(at, bytes, to);
      case 3: return number_of_digits<3>(at, bytes, to);
      case 4: return number_of_digits<4>(at, bytes, to);
      case 5: return number_of_digits<5>(at, bytes, to);
      case 6: return number_of_digits<6>(at, bytes, to);
      case 7: return number_of_digits<7>(at, bytes, to);
      default: return nullptr;
    }
  }

  template <std::size_t digits>
  static char* number_of_digits(char* at, std::uint64_t bytes, json_value* to) {
    if ((digits > 1 && *at == '0') || goes_on(at[digits])) return nullptr;
    *to = json_value::whole(number_of<digits>(bytes));
    return at + digits;
  }

  // Two of them in a list, likewise.
  static char* short_pair(char* at, json_value* to) {
    if (*at != '[') return nullptr;
    char* const first = short_number(at + 1, to + 1);
    if (first == nullptr || *first != ',') return nullptr;
    char* const second = short_number(first + 1, to + 2);
    if (second == nullptr || *second != ']') return nullptr;
    *to = json_value::list();
    to->close(2, 2);
    return second + 1;
  }

  // Such elements of a list with nothing but commas between them, and how many: the amounts of nights.
  std::size_t short_elements() {
    const bool may_be_pairs = depth_ < json_depth_limit;
    char* at = at_;
    json_value* next = next_;
    std::size_t count = 0;
    for (;; ++at) {
      const bool is_pair = *at == '[' && may_be_pairs;
      char* const end = is_pair ? short_pair(at, next) : short_number(at, next);
      if (end == nullptr) break;
      next += is_pair ? 3 : 1;
      ++count;
      at = at_ = end;
      if (*at != ',') break;
    }
    next_ = next;
    return count;
  }

  // Whether a number goes on with this behind its digits.
  static bool goes_on(char c) { return c == '.' || c == 'e' || c == 'E'; }

  bool long_number() {
    char* const first = at_ + (*at_ == '-' ? 1 : 0);
    char* end = first;
    std::int64_t value = 0;
    constexpr std::ptrdiff_t digits_most = 18;
    while (is_digit(*end) && end - first < digits_most) value = 10 * value + (*end++ - '0');
    const bool is_plain = end > first && (*first != '0' || end == first + 1) && !is_digit(*end) &&
                          !goes_on(*end);
    if (!is_plain) return by_library(at_ + std::strspn(at_, "+-.0123456789Ee"));
    put(json_value::whole(first == at_ ? value : -value));
    at_ = end;
    return true;
  }

  bool text() {
    char* end = at_ + 1;
    std::uint64_t others = 0;
    while ((others = not_plain(eight_bytes(end))) == 0) end += sizeof others;
    end += std::countr_zero(others) / 8;
    if (*end == '"') {
      put(json_value::text({at_ + 1, end}));
      at_ = end + 1;
      return true;
    }
    while (*end != '"') {
      if (*end == '\\') ++end;
      if (*end++ == '\0') return false;
    }
    return by_library(end + 1);
  }

  bool by_library(char* end) {
    token_ = at_;
    at_ = end;
    return json::sax_parse(token_, end, this);
  }

  // `elements` reads one or more and says how many; none if they are wrong.
  template <class Elements>
  bool all_until(char close, Elements elements) {
    if (++depth_ > json_depth_limit) return false;
    json_value& opened = next_[-1];
    ++at_;
    skip_space();
    std::size_t size = 0;
    char mark = *at_ == close ? *at_++ : ',';
    while (mark != close) {
      const std::size_t read = elements();
      if (read == 0) return false;
      size += read;
      skip_space();
      mark = *at_++;
      if (mark != ',' && mark != close) return false;
      skip_space();
    }
    --depth_;
    opened.close(size, static_cast<std::size_t>(next_ - &opened) - 1);
    return true;
  }

  bool list() {
    put(json_value::list());
    return all_until(']', [this]() -> std::size_t {
      const std::size_t read = short_elements();
      return read > 0 ? read : value();
    });
  }

  bool object() {
    const json_value& made = *next_;
    put(json_value::object());
    return all_until('}', [this]() -> std::size_t { return field(); }) && !any_twice(made, names_);
  }

  bool field() {
    if (*at_ != '"' || !text()) return false;
    skip_space();
    if (*at_++ != ':') return false;
    skip_space();
    return value();
  }

  std::unique_ptr<json_value[]> tree_;
  std::unique_ptr<char[]> text_;  // a copy of what is read, with a word of NULs behind its end
  std::size_t room_ = 0;  // values in `tree_`; `text_` has twice as many characters
  json_value* next_ = nullptr;
  char* at_ = nullptr;
  char* token_ = nullptr;  // what the library reads
  std::size_t depth_ = 0;
  std::vector<std::string_view> names_;
};

// What the parser says, without its own marks, the line, and what it read last.
std::string reason_of(const json::exception& error) {
  std::string_view what = error.what();
  constexpr std::string_view mark = "syntax error while parsing ";
  if (const auto from = what.find(mark); from != what.npos)
    what.remove_prefix(from + mark.size());
  else if (what.starts_with("[json.exception."))
    what.remove_prefix(what.find(' ') + 1);
  return std::string{what.substr(0, what.find("; last read:"))};
}

// Builds the tree from the events of a parser that tells exactly what is wrong.
class careful_reader {
public:
  /// `texts` has room for all texts, which are no longer than the JSON that they are written in.
  careful_reader(values& to, std::string& texts, complaints& complaints)
      : values_(to), texts_(texts), complaints_(complaints) {}

  bool null() { return put(json_value::null()); }
  bool boolean(bool value) { return put(json_value::flag(value)); }
  bool number_integer(std::int64_t value) { return put(json_value::whole(value)); }
  bool number_unsigned(std::uint64_t value) { return put(json_value::whole(value)); }
  bool number_float(double value, const std::string&) { return put(json_value::real(value)); }
  bool string(std::string& value) { return put(json_value::text(kept(value))); }
  bool binary(json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(json_value::object(), true); }
  bool start_array(std::size_t) { return open(json_value::list(), false); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    level& in = open_.back();
    in.key = name;
    in.before_field = values_.size();
    in.twice = !in.keys.insert(name).second;
    if (in.twice) complaints_.add(path(), "", "the field stands twice in this object");
    values_.push_back(json_value::text(kept(name)));
    return true;
  }

  bool parse_error(std::size_t position, const std::string& last_read,
                   const json::exception& error) {
    std::string text = std::string(not_json) + ", at byte " + std::to_string(position) + ": " +
                       reason_of(error);
    if (!open_.empty() && text.find("unexpected end of input") != text.npos)
      text += "; a document stands on one line, and this one seems to go on below";
    complaints_.add("", shortened(last_read, shown_bytes), std::move(text));
    return false;
  }

private:
  struct level {
    std::size_t at;  // of the list or object in values_
    bool is_object;
    std::size_t size = 0;
    std::string key{};  // the field that is being read, in an object
    std::set<std::string> keys{};
    std::size_t before_field = 0;
    bool twice = false;  // it is there already: what comes now is not kept
  };

  std::string_view kept(const std::string& text) {
    const std::size_t from = texts_.size();
    texts_ += text;
    return std::string_view{texts_}.substr(from);
  }

  std::string path() const {
    std::string out;
    for (const level& each : open_) {
      // In a list, the element that is being read counts already if it is a list or an object.
      const bool innermost = &each == &open_.back();
      if (each.is_object)
        append_key(out, each.key);
      else
        append_index(out, each.size - (innermost ? 0 : 1));
    }
    return out;
  }

  void count() {
    if (!open_.empty() && !open_.back().twice) ++open_.back().size;
  }

  void end_value() {
    if (open_.empty() || !open_.back().twice) return;
    values_.erase(values_.begin() + static_cast<std::ptrdiff_t>(open_.back().before_field),
                  values_.end());
    open_.back().twice = false;
  }

  bool put(json_value value) {
    count();
    values_.push_back(value);
    end_value();
    return true;
  }

  bool open(json_value value, bool is_object) {
    if (open_.size() == json_depth_limit) {
      complaints_.add(path(), "", "nested too deep: no part of a document is");
      return false;
    }
    count();
    open_.push_back({.at = values_.size(), .is_object = is_object});
    values_.push_back(value);
    return true;
  }

  bool close() {
    const level& in = open_.back();
    values_[in.at].close(in.size, values_.size() - in.at - 1);
    open_.pop_back();
    end_value();
    return true;
  }

  values& values_;
  std::string& texts_;
  complaints& complaints_;
  std::vector<level> open_;
};

}  // namespace

struct json_parser::state {
  fast_reader fast;
  values tree;
  std::string texts;
};

json_parser::json_parser() : state_(std::make_unique<state>()) {}
json_parser::json_parser(json_parser&&) noexcept = default;
json_parser& json_parser::operator=(json_parser&&) noexcept = default;
json_parser::~json_parser() = default;

const json_value* json_parser::parse(std::string_view text, complaints& to) {
  if (state_->fast.room() > kept_values) state_ = std::make_unique<state>();
  if (const json_value* const read = state_->fast.read(text)) return read;
  if (text.find('\0') != text.npos) {  // which the library takes for the end
    to.add("", "", std::string(not_json) + ": there is a NUL byte in it");
    return nullptr;
  }
  state_->tree.clear();
  state_->texts.clear();
  state_->texts.reserve(text.size());
  careful_reader reader{state_->tree, state_->texts, to};
  if (!json::sax_parse(text, &reader)) return nullptr;
  return state_->tree.data();
}

}  // namespace pronto
