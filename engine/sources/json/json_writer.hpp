#pragma once
// Writes one JSON text from its beginning to its end, without spaces or line breaks.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace pronto {

/// Commas are put in here; that objects and lists are closed again, and that every value in an
/// object has a key before it, is up to the caller. Text is written as it is, in UTF-8.
class json_writer {
public:
  void open_object() { open('{'); }
  void close_object() { close('}'); }
  void open_list() { open('['); }
  void close_list() { close(']'); }

  void key(std::string_view name);

  void text(std::string_view utf8);
  void number(std::int64_t whole);
  /// The shortest number that reads back as this one. Requires: finite.
  void number(double any);
  void flag(bool value) { raw(value ? "true" : "false"); }
  void null() { raw("null"); }
  /// A value that is JSON already.
  void raw(std::string_view json);

  template <class T>
  void value(const T& of) {
    if constexpr (std::is_same_v<T, bool>)
      flag(of);
    else if constexpr (std::is_integral_v<T>)
      number(static_cast<std::int64_t>(of));
    else if constexpr (std::is_floating_point_v<T>)
      number(static_cast<double>(of));
    else
      text(of);
  }
  template <class T>
  void field(std::string_view name, const T& of) {
    key(name);
    value(of);
  }
  template <class T>
  void field_if_any(std::string_view name, const std::optional<T>& of) {
    if (of) field(name, *of);
  }
  void field_if_true(std::string_view name, bool of) {
    if (of) field(name, of);
  }

  const std::string& str() const { return out_; }
  std::string take() { return std::move(out_); }

private:
  void open(char bracket);
  void close(char bracket);
  void separate();

  std::string out_;
  bool comma_ = false;  // whether a value stands before the next one
};

}  // namespace pronto
