#pragma once
// One AlpineBits message as parsed XML: typed attributes, and the places of what is wrong in it.
// Private to the AlpineBits import.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "catalog/day.hpp"
#include "result.hpp"
#include "sources/imports/omissions.hpp"

namespace pronto::alpinebits {

class message {
public:
  /// Parses a whole message. `file` names it in failures; may be empty. Fails with data where it
  /// is no well-formed XML, saying where.
  static result<message> parse(std::string file, std::string_view xml);

  pugi::xml_node root() const { return document_->document_element(); }
  const std::string& file() const { return file_; }

  /// A failure of code data at an attribute of an element, or at the element itself where
  /// `attribute` is null: with file, line, path and the attribute's value.
  failure fault(pugi::xml_node at, const char* attribute, std::string text) const;

private:
  message() = default;
  std::uint64_t line_of(std::ptrdiff_t offset_bytes) const;

  std::string file_;
  std::unique_ptr<pugi::xml_document> document_;
  std::vector<std::size_t> line_ends_;  // offsets of line breaks, ascending
};

/// Reads typed attributes; what is missing or wrong is remembered, the first time only, so that a
/// reader of an element can go through all of them and ask once. Valid as long as the message.
class attributes {
public:
  explicit attributes(const message& in) : in_(&in) {}

  bool wrong() const { return wrong_.has_value(); }
  /// Counts what is wrong. Requires: wrong().
  void count(std::string_view kind, std::string_view text, omissions& out) const;
  void refuse(pugi::xml_node at, const char* attribute, std::string text);

  /// The text of an attribute that must be there and not be empty; empty if it is wrong.
  std::string_view needed(pugi::xml_node at, const char* name);
  /// The same where it must be fit to be a code in a hotel document.
  std::string_view needed_code(pugi::xml_node at, const char* name);
  /// A whole number from `least` to `most`; nothing where it is missing, or wrong.
  std::optional<int> number(pugi::xml_node at, const char* name, int least, int most);
  int needed_number(pugi::xml_node at, const char* name, int least, int most);
  /// An amount that must be there, in minor units of 10^-decimals; zeros beyond them are no harm.
  std::int64_t needed_amount(pugi::xml_node at, const char* name, int decimals);
  /// 1, 0, true or false in any case; `otherwise` where it is missing.
  bool flag(pugi::xml_node at, const char* name, bool otherwise);
  /// Start and End, both needed, in order.
  date_range needed_dates(pugi::xml_node at);

private:
  /// What `message::fault` makes a failure of: the place takes time, and most are only counted.
  struct refusal {
    pugi::xml_node at;
    const char* attribute;
    std::string text;
  };
  const message* in_;
  std::optional<refusal> wrong_;
};

}  // namespace pronto::alpinebits
