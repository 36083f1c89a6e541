#include "app/commands/send_changes.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "sources/documents/change_document.hpp"
#include "sources/files/file_stamp.hpp"

namespace pronto {

namespace {

// What is sent in one message, and listed of what is refused.
constexpr std::size_t batch_max = 1000;
constexpr std::size_t refusals_listed = 10'000;

/// Collects changes and sends them.
class sender {
public:
  sender(client& to, std::string file, refusal_told tell = {})
      : to_(to), file_(std::move(file)), tell_(std::move(tell)) {}

  std::optional<failure> add(std::string_view text, std::uint64_t line) {
    if (text.find_first_not_of(" \t\r") == std::string_view::npos) return std::nullopt;
    auto read = read_change(text);
    if (read.made) {
      batch_.push_back(*std::move(read.made));
      lines_.push_back(line);
    } else {
      refuse(std::move(read.complaints.front()), line);
    }
    return batch_.size() < batch_max ? std::nullopt : flush();
  }

  std::optional<failure> flush() {
    auto no = batch_.empty() ? std::nullopt : send();
    tell_refusals();  // those that were never sent too
    return no;
  }

  /// The account of all. `next_line` is the one after those that were added.
  sent_changes end(std::optional<failure> stopped, std::uint64_t next_line) {
    tell_refusals();
    std::ranges::stable_sort(sent_.refusals, {}, &failure::line);
    if (stopped) {
      stopped->file = file_;
      stopped->line = lines_.empty() ? next_line : lines_.front();
      stopped->text += "; send the changes again from line " + std::to_string(stopped->line) + " on";
    }
    sent_.stopped = std::move(stopped);
    return std::move(sent_);
  }

private:
  std::optional<failure> send() {
    const auto told = to_.apply(batch_);
    if (!told) return told.why();
    sent_.applied += told->applied;
    sent_.generation = told->generation;
    for (const auto& each : told->refused)
      if (each.index < lines_.size()) refuse(each.why, lines_[each.index]);
    batch_.clear();
    lines_.clear();
    return std::nullopt;
  }

  void refuse(failure why, std::uint64_t line) {
    ++sent_.refused;
    why.line = line;
    if (tell_) untold_.push_back(why);
    if (sent_.refusals.size() < refusals_listed) sent_.refusals.push_back(std::move(why));
  }

  void tell_refusals() {
    std::ranges::stable_sort(untold_, {}, &failure::line);
    for (const auto& each : untold_) tell_(each);
    untold_.clear();
  }

  client& to_;
  std::string file_;
  refusal_told tell_;
  std::vector<failure> untold_;
  std::vector<change> batch_;
  std::vector<std::uint64_t> lines_;  // of the batch
  sent_changes sent_;
};

volatile std::sig_atomic_t ended = 0;  // a signal knows no context

void note_end(int) { ended = 1; }

/// While it lives, SIGINT and SIGTERM are noted once, and then what they were before. Who has them
/// ignored goes on ignoring them.
class noted_end {
public:
  noted_end() {
    ended = 0;
    struct sigaction note {};
    note.sa_handler = note_end;
    note.sa_flags = static_cast<int>(SA_RESETHAND);
    for (std::size_t i = 0; i < signals.size(); ++i) {
      ::sigaction(signals[i], nullptr, &before_[i]);
      if (before_[i].sa_handler != SIG_IGN) ::sigaction(signals[i], &note, nullptr);
    }
  }
  ~noted_end() {
    for (std::size_t i = 0; i < signals.size(); ++i)
      ::sigaction(signals[i], &before_[i], nullptr);
  }
  noted_end(const noted_end&) = delete;
  noted_end& operator=(const noted_end&) = delete;

private:
  static constexpr std::array signals = {SIGINT, SIGTERM};
  std::array<struct sigaction, signals.size()> before_{};
};

/// Waits until there is something to read, or the end of it: false where a signal asks for the end.
bool wait_for_more(int input) {
  constexpr int look_every_ms = 200;  // another thread may have taken the signal
  pollfd more{.fd = input, .events = POLLIN, .revents = 0};
  while (ended == 0)
    if (input < 0 || ::poll(&more, 1, look_every_ms) > 0) return ended == 0;
  return false;
}

/// The lines of what is still being written.
class feed {
public:
  feed(int input, std::size_t line_limit_bytes)
      : input_(input), line_limit_bytes_(line_limit_bytes) {}

  /// Waits until there is more, or the end, which a signal is too.
  std::optional<failure> read_more();
  bool is_over() const { return is_over_; }

  /// The next line of what was read, without its break, valid until more is read; nothing where the
  /// rest of it has yet to come.
  result<std::optional<std::string_view>> next();
  /// The number of the last line given, from 1.
  std::uint64_t line() const { return line_; }

private:
  int input_;
  std::size_t line_limit_bytes_;
  std::string text_;  // not given yet from at_ on, and without a break up to searched_
  std::size_t at_ = 0;
  std::size_t searched_ = 0;
  std::uint64_t line_ = 0;
  bool is_over_ = false;
};

constexpr const char* feed_name = "standard input";

std::optional<failure> feed::read_more() {
  constexpr std::size_t read_bytes = std::size_t{256} << 10;
  text_.erase(0, at_);
  searched_ -= at_;
  at_ = 0;
  const auto held = text_.size();
  text_.resize(held + read_bytes);
  ssize_t got = 0;
  do got = wait_for_more(input_) ? ::read(input_, text_.data() + held, read_bytes) : 0;
  while (got < 0 && (errno == EINTR || errno == EAGAIN));
  if (got < 0) return explain_errno(errno, feed_name, "read");
  text_.resize(held + static_cast<std::size_t>(got));
  is_over_ = got == 0;
  return std::nullopt;
}

result<std::optional<std::string_view>> feed::next() {
  const auto found = text_.find('\n', searched_);
  const bool is_whole = found != std::string::npos;
  searched_ = is_whole ? found : text_.size();
  const auto length = searched_ - at_;
  if (length > line_limit_bytes_)
    return wrong_file(feed_name, "has a line of more than " + std::to_string(line_limit_bytes_) +
                                     " bytes, line " + std::to_string(line_ + 1) +
                                     "; put one record on each line");
  const bool is_rest = is_over_ && length > 0;
  if (!is_whole && !is_rest) return std::optional<std::string_view>();
  const std::string_view out(text_.data() + at_, length);
  if (is_whole) ++searched_;
  at_ = searched_;
  ++line_;
  return std::optional(out);
}

std::optional<failure> send_lines(line_reader& from, sender& to) {
  for (;;) {
    const auto line = from.next();
    if (!line) return line.why();
    if (!*line) return to.flush();
    if (auto no = to.add(**line, from.line())) return no;
  }
}

std::optional<failure> send_lines(feed& from, sender& to) {
  while (!from.is_over()) {
    if (auto no = from.read_more()) return no;
    for (;;) {
      const auto line = from.next();
      if (!line) return line.why();
      if (!*line) break;
      if (auto no = to.add(**line, from.line())) return no;
    }
    if (auto no = to.flush()) return no;  // before it is waited for more
  }
  return std::nullopt;
}

}  // namespace

result<sent_changes> send_file(const std::string& file, client& to) {
  std::error_code none;  // where there is no such file, opening it says so
  if (std::filesystem::is_regular_file(file, none) && std::filesystem::is_empty(file, none))
    return sent_changes();  // as many changes as blank lines are
  auto lines = line_reader::open(file);
  if (!lines) return lines.why();
  sender sends(to, file);
  auto stopped = send_lines(*lines, sends);
  if (stopped && lines->line() == 0) return *std::move(stopped);
  return sends.end(std::move(stopped), lines->line() + 1);
}

sent_changes send_feed(int input, client& to, const refusal_told& tell,
                       std::size_t line_limit_bytes) {
  const noted_end until_a_signal;
  feed lines(input, line_limit_bytes);
  sender sends(to, "-", tell);
  auto stopped = send_lines(lines, sends);
  return sends.end(std::move(stopped), lines.line() + 1);
}

}  // namespace pronto
