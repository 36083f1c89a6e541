#include "sources/json/object_reader.hpp"

#include <algorithm>

#include "shortened.hpp"

namespace pronto {

namespace {

std::string range_text(std::int64_t min, std::int64_t max) {
  return "from " + std::to_string(min) + " to " + std::to_string(max);
}

}  // namespace

std::size_t code_points(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

std::string spot::path() const {
  if (!parent_) return "";
  std::string out = parent_->path();
  if (index_)
    append_index(out, *index_);
  else
    append_key(out, key_);
  return out;
}

std::string spot::shown() const {
  if (value_->is_list()) return "a list";
  if (value_->is_object()) return "an object";
  if (const auto text = value_->as_text()) return in_quotes(*text);
  return shortened(value_->written(), shown_bytes);
}

void spot::complain_expected(std::string_view what) const {
  complain("expected " + std::string{what} + ", found " + shown());
}

void spot::complain_missing(std::string_view field) const {
  std::string place = path();
  append_key(place, field);
  complaints_->add(std::move(place), "", "the field is missing");
}

bool spot::is_only_counted() const {
  if (!complaints_->is_full()) return false;
  complaints_->add({}, {}, {});
  return true;
}

void spot::complain_at(std::size_t index, std::string text) const {
  if (is_only_counted()) return;
  spot{(*value_)[index], *this, index}.complain(std::move(text));
}

void spot::complain_at(std::size_t index, std::string_view field, std::string text) const {
  if (is_only_counted()) return;
  const spot element{(*value_)[index], *this, index};
  element.at(field).complain(std::move(text));
}

object_reader::object_reader(const spot& at, std::string_view kind)
    : at_(at),
      kind_(kind),
      is_object_(at.value().is_object()),
      next_(at.value().fields().begin()) {
  if (!is_object_) at_.complain_expected("an object that describes " + std::string{kind_});
}

const json_value* object_reader::claim(std::string_view name) {
  claimed_.push_back(name);
  if (found_ == at_.value().size()) return nullptr;
  const auto fields = at_.value().fields();
  auto found = next_;
  if (found == fields.end() || (*found).name != name) {
    found = fields.begin();
    while (found != fields.end() && (*found).name != name) ++found;
  }
  if (found == fields.end()) return nullptr;
  ++found_;
  const json_value& value = (*found).value;
  next_ = ++found;
  return &value;
}

spot object_reader::field(std::string_view name) const {
  return {*at_.value().find(name), at_, name};
}

void object_reader::finish() const {
  if (!is_object_ || found_ == at_.value().size()) return;
  std::string known;
  for (std::string_view each : claimed_) {
    if (!known.empty()) known += ", ";
    known += each;
  }
  for (const auto& [name, value] : at_.value().fields()) {
    if (std::find(claimed_.begin(), claimed_.end(), name) == claimed_.end())
      spot{value, at_, name}.complain("unknown field; " + std::string{kind_} + " has " + known);
  }
}

bool check_list(const spot& at, std::size_t limit) {
  if (!at.value().is_list()) {
    at.complain_expected("a list");
    return false;
  }
  if (at.value().size() > limit) {
    at.complain("the list has " + std::to_string(at.value().size()) + " elements; at most " +
                std::to_string(limit) + " are read");
    return false;
  }
  return true;
}

std::optional<std::int64_t> whole_number::operator()(const spot& at) const {
  const auto found = at.value().as_whole();
  if (found && *found >= min && *found <= max) return found;
  at.complain_expected("a whole number " + range_text(min, max));
  return std::nullopt;
}

std::optional<int> count_between::operator()(const spot& at) const {
  const auto found = whole_number{min, max}(at);
  if (!found) return std::nullopt;
  return static_cast<int>(*found);
}

std::optional<double> number_between::operator()(const spot& at) const {
  const auto found = at.value().as_number();
  if (found && *found >= min && *found <= max) return found;
  at.complain_expected("a number " + range_text(static_cast<std::int64_t>(min),
                                                static_cast<std::int64_t>(max)));
  return std::nullopt;
}

std::optional<std::string> text_of_length::operator()(const spot& at) const {
  if (const auto text = at.value().as_text()) {
    const std::size_t length = code_points(*text);
    if (min <= length && length <= max) return std::string{*text};
  }
  at.complain_expected(min > 0 ? "text of " + std::to_string(min) + " to " + std::to_string(max) +
                                     " characters"
                               : "text of at most " + std::to_string(max) + " characters");
  return std::nullopt;
}

std::optional<bool> read_flag(const spot& at) {
  if (const auto found = at.value().as_flag()) return found;
  at.complain_expected("true or false");
  return std::nullopt;
}

}  // namespace pronto
