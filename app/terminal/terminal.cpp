#include "app/terminal/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <utility>

#include "app/terminal/table.hpp"

namespace pronto {

namespace {

/// Whether the screen knows codes that colour and wipe.
bool knows_codes() {
  const char* kind = std::getenv("TERM");
  return kind != nullptr && std::string_view(kind) != "dumb";
}

appearance look_of(int descriptor) {
  appearance look;
  if (!isatty(descriptor)) return look;
  const char* no_colour = std::getenv("NO_COLOR");
  look.colour = knows_codes() && (no_colour == nullptr || *no_colour == '\0');
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0) look.columns = size.ws_col;
  return look;
}

std::string_view code_of(style look) {
  switch (look) {
    case style::plain: return "";
    case style::bold: return "\x1b[1m";
    case style::faint: return "\x1b[2m";
    case style::good: return "\x1b[32m";
    case style::warning: return "\x1b[33m";
    case style::bad: return "\x1b[31m";
  }
  return "";
}

constexpr std::string_view wipe = "\r\x1b[K";

}  // namespace

terminal this_terminal() {
  return {std::cout, std::cerr, look_of(STDOUT_FILENO), look_of(STDERR_FILENO),
          isatty(STDERR_FILENO) != 0 && knows_codes()};
}

std::string paint(style look, std::string_view text, bool colour) {
  if (!colour || look == style::plain) return std::string(text);
  return std::string(code_of(look)).append(text).append("\x1b[0m");
}

std::string paint_nth(std::size_t n, std::string_view text, bool colour) {
  constexpr std::array codes{"\x1b[31m", "\x1b[33m", "\x1b[35m", "\x1b[32m", "\x1b[36m", "\x1b[34m"};
  if (!colour) return std::string(text);
  return std::string(codes.at(n)).append(text).append("\x1b[0m");
}

std::string time_left_text(std::uint64_t done, std::uint64_t total, double seconds) {
  constexpr double too_short = 1;
  constexpr double seconds_told = 99;  // from there on in minutes
  if (done == 0 || done >= total || seconds < too_short) return "";
  const auto left = static_cast<double>(total - done);
  const double wait = std::ceil(seconds * left / static_cast<double>(done));
  if (wait <= seconds_told) return "about " + std::to_string(static_cast<int>(wait)) + " s left";
  constexpr double most_minutes = 9999;
  return "about " + std::to_string(static_cast<int>(std::min(std::ceil(wait / 60), most_minutes))) +
         " min left";
}

progress_line::progress_line(terminal& on, std::string label) : on_(on), label_(std::move(label)) {
  // nop
}

progress_line::~progress_line() {
  if (!drawn_.empty()) on_.err << wipe << std::flush;
}

void progress_line::show(std::uint64_t done, std::uint64_t total, std::string_view detail) {
  if (!on_.shows_progress) return;
  std::string fresh = label_;
  if (total > 0) {
    constexpr std::uint64_t cells = 24;
    const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(total));
    const auto full = static_cast<std::uint64_t>(share * cells);
    fresh += " [";
    for (std::uint64_t i = 0; i < cells; ++i) fresh += i < full ? "#" : "-";
    fresh += "] " + std::to_string(static_cast<int>(share * 100)) + " %";
  }
  if (!detail.empty()) fresh.append("  ").append(detail);
  fresh = printable(fresh);
  if (on_.err_look.columns > 1)  // a line that breaks could not be wiped
    fresh = shorten(fresh, on_.err_look.columns - 1);
  if (fresh == drawn_) return;
  on_.err << wipe << fresh << std::flush;
  drawn_ = std::move(fresh);
}

}  // namespace pronto
