#pragma once
// What the program knows of the screen that it writes to: colours, columns, progress. Colours and
// progress are for terminals only; pipes and files get plain text.
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

namespace pronto {

enum class style : std::uint8_t { plain, bold, faint, good, warning, bad };

/// How text for people is to look.
struct appearance {
  bool colour = false;
  int columns = 0;  ///< of the screen; 0 where it has no edge, as in a file
};

/// Where a command writes: its result to `out`, everything else to `err`.
struct terminal {
  std::ostream& out;
  std::ostream& err;
  appearance out_look;
  appearance err_look;
  bool shows_progress = false;  ///< whether `err` is a screen that can be wiped
};

/// Standard output and error of this process. No colour where NO_COLOR is set; neither colour nor
/// progress where TERM is "dumb".
terminal this_terminal();

/// `text` between the codes of a style, or as it is without colour.
std::string paint(style look, std::string_view text, bool colour);

/// The same in the n-th of six colours that are told apart, for things that are only different.
/// Requires: n < 6.
std::string paint_nth(std::size_t n, std::string_view text, bool colour);

/// "about 12 s left", of something that has come so far in so many seconds; empty where nothing can
/// be told, or nothing is left.
std::string time_left_text(std::uint64_t done, std::uint64_t total, double seconds);

/// A line on the screen's last row that says how far something is, redrawn in place; nothing where
/// progress is not shown. It wipes itself off when it ends.
class progress_line {
public:
  progress_line(terminal& on, std::string label);
  ~progress_line();
  progress_line(const progress_line&) = delete;
  progress_line& operator=(const progress_line&) = delete;

  /// `total` 0: not known. `detail` stands behind the bar.
  void show(std::uint64_t done, std::uint64_t total, std::string_view detail = {});

private:
  terminal& on_;
  std::string label_;
  std::string drawn_;
};

}  // namespace pronto
