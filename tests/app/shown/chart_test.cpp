#include "app/shown/chart.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "app/shown/lab_report.hpp"
#include "app/terminal/table.hpp"

using namespace pronto;

namespace {

const x_axis two_steps{{"load", "1"}, "steps"};

panel_row rising_and_flat() {
  panel_row out{.title = "Row", .panels = {}};
  out.panels.push_back({.title = "one",
                        .curves = {{"up", 0, {{0, 0}, {2, 100e6}}},
                                   {"flat", 1, {{0, 50e6}, {2, 50e6}}}}});
  return out;
}

}  // namespace

TEST_CASE("bytes are told in three digits") {
  CHECK(tick_text(0) == "0 B");
  CHECK(tick_text(999) == "999 B");
  CHECK(tick_text(1536) == "1.54 kB");
  CHECK(tick_text(65'536) == "65.5 kB");
  CHECK(tick_text(200e6) == "200 MB");
  CHECK(tick_text(999.9e6) == "1 GB");
  CHECK(tick_text(4e9) == "4 GB");
}

TEST_CASE("an axis ends at a round number not below the highest") {
  CHECK(axis_end(402e6, 4) == doctest::Approx(500e6));
  CHECK(axis_end(400e6, 4) == doctest::Approx(400e6));
  CHECK(axis_end(0, 4) == 4);
  for (double highest = 1; highest < 1e10; highest *= 1.37) {
    CHECK(axis_end(highest, 4) >= highest * 0.999);
    CHECK(axis_end(highest, 4) <= highest * 1.35);
  }
}

TEST_CASE("without colour a curve is drawn with its first letter") {
  const auto text = draw(rising_and_flat(), two_steps, {.colour = false, .columns = 60});
  CHECK(text.find("100 MB ") != std::string::npos);
  CHECK(text.find("ffff") != std::string::npos);
  CHECK(text.find("u = up  f = flat") != std::string::npos);
  CHECK(text.find('\x1b') == std::string::npos);
  // The first curve lies on top and rises: its last letter is in the first row, at its end.
  const auto first = text.substr(text.find("100 MB"));
  CHECK(first.substr(0, first.find('\n')).ends_with("u"));
}

TEST_CASE("with colour a curve is drawn in dots of its colour") {
  const auto text = draw(rising_and_flat(), two_steps, {.colour = true, .columns = 60});
  CHECK(text.find("\x1b[31m") != std::string::npos);
  CHECK(text.find("\u28C0") != std::string::npos);
}

TEST_CASE("panels stand side by side as far as the screen reaches") {
  auto row = rising_and_flat();
  row.panels.push_back(row.panels.front());
  row.panels.back().title = "two";
  const auto lines_with = [&](int columns) {
    const auto text = draw(row, two_steps, {.colour = false, .columns = columns});
    std::size_t widest = 0;
    for (std::size_t at = 0; at < text.size();) {
      const auto end = text.find('\n', at);
      widest = std::max(widest, end - at);
      at = end + 1;
    }
    CHECK(widest <= static_cast<std::size_t>(columns));
    return std::count(text.begin(), text.end(), '\n');
  };
  CHECK(lines_with(100) == 12);
  CHECK(lines_with(40) == 23);
}

TEST_CASE("a picture for files is one document with a line for each curve") {
  const auto text = to_svg("Memory & time", {rising_and_flat()}, two_steps);
  CHECK(text.starts_with("<svg "));
  CHECK(text.find("Memory &amp; time") != std::string::npos);
  std::size_t lines = 0;
  for (auto at = text.find("<polyline"); at != std::string::npos; at = text.find("<polyline", at + 1))
    ++lines;
  CHECK(lines == 2);
}

TEST_CASE("what is explained ran, and on data that tell") {
  const auto run_of = [](lab::variant which) {
    return lab_run{.which = which, .allocator = "mimalloc", .found = lab::trace{}};
  };
  lab_report report{.parts = {{.how = {.hotels = 1000, .prices = 50'000},
                               .runs = {run_of(lab::variant::naive), run_of(lab::variant::dedicated)}}},
                    .allocators = {},
                    .not_installed = {}};
  const auto whole = explanation(report, {});
  CHECK(whole.find("'naive'") != std::string::npos);
  CHECK(whole.find("'dedicated'") != std::string::npos);
  for (const char* other : {"joined", "busy", "snapshot-plain", "'pronto'", "system's"})
    CHECK(whole.find(other) == std::string::npos);
  report.parts[0].how = {.hotels = 50, .prices = 1000};
  CHECK(explanation(report, {}).starts_with("This run is too small to conclude from: 200.0 kB of prices"));
}
