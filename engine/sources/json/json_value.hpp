#pragma once
// One value of a JSON text that was read, and the values in it, which lie right behind it. Valid as long
// as the tree that it is of (json_tree.hpp).
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "invariant.hpp"

namespace pronto {

class json_value {
public:
  /// Anything, until another is put there: a whole tree is made room for at once.
  json_value() = default;
  static json_value null() { return json_value{kind::null}; }
  static json_value flag(bool value) {
    json_value out{kind::flag};
    out.content_.flag = value;
    return out;
  }
  static json_value whole(std::int64_t value) {
    json_value out{kind::whole};
    out.content_.whole = value;
    return out;
  }
  static json_value whole(std::uint64_t value);
  static json_value real(double value) {
    json_value out{kind::real};
    out.content_.real = value;
    return out;
  }
  /// Refers to the text, which is shorter than 4 GB.
  static json_value text(std::string_view value) {
    invariant(value.size() <= std::numeric_limits<std::uint32_t>::max());
    json_value out{kind::text};
    out.size_ = static_cast<std::uint32_t>(value.size());
    out.content_.text = value.data();
    return out;
  }
  /// Empty until `close` says what stands behind it.
  static json_value list() { return json_value{kind::list}; }
  static json_value object() { return json_value{kind::object}; }
  /// Of a list or an object of `size` elements or fields: those are the next `values` values, of a
  /// field its name and then its value.
  void close(std::size_t size, std::size_t values) {
    invariant(size <= std::numeric_limits<std::uint32_t>::max());
    size_ = static_cast<std::uint32_t>(size);
    content_.values = values;
  }

  bool is_null() const { return kind_ == kind::null; }
  bool is_number() const { return kind_ >= kind::whole && kind_ <= kind::real; }
  bool is_list() const { return kind_ == kind::list; }
  bool is_object() const { return kind_ == kind::object; }

  std::optional<bool> as_flag() const;
  /// A whole number of up to 63 bits; one that is written as 3.0, as some programs write all, of up to 53.
  std::optional<std::int64_t> as_whole() const {
    if (kind_ == kind::whole) return content_.whole;
    return kind_ == kind::real ? whole_of_real() : std::nullopt;
  }
  /// The same of one that is written without a point, in less time; else `otherwise`.
  std::int64_t whole_or(std::int64_t otherwise) const {
    return kind_ == kind::whole ? content_.whole : otherwise;
  }
  std::optional<double> as_number() const;
  std::optional<std::string_view> as_text() const {
    if (kind_ != kind::text) return std::nullopt;
    return std::string_view{content_.text, size_};
  }

  /// How many elements or fields it has; of null none, of all else one.
  std::size_t size() const { return is_list() || is_object() ? size_ : is_null() ? 0 : 1; }

  class element_iterator;
  class field_iterator;
  template <class Iterator>
  struct range {
    Iterator from, to;
    Iterator begin() const { return from; }
    Iterator end() const { return to; }
  };
  /// Those of a list; none of anything else.
  range<element_iterator> elements() const;
  /// Those of an object, in the order of the text; none of anything else.
  range<field_iterator> fields() const;
  /// Takes time for each element before it, unless all are single values. Requires: a list with more
  /// elements.
  const json_value& operator[](std::size_t index) const {
    invariant(is_list() && index < size_);
    return content_.values == size_ ? this[1 + index] : beyond(index);
  }
  /// Null if it is no object, or has no such field.
  const json_value* find(std::string_view name) const;

  /// As JSON. Requires: neither a list nor an object.
  std::string written() const;

private:
  enum class kind : std::uint8_t { null, flag, whole, great, real, text, list, object };
  const json_value& beyond(std::size_t index) const;
  std::optional<std::int64_t> whole_of_real() const;
  explicit json_value(kind of) : kind_(of), size_(0) { content_.values = 0; }
  const json_value* next() const { return this + 1 + (is_list() || is_object() ? content_.values : 0); }

  kind kind_;
  std::uint32_t size_;  // of a text, a list, an object
  union {
    bool flag;
    std::int64_t whole;
    std::uint64_t great;  // a whole number of 64 bits
    double real;
    const char* text;
    std::uint64_t values;  // of a list, an object: all that are in it
  } content_;
};

class json_value::element_iterator {
public:
  using value_type = json_value;
  using difference_type = std::ptrdiff_t;
  explicit element_iterator(const json_value* at) : at_(at) {}
  const json_value& operator*() const { return *at_; }
  element_iterator& operator++() {
    at_ = at_->next();
    return *this;
  }
  bool operator==(const element_iterator&) const = default;

private:
  const json_value* at_;
};

class json_value::field_iterator {
public:
  struct field {
    std::string_view name;
    const json_value& value;
  };
  using value_type = field;
  using difference_type = std::ptrdiff_t;
  explicit field_iterator(const json_value* at) : at_(at) {}
  field operator*() const { return {std::string_view{at_->content_.text, at_->size_}, at_[1]}; }
  field_iterator& operator++() {
    at_ = at_[1].next();
    return *this;
  }
  bool operator==(const field_iterator&) const = default;

private:
  const json_value* at_;  // the name
};

inline auto json_value::elements() const -> range<element_iterator> {
  return {element_iterator{this + 1}, element_iterator{is_list() ? next() : this + 1}};
}
inline auto json_value::fields() const -> range<field_iterator> {
  return {field_iterator{this + 1}, field_iterator{is_object() ? next() : this + 1}};
}

}  // namespace pronto
