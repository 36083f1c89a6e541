#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "app/shown/chart.hpp"

namespace pronto {

namespace {

// In pixels.
constexpr double left = 78;  // of a panel: the numbers of its y axis
constexpr double plot_width = 300;
constexpr double plot_height = 150;
constexpr double between = 22;
constexpr double edge = 24;
constexpr double head = 78;         // title and legend
constexpr double above_plot = 52;   // a row's title and those of its panels
constexpr double below_plot = 40;   // names and title of the x axis
constexpr double legend_step = 138;
constexpr int ticks = 4;

// Told apart by those who do not see all colours too (Okabe and Ito).
constexpr std::array<const char*, 6> colours{"#d55e00", "#e69f00", "#cc79a7",
                                             "#009e73", "#56b4e9", "#0072b2"};
// Curves that lie on one another show through.
constexpr std::array<const char*, 6> dashes{"", "", "", "7 5", "2 4", ""};

std::string number(double of) {
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%.1f", of);
  return out.data();
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char each : text) {
    if (each == '&')
      out += "&amp;";
    else if (each == '<')
      out += "&lt;";
    else if (each == '>')
      out += "&gt;";
    else
      out += each;
  }
  return out;
}

std::string text_at(double x, double y, std::string_view text, std::string_view more = "") {
  return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" " + std::string(more) + ">" +
         escaped(text) + "</text>\n";
}

std::string line_at(double x1, double y1, double x2, double y2, std::string_view more) {
  return "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) +
         "\" y2=\"" + number(y2) + "\" " + std::string(more) + "/>\n";
}

std::string look_of(std::size_t colour) {
  std::string out = "fill=\"none\" stroke-width=\"2.2\" stroke-linejoin=\"round\" stroke=\"";
  out += colours.at(colour);
  out += '"';
  if (*dashes.at(colour) != '\0') out += std::string(" stroke-dasharray=\"") + dashes.at(colour) + '"';
  return out;
}

std::string panel_at(double x0, double y0, const panel& of, const x_axis& x, double y_end) {
  std::string out;
  out += text_at(x0, y0 - 10, of.title, "font-weight=\"bold\"");
  for (int i = 0; i <= ticks; ++i) {
    const double y = y0 + plot_height * (ticks - i) / ticks;
    out += line_at(x0, y, x0 + plot_width, y, "stroke=\"#e2e2e2\"");
    out += text_at(x0 - 8, y + 4, tick_text(y_end * i / ticks), "text-anchor=\"end\"");
  }
  const auto stretches = static_cast<double>(x.names.size());
  for (std::size_t i = 0; i < x.names.size(); ++i) {
    const double from = x0 + plot_width * static_cast<double>(i) / stretches;
    out += line_at(from, y0, from, y0 + plot_height, "stroke=\"#e2e2e2\"");
    out += text_at(from + plot_width / stretches / 2, y0 + plot_height + 16, x.names[i],
                   "text-anchor=\"middle\" fill=\"#555\"");
  }
  out += line_at(x0, y0 + plot_height, x0 + plot_width, y0 + plot_height, "stroke=\"#444\"");
  for (auto each = of.curves.rbegin(); each != of.curves.rend(); ++each) {
    std::vector<point> drawn;
    for (const point& at : each->points) {
      const point to{x0 + plot_width * at.x / stretches, y0 + plot_height * (1 - at.y / y_end)};
      if (drawn.empty() || std::abs(to.x - drawn.back().x) + std::abs(to.y - drawn.back().y) >= 1)
        drawn.push_back(to);  // others would not be seen
    }
    std::string points;
    for (const point& at : drawn) points += number(at.x) + "," + number(at.y) + " ";
    out += "<polyline points=\"" + points + "\" " + look_of(each->colour) + "/>\n";
  }
  return out + text_at(x0 + plot_width / 2, y0 + plot_height + 33, x.title,
                       "text-anchor=\"middle\" fill=\"#555\"");
}

std::string legend_of(const std::vector<panel_row>& rows) {
  std::vector<const curve*> told;
  for (const panel_row& row : rows)
    for (const panel& each : row.panels)
      for (const curve& line : each.curves)
        if (std::none_of(told.begin(), told.end(),
                         [&](const curve* known) { return known->label == line.label; }))
          told.push_back(&line);
  std::string out;
  double x = edge;
  for (const curve* each : told) {
    out += line_at(x, head - 20, x + 28, head - 20, look_of(each->colour));
    out += text_at(x + 35, head - 16, each->label);
    x += legend_step;
  }
  return out;
}

}  // namespace

std::string to_svg(std::string_view title, const std::vector<panel_row>& rows, const x_axis& x) {
  std::size_t most = 1;
  for (const panel_row& row : rows) most = std::max(most, row.panels.size());
  constexpr double row_height = above_plot + plot_height + below_plot;
  const double width = std::max(2 * edge + static_cast<double>(most) * (left + plot_width + between),
                                2 * edge + 6 * legend_step);
  const double height = head + row_height * static_cast<double>(rows.size()) + edge;
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(width) +
                    "\" height=\"" + number(height) + "\" viewBox=\"0 0 " + number(width) + " " +
                    number(height) +
                    "\" font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#222\">\n"
                    "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";
  out += text_at(edge, 30, title, "font-size=\"17\" font-weight=\"bold\"");
  out += legend_of(rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double y0 = head + row_height * static_cast<double>(i);
    out += text_at(edge, y0 + 16, rows[i].title, "font-size=\"14\"");
    double highest = 0;
    for (const panel& each : rows[i].panels)
      for (const curve& line : each.curves)
        for (const point& at : line.points) highest = std::max(highest, at.y);
    const double y_end = axis_end(highest, ticks);
    double x0 = edge + left;
    for (const panel& each : rows[i].panels) {
      out += panel_at(x0, y0 + above_plot, each, x, y_end);
      x0 += left + plot_width + between;
    }
  }
  return out + "</svg>";
}

}  // namespace pronto
