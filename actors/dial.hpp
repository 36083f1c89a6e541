#pragma once
// Finds out in bounded time whether an actor system answers at an address. CAF connects with
// blocking calls and no limit of its own; it is only sent where somebody has answered.
#include <cstdint>
#include <string>

#include "actors/deadline.hpp"
#include "result.hpp"

namespace pronto {

struct endpoint {
  std::string host;  ///< a name or a numeric address
  std::uint16_t port = 0;

  std::string text() const;  ///< as it was written
  bool operator==(const endpoint&) const = default;
};

/// Reads "HOST:PORT", an IPv6 address in brackets: "[::1]:4242". Fails with usage.
result<endpoint> parse_endpoint(const std::string& text);

/// The numeric address of the host at which an actor system sent its greeting. Fails with usage
/// (no such host), unavailable (nobody listens there), timed_out (somebody does, but says nothing),
/// protocol (or says something else).
result<std::string> find_greeting(const endpoint& at, deadline end);

}  // namespace pronto
