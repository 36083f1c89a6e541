#include "lab/trace.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "invariant.hpp"

namespace pronto::lab {

namespace {

constexpr std::size_t words_kept = 300;       // bytes of a line that explains why it went wrong
constexpr std::size_t samples_limit = 1'000'000;

/// Takes the number that `text` begins with, and the blank after it.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (text.starts_with(' ')) text.remove_prefix(1);
  return number;
}

bool take_word(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

}  // namespace

std::uint64_t loaded_bytes(const trace& of) {
  invariant(!of.marks.empty());
  return of.marks.front().bytes;
}

std::uint64_t peak_bytes(const trace& of) {
  std::uint64_t out = loaded_bytes(of);
  for (const sample& each : of.samples)
    if (each.seconds >= of.marks.front().seconds) out = std::max(out, each.bytes);
  return out;
}

double peak_over_steady(const trace& of) {
  const auto steady = loaded_bytes(of);
  return steady == 0 ? 0 : static_cast<double>(peak_bytes(of)) / static_cast<double>(steady);
}

double work_done(const trace& of, double seconds) {
  invariant(!of.marks.empty());
  double begin = 0;
  double done = 0;
  for (const sample& mark : of.marks) {
    if (seconds <= mark.seconds)
      return mark.seconds > begin ? done + (seconds - begin) / (mark.seconds - begin) : done + 1;
    begin = mark.seconds;
    ++done;
  }
  return done;
}

void trace_reader::take_sample(std::string_view fields, bool marks) {
  const auto microseconds = take_number(fields);
  const auto bytes = take_number(fields);
  if (!microseconds || !bytes || !fields.empty() || !begun_) {
    failed_ = "it told of a sample that is none";
    return;
  }
  if (read_.samples.size() >= samples_limit) return;  // the picture has enough of them
  const auto above = *bytes - std::min(*bytes, read_.baseline_bytes);
  read_.samples.push_back({static_cast<double>(*microseconds) / 1e6, above});
  if (marks) read_.marks.push_back(read_.samples.back());
}

void trace_reader::take(std::string_view line) {
  if (ended()) return;
  auto rest = line;
  if (take_word(rest, "sample ")) {
    take_sample(rest, false);
  } else if (take_word(rest, "mark ")) {
    take_sample(rest, true);
  } else if (take_word(rest, "baseline ")) {
    read_.baseline_bytes = take_number(rest).value_or(0);
    begun_ = true;
  } else if (take_word(rest, "answers ")) {
    read_.answers = take_number(rest).value_or(0);
  } else if (take_word(rest, "failed ")) {
    failed_ = rest.substr(0, words_kept);
  } else if (line == "done") {
    done_ = true;
  } else if (!line.empty()) {
    last_words_ = line.substr(0, words_kept);
  }
}

result<trace> trace_reader::finish() && {
  const auto broken = [](std::string text) {
    return failure{.code = failure_code::data, .text = std::move(text)};
  };
  if (!failed_.empty()) return broken(std::move(failed_));
  if (!done_ || read_.marks.empty()) return broken("it ended before it was done");
  return std::move(read_);
}

}  // namespace pronto::lab
