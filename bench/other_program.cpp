#include "other_program.hpp"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

#include "stays.hpp"

namespace pronto::bench {

other_program::other_program(const std::vector<std::string>& command) {
  int in[2];
  int out[2];
  if (pipe(in) != 0 || pipe(out) != 0) fail("no pipe to run " + command.front());
  std::vector<char*> arguments;
  for (const std::string& each : command) arguments.push_back(const_cast<char*>(each.c_str()));
  arguments.push_back(nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  process_ = fork();
  if (process_ < 0) fail("cannot run " + command.front());
  if (process_ == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    for (const int each : {in[0], in[1], out[0], out[1]}) close(each);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  to_ = fdopen(in[1], "w");
  from_ = fdopen(out[0], "r");
}

other_program::~other_program() {
  std::fclose(to_);
  std::fclose(from_);
  waitpid(process_, nullptr, 0);
}

std::string other_program::ask() {
  std::fputc('\n', to_);
  std::fflush(to_);
  std::string out;
  for (int in = std::fgetc(from_); in != '\n'; in = std::fgetc(from_)) {
    if (in == EOF) fail("the other program ended");
    out += static_cast<char>(in);
  }
  return out;
}

}  // namespace pronto::bench
