#include "app/terminal/table.hpp"

#include <doctest/doctest.h>

using namespace pronto;

TEST_CASE("the width of text is counted in columns of the screen") {
  CHECK(display_width("") == 0);
  CHECK(display_width("Berlin") == 6);
  CHECK(display_width("Hôtel") == 5);
  CHECK(display_width("東京") == 4);
  CHECK(display_width("e\u0301") == 1);  // e and a combining accent
  CHECK(display_width("\u2605\u2605") == 2);
}

TEST_CASE("what could move the cursor never reaches the screen") {
  CHECK(printable("a\x1b[2Jb") == "a\uFFFD[2Jb");
  CHECK(printable("a\nb\tc") == "a\uFFFDb\uFFFDc");
  CHECK(printable("\xff\xfe") == "\uFFFD\uFFFD");
  CHECK(printable("Zürich 東京") == "Zürich 東京");
}

TEST_CASE("text is cut between characters, within the columns") {
  CHECK(shorten("Berlin", 6) == "Berlin");
  CHECK(shorten("Berlin", 4) == "Ber\u2026");
  CHECK(shorten("東京東京", 4) == "東\u2026");
  for (int columns = 1; columns < 12; ++columns)
    CHECK(display_width(shorten("Hôtel 東京 am See", columns)) <= columns);
}

TEST_CASE("numbers are grouped by thousands") {
  CHECK(with_separators(0) == "0");
  CHECK(with_separators(999) == "999");
  CHECK(with_separators(1000) == "1,000");
  CHECK(with_separators(12345678) == "12,345,678");
}

TEST_CASE("columns line up whatever the script, and no line ends with a blank") {
  table rows({{"Hotel", side::left}, {"Total", side::right}});
  rows.add_row({{"Adler"}, {"9.50"}});
  rows.add_row({{"東京"}, {"1210.00"}});
  CHECK(rows.render({}) ==
        "Hotel    Total\n"
        "Adler     9.50\n"
        "東京   1210.00\n");
  table open_end({{"A", side::left}, {"B", side::left}});
  open_end.add_row({{"x"}, {"longer"}});
  open_end.add_row({{"y"}, {""}});
  CHECK(open_end.render({}, 2) == "  A  B\n  x  longer\n  y\n");
}

TEST_CASE("a column without text is left out, and titles that are all empty") {
  table rows({{"", side::left}, {"", side::left}, {"", side::right}});
  rows.add_row({{"a"}, {""}, {"1"}});
  CHECK(rows.render({}) == "a  1\n");
}

TEST_CASE("only columns that may shrink are cut to fit the screen, the widest first") {
  table rows({{"Name", side::left, true}, {"Code", side::left}});
  rows.add_row({{"a name that is long"}, {"a code that is long too"}});
  const auto fitted = rows.render({false, 40});
  CHECK(fitted == "Name             Code\na name that is\u2026  a code that is long too\n");
  CHECK(rows.render({false, 10}).find("a code that is long too") != std::string::npos);
  CHECK(rows.render({false, 0}).find("a name that is long") != std::string::npos);
}

TEST_CASE("columns that may go do so where shrinking is not enough, and no more than must") {
  table rows({{"Name", side::left, true},
              {"Stars", side::left, false, true},
              {"Code", side::left},
              {"Refundable", side::left, false, true}});
  rows.add_row({{"a name that is long"}, {"***"}, {"BER-00001"}, {"yes"}});
  const auto first_line = [&](int columns) {
    const auto text = rows.render({false, columns});
    return text.substr(0, text.find('\n'));
  };
  CHECK(first_line(49) == "Name                 Stars  Code       Refundable");
  CHECK(first_line(42) == "Name          Stars  Code       Refundable");
  CHECK(first_line(41) == "Name                Code       Refundable");
  CHECK(first_line(34) == "Name                 Code");
  CHECK(first_line(5) == "Name          Code");
}

TEST_CASE("colour does not change what lines up with what") {
  table rows({{"A", side::left}, {"B", side::right}});
  rows.add_row({{"x", style::good}, {"12", style::bad}});
  rows.add_row({{"long", style::bold}, {"3"}});
  auto text = rows.render({true, 0});
  for (auto at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b'))
    text.erase(at, text.find('m', at) - at + 1);
  CHECK(text == rows.render({}));
}
