#include "sources/imports/alpinebits_message.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "catalog/currency.hpp"
#include "sources/imports/clean_text.hpp"

namespace pronto::alpinebits {

namespace {

// "RatePlans/RatePlan[2]/Rates/Rate[7]": the way down from the root, which is not in it. Positions
// count from 1 and stand where an element has siblings of its name.
std::string path_of(pugi::xml_node at) {
  std::string path;
  for (; at.parent().type() == pugi::node_element; at = at.parent()) {
    std::size_t position = 1;
    for (auto before = at.previous_sibling(at.name()); before;
         before = before.previous_sibling(at.name()))
      ++position;
    std::string step = at.name();
    if (position > 1 || at.next_sibling(at.name())) step += "[" + std::to_string(position) + "]";
    path = path.empty() ? step : step + "/" + path;
  }
  return path.empty() ? at.name() : path;
}

// A number with more zeros after its point than the currency has decimals says the same without.
std::string_view without_needless_zeros(std::string_view text, int decimals) {
  const auto point = text.find('.');
  if (point == std::string_view::npos) return text;
  const std::size_t shortest = point + 1 + static_cast<std::size_t>(decimals);
  while (text.size() > shortest && text.back() == '0') text.remove_suffix(1);
  if (text.back() == '.') text.remove_suffix(1);
  return text;
}

// Where a character stands that XML has not, in itself or by its number: the parser ends texts at 0, and
// takes numbers too large for a character by their last bits.
std::size_t find_impossible_character(std::string_view xml) {
  constexpr std::uint32_t last_character = 0x10FFFF;
  for (std::size_t at = xml.find("&#"); at != std::string_view::npos; at = xml.find("&#", at + 2)) {
    std::string_view number = xml.substr(at + 2);
    const bool hex = number.starts_with('x');
    if (hex) number.remove_prefix(1);
    std::uint32_t point = 0;
    const auto error =
        std::from_chars(number.data(), number.data() + number.size(), point, hex ? 16 : 10).ec;
    if (error != std::errc{} || point == 0 || point > last_character) return at;
  }
  return xml.find('\0');
}

// The first element with two attributes of one name, of which the parser gives the first.
class twice_finder : public pugi::xml_tree_walker {
public:
  bool for_each(pugi::xml_node& at) override {
    names_.clear();
    for (const auto each : at.attributes()) names_.emplace_back(each.name());
    std::sort(names_.begin(), names_.end());
    if (std::adjacent_find(names_.begin(), names_.end()) == names_.end()) return true;
    found = at;
    return false;
  }

  pugi::xml_node found;

private:
  std::vector<std::string_view> names_;
};

}  // namespace

result<message> message::parse(std::string file, std::string_view xml) {
  message out;
  out.file_ = std::move(file);
  for (std::size_t at = xml.find('\n'); at != std::string_view::npos; at = xml.find('\n', at + 1))
    out.line_ends_.push_back(at);
  out.document_ = std::make_unique<pugi::xml_document>();
  const auto parsed = out.document_->load_buffer(xml.data(), xml.size());
  if (!parsed)
    return failure{failure_code::data,
                   std::string("this is no well-formed XML: ") + parsed.description(), out.file_,
                   out.line_of(parsed.offset), {}, {}};
  if (const auto at = find_impossible_character(xml); at != std::string_view::npos)
    return failure{failure_code::data, "this is no well-formed XML: a character that XML has not", out.file_,
                   out.line_of(static_cast<std::ptrdiff_t>(at)), {}, {}};
  twice_finder twice;
  out.document_->traverse(twice);
  if (twice.found)
    return out.fault(twice.found, nullptr, "this is no well-formed XML: an attribute that is there twice");
  for (auto more = out.root().next_sibling(); more; more = more.next_sibling())
    if (more.type() == pugi::node_element)
      return out.fault(more, nullptr, "this is no well-formed XML: more than one message in a file");
  return out;
}

std::uint64_t message::line_of(std::ptrdiff_t offset_bytes) const {
  if (offset_bytes < 0) return 0;
  const auto before = std::lower_bound(line_ends_.begin(), line_ends_.end(),
                                       static_cast<std::size_t>(offset_bytes));
  return static_cast<std::uint64_t>(before - line_ends_.begin()) + 1;
}

failure message::fault(pugi::xml_node at, const char* attribute, std::string text) const {
  failure out;
  out.code = failure_code::data;
  out.text = std::move(text);
  out.file = file_;
  out.line = line_of(at.offset_debug());
  out.field = path_of(at);
  if (attribute != nullptr) {
    out.field += std::string("/@") + attribute;
    out.value = shown(at.attribute(attribute).value());
  }
  return out;
}

void attributes::refuse(pugi::xml_node at, const char* attribute, std::string text) {
  if (!wrong_) wrong_ = refusal{at, attribute, std::move(text)};
}

void attributes::count(std::string_view kind, std::string_view text, omissions& out) const {
  if (out.count(kind, text))
    out.example(kind, in_->fault(wrong_->at, wrong_->attribute, wrong_->text));
}

std::string_view attributes::needed(pugi::xml_node at, const char* name) {
  const std::string_view text = at.attribute(name).value();
  if (text.empty()) refuse(at, name, std::string(name) + " is missing");
  return text;
}

std::string_view attributes::needed_code(pugi::xml_node at, const char* name) {
  const std::string_view text = needed(at, name);
  if (!text.empty() && !is_clean_code(text))
    refuse(at, name, std::string(name) + " is too long or has characters that no code has");
  return text;
}

std::optional<int> attributes::number(pugi::xml_node at, const char* name, int least, int most) {
  const auto attribute = at.attribute(name);
  if (!attribute) return std::nullopt;
  const std::string_view text = attribute.value();
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size() && least <= value && value <= most)
    return value;
  refuse(at, name,
         std::string(name) + " '" + shown(text) + "' is no whole number from " +
             std::to_string(least) + " to " + std::to_string(most));
  return std::nullopt;
}

int attributes::needed_number(pugi::xml_node at, const char* name, int least, int most) {
  needed(at, name);
  return number(at, name, least, most).value_or(least);
}

std::int64_t attributes::needed_amount(pugi::xml_node at, const char* name, int decimals) {
  const std::string_view text = needed(at, name);
  const auto amount = parse_amount(without_needless_zeros(text, decimals), decimals);
  if (amount) return *amount;
  refuse(at, name,
         std::string(name) + " '" + shown(text) + "' " + std::string(explain(amount.error())));
  return 0;
}

bool attributes::flag(pugi::xml_node at, const char* name, bool otherwise) {
  const auto attribute = at.attribute(name);
  if (!attribute) return otherwise;
  std::string text = attribute.value();
  for (char& each : text)
    if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
  if (text == "1" || text == "true") return true;
  if (text == "0" || text == "false") return false;
  refuse(at, name, std::string(name) + " '" + shown(text) + "' is neither 1 nor 0");
  return otherwise;
}

date_range attributes::needed_dates(pugi::xml_node at) {
  date_range dates{0, 0};
  for (const auto& [name, into] : {std::pair{"Start", &dates.first}, {"End", &dates.last}}) {
    const std::string_view text = needed(at, name);
    const auto date = parse_day(text);
    if (date) *into = *date;
    else refuse(at, name, std::string(name) + " '" + shown(text) + "' is no date");
  }
  if (dates.first > dates.last) refuse(at, "End", "End is before Start");
  return dates;
}

}  // namespace pronto::alpinebits
