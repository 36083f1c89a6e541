#pragma once
// Tables for people: columns that line up whatever script their text is in.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/terminal/terminal.hpp"
#include "grouped.hpp"

namespace pronto {

/// How many columns of a screen the text takes: 2 for a wide character, 0 for a combining one.
int display_width(std::string_view utf8);

/// The text as it may go to a screen: control characters (a document's name could move the cursor)
/// and bytes that are no UTF-8 become U+FFFD.
std::string printable(std::string_view text);

/// The text cut to `columns`, with an ellipsis where something was cut. Requires: columns > 0.
std::string shorten(std::string_view utf8, int columns);

/// The text in lines of at most `columns`, broken at blanks where there are any; one at least.
/// Requires: columns > 0.
std::vector<std::string> lines_within(std::string_view utf8, int columns);

enum class side : std::uint8_t { left, right };

struct column {
  std::string title;
  side aligned = side::left;
  bool may_shrink = false;  ///< cut, if the table is wider than the screen
  int goes = 0;             ///< left out, if it still is: the lowest number first; 0: never
  bool wraps = false;       ///< what is cut goes on in the next line
};

struct cell {
  cell(std::string content, style how = style::plain) : text(std::move(content)), look(how) {}
  cell(const char* content) : text(content) {}

  std::string text;
  style look = style::plain;
};

/// Rows under a line of titles. A column without any text is left out, and so is the line of titles
/// if all of them are empty. Titles of columns that had to go stand in a line below.
class table {
public:
  explicit table(std::vector<column> columns) : columns_(std::move(columns)) {}

  /// Requires: as many cells as columns.
  void add_row(std::vector<cell> cells);

  /// Lines that each end with a line break, indented by `indent` columns.
  std::string render(const appearance& look, int indent = 0) const;

private:
  std::vector<int> natural_widths() const;
  int excess(const std::vector<int>& widths, int columns_of_screen) const;
  std::vector<int> shrunk(std::vector<int> widths, int columns_of_screen) const;
  std::vector<std::size_t> going() const;
  std::vector<int> widths(int columns_of_screen) const;
  std::string left_out(const std::vector<int>& widths) const;
  std::vector<std::vector<cell>> lines_of(const std::vector<cell>& cells,
                                          const std::vector<int>& widths) const;
  std::string render_row(const std::vector<cell>& cells, const std::vector<int>& widths,
                         bool colour) const;

  std::vector<column> columns_;
  std::vector<std::vector<cell>> rows_;
};

}  // namespace pronto
