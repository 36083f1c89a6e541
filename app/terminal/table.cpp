#include "app/terminal/table.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "invariant.hpp"

namespace pronto {

namespace {

constexpr std::string_view replacement = "\uFFFD";
constexpr std::string_view ellipsis = "\u2026";
constexpr int gap = 2;             // blanks between columns
constexpr int narrowest = 12;      // what a column that shrinks keeps

struct character {
  std::string_view bytes;
  utf8proc_int32_t code = -1;  // -1: no UTF-8
};

/// Takes the first character off `text`, which is not empty.
character take(std::string_view& text) {
  character first;
  const auto* begin = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto size = utf8proc_iterate(begin, static_cast<utf8proc_ssize_t>(text.size()),
                                     &first.code);
  if (size <= 0) first.code = -1;
  first.bytes = text.substr(0, size > 0 ? static_cast<std::size_t>(size) : 1);
  text.remove_prefix(first.bytes.size());
  return first;
}

int width_of(const character& c) { return c.code < 0 ? 1 : utf8proc_charwidth(c.code); }

// Those that turn the direction of what follows included.
bool is_control(utf8proc_int32_t code) {
  const auto is_within = [&](utf8proc_int32_t first, utf8proc_int32_t last) {
    return first <= code && code <= last;
  };
  return code < 0x20 || is_within(0x7f, 0x9f) || is_within(0x2028, 0x202e) || is_within(0x2066, 0x2069);
}

}  // namespace

int display_width(std::string_view utf8) {
  int width = 0;
  while (!utf8.empty()) width += width_of(take(utf8));
  return width;
}

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto c = take(text);
    out += c.code < 0 || is_control(c.code) ? replacement : c.bytes;
  }
  return out;
}

std::string shorten(std::string_view utf8, int columns) {
  invariant(columns > 0);
  if (display_width(utf8) <= columns) return std::string(utf8);
  std::string out;
  int width = 0;
  while (!utf8.empty()) {
    const auto c = take(utf8);
    if (width + width_of(c) > columns - 1) break;
    width += width_of(c);
    out += c.bytes;
  }
  return out.append(ellipsis);
}

std::vector<std::string> lines_within(std::string_view utf8, int columns) {
  invariant(columns > 0);
  std::vector<std::string> lines;
  std::string line;
  int width = 0;
  while (!utf8.empty()) {
    const auto c = take(utf8);
    const bool is_full = width + width_of(c) > columns;
    if (is_full && !line.empty()) {
      const auto blank = c.bytes == " " ? line.size() : line.rfind(' ');
      const auto kept = blank == std::string::npos ? line.size() : blank;
      lines.push_back(line.substr(0, kept));
      line.erase(0, std::min(line.size(), kept == blank ? kept + 1 : kept));
      width = display_width(line);
      if (c.bytes == " ") continue;
    }
    line += c.bytes;
    width += width_of(c);
  }
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

void table::add_row(std::vector<cell> cells) {
  invariant(cells.size() == columns_.size());
  for (auto& each : cells) each.text = printable(each.text);
  rows_.push_back(std::move(cells));
}

std::vector<int> table::natural_widths() const {
  std::vector<int> out(columns_.size(), 0);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    for (const auto& row : rows_) out[i] = std::max(out[i], display_width(row[i].text));
    if (out[i] > 0) out[i] = std::max(out[i], display_width(columns_[i].title));
  }
  return out;
}

/// By how much columns of these widths, of which those of 0 are not there, are too wide.
int table::excess(const std::vector<int>& widths, int columns_of_screen) const {
  const auto shown = static_cast<int>(std::count_if(widths.begin(), widths.end(),
                                                    [](int width) { return width > 0; }));
  return std::accumulate(widths.begin(), widths.end(), gap * (shown - 1)) - columns_of_screen;
}

std::vector<int> table::shrunk(std::vector<int> widths, int columns_of_screen) const {
  for (auto left = excess(widths, columns_of_screen); left > 0; --left) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const bool shrinks = columns_[i].may_shrink && widths[i] > narrowest;
      if (shrinks && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
    }
    if (widest == widths.size()) break;
    --widths[widest];
  }
  return widths;
}

/// The columns that may go, the first to go first.
std::vector<std::size_t> table::going() const {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (columns_[i].goes > 0) out.push_back(i);
  std::ranges::stable_sort(out, {}, [this](std::size_t at) { return columns_[at].goes; });
  return out;
}

std::vector<int> table::widths(int columns_of_screen) const {
  auto natural = natural_widths();
  if (columns_of_screen <= 0) return natural;
  auto fitted = shrunk(natural, columns_of_screen);
  for (const auto each : going()) {
    if (excess(fitted, columns_of_screen) <= 0) break;
    natural[each] = 0;
    fitted = shrunk(natural, columns_of_screen);
  }
  return fitted;
}

/// The titles of those that are not there though they have text.
std::string table::left_out(const std::vector<int>& widths) const {
  const auto natural = natural_widths();
  std::string out;
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (natural[i] > 0 && widths[i] == 0 && !columns_[i].title.empty())
      out += (out.empty() ? "left out for want of width: " : ", ") + columns_[i].title;
  return out;
}

/// A row as the lines that it takes: one, unless a column wraps.
std::vector<std::vector<cell>> table::lines_of(const std::vector<cell>& cells,
                                               const std::vector<int>& widths) const {
  std::vector<std::vector<cell>> lines(1, cells);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!columns_[i].wraps || widths[i] == 0) continue;
    const auto parts = lines_within(cells[i].text, widths[i]);
    if (parts.size() > lines.size()) lines.resize(parts.size(), std::vector<cell>(cells.size(), ""));
    for (std::size_t k = 0; k < parts.size(); ++k) lines[k][i] = {parts[k], cells[i].look};
  }
  return lines;
}

std::string table::render_row(const std::vector<cell>& cells, const std::vector<int>& widths,
                              bool colour) const {
  std::string line;
  std::size_t blanks = 0;  // owed before the next text, so that no line ends with any
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (widths[i] == 0) continue;
    const auto text = shorten(cells[i].text, widths[i]);
    const auto pad = static_cast<std::size_t>(std::max(0, widths[i] - display_width(text)));
    if (columns_[i].aligned == side::right) blanks += pad;
    if (!text.empty()) {
      line.append(blanks, ' ').append(paint(cells[i].look, text, colour));
      blanks = 0;
    }
    if (columns_[i].aligned == side::left) blanks += pad;
    blanks += gap;
  }
  return line;
}

std::string table::render(const appearance& look, int indent) const {
  const auto width = widths(look.columns > 0 ? std::max(1, look.columns - indent) : 0);
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  std::string out;
  std::vector<cell> titles;
  bool titled = false;
  for (const auto& each : columns_) {
    titles.emplace_back(each.title, style::bold);
    titled = titled || !each.title.empty();
  }
  if (titled) out += margin + render_row(titles, width, look.colour) + "\n";
  for (const auto& row : rows_)
    for (const auto& line : lines_of(row, width))
      out += margin + render_row(line, width, look.colour) + "\n";
  const auto gone = left_out(width);
  return gone.empty() ? out : out + margin + paint(style::faint, gone, look.colour) + "\n";
}

}  // namespace pronto
