#include "app/shown/chart.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <optional>

#include "app/terminal/table.hpp"

namespace pronto {

namespace {

constexpr int ticks = 4;
constexpr int rows_of_panel = 9;  // one more than a multiple of `ticks`, so that ticks meet rows
constexpr int margin = 7;         // "412 MB "
constexpr int gap = 2;
constexpr int narrowest_plot = 20;
constexpr int widest_plot = 44;
constexpr int usual_columns = 100;  // where the screen has no edge

struct raster_cell {
  std::uint8_t dots = 0;                // of a braille character
  std::optional<std::size_t> on_top{};  // index of a curve
};

/// Curves on a grid of characters, each of 2 by 4 dots.
class raster {
public:
  raster(int columns, int rows, double x_end, double y_end)
      : columns_(columns),
        rows_(rows),
        x_end_(x_end),
        y_end_(y_end),
        cells_(static_cast<std::size_t>(columns * rows)) {}

  void add(const curve& what, std::size_t number) {
    for (std::size_t i = 1; i < what.points.size(); ++i)
      add_line(what.points[i - 1], what.points[i], number);
  }

  const raster_cell& at(int column, int row) const {
    return cells_[static_cast<std::size_t>(row * columns_ + column)];
  }

private:
  void add_line(point from, point to, std::size_t number) {
    const double across = (to.x - from.x) / x_end_ * (2 * columns_);
    const double up = (to.y - from.y) / y_end_ * (4 * rows_);
    const int steps = 1 + static_cast<int>(std::max(std::abs(across), std::abs(up)));
    for (int i = 0; i <= steps; ++i) {
      const double share = static_cast<double>(i) / steps;
      add_dot(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y), number);
    }
  }

  // The axis' own tick lies in the middle of the characters of its row.
  void add_dot(double x, double y, std::size_t number) {
    const int column = std::clamp(static_cast<int>(x / x_end_ * (2 * columns_)), 0,
                                  2 * columns_ - 1);
    const double height = 2 + y / y_end_ * (4 * (rows_ - 1));
    const int row = std::clamp(4 * rows_ - 1 - static_cast<int>(height), 0, 4 * rows_ - 1);
    constexpr std::array<std::array<std::uint8_t, 2>, 4> bits{
        {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}};
    auto& cell = cells_[static_cast<std::size_t>(row / 4 * columns_ + column / 2)];
    cell.dots |= bits[static_cast<std::size_t>(row % 4)][static_cast<std::size_t>(column % 2)];
    if (!cell.on_top || number < *cell.on_top) cell.on_top = number;
  }

  int columns_;
  int rows_;
  double x_end_;
  double y_end_;
  std::vector<raster_cell> cells_;
};

/// U+2800 and on, in UTF-8.
std::string braille(std::uint8_t dots) {
  const unsigned code = 0x2800U + dots;
  return {static_cast<char>(0xE0U | (code >> 12U)), static_cast<char>(0x80U | ((code >> 6U) & 63U)),
          static_cast<char>(0x80U | (code & 63U))};
}

std::string padded(std::string text, int width) {
  const int blanks = width - display_width(text);
  return blanks > 0 ? text.append(static_cast<std::size_t>(blanks), ' ') : text;
}

std::string drawn_row(const raster& grid, const panel& of, int columns, int row, bool colour) {
  std::string out;
  for (int column = 0; column < columns; ++column) {
    const raster_cell& cell = grid.at(column, row);
    if (!cell.on_top) {
      out += ' ';
      continue;
    }
    const curve& top = of.curves[*cell.on_top];
    out += colour ? paint_nth(top.colour, braille(cell.dots), true) : top.label.substr(0, 1);
  }
  return out;
}

/// The names of the stretches, each at the left of its own.
std::string drawn_names(const x_axis& x, int columns) {
  std::string out;
  const auto count = static_cast<int>(x.names.size());
  for (int i = 0; i < count; ++i) {
    const int width = columns * (i + 1) / count - columns * i / count;
    const auto& name = x.names[static_cast<std::size_t>(i)];
    const bool fits = 1 + display_width(name) <= width;
    out += width > 0 ? padded(shorten(fits ? "|" + name : name, width), width) : "";
  }
  return out;
}

std::vector<std::string> drawn_panel(const panel& of, const x_axis& x, double y_end, int columns,
                                     bool colour) {
  raster grid(columns, rows_of_panel, static_cast<double>(x.names.size()), y_end);
  for (std::size_t i = 0; i < of.curves.size(); ++i) grid.add(of.curves[i], i);
  std::vector<std::string> out;
  out.push_back(padded("", margin) +
                paint(style::bold, padded(shorten(of.title, columns), columns), colour));
  for (int row = 0; row < rows_of_panel; ++row) {
    std::string tick;
    constexpr int rows_a_tick = (rows_of_panel - 1) / ticks;
    if (row % rows_a_tick == 0)
      tick = tick_text(y_end * (rows_of_panel - 1 - row) / (rows_of_panel - 1));
    out.push_back(padded("", margin - 1 - display_width(tick)) + tick + ' ' +
                  drawn_row(grid, of, columns, row, colour));
  }
  out.push_back(padded("", margin) + paint(style::faint, drawn_names(x, columns), colour));
  return out;
}

double highest(const panel_row& in) {
  double out = 0;
  for (const panel& each : in.panels)
    for (const curve& line : each.curves)
      for (const point& at : line.points) out = std::max(out, at.y);
  return out;
}

/// What each look of a curve stands for, once.
std::string legend(const panel_row& row, bool colour) {
  std::string out;
  std::vector<std::string> told;
  for (const panel& each : row.panels)
    for (const curve& line : each.curves) {
      if (std::find(told.begin(), told.end(), line.label) != told.end()) continue;
      told.push_back(line.label);
      out += out.empty() ? "" : "  ";
      if (colour)
        out += paint_nth(line.colour, "⠒⠒", true) + " " + line.label;
      else
        out += line.label.substr(0, 1) + " = " + line.label;
    }
  return out;
}

}  // namespace

std::string tick_text(double bytes) {
  constexpr std::array<const char*, 5> units{"B", "kB", "MB", "GB", "TB"};
  std::size_t unit = 0;
  while (bytes >= 999.5 && unit + 1 < units.size()) {
    bytes /= 1000;
    ++unit;
  }
  std::array<char, 32> out{};
  const bool whole = bytes >= 99.5 || std::abs(bytes - std::round(bytes)) < 0.005;
  std::snprintf(out.data(), out.size(), "%.*f %s", whole ? 0 : bytes < 9.95 ? 2 : 1, bytes,
                units[unit]);
  return out.data();
}

double axis_end(double highest, int of_ticks) {
  if (highest <= 0) return of_ticks;
  const double least = highest / of_ticks;
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double step : {1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.5, 8.0})
    if (step * power >= least * 0.9999) return step * power * of_ticks;
  return 10 * power * of_ticks;
}

std::string draw(const panel_row& row, const x_axis& x, const appearance& look) {
  if (row.panels.empty()) return {};
  const int screen = look.columns > 0 ? look.columns : usual_columns;
  const auto wanted = static_cast<int>(row.panels.size());
  const int abreast =
      std::clamp((screen + gap) / (margin + narrowest_plot + gap), 1, wanted);
  const int columns =
      std::clamp((screen + gap) / abreast - margin - gap, narrowest_plot, widest_plot);
  const double y_end = axis_end(highest(row), ticks);
  std::string out;
  for (std::size_t first = 0; first < row.panels.size();
       first += static_cast<std::size_t>(abreast)) {
    const auto end = std::min(row.panels.size(), first + static_cast<std::size_t>(abreast));
    std::vector<std::string> lines;
    for (std::size_t i = first; i < end; ++i) {
      const auto drawn = drawn_panel(row.panels[i], x, y_end, columns, look.colour);
      lines.resize(drawn.size());
      for (std::size_t k = 0; k < drawn.size(); ++k)
        lines[k] += (i > first ? std::string(gap, ' ') : "") + drawn[k];
    }
    for (std::string& each : lines) {
      while (each.ends_with(' ')) each.pop_back();
      out += each + "\n";
    }
  }
  return out + std::string(margin, ' ') + legend(row, look.colour) + "\n";
}

}  // namespace pronto
