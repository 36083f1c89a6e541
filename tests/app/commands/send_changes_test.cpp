#include "app/commands/send_changes.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <functional>

#include "app/fake_client.hpp"
#include "sources/files/scratch_folder.hpp"

using namespace pronto;

namespace {

// Hotel "H1" is closed on a day.
std::string closing(int number) {
  return R"({"hotel":"H)" + std::to_string(number) +
         R"(","plan":"BAR","start":"2027-03-01","end":"2027-03-01","closed":true})";
}

std::string closing(int first, int last) {
  std::string out;
  for (int i = first; i <= last; ++i) out += closing(i) + "\n";
  return out;
}

/// An engine that takes in what it is sent, as often as `answers` says.
class counting_client : public fake_client {
public:
  result<change_answer> apply(const std::vector<change>& changes) override {
    if (answers-- == 0)
      return failure{.code = failure_code::unavailable, .text = "the engine went away"};
    messages.push_back(changes.size());
    last_hotel = changes.back().hotel;
    if (when_asked) when_asked();
    change_answer out{.generation = 7 + messages.size(),
                      .applied = static_cast<std::uint32_t>(changes.size()),
                      .refused = {}};
    if (refuses) {
      --out.applied;
      out.refused.push_back({0, {.code = failure_code::not_found, .text = "no hotel"}});
    }
    return out;
  }

  int answers = -1;  // all
  bool refuses = false;  // the first of each message
  std::function<void()> when_asked;
  std::vector<std::size_t> messages;
  std::string last_hotel;
};

/// A pipe that somebody writes into.
class open_pipe {
public:
  open_pipe() {
    int ends[2] = {-1, -1};
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    from = ends[0];
    to_ = ends[1];
  }
  ~open_pipe() {
    close();
    ::close(from);
  }
  open_pipe(const open_pipe&) = delete;
  open_pipe& operator=(const open_pipe&) = delete;

  void write(const std::string& text) {
    REQUIRE(::write(to_, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }
  void close() {
    if (to_ >= 0) ::close(to_);
    to_ = -1;
  }

  int from = -1;

private:
  int to_ = -1;
};

using counts = std::vector<std::size_t>;

/// The account of `text`, which is in a pipe whose other end is closed.
sent_changes fed(const std::string& text, client& to,
                 std::size_t line_limit_bytes = line_reader::usual_line_limit_bytes) {
  open_pipe input;
  input.write(text);
  input.close();
  return send_feed(input.from, to, {}, line_limit_bytes);
}

}  // namespace

TEST_CASE("what is written into a pipe at once is sent in one message, before the pipe is closed") {
  counting_client engine;
  open_pipe input;
  input.write(closing(1, 20));
  engine.when_asked = [&] { input.close(); };
  const auto told = send_feed(input.from, engine);
  CHECK(engine.messages == counts{20});
  CHECK(told.applied == 20);
}

TEST_CASE("a line that comes in parts is one line") {
  counting_client engine;
  open_pipe input;
  const auto line = closing(2) + "\n";
  input.write(closing(1) + "\n" + line.substr(0, 9));
  engine.when_asked = [&] {
    if (engine.messages.size() == 1) input.write(line.substr(9) + "\n\nbad\n");
    if (engine.messages.size() == 2) input.close();
  };
  const auto told = send_feed(input.from, engine);
  CHECK(engine.messages == counts{1, 1});
  CHECK(engine.last_hotel == "H2");
  CHECK(told.generation == 9);
  REQUIRE(told.refused == 1);
  CHECK(told.refusals[0].line == 5);
  CHECK_FALSE(told.stopped);
}

TEST_CASE("what a feed refuses is told with each answer, in the order of lines") {
  counting_client engine;
  engine.refuses = true;
  open_pipe input;
  std::vector<std::uint64_t> told;
  input.write(closing(1) + "\nbad\n");
  engine.when_asked = [&] {
    if (engine.messages.size() == 1) {
      CHECK(told.empty());
      input.write("bad\n" + closing(2) + "\n" + closing(3) + "\n");
    } else {
      CHECK(told == std::vector<std::uint64_t>{1, 2});
      input.write("bad\n");
      input.close();
    }
  };
  const auto sent = send_feed(input.from, engine, [&](const failure& refused) {
    told.push_back(refused.line);
  });
  CHECK(told == std::vector<std::uint64_t>{1, 2, 3, 4, 6});
  CHECK(sent.refused == 5);
}

TEST_CASE("a signal ends a feed as its end would, and means afterwards what it meant before") {
  for (const int signal : {SIGINT, SIGTERM}) {
    CAPTURE(signal);
    struct sigaction ignore {};
    ignore.sa_handler = [](int) {};
    struct sigaction before {};
    REQUIRE(::sigaction(signal, &ignore, &before) == 0);
    counting_client engine;
    open_pipe input;
    input.write(closing(1) + "\n" + closing(2));
    engine.when_asked = [&] {
      if (engine.messages.size() == 1) std::raise(signal);
    };
    const auto told = send_feed(input.from, engine);
    CHECK(engine.messages == counts{1, 1});
    CHECK(told.applied == 2);
    CHECK_FALSE(told.stopped);
    struct sigaction after {};
    REQUIRE(::sigaction(signal, &before, &after) == 0);
    CHECK((after.sa_handler == ignore.sa_handler));
  }
}

TEST_CASE("the last line of a feed needs no break") {
  counting_client engine;
  CHECK(fed(closing(1) + "\r\n \n" + closing(2), engine).applied == 2);
  CHECK(engine.last_hotel == "H2");
  CHECK(fed("", engine).applied == 0);
  const auto told = fed(closing(1) + "\nbad", engine);
  CHECK(told.applied == 1);
  REQUIRE(told.refused == 1);
  CHECK(told.refusals[0].line == 2);
}

TEST_CASE("a line that is too long ends a feed, and is told") {
  counting_client engine;
  const auto limit = closing(10).size();
  CHECK_FALSE(fed(closing(10, 12), engine, limit).stopped);
  for (const char* end : {"", "\n", "\nmore\n"}) {
    CAPTURE(end);
    const auto told = fed(std::string(limit + 1, ' ') + end, engine, limit);
    REQUIRE(told.stopped);
    CHECK(told.stopped->code == failure_code::source);
    CHECK(told.stopped->line == 1);
    CHECK(told.stopped->text == "standard input has a line of more than " + std::to_string(limit) +
                                    " bytes, line 1; put one record on each line; send the changes "
                                    "again from line 1 on");
  }
}

TEST_CASE("a feed that cannot be read is told") {
  counting_client engine;
  const auto told = send_feed(-1, engine);
  REQUIRE(told.stopped);
  CHECK(told.stopped->text.starts_with("standard input cannot be read: "));
}

TEST_CASE("where a message fails, what was done is told, and from which line on to send again") {
  counting_client engine;
  engine.answers = 2;
  engine.refuses = true;
  const scratch_folder folder;
  const auto file = folder.file("changes.ndjson");
  // Two messages are taken in; the third begins at line 2004, behind one that is no change.
  write_bytes(file, "\nbad\n" + closing(1, 2000) + "bad\n" + closing(2001, 2010) + "bad\n");
  const auto told = send_file(file, engine);
  REQUIRE(told);
  CHECK(engine.messages == counts{1000, 1000});
  CHECK(told->applied == 1998);
  CHECK(told->generation == 9);
  std::vector<std::uint64_t> lines;
  for (const auto& each : told->refusals) lines.push_back(each.line);
  CHECK(lines == std::vector<std::uint64_t>{2, 3, 1003, 2003, 2014});
  CHECK(told->refused == 5);
  REQUIRE(told->stopped);
  CHECK(told->stopped->code == failure_code::unavailable);
  CHECK(told->stopped->text == "the engine went away; send the changes again from line 2004 on");
  CHECK(told->stopped->file == file);
  CHECK(told->stopped->line == 2004);
}

TEST_CASE("an empty file has no changes, and that is no error") {
  counting_client engine;
  const scratch_folder folder;
  for (const char* nothing : {"", "\n \n"}) {
    write_bytes(folder.file("empty"), nothing);
    const auto told = send_file(folder.file("empty"), engine);
    REQUIRE(told);
    CHECK(told->applied == 0);
    CHECK(told->refused == 0);
    CHECK_FALSE(told->stopped);
  }
}

TEST_CASE("a file of which nothing can be read has no account") {
  counting_client engine;
  const scratch_folder folder;
  CHECK_FALSE(send_file(folder.file("none"), engine));
  write_bytes(folder.file("binary"), std::string("\x00\x01", 2));
  const auto told = send_file(folder.file("binary"), engine);
  REQUIRE_FALSE(told);
  CHECK(told.why().text.ends_with("name a text file, plain or gzip"));
}
