#include "actors/child_server.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>
#include <utility>

#include "actors/local_engine.hpp"
#include "actors/memory_source.hpp"

namespace pronto::test {

namespace {

[[noreturn]] void serve(int port_to, int pass_ms) {
  shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  engine_options options;
  options.refresh_interval_ms = 0;
  auto engine = start_engine_on(options, [&] { return shelf.open(); }, {});
  if (!engine) ::_exit(1);
  shelf.at_begin([=] { std::this_thread::sleep_for(std::chrono::milliseconds{pass_ms}); });
  const auto port = (*engine)->publish(0);
  if (!port || ::write(port_to, &*port, sizeof *port) != sizeof *port) ::_exit(1);
  for (;;) ::pause();
}

}  // namespace

child_server::child_server(int pass_ms) {
  int ends[2];
  if (::pipe(ends) != 0) return;
  pid_ = ::fork();
  if (pid_ == 0) serve(ends[1], pass_ms);
  ::close(ends[1]);
  if (::read(ends[0], &port_, sizeof port_) != sizeof port_) port_ = 0;
  ::close(ends[0]);
}

child_server::~child_server() { kill(); }

void child_server::stop() {
  ::kill(pid_, SIGSTOP);
  ::waitpid(pid_, nullptr, WUNTRACED);
}

void child_server::go_on() { ::kill(pid_, SIGCONT); }

void child_server::kill() {
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(std::exchange(pid_, -1), nullptr, 0);
}

}  // namespace pronto::test
