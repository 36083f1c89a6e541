// The program from the outside: what it prints, where, and its exit code.
#include <sys/wait.h>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <thread>

#include "app/hotel_file.hpp"
#include "app/process.hpp"
#include "sources/files/scratch_folder.hpp"

using namespace pronto;
using nlohmann::json;

namespace {

using words = std::vector<std::string>;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A folder with 300 made-up hotels, as plain text.
const scratch_folder& demo() {
  static const scratch_folder folder;
  static const auto made = run(folder.path(), {"generate", "--hotels", "300", "--seed", "5",
                                               "--start", "2027-01-01", "--out", "demo.ndjson"});
  REQUIRE(made.code == 0);
  return folder;
}

words question(const std::string& city, words more = {}) {
  words all = {"cheapest", city, "--data", "demo.ndjson", "--arrival", "2027-03-01", "--nights",
               "3", "--booking-date", "2027-02-01"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

/// "12.30" as 1230; every amount of one object has as many decimals.
std::int64_t minor(const json& amount) {
  auto digits = amount.get<std::string>();
  std::erase(digits, '.');
  return std::stoll(digits);
}

/// Runs `cheapest Berlin` on a file with these bytes.
finished ask_file(const std::string& bytes, const std::string& name = "hotels.ndjson") {
  const scratch_folder folder;
  write_bytes(folder.file(name), bytes);
  return run(folder.path(), {"cheapest", "Berlin", "--arrival", "2027-03-01", "--booking-date",
                             "2027-02-01", "--data", name});
}

/// That it ended with this code, one sentence on standard error and nothing else.
void check_refused(const finished& end, int code, const std::string& part) {
  CAPTURE(end.err);
  CHECK(end.code == code);
  CHECK(end.out == "");
  CHECK(end.err.starts_with("error: "));
  CHECK(std::count(end.err.begin(), end.err.end(), '\n') == 1);
  CHECK(contains(end.err, part));
}

}  // namespace

TEST_CASE("the same options make the same file, and it is good") {
  const auto& folder = demo();
  const auto again = run(folder.path(), {"generate", "--hotels", "300", "--seed", "5", "--start",
                                         "2027-01-01", "--out", "again.ndjson"});
  CHECK(again.code == 0);
  CHECK(again.err == "");
  CHECK(contains(again.out, "wrote 300 hotels, nights 2027-01-01 to 2027-12-31, seed 5"));
  CHECK(read_bytes(folder.file("demo.ndjson")) == read_bytes(folder.file("again.ndjson")));
  const auto checked = run(folder.path(), {"check", "again.ndjson"});
  CHECK(checked.code == 0);
  CHECK(checked.out == "again.ndjson: 300 documents, 300 good, 0 errors\n");
}

TEST_CASE("a name that ends in .gz makes gzip, with the same hotels in it") {
  const auto& folder = demo();
  CHECK(run(folder.path(), {"generate", "--hotels", "300", "--seed", "5", "--start", "2027-01-01",
                            "--out", "new/packed.ndjson.gz"}).code == 0);
  CHECK(read_bytes(folder.file("new/packed.ndjson.gz")).starts_with("\x1f\x8b"));
  auto packed = question("Berlin", {"--json"});
  packed[3] = "new/packed.ndjson.gz";
  CHECK(run(folder.path(), packed).out == run(folder.path(), question("Berlin", {"--json"})).out);
}

TEST_CASE("the lines of every price sum to its total, in every city") {
  std::size_t offers = 0;
  for (const char* city : {"Berlin", "London", "Paris", "Tokyo", "New York"}) {
    CAPTURE(city);
    const auto end = run(demo().path(), question(city, {"--json", "--adults", "1", "--children",
                                                        "4"}));
    REQUIRE((end.code == 0 || end.code == 1));
    CHECK(end.err == "");
    const auto answer = json::parse(end.out);
    std::int64_t before = 0;
    for (const auto& offer : answer["offers"]) {
      std::int64_t sum = 0;
      for (const auto& line : offer["lines"]) sum += minor(line["amount"]);
      CHECK(sum == minor(offer["total"]));
      CHECK(minor(offer["total"]) == minor(offer["room_charge"]) - minor(offer["promotions"]) +
                                         minor(offer["supplements"]) +
                                         minor(offer["taxes_added"]));
      CHECK(offer["currency"] == answer["currency"]);
      CHECK(minor(offer["total"]) >= before);
      before = minor(offer["total"]);
      ++offers;
    }
  }
  CHECK(offers > 10);
}

TEST_CASE("what is loaded is listed: the cities, and the hotels of one") {
  const auto list = [](words more) {
    more.insert(more.begin(), {"hotels", "--data", "demo.ndjson"});
    return run(demo().path(), more);
  };
  const auto cities = json::parse(list({"--limit", "1000", "--json"}).out);
  std::size_t hotels = 0;
  for (const auto& each : cities["cities"]) hotels += each["hotels"].get<std::size_t>();
  CHECK(hotels == 300);
  CHECK(cities["count"] == cities["cities"].size());
  const auto berlin = json::parse(list({"Berlin", "--limit", "3", "--json"}).out);
  CHECK(berlin["hotels"].size() == 3);
  CHECK(berlin["hotels"][0]["hotel"] < berlin["hotels"][1]["hotel"]);
  CHECK_FALSE(berlin["hotels"][0]["amenities"].empty());
  const auto text = list({"Berlin", "--limit", "3"});
  CHECK(text.code == 0);
  CHECK(contains(text.out, berlin["hotels"][2]["hotel"].get<std::string>()));
  CHECK(contains(text.out, " 1 to 3 shown (generation 1)\nmore: the same with --skip 3\n"));
  CHECK(contains(list({}).out, "Berlin"));
  CHECK(list({"Berlin", "--skip", "9999"}).code == 1);
  CHECK(list({"--country", "IS"}).code == 1);
  check_refused(list({"--country", "Germany"}), 2, "DE");
  check_refused(list({"Berlin", "--limit", "0"}), 2, "--limit 0: expected");
  check_refused(list({"--stars", "3"}), 2, "--stars");
}

TEST_CASE("a quote agrees with the search, and says why the rest cannot be booked") {
  const auto found = json::parse(run(demo().path(), question("Berlin", {"--json"})).out);
  REQUIRE_FALSE(found["offers"].empty());
  const auto& best = found["offers"][0];
  auto words_of_quote = question("", {"--json"});
  words_of_quote[0] = "quote";
  words_of_quote[1] = best["hotel"];
  const auto end = run(demo().path(), words_of_quote);
  CHECK(end.code == 0);
  const auto quoted = json::parse(end.out);
  CHECK(quoted["hotel"] == best["hotel"]);
  CHECK(quoted["booking_date"] == "2027-02-01");
  REQUIRE_FALSE(quoted["offers"].empty());
  CHECK(quoted["offers"][0] == best);
  CHECK(quoted["not_bookable"].is_array());
  for (const auto& each : quoted["not_bookable"]) {
    CHECK(each["room"].is_string());
    CHECK(each["plan"].is_string());
    CHECK(each["reason"].is_string());
  }
}

TEST_CASE("standard output has the result alone, without colour in a file") {
  const auto end = run(demo().path(), question("Berlin", {"--explain"}));
  CHECK(end.code == 0);
  CHECK(end.err == "");
  CHECK(end.out.starts_with("Berlin (DE)  Mon 2027-03-01 to Thu 2027-03-04, 3 nights, 2 adults\n"));
  CHECK_FALSE(contains(end.out, "\x1b"));
}

TEST_CASE("no offer is told apart from an error") {
  const auto end = run(demo().path(), question("Berlin", {"--max-total", "0.01"}));
  CHECK(end.code == 1);
  CHECK(contains(end.out, " hotels have an offer"));
  CHECK(end.err == "");
  const auto as_json = run(demo().path(), question("Berlin", {"--max-total", "0.01", "--json"}));
  CHECK(as_json.code == 1);
  CHECK(json::parse(as_json.out)["offers"] == json::array());
}

TEST_CASE("bad questions end with 2, and name what is wrong") {
  const auto& folder = demo().path();
  check_refused(run(folder, question("Berlin", {"--adults", "99"})), 2, "--adults 99: expected");
  check_refused(run(folder, {"cheapest", "Berlin", "--nights", "0"}), 2, "--nights 0: expected");
  check_refused(run(folder, {"cheapest", "Berlin", "--arrival", "2027-03-01", "--booking-date",
                             "2027-03-05"}),
                2, "--arrival 2027-03-01: expected a date that is not before the booking date");
  check_refused(run(folder, {"cheepest", "Berlin"}), 2, "did you mean 'cheapest'?");
  check_refused(run(folder, {"generate", "--hotels", "0", "--out", "x"}), 2,
                "--hotels 0: expected a whole number from 1 to 10000000");
  check_refused(run(folder, {"generate", "--nights", "1001", "--out", "x"}), 2,
                "--nights 1001: expected a whole number from 1 to 1000");
  check_refused(run(folder, {"generate", "--start", "2027-02-30", "--out", "x"}), 2,
                "--start 2027-02-30: expected a date");
  check_refused(run(folder, {"generate", "--hotels", "1"}), 2, "'generate' needs --out");
  check_refused(run(folder, {"import", "--from", "airbnbb", "x", "--out", "y"}), 2,
                "--from airbnbb: expected alpinebits, airbnb or rateshop; did you mean 'airbnb'?");
  check_refused(run(folder, {"import", "--from", "airbnb", "x", "--out", "x"}), 2,
                "--out x: expected another file than those that are read");
  check_refused(run(folder, {"cheapest", "Berlin", "--connect", "127.0.0.1:1", "--data", "x"}), 2,
                "--connect 127.0.0.1:1: expected no --data beside it");
}

TEST_CASE("a date that cannot be is told as a date, by the option that was given") {
  const auto& folder = demo().path();
  const auto ask = [&](words more) {
    words all = {"cheapest", "Berlin", "--data", "demo.ndjson"};
    all.insert(all.end(), more.begin(), more.end());
    return run(folder, all);
  };
  check_refused(ask({"--arrival", "9999-12-31"}), 2,
                "--arrival: '9999-12-31' is not possible; expected a date from 1970 to 9998");
  check_refused(ask({"--booking-date", "9999-12-31"}), 2, "--booking-date: '9999-12-31'");
  check_refused(ask({"--month", "2020-01"}), 2, "--month 2020-01: expected a month that is not over");
  check_refused(ask({"--month", "2027-01", "--booking-date", "2027-02-01"}), 2,
                "--month 2027-01: expected a month that is not over at the booking date 2027-02-01");
  check_refused(run(folder, {"calendar", "Berlin", "--data", "demo.ndjson", "--month", "2020-01"}), 2,
                "--month 2020-01: expected a month");
}

TEST_CASE("a quote beyond the calendar says so before all else") {
  const auto code = json::parse(run(demo().path(), question("Berlin", {"--json"})).out)["offers"][0]
                               ["hotel"].get<std::string>();
  const auto end = run(demo().path(), {"quote", code, "--data", "demo.ndjson", "--arrival",
                                       "2030-01-01", "--booking-date", "2027-02-01"});
  CHECK(end.code == 1);
  const auto first_line = end.out.find('\n') + 1;
  CHECK(end.out.substr(first_line).starts_with("note: the calendar of "));
  CHECK(end.out.find("note:") == end.out.rfind("note:"));
}

TEST_CASE("a signal that ends a writer takes what it has written along") {
  for (const int signal : {SIGINT, SIGTERM}) {
    const scratch_folder folder;
    process running(folder.path(), {"generate", "--hotels", "10000000", "--out", "new/h.ndjson"});
    const auto is_there = [&] {
      std::error_code none;
      return std::filesystem::exists(folder.file("new"), none) &&
             !std::filesystem::is_empty(folder.file("new"), none);
    };
    for (int i = 0; i < 1000 && !is_there(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    REQUIRE(is_there());
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    running.send_signal(signal);
    CHECK(running.wait().code == -1);
    CHECK_FALSE(is_there());
  }
}

TEST_CASE("help is a command too, and fits a usual screen") {
  const auto& folder = demo().path();
  CHECK(run(folder, {"help"}).out == run(folder, {"--help"}).out);
  CHECK(run(folder, {"help", "cheapest"}).out == run(folder, {"cheapest", "--help"}).out);
  check_refused(run(folder, {"help", "cheepest"}), 2,
                "there is no command 'cheepest'; did you mean 'cheapest'?");
  const auto of_lab = run(folder, {"lab", "memory", "--help"}).out;
  CHECK(run(folder, {"help", "lab", "memory"}).out == of_lab);
  CHECK(run(folder, {"help", "lab memory"}).out == of_lab);
  check_refused(run(folder, {"help", "lab", "cpu"}), 2, "there is no command 'cpu' of 'pronto lab'");
  for (const char* command : {"cheapest", "calendar", "serve", "generate"}) {
    CAPTURE(command);
    std::istringstream lines(run(folder, {command, "--help"}).out);
    bool is_example = false;
    for (std::string line; std::getline(lines, line);) {
      is_example = is_example || line.starts_with("Examples:");
      CAPTURE(line);
      if (!is_example && line.find("YYYY-MM-DD") == std::string::npos) CHECK(line.size() <= 100);
      if (line.starts_with("  --room") || line.starts_with(std::string(34, ' ')))
        CHECK((line.size() <= 80 || line.find(' ', 34) == std::string::npos));  // one word
    }
  }
}

TEST_CASE("what lacks an exchange rate is not called too dear, or filtered out") {
  const auto found = run(demo().path(), question("Berlin", {"--currency", "USD"}));
  CHECK(found.code == 1);
  CHECK(contains(found.out, "note: no table of exchange rates is loaded; the engine is started with one: "
                            "--exchange-rates FILE"));
  CHECK_FALSE(contains(found.out, "dearer than the maximum"));
  CHECK_FALSE(contains(found.out, "none can be had"));
  const auto calendar = run(demo().path(), {"calendar", "Berlin", "--data", "demo.ndjson", "--month",
                                            "2027-03", "--booking-date", "2027-02-01",
                                            "--currency", "USD"});
  CHECK(calendar.code == 1);
  CHECK(contains(calendar.out, "31 arrivals: there is no exchange rate for any hotel"));
}

TEST_CASE("a circle without hotels is no error, and said") {
  const auto in_city = run(demo().path(), question("Berlin", {"--near", "48.1,11.5,2"}));
  CHECK(in_city.code == 1);
  CHECK(contains(in_city.out, "Berlin (DE), within 2 km of 48.1000,11.5000"));
  CHECK(contains(in_city.out, "note: no hotel in Berlin lies in the circle"));
  auto anywhere = question("", {"--near", "0,0,1"});
  anywhere.erase(anywhere.begin() + 1);
  check_refused(run(demo().path(), anywhere), 1, "there is no hotel in this circle");
}

TEST_CASE("errors name the option that was typed") {
  const words ask = {"calendar", "Berlin", "--data", "demo.ndjson", "--booking-date", "2027-02-01"};
  auto past = ask;
  past.insert(past.end(), {"--month", "2026-05"});
  check_refused(run(demo().path(), past), 2, "--month 2026-05: expected a month that is not over");
  auto far = ask;
  far.insert(far.end(), {"--near", "52.5,13.4,99999"});
  check_refused(run(demo().path(), far), 2, "a radius from 0 to 20016 km");
}

TEST_CASE("cities and hotels that are not there end with 1, and a hint") {
  check_refused(run(demo().path(), question("Berlim")), 1, "Berlin");
  check_refused(run(demo().path(), question("Berlin", {"--country", "FR"})), 1, "DE");
  auto unknown = question("NOWHERE");
  unknown[0] = "quote";
  check_refused(run(demo().path(), unknown), 1, "no hotel 'NOWHERE'");
}

TEST_CASE("a country that is no ISO code is a wrong question") {
  check_refused(run(demo().path(), question("Berlin", {"--country", "Germany"})), 2, "Germany");
}

TEST_CASE("data that cannot be read end with 3, whatever is wrong with them") {
  const scratch_folder folder;
  check_refused(run(folder.path(), {"cheapest", "Berlin", "--data", "none.ndjson"}), 3,
                "there is no file 'none.ndjson'; name the hotels with --data FILE, or make some");
  check_refused(run(folder.path(), {"cheapest", "Berlin", "--data", "."}), 3, "directory");
  check_refused(ask_file(""), 3, "empty");
  check_refused(ask_file(std::string("\x00\x01\x02\x03\xff", 5)), 3, "hotels.ndjson");
  const auto packed = gzip(berlin_hotel("A", "100.00") + berlin_hotel("B", "90.00"));
  check_refused(ask_file(packed.substr(0, packed.size() / 2), "cut.gz"), 3, "cut.gz");
  CHECK(ask_file(packed, "whole.gz").code == 0);
  check_refused(run(folder.path(), {"check", "none.ndjson"}), 3, "none.ndjson");
  check_refused(run(folder.path(), {"check", ""}), 2,
                "FILE '': expected the name of a file of hotel documents");
}

TEST_CASE("an error as JSON is one object on standard output") {
  const scratch_folder folder;
  const auto end = run(folder.path(), {"cheapest", "Berlin", "--data", "none.ndjson", "--json"});
  CHECK(end.code == 3);
  CHECK(end.err == "");
  const auto error = json::parse(end.out)["error"];
  CHECK(error["code"] == "source");
  CHECK(error["file"] == "none.ndjson");
  for (const char* field : {"code", "text", "file", "line", "field", "value"})
    CHECK(error.contains(field));
}

TEST_CASE("one bad document is told, and the good ones answer") {
  const auto end = ask_file(berlin_hotel("A", "100.00") + "{\"hotel\": 7}\n");
  CHECK(end.code == 0);
  CHECK(contains(end.out, "100.00 EUR"));
  CHECK(end.err == "note: 1 document of hotels.ndjson was rejected; 'pronto check hotels.ndjson' "
                   "says why\n");
}

TEST_CASE("data without one good document are an error that says so") {
  check_refused(ask_file("{\"hotel\": 7}\nno json\n"), 3,
                "there are no hotels: 2 documents of hotels.ndjson were rejected; 'pronto check "
                "hotels.ndjson' says why");
}

TEST_CASE("check lists all errors of all documents, with line and field") {
  const scratch_folder folder;
  write_bytes(folder.file("bad.ndjson"), berlin_hotel("A", "100.00") +
                                             berlin_hotel("B", "-1.00") + "no json\n" +
                                             berlin_hotel("C", "1.005"));
  const auto end = run(folder.path(), {"check", "bad.ndjson"});
  CHECK(end.code == 3);
  CHECK(end.err == "");
  CHECK(contains(end.out, "Line  Field"));
  CHECK(contains(end.out, "   2  plans[0].rates[0].base"));
  CHECK(contains(end.out, "   3  "));
  CHECK(contains(end.out, "   4  plans[0].rates[0].base"));
  CHECK(contains(end.out, "bad.ndjson: 4 documents, 1 good, 5 errors\n"));
  const auto as_json = json::parse(run(folder.path(), {"check", "bad.ndjson", "--json"}).out);
  CHECK(as_json["documents"] == 4);
  CHECK(as_json["errors"].size() == 5);
  CHECK(as_json["errors"][0]["line"] == 2);
}

TEST_CASE("check lists ten thousand errors, and counts the rest") {
  const scratch_folder folder;
  std::string bytes = berlin_hotel("A", "100.00");
  for (int i = 0; i < 10'003; ++i) bytes += "no json\n";
  write_bytes(folder.file("bad.ndjson"), bytes);
  const auto end = run(folder.path(), {"check", "bad.ndjson"});
  CHECK(end.code == 3);
  CHECK(contains(end.out, "\n10001  "));
  CHECK_FALSE(contains(end.out, "\n10002  "));
  CHECK(contains(end.out, "These are the first; 3 more errors are not listed.\n"));
  CHECK(contains(end.out, "bad.ndjson: 10,004 documents, 1 good, 10,003 errors\n"));
  const auto as_json = json::parse(run(folder.path(), {"check", "bad.ndjson", "--json"}).out);
  CHECK(as_json["error_count"] == 10'003);
  CHECK(as_json["errors"].size() == 10'000);
  CHECK(as_json["errors_omitted"] == 3);
}

TEST_CASE("check says once of a document over several lines that each has to be on one, and how") {
  const scratch_folder folder;
  const auto good = berlin_hotel("A", "100.00");
  write_bytes(folder.file("pretty.json"), json::parse(good).dump(2) + "\n");
  const auto end = run(folder.path(), {"check", "pretty.json"});
  CHECK(end.code == 3);
  CHECK(contains(end.out, "this one seems to go on below\n"));
  CHECK(contains(end.out, "jq -c . FILE"));
  CHECK(std::ranges::count(end.out, '\n') < 9);
}

TEST_CASE("check tells what it found in a file that breaks off, and no counts of it") {
  const scratch_folder folder;
  std::string bytes = "no json\n";  // and more than is read at once, so that it is found
  for (int i = 0; i < 5000; ++i) bytes += berlin_hotel("H" + std::to_string(i), "100.00");
  const auto packed = gzip(bytes);
  write_bytes(folder.file("cut.gz"), packed.substr(0, packed.size() - 8));
  const auto end = run(folder.path(), {"check", "cut.gz"});
  CHECK(end.code == 3);
  CHECK(contains(end.out, "not JSON"));
  CHECK_FALSE(contains(end.out, "documents"));
  CHECK(contains(end.err, "cut.gz is cut off"));
  const auto as_json = json::parse(run(folder.path(), {"check", "cut.gz", "--json"}).out);
  CHECK(as_json["error"]["code"] == "source");
  CHECK(as_json["errors"][0]["line"] == 1);
}

TEST_CASE("an import of no hotel is an error and leaves the file as it was") {
  const scratch_folder folder;
  write_bytes(folder.file("hotels.ndjson"), berlin_hotel("A", "100.00"));
  const std::vector<std::string> words = {"import",        "--from", "alpinebits",
                                          "hotels.ndjson", "--out",  "out.ndjson"};
  write_bytes(folder.file("out.ndjson"), "as it was");
  const auto end = run(folder.path(), words);
  CHECK(end.code == 3);
  CHECK(contains(end.out, "message_unreadable"));
  CHECK(contains(end.err, "nothing was written to out.ndjson; are these the files that --from means?"));
  auto json_words = words;
  json_words.emplace_back("--json");
  const auto as_json = run(folder.path(), json_words);
  CHECK(as_json.code == 3);
  CHECK(json::parse(as_json.out)["error"]["code"] == "data");
  CHECK(json::parse(as_json.out)["omitted"][0]["kind"] == "message_unreadable");
  CHECK(read_bytes(folder.file("out.ndjson")) == "as it was");
  // What is understood and left out is of the format that was named.
  write_bytes(folder.file("delta.xml"),
              R"(<OTA_HotelRatePlanNotifRQ><RatePlans HotelCode="H"><RatePlan RatePlanNotifType="Overlay" )"
              R"(RatePlanCode="P"/></RatePlans></OTA_HotelRatePlanNotifRQ>)");
  const auto delta = run(folder.path(), {"import", "--from", "alpinebits", "delta.xml", "--out",
                                         "out.ndjson"});
  CHECK(delta.code == 3);
  CHECK(contains(delta.out, "delta"));
  CHECK(contains(delta.err, "nothing was written to out.ndjson; look at what was left out, and why"));
}

TEST_CASE("an import writes over none of its files, by whatever name") {
  const scratch_folder folder;
  write_bytes(folder.file("rates.csv"), "as it was");
  std::filesystem::create_symlink("rates.csv", folder.file("link.csv"));
  for (const char* out : {"rates.csv", "./rates.csv", "link.csv"}) {
    CAPTURE(out);
    check_refused(run(folder.path(), {"import", "--from", "rateshop", "rates.csv", "--out", out}), 2,
                  "expected another file than those that are read");
    CHECK(read_bytes(folder.file("rates.csv")) == "as it was");
  }
  CHECK(std::filesystem::is_symlink(folder.file("link.csv")));
}

TEST_CASE("an import says what was left out, of which kind and where first") {
  const scratch_folder folder;
  write_bytes(folder.file("rates.csv"),
              "name;date;adults;children;no_rooms;address;rating;room;capacity;price\n"
              "Hotel A;2027-03-01;2;0;1;Street 1, 80336 München, Deutschland;8,5;Double Room;2;120\n"
              "Hotel A;2027-03-02;2;0;1;Street 1, 80336 München, Deutschland;8,5;Double Room;2;0\n");
  const auto end = run(folder.path(), {"import", "--from", "rateshop", "rates.csv", "--out",
                                       "hotels.ndjson"});
  CAPTURE(end.err);
  CHECK(end.code == 0);
  CHECK(contains(end.out, "wrote 1 hotel from 2 records to hotels.ndjson\n"));
  CHECK(contains(end.out, "price_zero"));
  CHECK(contains(end.out, "rates.csv:3"));
  CHECK(run(folder.path(), {"check", "hotels.ndjson"}).code == 0);
  check_refused(run(folder.path(), {"import", "--from", "rateshop", "none.csv", "--out", "x"}), 3,
                "none.csv");
  CHECK_FALSE(std::filesystem::exists(folder.file("x")));
}

TEST_CASE("config.ini beside it is read, and one that is wrong is refused everywhere") {
  const scratch_folder folder;
  write_bytes(folder.file("a.ndjson"), berlin_hotel("A", "100.00"));
  write_bytes(folder.file("config.ini"), "[engine]\ndata = \"a.ndjson\"\n");
  const words ask = {"cheapest", "Berlin", "--arrival", "2027-03-01", "--booking-date",
                     "2027-02-01"};
  CHECK(run(folder.path(), ask).code == 0);
  const auto shown = run(folder.path(), {"config", "--port", "5000"});
  CHECK(shown.code == 0);
  CHECK(contains(shown.out, "= \"a.ndjson\"  ; config.ini:2\n"));
  CHECK(contains(shown.out, "= 5000  ; --port\n"));
  CHECK(contains(shown.out, "; default\n"));
  write_bytes(folder.file("printed.ini"), shown.out);
  const auto again = run(folder.path(), {"config", "--config", "printed.ini", "--json"});
  CHECK(again.code == 0);
  const auto chosen = json::parse(again.out);
  CHECK(chosen["file"] == "printed.ini");
  bool has_port = false;
  for (const auto& each : chosen["settings"])
    has_port = has_port || (each["key"] == "port" && each["value"] == 5000);
  CHECK(has_port);

  write_bytes(folder.file("config.ini"), "[engine]\ndata = \"a.ndjson\"\nworkers = 7\n");
  check_refused(run(folder.path(), ask), 3, "config.ini:3: [engine] has no key 'workers'");
  check_refused(run(folder.path(), {"serve"}), 3, "config.ini:3: [engine] has no key 'workers'");
  check_refused(run(folder.path(), {"version", "--config", "none.ini"}), 3,
                "the configuration file 'none.ini' cannot be read");
  check_refused(run(demo().path(), {"config", "--handlers", "2000"}), 2,
                "--handlers 2000: expected a whole number from 0 to 1024");
}

TEST_CASE("the shell answers line by line, and errors do not end it") {
  const scratch_folder folder;
  write_bytes(folder.file("a.ndjson"), berlin_hotel("A", "100.00"));
  const auto end = run(folder.path(), {"shell", "--data", "a.ndjson"},
                       "cheapest Berlim\n"
                       "cheapest Berlin --nights 0\n"
                       "quote A --arrival 2027-03-01 --booking-date 2027-02-01\n"
                       "status\n"
                       "quit\n"
                       "cheapest Berlin --arrival 2027-03-01 --booking-date 2027-02-01\n");
  CHECK(end.code == 2);
  CHECK(contains(end.err, "error: "));
  CHECK(contains(end.err, "--nights 0: expected"));
  CHECK(contains(end.out, "100.00 EUR"));
  CHECK(contains(end.out, "1 hotel in 1 city"));
  CHECK_FALSE(contains(end.out, "1 of 1 hotel has an offer"));
  CHECK_FALSE(contains(end.out, "pronto>"));
}

TEST_CASE("a shell that reads a pipe ends with the worst code of its lines") {
  const scratch_folder folder;
  write_bytes(folder.file("a.ndjson"), berlin_hotel("A", "100.00"));
  const auto code_of = [&](const std::string& lines) {
    return run(folder.path(), {"shell", "--data", "a.ndjson"}, lines).code;
  };
  const std::string good = "cheapest Berlin --arrival 2027-03-01 --booking-date 2027-02-01";
  CHECK(code_of("") == 0);
  CHECK(code_of(good + "\nstatus\n") == 0);
  CHECK(code_of(good + " --max-total 1\n" + good + "\n") == 1);
  CHECK(code_of("cheapest \"Berlin\n" + good + "\nquit\n") == 2);
  CHECK(code_of("quote NOWHERE\n" + good + "\n") == 1);
  CHECK(code_of("quote NOWHERE\nfrobnicate\n" + good + "\n") == 2);
}

TEST_CASE("a result that cannot be written is an error") {
  if (!std::filesystem::exists("/dev/full")) return;
  const scratch_folder folder;
  const auto end = run(folder.path(), {"generate", "--hotels", "5", "--out", "/dev/full"});
  CHECK(end.code == 3);
  CHECK(end.err.starts_with("error: "));
}

TEST_CASE("nothing takes the place of standard streams that are closed") {
  const auto ends = [](const std::string& command, const std::string& closed) {
    const int status = std::system(("cd '" + demo().path() + "' && timeout 60 '" PRONTO_PROGRAM "' " + command +
                                    " --data demo.ndjson " + closed).c_str());
    REQUIRE(WIFEXITED(status));
    return WEXITSTATUS(status);
  };
  const std::string question = "cheapest Berlin --arrival 2027-03-01 --booking-date 2027-02-01";
  CHECK(ends(question, "<&- >&- 2>&-") == 3);  // there is nowhere to write it
  CHECK(ends(question, "<&- >/dev/null 2>&-") == 0);
  CHECK(ends("shell", "<&- >/dev/null 2>&-") == 0);  // there is nothing to ask
}

TEST_CASE("a file that may not become so long is an error, and leaves nothing") {
  const scratch_folder folder;
  const int status = std::system(("cd '" + folder.path() + "' && ulimit -f 8 && '" PRONTO_PROGRAM
                                  "' generate --hotels 300 --out long.ndjson 2>/dev/null").c_str());
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 3);
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("every command explains itself, with examples") {
  const scratch_folder folder;
  for (const char* each : {"generate", "import", "cheapest", "quote", "calendar", "price-check", "change", "check",
                           "config", "shell", "serve"}) {
    CAPTURE(each);
    const auto end = run(folder.path(), {each, "--help"});
    CHECK(end.code == 0);
    CHECK(contains(end.out, std::string("Usage: pronto ") + each));
    CHECK(contains(end.out, "Examples:\n"));
    CHECK(contains(end.out, "--config FILE"));
  }
  CHECK(contains(run(folder.path(), {"--help"}).out, "Examples:\n"));
  CHECK(run(folder.path(), {}).code == 2);
  CHECK(run(folder.path(), {"version"}).out.starts_with("pronto "));
}

TEST_CASE("behind '--' there are no options any more") {
  const scratch_folder folder;
  check_refused(run(folder.path(), {"quote", "--data", "none.ndjson", "--", "-X"}), 3, "none.ndjson");
  check_refused(run(folder.path(), {"quote", "--", "A", "--nights", "2"}), 2,
                "--nights has to come before '--', which ends the options");
  check_refused(run(folder.path(), {"quote", "--night", "2", "--", "A"}), 2, "did you mean '--nights'");
}

TEST_CASE("an option of several other commands is not said to be of one") {
  const scratch_folder folder;
  check_refused(run(folder.path(), {"serve", "--port", "0", "--connect", "x"}), 2,
                "there is no option '--connect' for 'serve'; other commands have it, such as ");
  check_refused(run(folder.path(), {"lab", "--svg", "x.svg"}), 2,
                "there is no option '--svg' for 'lab'; it comes after 'lab memory'");
  const auto told = run(folder.path(), {"shell", "--json"});
  CHECK(told.code == 2);
  CHECK(contains(told.out, "there is no option '--json' for 'shell'; other commands have it, such as "
                           "'cheapest' and 'quote'; see 'pronto shell --help'"));
}
