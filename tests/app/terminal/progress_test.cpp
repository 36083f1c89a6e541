// The line that says how far something is.
#include <doctest/doctest.h>

#include "app/terminal/screen.hpp"
#include "app/terminal/table.hpp"

using namespace pronto;

TEST_CASE("progress never breaks its line, whatever is in a file's name") {
  screen seen;
  seen.shown.shows_progress = true;
  seen.shown.err_look.columns = 40;
  {
    progress_line line(seen.shown, "loading a/very/long/name\n\x1b[2J/of/hotels.ndjson.gz");
    line.show(1, 2);
  }
  const std::string wipe = "\r\x1b[K";
  const auto drawn = seen.err();
  REQUIRE(drawn.starts_with(wipe));
  REQUIRE(drawn.ends_with(wipe));
  const auto text = drawn.substr(wipe.size(), drawn.size() - 2 * wipe.size());
  CHECK(display_width(text) == 39);
  CHECK(text == printable(text));
}

TEST_CASE("progress says the share and the detail, and is drawn again only where that changes") {
  screen seen;
  seen.shown.shows_progress = true;
  progress_line line(seen.shown, "loading");
  line.show(500, 1000, "7 hotels");
  const auto once = seen.err();
  CHECK(once.ends_with("loading [############------------] 50 %  7 hotels"));
  line.show(501, 1000, "7 hotels");
  CHECK(seen.err() == once);
}

TEST_CASE("the time that is left is told once something can be said of it") {
  CHECK(time_left_text(0, 1000, 5) == "");
  CHECK(time_left_text(10, 0, 5) == "");
  CHECK(time_left_text(500, 1000, 0.5) == "");
  CHECK(time_left_text(250, 1000, 4) == "about 12 s left");
  CHECK(time_left_text(999, 1000, 4) == "about 1 s left");
  CHECK(time_left_text(1000, 1000, 4) == "");
  CHECK(time_left_text(1001, 1000, 4) == "");
  CHECK(time_left_text(1, 1000, 1) == "about 17 min left");
  CHECK(time_left_text(1, ~std::uint64_t{0}, 1e9) == "about 9999 min left");
}
