#include "app/options/settings.hpp"

#include <doctest/doctest.h>

#include "app/options/ini.hpp"
#include "app/options/option_value.hpp"
#include "sources/files/scratch_folder.hpp"

using namespace pronto;

namespace {

/// A configuration file for as long as the test goes on.
struct config_file {
  explicit config_file(const std::string& text) { write_bytes(name, text); }

  const scratch_folder folder;
  const std::string name = folder.file("config.ini");
};

/// What is said against a file with this text, without the file's name.
std::string complaint(const std::string& text) {
  const config_file file(text);
  const auto made = resolve_settings(file.name, {});
  if (made) return "";
  CHECK(made.why().code == failure_code::config);
  CHECK(made.why().file == file.name);
  REQUIRE(made.why().text.starts_with(file.name));
  return made.why().text.substr(file.name.size());
}

std::uint64_t line_of_complaint(const std::string& text) {
  const config_file file(text);
  const auto made = resolve_settings(file.name, {});
  return made ? 0 : made.why().line;
}

}  // namespace

TEST_CASE("habits of other configuration files get a hint") {
  CHECK(complaint("# mine\n") == ":1: a comment begins with ';', not with '#'");
  CHECK(complaint("[memory]\nlazy = true\n").ends_with("lazy = true: expected 1 for yes or 0 for no"));
}

TEST_CASE("flags go before the file, and the file before the defaults") {
  const config_file file("; a comment\n[engine]\nhandlers = 7 ; inline\ndata = \"a;b.ndjson\"\n"
                         "[server]\nport = 1\n");
  const auto made = resolve_settings(file.name, {{"port", "4300"}});
  REQUIRE(made);
  CHECK(made->file == file.name);
  CHECK(made->values.engine.handlers == 7);
  CHECK(made->values.engine.data == "a;b.ndjson");
  CHECK(made->values.port == 4300);
  CHECK(made->values.timeout_ms == 5000);
  for (std::size_t i = 0; i < all_settings().size(); ++i) {
    const auto key = all_settings()[i].key;
    if (key == "handlers") CHECK(made->origin[i] == file.name + ":3");
    if (key == "port") CHECK(made->origin[i] == "--port");
    if (key == "timeout-ms") CHECK(made->origin[i] == "default");
  }
}

TEST_CASE("config.ini of the project says every key, with its default") {
  const auto path = std::string(PRONTO_TEST_DATA) + "/../config.ini";
  const auto read = read_ini(path);
  REQUIRE(read);
  CHECK(read->entries.size() == all_settings().size());
  const auto made = resolve_settings(path, {});
  REQUIRE(made);
  for (std::size_t i = 0; i < all_settings().size(); ++i) {
    const auto& each = all_settings()[i];
    CAPTURE(each.key);
    CHECK(made->origin[i].starts_with(path));
    CHECK(write_value(each, made->values) == write_value(each, settings()));
  }
}

TEST_CASE("all defaults are within their own limits") {
  for (const auto& each : all_settings()) {
    if (each.number == nullptr) continue;
    CAPTURE(each.key);
    settings usual;
    CHECK(each.number(usual) >= each.least);
    CHECK(each.number(usual) <= each.most);
  }
}

TEST_CASE("what the table does not know is refused, with what was likely meant") {
  CHECK(complaint("[engine]\nhandler = 3\n") ==
        ":2: [engine] has no key 'handler'; expected data, exchange-rates, handlers, "
        "scheduler-threads, refresh-interval-ms, inflight-max, request-timeout-ms, "
        "load-step-bytes or loader-niceness; did you mean 'handlers'?");
  CHECK(complaint("[sever]\nport = 3\n") ==
        ":1: there is no section [sever]; expected engine, memory, popular, server or client; did you mean "
        "'server'?");
  CHECK(complaint("[engine]\n\n[sever]\n;port = 3\n").starts_with(":3: there is no section [sever]"));
}

TEST_CASE("values of another type or out of their limits are refused") {
  CHECK(complaint("[engine]\nhandlers = \"seven\"\n") ==
        ":2: [engine] handlers = \"seven\": expected a whole number from 0 to 1024, without quotes");
  CHECK(complaint("[engine]\nhandlers = \"7\"\n") ==
        ":2: [engine] handlers = \"7\": expected a whole number from 0 to 1024, without quotes");
  CHECK(complaint("[engine]\nhandlers = -1\n") ==
        ":2: [engine] handlers = -1: expected a whole number from 0 to 1024");
  CHECK(complaint("[engine]\nhandlers = 1.5\n") ==
        ":2: [engine] handlers = 1.5: expected a whole number from 0 to 1024");
  CHECK(complaint("[engine]\nhandlers =\n") ==
        ":2: [engine] handlers = : expected a whole number from 0 to 1024");
  CHECK(complaint("[server]\nport = 65536\n") ==
        ":2: [server] port = 65536: expected a whole number from 0 to 65535");
  CHECK(complaint("[engine]\nrefresh-interval-ms = 99999999999999999999\n") ==
        ":2: [engine] refresh-interval-ms = 99999999999999999999: expected a whole number from 0 "
        "to 86400000");
  CHECK(complaint("[engine]\ndata = hotels.ndjson\n") ==
        ":2: [engine] data = hotels.ndjson: expected some text, in double quotes");
  CHECK(complaint("[engine]\ndata = \"\"\n") ==
        ":2: [engine] data = \"\": expected some text");
  CHECK(complaint("[engine]\nexchange-rates = rates.csv\n") ==
        ":2: [engine] exchange-rates = rates.csv: expected a file of lines date,from,to,rate, or nothing, "
        "in double quotes");
  CHECK(complaint("[memory]\nbudget = 0\n") ==
        ":2: [memory] budget = 0: expected 0, or a size such as \"500 MB\", \"2 GB\" or, in bytes, "
        "\"500000000\", in double quotes");
}

TEST_CASE("what is no INI is refused with its line") {
  CHECK(complaint("[engine]\nhandlers = 1\nhandlers = 2\n") ==
        ":3: [engine] handlers is there twice; it is on line 2 already");
  CHECK(complaint("port = 1\n") ==
        ":1: port stands outside of a section; put it under one, such as [engine]");
  CHECK(complaint("[engine]\nwhat is this\n") ==
        ":2: expected 'key = value', '[section]' or a comment after ';'");
  CHECK(complaint("engine { handlers = 1 }\n") ==
        ":1: expected 'key = value', '[section]' or a comment after ';'");
  CHECK(complaint("[engine\n") == ":1: expected a section such as [engine]");
  CHECK(complaint("[engine] x\n") == ":1: expected a section such as [engine]");
  CHECK(complaint("[engine]\ndata = \"open\n") ==
        ":2: data: expected text that ends with a double quote");
  CHECK(complaint("[engine]\ndata = \"a\" b\n") ==
        ":2: data: expected text that ends with a double quote");
  CHECK(line_of_complaint("\n\n[engine]\n\nhandlers = x\n") == 5);
}

TEST_CASE("Windows line ends, a byte order mark and escaped quotes are understood") {
  const config_file file("\xef\xbb\xbf[engine]\r\nhandlers = 3\r\ndata = \"a\\\"b\\\\c\"\r\n");
  const auto made = resolve_settings(file.name, {});
  REQUIRE(made);
  CHECK(made->values.engine.handlers == 3);
  CHECK(made->values.engine.data == "a\"b\\c");
  CHECK(write_value(all_settings()[0], made->values) == "\"a\\\"b\\\\c\"");
}

TEST_CASE("a file that was named must be there") {
  const auto made = resolve_settings("no/such.ini", {});
  REQUIRE_FALSE(made);
  CHECK(made.why().code == failure_code::config);
  CHECK(made.why().text ==
        "the configuration file 'no/such.ini' cannot be read; is the name right?");
  CHECK_FALSE(resolve_settings("/", {}));
  const auto endless = resolve_settings("/dev/zero", {});
  REQUIRE_FALSE(endless);
  CHECK(endless.why().text ==
        "the configuration file '/dev/zero' is larger than 1048576 bytes; is the name right?");
}

TEST_CASE("a flag is held to the same limits") {
  const auto made = resolve_settings(std::nullopt, {{"port", "99999"}});
  REQUIRE_FALSE(made);
  CHECK(made.why().code == failure_code::usage);
  CHECK(made.why().field == "--port");
  CHECK(made.why().value == "99999");
  CHECK(made.why().text == "--port 99999: expected a whole number from 0 to 65535");
}

TEST_CASE("memory may have a budget, and the data a part, in words that are checked") {
  const config_file file(
      "[memory]\nbudget = \"1.5 GB\"\ndestinations = \"Munich, Paris (FR)\"\ncountries = \"AT\"\n"
      "horizon-nights = 400\nlazy = 1\n");
  const auto made = resolve_settings(file.name, {});
  REQUIRE(made);
  CHECK(made->values.engine.memory_budget_bytes == 1'500'000'000);
  CHECK(to_text(made->values.engine.part) ==
        "Munich, Paris (FR) and all of AT, 400 nights ahead");
  CHECK(made->values.engine.lazy);
  CHECK(resolve_settings(std::nullopt, {})->values.engine.part.is_all());
  CHECK_FALSE(resolve_settings(std::nullopt, {})->values.engine.lazy);
  CHECK(complaint("[memory]\nbudget = \"2 gigs\"\n") ==
        ":2: [memory] budget = \"2 gigs\": expected 0, or a size such as \"500 MB\", \"2 GB\" or, in bytes, "
        "\"500000000\"");
  CHECK(complaint("[memory]\ncountries = \"Austria\"\n") ==
        ":2: [memory] countries = \"Austria\": expected codes of ISO 3166-1 like \"AT, CH\"");
  const auto flag = resolve_settings(std::nullopt, {{"destinations", "Paris (France)"}});
  REQUIRE_FALSE(flag);
  CHECK(flag.why().text ==
        "--destinations Paris (France): expected cities like \"Berlin, Paris (FR)\"");
}

TEST_CASE("a popular stay is in a country that there is, or it is refused at once") {
  CHECK(resolve_settings(std::nullopt, {{"popular-shapes", "Paris (FR), 2 nights"}}));
  CHECK(complaint("[popular]\npopular-shapes = \"Paris (XX), 2 nights\"\n")
            .starts_with(":2: [popular] popular-shapes = \"Paris (XX), 2 nights\": expected stays like"));
}

TEST_CASE("sizes are read with their units") {
  CHECK(parse_bytes("0") == 0);
  CHECK(parse_bytes("0.0 GB") == 0);
  CHECK(parse_bytes("4096") == 4096);
  CHECK(parse_bytes("2 GB") == 2'000'000'000);
  CHECK(parse_bytes("0.5kB") == 500);
  CHECK(parse_bytes("3 TB") == 3'000'000'000'000);
  CHECK(parse_bytes("1 mb") == 1'000'000);
  CHECK(parse_bytes("2 G") == 2'000'000'000);
  CHECK(parse_bytes("1.5k") == 1'500);
  CHECK(parse_bytes("12 B") == 12);
  for (const auto* text : {"", "GB", "-1", "1e400 GB", "2 gbb", "b", "2 GM", "nan", "99999 TB", "0.5", "1e-9", "0.0001 kB"})
    CHECK_FALSE(parse_bytes(text));
}
