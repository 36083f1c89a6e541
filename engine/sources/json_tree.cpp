#include "sources/json_tree.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pronto {

namespace {

using nlohmann::json;

// What the parser says, without its own marks, the line, and what it read last.
std::string reason_of(const json::exception& error) {
  std::string_view what = error.what();
  constexpr std::string_view mark = "syntax error while parsing ";
  if (const auto from = what.find(mark); from != what.npos) what.remove_prefix(from + mark.size());
  return std::string{what.substr(0, what.find("; last read:"))};
}

// Builds the tree from the parser's events.
class tree_builder {
public:
  explicit tree_builder(complaints& to) : complaints_(to) {}
  json take() { return std::move(root_); }

  bool null() { return put(nullptr); }
  bool boolean(bool value) { return put(value); }
  bool number_integer(std::int64_t value) { return put(value); }
  bool number_unsigned(std::uint64_t value) { return put(value); }
  bool number_float(double value, const std::string&) { return put(value); }
  bool string(std::string& value) { return put(std::move(value)); }
  bool binary(json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(json::object()); }
  bool start_array(std::size_t) { return open(json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    level& in = open_.back();
    in.key = name;
    in.twice = in.value->contains(name);
    if (in.twice) complaints_.add(path(), "", "the field stands twice in this object");
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
    json* value;
    std::string key;     // the field that is being read, in an object
    bool twice = false;  // it is there already: what comes now is not kept
  };

  std::string path() const {
    std::string out;
    for (const level& each : open_) {
      // In a list, the element that is being read is there already if it is a list or an object.
      const bool innermost = &each == &open_.back();
      if (each.value->is_object())
        append_key(out, each.key);
      else
        append_index(out, each.value->size() - (innermost ? 0 : 1));
    }
    return out;
  }

  // Adds a value to what is open and gives its place in the tree.
  json* add(json value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    level& in = open_.back();
    if (in.value->is_array()) return &in.value->emplace_back(std::move(value));
    if (in.twice) {
      spare_.push_back(std::make_unique<json>(std::move(value)));
      return spare_.back().get();
    }
    return &in.value->emplace(in.key, std::move(value)).first.value();
  }

  bool put(json value) {
    add(std::move(value));
    return true;
  }

  bool open(json value) {
    if (open_.size() == json_depth_limit) {
      complaints_.add(path(), "", "nested too deep: no part of a document is");
      return false;
    }
    open_.push_back({add(std::move(value)), "", false});
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  complaints& complaints_;
  json root_;
  std::vector<level> open_;
  std::vector<std::unique_ptr<json>> spare_;  // what stands under a field for the second time
};

}  // namespace

std::optional<json> parse_json(std::string_view text, complaints& to) {
  tree_builder builder{to};
  if (!json::sax_parse(text, &builder)) return std::nullopt;
  return builder.take();
}

}  // namespace pronto
