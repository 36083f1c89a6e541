// The program as a person meets it: at a terminal.
#include <doctest/doctest.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "app/hotel_file.hpp"
#include "sources/files/scratch_folder.hpp"

using namespace pronto;
using namespace std::chrono_literals;

namespace {

/// A person at a terminal of 100 columns on which the program runs.
class typist {
public:
  typist(const scratch_folder& folder, std::vector<std::string> arguments,
         bool no_colour = false) {
    arguments.insert(arguments.begin(), PRONTO_PROGRAM);
    std::vector<char*> words;
    for (auto& each : arguments) words.push_back(each.data());
    words.push_back(nullptr);
    winsize size{40, 100, 0, 0};
    id_ = ::forkpty(&screen_, nullptr, nullptr, &size);
    REQUIRE(id_ >= 0);
    if (id_ != 0) return;
    ::setenv("TERM", "xterm", 1);
    ::setenv("XDG_STATE_HOME", folder.path().c_str(), 1);
    ::setenv("NO_COLOR", no_colour ? "1" : "", 1);
    if (::chdir(folder.path().c_str()) == 0) ::execv(words[0], words.data());
    std::_Exit(127);
  }
  ~typist() {
    if (id_ > 0) {
      ::kill(id_, SIGKILL);
      ::waitpid(id_, nullptr, 0);
    }
    close();
  }

  /// Closes the terminal.
  void close() {
    if (screen_ >= 0) ::close(std::exchange(screen_, -1));
  }
  void send_signal(int signal) const { ::kill(id_, signal); }

  void type(const std::string& keys) {
    REQUIRE(::write(screen_, keys.data(), keys.size()) == static_cast<ssize_t>(keys.size()));
  }

  /// Whether `text` comes on the screen within ten seconds, after what was waited for before.
  bool sees(const std::string& text) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    for (;;) {
      const auto at = seen.find(text, read_until_);
      if (at != std::string::npos) {
        read_until_ = at + text.size();
        return true;
      }
      if (std::chrono::steady_clock::now() > end || !read_more()) return false;
    }
  }

  /// Its exit code, once it has ended; -1 if it has not within a minute.
  int wait() {
    while (read_more()) {
    }
    for (int tries = 0; tries < 600; ++tries, std::this_thread::sleep_for(100ms))
      if (const auto code = ended()) return *code;
    return -1;
  }
  /// Likewise, if it has ended by now.
  std::optional<int> ended() {
    int status = 0;
    if (::waitpid(id_, &status, WNOHANG) != id_) return std::nullopt;
    id_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  std::string seen;

private:
  /// False once the program or the terminal is gone.
  bool read_more() {
    if (screen_ < 0) return false;
    pollfd waits{.fd = screen_, .events = POLLIN, .revents = 0};
    if (::poll(&waits, 1, 100) == 0) return true;
    char buffer[4096];
    const auto got = ::read(screen_, buffer, sizeof buffer);
    if (got > 0) seen.append(buffer, static_cast<std::size_t>(got));
    return got > 0;
  }

  int screen_ = -1;
  pid_t id_ = -1;
  std::size_t read_until_ = 0;
};

std::vector<std::string> question() {
  return {"cheapest", "Berlin", "--arrival", "2027-03-01", "--booking-date", "2027-02-01", "--data",
          "a.ndjson"};
}

}  // namespace

TEST_CASE("shells side by side keep one another's history, and one that is killed loses none") {
  const scratch_folder folder;
  write_bytes(folder.file("a.ndjson"), berlin_hotel("A", "100.00"));
  {
    typist first(folder, {"shell", "--data", "a.ndjson"});
    typist second(folder, {"shell", "--data", "a.ndjson"});
    const auto say = [](typist& person, const std::string& line) {
      person.type(line + "\n");
      REQUIRE(person.sees("no command"));
      REQUIRE(person.sees("pronto> "));
    };
    for (auto* each : {&first, &second}) REQUIRE(each->sees("pronto> "));
    say(first, "one");
    say(second, "two");
    say(first, "three");
    second.type("\x04");
    CHECK(second.wait() == 0);
  }  // which kills the first
  CHECK(read_bytes(folder.file("pronto/history")) == "one\ntwo\nthree\n");
}

TEST_CASE("a folder that is called like a city does not hinder its completion") {
  const scratch_folder folder;
  write_bytes(folder.file("a.ndjson"), berlin_hotel("A", "100.00"));
  std::filesystem::create_directory(folder.file("Berlin"));
  typist person(folder, {"shell", "--data", "a.ndjson"});
  REQUIRE(person.sees("pronto> "));
  person.type("cheapest Berl\t--arr\t 2027-03-01 --booking-date 2027-02-01\n");
  CHECK(person.sees("100.00 EUR"));
}

TEST_CASE("the shell completes, survives Ctrl-C and keeps its history") {
  const scratch_folder folder;
  write_bytes(folder.file("a.ndjson"), berlin_hotel("A", "100.00"));
  typist person(folder, {"shell", "--data", "a.ndjson"});
  REQUIRE(person.sees("1 hotel in 1 city; try"));
  REQUIRE(person.sees("pronto> "));
  person.type("garbage\x03");
  REQUIRE(person.sees("pronto> "));
  person.type("chea\tBerl\t--adul\t2 --arrival 2027-03-01 --booking-date 2027-02-01\n");
  REQUIRE(person.sees("cheapest Berlin --adults 2 --arrival 2027-03-01"));
  REQUIRE(person.sees("100.00 EUR"));
  REQUIRE(person.sees("pronto> "));
  person.type("cheapest Berlin --nights 0\n");
  REQUIRE(person.sees("--nights 0: expected"));
  REQUIRE(person.sees("pronto> "));
  person.type("\x04");  // the end of input
  CHECK(person.wait() == 0);
  CHECK(read_bytes(folder.file("pronto/history")) ==
        "cheapest Berlin --adults 2 --arrival 2027-03-01 --booking-date 2027-02-01\n"
        "cheapest Berlin --nights 0\n");
}

TEST_CASE("a terminal gets colour and progress, and rows that fit") {
  const scratch_folder folder;
  write_bytes(folder.file("a.ndjson"), berlin_hotel("A", "100.00"));
  typist person(folder, question());
  CHECK(person.wait() == 0);
  CHECK(person.seen.find("loading a.ndjson") != std::string::npos);
  CHECK(person.seen.find("\x1b[32m100.00 EUR\x1b[0m") != std::string::npos);
}

TEST_CASE("NO_COLOR is respected") {
  const scratch_folder folder;
  write_bytes(folder.file("a.ndjson"), berlin_hotel("A", "100.00"));
  typist person(folder, question(), true);
  CHECK(person.wait() == 0);
  CHECK(person.seen.find("100.00 EUR") != std::string::npos);
  CHECK(person.seen.find("\x1b[3") == std::string::npos);
}

TEST_CASE("the cheapest days of a month are green on a terminal") {
  const scratch_folder folder;
  write_bytes(folder.file("a.ndjson"), berlin_hotel("A", "100.00"));
  typist person(folder, {"calendar", "Berlin", "--month", "2027-12", "--nights", "1",
                         "--booking-date", "2027-02-01", "--data", "a.ndjson"});
  CHECK(person.wait() == 0);
  CHECK(person.seen.find("December 2027") != std::string::npos);
  CHECK(person.seen.find("\x1b[1m\x1b[32m100.00\x1b[0m\x1b[0m") != std::string::npos);
}

TEST_CASE("a server ends with the terminal that it was started at, and not by SIGHUP alone") {
  const scratch_folder folder;
  write_bytes(folder.file("a.ndjson"), berlin_hotel("A", "100.00"));
  typist person(folder, {"serve", "--data", "a.ndjson", "--port", "0"});
  REQUIRE(person.sees("serving 1 hotel"));
  person.send_signal(SIGHUP);
  CHECK(person.sees("looking for changes"));
  person.close();
  CHECK(person.wait() == 0);
}

TEST_CASE("a server that is to outlive its terminal does") {
  const scratch_folder folder;
  write_bytes(folder.file("a.ndjson"), berlin_hotel("A", "100.00"));
  const auto before = ::signal(SIGHUP, SIG_IGN);  // as nohup does
  typist person(folder, {"serve", "--data", "a.ndjson", "--port", "0"});
  ::signal(SIGHUP, before);
  REQUIRE(person.sees("serving 1 hotel"));
  person.close();
  std::this_thread::sleep_for(1s);
  REQUIRE_FALSE(person.ended());
  person.send_signal(SIGTERM);
  CHECK(person.wait() == 0);
}
