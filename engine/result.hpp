#pragma once
// What an operation that can fail returns: the value, or a failure that says what was wrong, where,
// and what to do next. Failures are expected (bad input, a missing file); broken invariants abort.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "invariant.hpp"

namespace pronto {

/// What kind of failure it is. The program's exit code follows from it: 1 for a city, hotel or the
/// like that is `not_found`, 2 for `usage` and `ambiguous`, else 3.
enum class failure_code : std::uint8_t {
  usage,        ///< the question itself is wrong: 0 nights, a date that is none
  not_found,    ///< no such city, hotel or file
  ambiguous,    ///< two cities of that name; say the country
  source,       ///< a source cannot be read: missing, truncated, empty, binary
  data,         ///< a document that breaks the rules of its form
  config,       ///< a key of the configuration file that is unknown or mistyped
  overloaded,   ///< as many requests in flight as allowed; ask again later
  unavailable,  ///< no server, a server that went away, or nothing loaded yet
  protocol,     ///< the server speaks another version
  timed_out,    ///< no answer within the time allowed
  memory,       ///< the data do not fit into the memory budget, or the machine
  not_loaded,   ///< known, but not held at the moment: of an engine that loads lazily
};
inline constexpr int failure_code_count = 12;

/// A stable word for scripts, as in `--json`: "usage", "not_found", ...
std::string_view to_string(failure_code code);

/// One expected failure. `text` is a whole sentence that a person can act on and that already
/// contains what matters of the place; the other fields give the place to programs.
struct failure {
  failure_code code = failure_code::usage;
  std::string text{};
  std::string file{};      ///< empty where no file is at fault
  std::uint64_t line = 0;  ///< from 1; 0 where there is none
  std::string field{};     ///< a path such as "plans[2].rates[0].start", an option, a key
  std::string value{};     ///< what was found there, shortened to a readable length

  bool operator==(const failure&) const = default;
};

/// "FILE:LINE: FIELD: text", leaving out what is empty, and the file where the text names it.
std::string describe(const failure& what);

/// Either a T or a failure. Reading the wrong one aborts.
template <class T>
class [[nodiscard]] result {
public:
  result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  result(failure what) : content_(std::in_place_index<1>, std::move(what)) {}

  bool ok() const { return content_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& operator*() & { return get(); }
  const T& operator*() const& { return get(); }
  T&& operator*() && { return std::move(get()); }
  T* operator->() { return &get(); }
  const T* operator->() const { return &get(); }

  const failure& why() const {
    invariant(!ok());
    return *std::get_if<1>(&content_);
  }

private:
  T& get() {
    invariant(ok());
    return *std::get_if<0>(&content_);
  }
  const T& get() const {
    invariant(ok());
    return *std::get_if<0>(&content_);
  }
  std::variant<T, failure> content_;
};

}  // namespace pronto
