#pragma once
// A Pronto server in a process of its own, which a test may stop, continue and kill.
#include <sys/types.h>

#include <cstdint>
#include <string>

namespace pronto::test {

class child_server {
public:
  /// Forks; to be called while this process has one thread. The server has one hotel in Berlin,
  /// and each of its passes but the first takes `pass_ms`.
  explicit child_server(int pass_ms);
  ~child_server();
  child_server(const child_server&) = delete;
  child_server& operator=(const child_server&) = delete;

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  void stop();
  void go_on();
  void kill();

private:
  pid_t pid_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace pronto::test
