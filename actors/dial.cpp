#include "actors/dial.hpp"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <future>
#include <memory>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "sources/files/descriptor.hpp"

namespace pronto {

namespace {

struct socket_address {
  sockaddr_storage bytes{};
  socklen_t size = 0;

  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&bytes); }
};

failure unavailable(const endpoint& at, const std::string& why) {
  return {.code = failure_code::unavailable,
          .text = "no server answers at " + at.text() + ": " + why +
                  "; start one there, or give the address of one that runs",
          .value = at.text()};
}

failure no_pronto(const endpoint& at, const std::string& why) {
  return {.code = failure_code::protocol,
          .text = "what listens at " + at.text() + " is no Pronto server: " + why +
                  "; give the address of one that is",
          .value = at.text()};
}

failure full(const endpoint& at) {
  return {.code = failure_code::unavailable,
          .text = "what listens at " + at.text() +
                  " closed the connection: a Pronto server that has all the connections it takes "
                  "([server] connections-max), or another program; look which it is, or ask again later",
          .value = at.text()};
}

failure silent(const endpoint& at, milliseconds time) {
  return {.code = failure_code::timed_out,
          .text = "what listens at " + at.text() + " said nothing " +
                  (time.count() > 0 ? "within " + std::to_string(time.count()) + " ms"
                                    : std::string("in the time that was left")) +
                  ": a Pronto server that is stopped or hangs, or another program; look which "
                  "it is, or allow it more time",
          .value = at.text()};
}

std::vector<socket_address> resolve_blocking(const endpoint& at) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(at.host.c_str(), std::to_string(at.port).c_str(), &hints, &found) != 0)
    return {};
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner{found, ::freeaddrinfo};
  std::vector<socket_address> all;
  for (const auto* each = found; each; each = each->ai_next) {
    auto& address = all.emplace_back();
    std::memcpy(&address.bytes, each->ai_addr, each->ai_addrlen);
    address.size = each->ai_addrlen;
  }
  return all;
}

// A resolver may take as long as it likes, so that a thread of its own waits for it.
result<std::vector<socket_address>> resolve(const endpoint& at, deadline end) {
  std::promise<std::vector<socket_address>> made;
  auto waits = made.get_future();
  std::thread([at, made = std::move(made)]() mutable {
    made.set_value(resolve_blocking(at));
  }).detach();
  if (waits.wait_for(left_until(end)) != std::future_status::ready)
    return unavailable(at, "the name was not resolved in time");
  auto all = waits.get();
  if (!all.empty()) return all;
  return failure{.code = failure_code::usage,
                 .text = "there is no host '" + at.host + "'; check its spelling",
                 .value = at.text()};
}

/// Waits for an event on a socket: false if it did not come in time.
bool wait_for(const descriptor& socket, short event, deadline end) {
  pollfd what{.fd = socket.get(), .events = event, .revents = 0};
  for (;;) {
    const auto ready = ::poll(&what, 1, static_cast<int>(left_until(end).count()));
    if (ready >= 0) return ready > 0;
    if (errno != EINTR) return false;
  }
}

result<descriptor> connect_to(const endpoint& at, const socket_address& address, deadline end) {
  descriptor socket{
      ::socket(address.bytes.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
  if (!socket.is_open()) return unavailable(at, std::strerror(errno));
  if (::connect(socket.get(), address.get(), address.size) == 0) return socket;
  if (errno != EINPROGRESS) return unavailable(at, std::strerror(errno));
  if (!wait_for(socket, POLLOUT, end))
    return unavailable(at, "there was no connection in time");
  int error = 0;
  socklen_t size = sizeof error;
  ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) return unavailable(at, std::strerror(error));
  return socket;
}

// An actor system speaks first: with the header of its handshake, whose first byte is 0.
std::optional<failure> check_greeting(const endpoint& at, const descriptor& socket,
                                      milliseconds time, deadline end) {
  if (!wait_for(socket, POLLIN, end)) return silent(at, time);
  char first = 0;
  const auto got = ::recv(socket.get(), &first, 1, 0);
  if (got <= 0) return full(at);
  if (first != 0) return no_pronto(at, "it speaks another protocol");
  return std::nullopt;
}

std::string numeric(const socket_address& address) {
  char host[NI_MAXHOST] = {};
  ::getnameinfo(address.get(), address.size, host, sizeof host, nullptr, 0, NI_NUMERICHOST);
  return host;
}

}  // namespace

std::string endpoint::text() const {
  const bool numeric_v6 = host.find(':') != std::string::npos;
  return (numeric_v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

result<endpoint> parse_endpoint(const std::string& text) {
  const failure wrong{.code = failure_code::usage,
                      .text = "'" + text +
                              "' is not the address of a server; write HOST:PORT, such as "
                              "127.0.0.1:4242",
                      .value = text};
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return wrong;
  std::string host = text.substr(0, colon);
  if (host.front() == '[' && host.back() == ']')
    host = host.substr(1, host.size() - 2);
  else if (host.find(':') != std::string::npos)
    return wrong;
  std::uint16_t port = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, port);
  if (error != std::errc{} || stop != end || port == 0 || host.empty()) return wrong;
  return endpoint{host, port};
}

result<std::string> find_greeting(const endpoint& at, deadline end) {
  const auto addresses = resolve(at, end);
  if (!addresses) return addresses.why();
  std::optional<failure> why;
  for (std::size_t i = 0; i < addresses->size(); ++i) {
    const auto& address = (*addresses)[i];
    const auto share = left_until(end) / static_cast<int>(addresses->size() - i);
    const auto own_end = deadline_in(share);
    const auto socket = connect_to(at, address, own_end);
    why = socket ? check_greeting(at, *socket, share, own_end) : socket.why();
    if (!why) return numeric(address);
  }
  return *why;
}

}  // namespace pronto
