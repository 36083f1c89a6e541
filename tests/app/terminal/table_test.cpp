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
  CHECK(printable("a\u202Eb\u2066c") == "a\uFFFDb\uFFFDc");  // what follows would run backwards
  CHECK(printable("מלון") == "מלון");
}

TEST_CASE("text is cut between characters, within the columns") {
  CHECK(shorten("Berlin", 6) == "Berlin");
  CHECK(shorten("Berlin", 4) == "Ber\u2026");
  CHECK(shorten("東京東京", 4) == "東\u2026");
  for (int columns = 1; columns < 12; ++columns)
    CHECK(display_width(shorten("Hôtel 東京 am See", columns)) <= columns);
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
              {"Stars", side::left, false, 1},
              {"Code", side::left},
              {"Refundable", side::left, false, 2}});
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

TEST_CASE("columns go in the order of their numbers, and are named below") {
  table rows({{"Name", side::left}, {"Plan", side::left, false, 2}, {"Stars", side::left, false, 1},
              {"Away", side::left, false, 3}});
  rows.add_row({{"Adler"}, {"flexible"}, {"***"}, {""}});
  CHECK(rows.render({false, 22}) == "Name   Plan      Stars\nAdler  flexible  ***\n");
  CHECK(rows.render({false, 21}) ==
        "Name   Plan\nAdler  flexible\nleft out for want of width: Stars\n");
  CHECK(rows.render({false, 8}, 1) ==
        " Name\n Adler\n left out for want of width: Plan, Stars\n");
}

TEST_CASE("a column that wraps goes on in the next line") {
  table rows({{"Room", side::left}, {"Why not", side::left, true, 0, true}});
  rows.add_row({{"DBL"}, {"the stay is too short: at least 2 nights"}});
  rows.add_row({{"SGL"}, {"closed"}});
  CHECK(rows.render({false, 24}) ==
        "Room  Why not\n"
        "DBL   the stay is too\n"
        "      short: at least 2\n"
        "      nights\n"
        "SGL   closed\n");
  CHECK(rows.render({}).find("DBL   the stay is too short: at least 2 nights\n") !=
        std::string::npos);
}

TEST_CASE("lines are broken at blanks, and within a word that is longer than a line") {
  using lines = std::vector<std::string>;
  CHECK(lines_within("", 5) == lines{""});
  CHECK(lines_within("one two", 7) == lines{"one two"});
  CHECK(lines_within("one two", 6) == lines{"one", "two"});
  CHECK(lines_within("one two", 3) == lines{"one", "two"});
  CHECK(lines_within("one two", 4) == lines{"one", "two"});
  CHECK(lines_within("at breakfast", 5) == lines{"at", "break", "fast"});
  CHECK(lines_within("東京東京", 5) == lines{"東京", "東京"});
  CHECK(lines_within("東京", 1) == lines{"東", "京"});
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
