#pragma once
// Pictures of curves: several panels with the same axes side by side, for a screen or as SVG.
#include <string>
#include <string_view>
#include <vector>

#include "app/terminal/terminal.hpp"

namespace pronto {

struct point {
  double x = 0;
  double y = 0;
};

/// In every panel the curves of one label look alike.
struct curve {
  std::string label;         ///< its first letter is what it is drawn with where there is no colour
  std::size_t colour = 0;    ///< 0 to 5
  std::vector<point> points; ///< in order of x
};

struct panel {
  std::string title;
  std::vector<curve> curves;  ///< the first ones lie on top
};

/// Panels that are looked at together.
struct panel_row {
  std::string title;
  std::vector<panel> panels;
};

/// What x means; y is bytes.
struct x_axis {
  std::vector<std::string> names;  ///< of the stretches from 0 to 1, from 1 to 2, ...
  std::string title;
};

/// "412 MB", "1.25 GB": by powers of ten, as short as it goes.
std::string tick_text(double bytes);

/// The highest tick of an axis on which `highest` fits, with round numbers for its `ticks`.
double axis_end(double highest, int ticks);

/// Panels side by side, as many as fit, with the labels of their curves below.
std::string draw(const panel_row& row, const x_axis& x, const appearance& look);

/// All rows in one SVG document; no line break at its end.
std::string to_svg(std::string_view title, const std::vector<panel_row>& rows, const x_axis& x);

}  // namespace pronto
