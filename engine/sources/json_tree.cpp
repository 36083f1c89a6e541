#include "sources/json_tree.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

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

// Builds the tree from the events of a parser, as long as nothing is wrong with the text: what is, the
// careful reader tells, in several times as long.
class fast_reader {
public:
  /// Null if there is anything wrong with the text.
  const json_value* read(std::string_view text) {
    // A value takes two characters at least, with what stands between it and the next, but for the
    // brackets that a wrong text does not close; and texts are no longer than the JSON that they are
    // written in.
    const std::size_t most = text.size() / 2 + 1 + json_depth_limit;
    if (room_ < most) {
      tree_ = std::make_unique_for_overwrite<json_value[]>(most);
      texts_ = std::make_unique_for_overwrite<char[]>(2 * most);
      room_ = most;
    }
    next_ = tree_.get();
    next_text_ = texts_.get();
    depth_ = 0;
    return json::sax_parse(text, this) ? tree_.get() : nullptr;
  }

  std::size_t room() const { return room_; }

  // The events.

  bool null() { return put(json_value::null()); }
  bool boolean(bool value) { return put(json_value::flag(value)); }
  bool number_integer(std::int64_t value) { return put(json_value::whole(value)); }
  bool number_unsigned(std::uint64_t value) { return put(json_value::whole(value)); }
  bool number_float(double value, const std::string&) { return put(json_value::real(value)); }
  bool string(const std::string& value) { return put(json_value::text(kept(value))); }
  bool binary(json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(json_value::object()); }
  bool start_array(std::size_t) { return open(json_value::list()); }
  bool end_object() { return !any_twice(close(), names_); }
  bool end_array() {
    close();
    return true;
  }
  bool key(const std::string& name) {
    *next_++ = json_value::text(kept(name));
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const json::exception&) { return false; }

private:
  struct level {
    json_value* opened = nullptr;
    std::size_t size = 0;
  };

  std::string_view kept(const std::string& text) {
    char* const from = next_text_;
    next_text_ = std::copy(text.begin(), text.end(), from);
    return {from, text.size()};
  }

  bool put(json_value value) {
    ++open_[depth_].size;
    *next_++ = value;
    return true;
  }

  bool open(json_value value) {
    if (depth_ == json_depth_limit) return false;
    put(value);
    open_[++depth_] = {next_ - 1, 0};
    return true;
  }

  const json_value& close() {
    const level& in = open_[depth_--];
    in.opened->close(in.size, static_cast<std::size_t>(next_ - in.opened) - 1);
    return *in.opened;
  }

  std::unique_ptr<json_value[]> tree_;
  std::unique_ptr<char[]> texts_;
  std::size_t room_ = 0;  // values in `tree_`; `texts_` has twice as many characters
  json_value* next_ = nullptr;
  char* next_text_ = nullptr;
  std::array<level, json_depth_limit + 1> open_;  // the first is of the text as a whole
  std::size_t depth_ = 0;
  std::vector<std::string_view> names_;
};

// What the parser says, without its own marks, the line, and what it read last.
std::string reason_of(const json::exception& error) {
  std::string_view what = error.what();
  constexpr std::string_view mark = "syntax error while parsing ";
  if (const auto from = what.find(mark); from != what.npos) what.remove_prefix(from + mark.size());
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
    std::string text =
        "not JSON, at byte " + std::to_string(position) + ": " + reason_of(error);
    if (!open_.empty() && text.find("unexpected end of input") != text.npos)
      text += "; a document stands on one line, and this one seems to go on below";
    complaints_.add("", shortened(last_read), std::move(text));
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
  state_->tree.clear();
  state_->texts.clear();
  state_->texts.reserve(text.size());
  careful_reader reader{state_->tree, state_->texts, to};
  if (!json::sax_parse(text, &reader)) return nullptr;
  return state_->tree.data();
}

}  // namespace pronto
