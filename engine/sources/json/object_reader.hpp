#pragma once
// Reads a JSON document field by field. Every value knows its place; what is wrong is told with the
// place, and reading goes on with a default, so that one pass finds all errors.
//
// A reader is a function from a `spot` to an optional value that complains where there is none.
// An object is read by claiming each of its fields once; those that nobody claims are unknown.
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "sources/json/complaints.hpp"
#include "sources/json/json_value.hpp"

namespace pronto {

/// A value in a document and where it stands. Refers to its parent, the tree and the complaints,
/// which must outlive it.
class spot {
public:
  spot(const json_value& root, complaints& to) : value_(&root), complaints_(&to) {}
  /// A field of the object at `parent`, or an element of the list there.
  spot(const json_value& value, const spot& parent, std::string_view key)
      : value_(&value), complaints_(parent.complaints_), parent_(&parent), key_(key) {}
  spot(const json_value& value, const spot& parent, std::size_t index)
      : value_(&value), complaints_(parent.complaints_), parent_(&parent), index_(index) {}

  const json_value& value() const { return *value_; }
  /// The place of a field that this object has. It refers to this one.
  spot at(std::string_view field) const { return {*value_->find(field), *this, field}; }
  /// How many complaints there are about the whole document so far.
  std::size_t error_count() const { return complaints_->count(); }
  std::string path() const;

  /// The value as it stands, for a message: shortened, a list or an object just named.
  std::string shown() const;

  void complain(std::string text) const { complaints_->add(path(), shown(), std::move(text)); }
  /// "expected WHAT, found VALUE".
  void complain_expected(std::string_view what) const;
  /// About a field that is not there.
  void complain_missing(std::string_view field) const;
  /// About an element of this list, or a field of it.
  void complain_at(std::size_t index, std::string text) const;
  void complain_at(std::size_t index, std::string_view field, std::string text) const;
  /// Counts a failure, and is true, where there are so many already that nobody is told of more.
  bool is_only_counted() const;

private:
  const json_value* value_;
  complaints* complaints_;
  const spot* parent_ = nullptr;
  std::string_view key_;  // in an object: never empty there unless the field's name is
  std::optional<std::size_t> index_;
};

template <class Read>
using value_of = typename std::invoke_result_t<const Read&, const spot&>::value_type;

class object_reader {
public:
  /// Complains if there is no object; then no field is there, and none is told to be missing.
  /// `kind` names what is read, with its article, for messages: "a rate".
  object_reader(const spot& at, std::string_view kind);

  /// The field's value; nothing if it is missing or wrong, which is told.
  template <class Read>
  std::optional<value_of<Read>> wanted(std::string_view name, const Read& read) {
    if (const json_value* found = claim(name)) return read(spot{*found, at_, name});
    if (is_object_) at_.complain_missing(name);
    return std::nullopt;
  }

  /// The same with a default value in place of nothing.
  template <class Read>
  value_of<Read> required(std::string_view name, const Read& read) {
    return wanted(name, read).value_or(value_of<Read>{});
  }

  /// The field's value; nothing if it is missing, or if it is wrong, which is told.
  template <class Read>
  std::optional<value_of<Read>> optional(std::string_view name, const Read& read) {
    const json_value* found = claim(name);
    if (!found) return std::nullopt;
    return read(spot{*found, at_, name});
  }

  /// The same with a default value in place of nothing.
  template <class Read>
  value_of<Read> or_default(std::string_view name, const Read& read) {
    return optional(name, read).value_or(value_of<Read>{});
  }

  /// Whether the field is there.
  bool has(std::string_view name) const { return at_.value().find(name) != nullptr; }
  /// The place of a field that is there.
  spot field(std::string_view name) const;
  /// The place of the object itself.
  const spot& at() const { return at_; }

  /// Tells the fields that were not claimed by then.
  void finish() const;

private:
  const json_value* claim(std::string_view name);

  const spot& at_;
  std::string_view kind_;
  bool is_object_;
  json_value::field_iterator next_;  // behind the last one found: most are claimed in their order
  std::size_t found_ = 0;
  boost::container::small_vector<std::string_view, 20> claimed_;
};

/// Whether there is a list, of at most `limit` elements; complains if not.
bool check_list(const spot& at, std::size_t limit);

/// Reads a list of at most `limit` elements, each by `read`; the default value stands for one that
/// is wrong, so that indices stay those of the document.
template <class Read>
struct list_of {
  Read read;
  std::size_t limit;

  std::optional<std::vector<value_of<Read>>> operator()(const spot& at) const {
    if (!check_list(at, limit)) return std::nullopt;
    std::vector<value_of<Read>> out;
    out.reserve(at.value().size());
    for (const json_value& each : at.value().elements())
      out.push_back(read(spot{each, at, out.size()}).value_or(value_of<Read>{}));
    return out;
  }
};
template <class Read>
list_of(Read, std::size_t) -> list_of<Read>;

/// A whole number from `min` to `max`.
struct whole_number {
  std::int64_t min;
  std::int64_t max;
  std::optional<std::int64_t> operator()(const spot& at) const;
};

/// The same as an int, in which both ends fit.
struct count_between {
  int min;
  int max;
  std::optional<int> operator()(const spot& at) const;
};

/// A number from `min` to `max`, whole or not.
struct number_between {
  double min;
  double max;
  std::optional<double> operator()(const spot& at) const;
};

/// How many characters (code points) a text in UTF-8 has.
std::size_t code_points(std::string_view utf8);

/// Text of `min` to `max` characters (code points).
struct text_of_length {
  std::size_t min;
  std::size_t max;
  std::optional<std::string> operator()(const spot& at) const;
};

std::optional<bool> read_flag(const spot& at);

/// One of a few words, each of which stands for a value.
template <class T, std::size_t N>
struct one_of {
  std::pair<std::string_view, T> words[N];

  std::optional<T> operator()(const spot& at) const {
    const auto text = at.value().as_text();
    for (const auto& [word, value] : words)
      if (text && *text == word) return value;
    std::string known;
    for (const auto& each : words) known += (known.empty() ? "" : ", ") + in_quotes(each.first);
    at.complain_expected("one of " + known);
    return std::nullopt;
  }

  /// The word for a value, which must be one of them.
  constexpr std::string_view word(const T& of) const {
    for (const auto& [word, value] : words)
      if (value == of) return word;
    std::abort();
  }
};
template <class T, std::size_t N>
one_of(const std::pair<std::string_view, T> (&)[N]) -> one_of<T, N>;

}  // namespace pronto
