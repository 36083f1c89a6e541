#pragma once
// A result<T> that can be sent: an answer, or a failure with its code, text, field and value. CAF's
// own errors are left to what only CAF knows: a receiver that died, a time that ran out.
#include <optional>
#include <utility>

#include "result.hpp"

namespace pronto {

template <class T>
struct reply {
  std::optional<T> value;
  failure why;  ///< if there is no value

  reply() = default;
  reply(result<T> from) {
    if (from.ok())
      value = *std::move(from);
    else
      why = from.why();
  }
  reply(T answer) : value(std::move(answer)) {}
  reply(failure what) : why(std::move(what)) {}

  result<T> take() && {
    if (value) return *std::move(value);
    return std::move(why);
  }

  bool operator==(const reply&) const = default;
};

}  // namespace pronto
