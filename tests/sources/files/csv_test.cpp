#include "sources/files/csv.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "sources/files/scratch_folder.hpp"
#include "sources/imports/written_number.hpp"

using namespace pronto;

namespace {

using record = std::vector<std::string>;

// All records after the header, each with the line it begins on before its fields.
std::vector<record> records_of(const std::string& bytes, char separator = ',') {
  const scratch_folder folder;
  write_bytes(folder.file("a.csv"), bytes);
  auto file = csv_reader::open(folder.file("a.csv"), separator);
  REQUIRE_MESSAGE(file, (file ? "" : describe(file.why())));
  std::vector<record> out;
  for (;;) {
    const auto more = file->next();
    REQUIRE_MESSAGE(more, (more ? "" : describe(more.why())));
    if (!*more) return out;
    out.push_back({std::to_string(file->line())});
    for (const auto each : file->fields()) out.back().emplace_back(each);
  }
}

}  // namespace

TEST_CASE("records are split at separators, with empty fields") {
  CHECK(records_of("a,b,c\n1,,3\n,,\n") ==
        std::vector<record>{{"2", "1", "", "3"}, {"3", "", "", ""}});
  CHECK(records_of("a;b\n1,5;2\n", ';') == std::vector<record>{{"2", "1,5", "2"}});
}

TEST_CASE("a quoted field holds separators, quotes and line breaks") {
  CHECK(records_of("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n") ==
        std::vector<record>{{"2", "x, y", "say \"hi\""}});
  CHECK(records_of("a,b\n\"first\n\nthird\",2\nlast,3\n") ==
        std::vector<record>{{"2", "first\n\nthird", "2"}, {"5", "last", "3"}});
  CHECK(records_of("a,b\n\"\",\"\"\n") == std::vector<record>{{"2", "", ""}});
}

TEST_CASE("a quote inside an unquoted field stands for itself") {
  CHECK(records_of("a,b\n5\" disk,2\n") == std::vector<record>{{"2", "5\" disk", "2"}});
}

TEST_CASE("byte order mark, carriage returns, empty lines and a missing last break do no harm") {
  CHECK(records_of("\xEF\xBB\xBF" "a,b\r\n1,2\r\n\r\n3,4") ==
        std::vector<record>{{"2", "1", "2"}, {"4", "3", "4"}});
  const scratch_folder folder;
  write_bytes(folder.file("a.csv.gz"), gzip("\xEF\xBB\xBFname,b\n1,2\n"));
  auto file = csv_reader::open(folder.file("a.csv.gz"), ',');
  REQUIRE(file);
  CHECK(file->column("name") == 0u);
  CHECK_FALSE(file->column("c"));
}

TEST_CASE("a record of another width is told apart") {
  const scratch_folder folder;
  write_bytes(folder.file("a.csv"), "a,b\n1\n1,2\n1,2,3\n");
  auto file = csv_reader::open(folder.file("a.csv"), ',');
  REQUIRE(file);
  std::string whole;
  while (*file->next()) whole += file->whole() ? "yes " : "no ";
  CHECK(whole == "no yes no ");
}

TEST_CASE("a quote that is not closed fails with the line where its record begins") {
  const scratch_folder folder;
  write_bytes(folder.file("a.csv"), "a,b\n1,2\n3,\"four\n5,6\n");
  auto file = csv_reader::open(folder.file("a.csv"), ',');
  REQUIRE(file);
  CHECK(*file->next());
  const auto broken = file->next();
  REQUIRE_FALSE(broken);
  CHECK(broken.why().line == 3);
  CHECK(broken.why().text.find("quote") != std::string::npos);
}

TEST_CASE("a missing file fails") {
  CHECK_FALSE(csv_reader::open("/nonexistent/a.csv", ','));
}

TEST_CASE("what is written with quotes is read back, whatever it is") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::string alphabet = "a\",\n ;é";
  std::string bytes = "h1,h2,h3\n";
  std::vector<record> expected;
  std::size_t line = 2;
  for (int i = 0; i < 300; ++i) {
    record fields;
    expected.push_back({std::to_string(line)});
    for (int f = 0; f < 3; ++f) {
      std::string field, quoted = "\"";
      for (auto length = random() % 6; length > 0; --length)
        field += alphabet[random() % alphabet.size()];
      for (const char c : field) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
      for (const char c : field) line += c == '\n' ? 1 : 0;
      bytes += quoted + (f < 2 ? "\"," : "\"\n");
      expected.back().push_back(field);
    }
    ++line;
  }
  CHECK(records_of(bytes) == expected);
}

TEST_CASE("prices are read as web pages show them") {
  CHECK(parse_written_price("$1,234.00", 2) == 123400);
  CHECK(parse_written_price("$85.00", 2) == 8500);
  CHECK(parse_written_price("0", 2) == 0);
  CHECK(parse_written_price("$12,345,678.9", 2) == 1234567890);
  CHECK(parse_written_price("$1,234.00", 0) == 1234);
  CHECK(parse_written_price("94", 2, ',') == 9400);
  CHECK(parse_written_price("1.234,50", 2, ',') == 123450);
  CHECK(parse_written_price("94 \xE2\x82\xAC", 2, ',') == 9400);
  for (const auto* wrong : {"", "$", "-5", "1,23.00", "1234,567.00", "1.", "1.001", "1e5", "1,",
                            ",1", "1.2.3", "12,,345"})
    CHECK_MESSAGE(!parse_written_price(wrong, 2), wrong);
}

TEST_CASE("no minus is dropped from a price, however it is typeset") {
  for (const auto* wrong : {"\u221294 \u20ac", "\u2212 94", "\u201394", "\u201494 EUR",
                            "$\u221285.00", "\uff0d94", "EUR \u201094", "94\u2212"})
    CHECK_MESSAGE(!parse_written_price(wrong, 2), wrong);
}
