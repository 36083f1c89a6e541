// A server and its clients, each a process of its own.
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/hotel_file.hpp"
#include "app/process.hpp"
#include "sources/files/descriptor.hpp"
#include "sources/files/scratch_folder.hpp"

using namespace pronto;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A port of this machine on which something may listen; `listens` keeps it busy.
class port_holder {
public:
  port_holder() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    REQUIRE(::bind(socket_, plain, size) == 0);
    REQUIRE(::getsockname(socket_, plain, &size) == 0);
    port = ntohs(address.sin_port);
  }
  ~port_holder() { ::close(socket_); }
  void listen() { REQUIRE(::listen(socket_, 4) == 0); }

  std::uint16_t port = 0;

private:
  int socket_;
};

std::uint16_t free_port() {
  const port_holder held;
  return held.port;
}

/// A server on two hotels in Berlin, looking for changes five times a second.
struct server {
  explicit server(const std::vector<std::string>& more = {}) {
    replace(berlin_hotel("A", "100.00") + berlin_hotel("B", "120.00"));
    std::vector<std::string> words = {"serve",  "--data",
                                      "hotels.ndjson", "--port",
                                      std::to_string(port), "--refresh-interval-ms",
                                      "200"};
    words.insert(words.end(), more.begin(), more.end());
    running.emplace(folder.path(), words);
    REQUIRE(running->says("serving 2 hotels in 1 city from hotels.ndjson on 127.0.0.1:" +
                          std::to_string(port)));
  }

  /// Puts another file in the place of the data, all at once.
  void replace(const std::string& bytes) {
    write_bytes(folder.file("fresh"), bytes);
    REQUIRE(std::rename(folder.file("fresh").c_str(), folder.file("hotels.ndjson").c_str()) == 0);
  }

  std::string address() const { return "127.0.0.1:" + std::to_string(port); }

  finished ask(std::vector<std::string> more = {}) const {
    std::vector<std::string> words = {"cheapest",   "Berlin",         "--arrival",
                                      "2027-03-01", "--booking-date", "2027-02-01",
                                      "--json",     "--connect",      address()};
    words.insert(words.end(), more.begin(), more.end());
    return run(folder.path(), words);
  }

  json status() const {
    const auto told = run(folder.path(), {"status", "--connect", address(), "--json"});
    REQUIRE(told.code == 0);
    return json::parse(told.out);
  }

  const scratch_folder folder;
  const std::uint16_t port = free_port();
  std::optional<process> running;
};

/// Hotel B is closed on this day of March, as a line.
std::string closed_day(const std::string& of_march) {
  const auto date = "2027-03-" + of_march;
  return R"({"hotel":"B","plan":"BAR","start":")" + date + R"(","end":")" + date +
         R"(","closed":true})" + "\n";
}

/// `pronto change -`, whose standard input a test writes.
struct feed_of_changes {
  explicit feed_of_changes(const server& of, bool in_json = false) : to(of) {
    int ends[2] = {-1, -1};
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    const descriptor from(ends[0]);
    into = descriptor(ends[1]);
    std::vector<std::string> words = {"change", "-", "--connect", of.address()};
    if (in_json) words.emplace_back("--json");
    sender.emplace(of.folder.path(), words, from.get());
  }

  void write(const std::string& text) const {
    REQUIRE(::write(into.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }
  void close() { descriptor(std::move(into)); }

  /// Whether the server has applied so many by now, or does so within ten seconds.
  bool has_sent(int changes) const {
    const auto end = std::chrono::steady_clock::now() + 10s;
    while (to.status()["changes_applied"] != changes)
      if (std::chrono::steady_clock::now() > end) return false;
    return true;
  }

  const server& to;
  descriptor into;
  std::optional<process> sender;
};

}  // namespace

TEST_CASE("a server gives the same answers as the file, and ends cleanly") {
  server made;
  const auto connected = made.ask();
  CHECK(connected.code == 0);
  CHECK(connected.err == "");
  const auto local = run(made.folder.path(), {"cheapest", "Berlin", "--arrival", "2027-03-01",
                                              "--booking-date", "2027-02-01", "--json", "--data",
                                              "hotels.ndjson"});
  CHECK(connected.out == local.out);
  CHECK(json::parse(connected.out)["offers"][0]["total"] == "100.00");
  const auto unknown = run(made.folder.path(), {"cheapest", "Berlim", "--connect", made.address()});
  CHECK(unknown.code == 1);
  CHECK(contains(unknown.err, "Berlin"));
  made.running->send_signal(SIGTERM);
  const auto end = made.running->wait();
  CHECK(end.code == 0);
  CHECK(contains(end.err, " ending\n"));
}

TEST_CASE("SIGHUP has a server look for changes, and does not end it") {
  const scratch_folder folder;
  const auto port = std::to_string(free_port());
  write_bytes(folder.file("hotels.ndjson"), berlin_hotel("A", "100.00"));
  process running(folder.path(), {"serve", "--data", "hotels.ndjson", "--port", port,
                                  "--refresh-interval-ms", "0"});
  REQUIRE(running.says("serving 1 hotel"));
  write_bytes(folder.file("fresh"), berlin_hotel("A", "90.00") + berlin_hotel("B", "120.00"));
  REQUIRE(std::rename(folder.file("fresh").c_str(), folder.file("hotels.ndjson").c_str()) == 0);
  running.send_signal(SIGHUP);
  CHECK(running.says("looking for changes, as SIGHUP asks"));
  CHECK(running.says("now 2 hotels, generation "));
  const auto status = run(folder.path(), {"status", "--connect", "127.0.0.1:" + port, "--json"});
  CHECK(status.code == 0);
  CHECK(json::parse(status.out)["hotels"] == 2);
  const auto refreshed = run(folder.path(), {"refresh", "--connect", "127.0.0.1:" + port});
  CHECK(refreshed.code == 0);
  CHECK(refreshed.out == "nothing new, now 2 hotels, generation " +
                             std::to_string(json::parse(status.out)["generation"].get<int>()) + "\n");
  running.send_signal(SIGTERM);
  const auto end = running.wait();
  CHECK(end.code == 0);
  CHECK(contains(end.err, " loading hotels.ndjson\n"));
}

TEST_CASE("cities of the configuration that there are not are told, and nothing is not served") {
  const scratch_folder folder;
  write_bytes(folder.file("hotels.ndjson"), berlin_hotel("A", "100.00"));
  const auto none = run(folder.path(), {"serve", "--data", "hotels.ndjson", "--port", "0",
                                        "--destinations", "Nowhere"});
  CHECK(none.code == 3);
  CHECK(contains(none.err, "there are no hotels: of 'hotels.ndjson' only Nowhere would be loaded"));
  process running(folder.path(), {"serve", "--data", "hotels.ndjson", "--port", "0",
                                  "--destinations", "Berlin, Nowhere, Muncih", "--popular-shapes",
                                  "Berlni, 2 nights, 2 adults"});
  REQUIRE(running.says("serving 1 hotel"));
  running.send_signal(SIGTERM);
  const auto end = running.wait();
  CHECK(contains(end.err, "note: destinations: no city 'Nowhere'"));
  CHECK(contains(end.err, "note: destinations: no city 'Muncih'"));
  CHECK(contains(end.err, "; did you mean 'Munich'?\n"));
  CHECK(contains(end.err, "note: popular-shapes: no city 'Berlni'; did you mean Berlin (DE)?\n"));
  CHECK_FALSE(contains(end.err, "of its source it loads"));
  const auto ask = [&](const std::string& destinations) {
    return run(folder.path(), {"cheapest", "Berlin", "--arrival", "2027-03-01", "--booking-date",
                               "2027-02-01", "--data", "hotels.ndjson", "--destinations",
                               destinations});
  };
  const auto one = ask("Berlin, Berlim, Paris (DE), Rome");
  CHECK(one.code == 0);
  CHECK(one.err == "note: destinations: no city 'Berlim' in the data; did you mean 'Berlin'?\n"
                   "note: destinations: no city 'Paris (DE)' in the data; did you mean 'Paris (FR)'?\n"
                   "note: destinations: no city 'Rome' in the data\n");
  const auto nothing = ask("Berlim");
  CHECK(nothing.code == 3);
  CHECK(nothing.err == "error: there are no hotels: of 'hotels.ndjson' only Berlim would be loaded; did "
                       "you mean 'Berlin'?\n");
  CHECK(contains(ask("Berlim, Muncih").err, "would be loaded; did you mean 'Berlin' and 'Munich'?\n"));
}

TEST_CASE("changes are in a server's answers when they are sent, and what is refused is listed") {
  server made;
  const auto total = [&] { return json::parse(made.ask().out)["offers"][0]["total"]; };
  const std::string cheaper =
      R"({"hotel":"B","plan":"BAR","room":"DBL","start":"2027-03-01","end":"2027-03-01",)"
      R"("currency":"EUR","base":{"1":"50.00","2":"60.00"}})";
  write_bytes(made.folder.file("changes.ndjson"),
              cheaper + "\n\n" +
                  R"({"hotel":"C","plan":"BAR","start":"2027-03-01","end":"2027-03-01","closed":true})" +
                  "\n" + R"({"hotel":"B","start":"2027-03-01","end":"2027-03-01"})" + "\n");
  const auto sent =
      run(made.folder.path(), {"change", "changes.ndjson", "--connect", made.address(), "--json"});
  CHECK(sent.code == 3);
  const auto told = json::parse(sent.out);
  CHECK(told["applied"] == 1);
  CHECK(told["refused"] == 2);
  CHECK(told["refusals"][0]["line"] == 3);
  CHECK(told["refusals"][0]["code"] == "not_found");
  CHECK(told["refusals"][1]["line"] == 4);
  CHECK(total() == "60.00");
  // The file goes on as it was, and is looked at five times a second.
  const auto closed = run(made.folder.path(), {"change", "-", "--connect", made.address()},
                          R"({"hotel":"B","plan":"BAR","start":"2027-03-01","end":"2027-03-01",)"
                          R"("closed":true})");
  CHECK(closed.code == 0);
  CHECK(contains(closed.out, "1 change applied"));
  CHECK(total() == "100.00");
  const auto slip =
      run(made.folder.path(), {"change", "-", "--json", "--connect", made.address()},
          R"({"hotel":"B","plan":"BAR","start":"2027-03-01","end":"2027-03-01","bsae":{"2":"60.00"}})");
  CHECK(slip.code == 3);
  CHECK(contains(slip.out, "currency, base, extra_adult, children"));
  CHECK(made.running->says(" taken in, generation "));
  CHECK(run(made.folder.path(), {"change", "none.ndjson", "--connect", made.address()}).code == 3);
  CHECK(run(made.folder.path(), {"change", "changes.ndjson"}).code == 2);
}

TEST_CASE("a feed of changes tells what it refuses while it goes on, and a signal ends it with an account") {
  server made;
  feed_of_changes feed(made);
  feed.write(closed_day("01") + "no change\n");
  CHECK(feed.sender->says("line 2 refused: "));
  feed.sender->send_signal(SIGTERM);
  const auto end = feed.sender->wait();
  CHECK(end.code == 3);
  CHECK(end.out.starts_with("1 change applied"));
  CHECK(contains(end.out, "; 1 refused\n"));
}

TEST_CASE("what is written at once into a feed of changes is published at once") {
  server made;
  feed_of_changes feed(made);
  const auto before = made.status()["generation"].get<std::uint64_t>();
  std::string lines;
  for (int i = 1; i <= 20; ++i) lines += closed_day(i < 10 ? "0" + std::to_string(i) : std::to_string(i));
  feed.write(lines);
  REQUIRE(feed.has_sent(20));
  CHECK(made.status()["generation"].get<std::uint64_t>() - before <= 2);
  feed.close();
  const auto end = feed.sender->wait();
  CHECK(end.code == 0);
  CHECK(contains(end.out, "20 changes applied, in every answer from generation "));
}

TEST_CASE("a server that has all the connections it takes says so to others, and goes on for those it has") {
  const server made({"--connections-max", "1"});
  feed_of_changes feed(made);
  feed.write(closed_day("01") + "no change\n");
  REQUIRE(feed.sender->says("line 2 refused: "));  // so it is connected
  const auto other = run(made.folder.path(), {"status", "--connect", made.address()});
  CHECK(other.code == 3);
  CHECK(contains(other.err, "closed the connection: a Pronto server that has all the connections it takes"));
  feed.write(closed_day("02"));
  feed.close();
  const auto all = feed.sender->wait();
  CHECK(contains(all.out, "2 changes applied"));
}

TEST_CASE("where a server goes away under a feed, what it has applied and refused is told") {
  for (const bool in_json : {false, true}) {
    CAPTURE(in_json);
    server made;
    feed_of_changes feed(made, in_json);
    feed.write("bad\n" + closed_day("01"));
    REQUIRE(feed.has_sent(1));
    made.running->send_signal(SIGTERM);
    REQUIRE(made.running->wait().code == 0);
    feed.write("bad\n" + closed_day("02") + closed_day("03"));
    feed.close();
    const auto end = feed.sender->wait();
    CHECK(end.code == 3);
    if (in_json) {
      const auto told = json::parse(end.out);
      CHECK(told["error"]["file"] == "-");
      CHECK(told["error"]["line"] == 4);
      CHECK(told["applied"] == 1);
      CHECK(told["refused"] == 2);
      CHECK(told["refusals"][0]["line"] == 1);
      CHECK(told["refusals"][1]["line"] == 3);
      CHECK(end.err == "");
    } else {
      CHECK(contains(end.out, "1 change applied, in every answer from generation "));
      CHECK(contains(end.out, "; 2 refused\n"));
      CHECK(end.err.starts_with("line 1 refused: "));
      CHECK(contains(end.err, "\nline 3 refused: "));
      CHECK(contains(end.err, "\nerror: "));
      CHECK(contains(end.err, "; send the changes again from line 4 on\n"));
    }
  }
}

TEST_CASE("a shell asks a server, and Ctrl-C ends the server cleanly too") {
  server made;
  const auto shell = run(made.folder.path(), {"shell", "--connect", made.address()},
                         "quote B --arrival 2027-03-01 --booking-date 2027-02-01\nstatus\n");
  CHECK(shell.code == 0);
  CHECK(shell.err == "");
  CHECK(contains(shell.out, "120.00 EUR"));
  CHECK(contains(shell.out, "2 hotels in 1 city"));
  made.running->send_signal(SIGINT);
  CHECK(made.running->wait().code == 0);
}

TEST_CASE("a changed document is seen, and logged") {
  server made;
  made.replace(berlin_hotel("A", "100.00") + berlin_hotel("B", "80.00"));
  REQUIRE(made.running->says("now 2 hotels, generation 2"));
  const auto answer = json::parse(made.ask().out);
  CHECK(answer["offers"][0]["hotel"] == "B");
  CHECK(answer["offers"][0]["total"] == "80.00");
  CHECK(answer["generation"].get<int>() > 1);
}

TEST_CASE("a file that turns bad takes nothing away, and is told") {
  server made;
  made.replace(std::string("\x00\x01\x02", 3));
  REQUIRE(made.running->says("the source fails, the last good data still answer: "));
  CHECK(json::parse(made.ask().out)["offers"][0]["total"] == "100.00");
  const auto shell = run(made.folder.path(), {"shell", "--connect", made.address()}, "status\n");
  CHECK(contains(shell.out, "the last good data still answer"));
  made.replace(berlin_hotel("A", "70.00"));
  const auto refreshed =
      run(made.folder.path(), {"shell", "--connect", made.address()}, "refresh\n");
  CHECK(contains(refreshed.out, "now 1 hotel, generation "));
  CHECK(made.running->says("the source is well again"));
  CHECK(json::parse(made.ask().out)["offers"][0]["total"] == "70.00");
}

TEST_CASE("a file of exchange rates that turns bad is told, and hotels go on") {
  const scratch_folder folder;
  const auto put = [&](const char* name, const std::string& bytes) {
    write_bytes(folder.file("fresh"), bytes);
    REQUIRE(std::rename(folder.file("fresh").c_str(), folder.file(name).c_str()) == 0);
  };
  put("hotels.ndjson", berlin_hotel("A", "100.00"));
  const auto port = std::to_string(free_port());
  process running(folder.path(),
                  {"serve", "--data", "hotels.ndjson", "--port", port, "--refresh-interval-ms",
                   "200", "--exchange-rates", "rates.csv"});
  REQUIRE(running.says("serving 1 hotel in 1 city"));
  const auto rates = [&] {
    const auto status = run(folder.path(), {"status", "--connect", "127.0.0.1:" + port, "--json"});
    REQUIRE(status.code == 0);
    return json::parse(status.out)["exchange_rates"];
  };
  const auto in_dollars = [&] {
    return run(folder.path(), {"cheapest", "Berlin", "--arrival", "2027-03-01", "--booking-date",
                               "2027-02-01", "--currency", "USD", "--json", "--connect",
                               "127.0.0.1:" + port});
  };
  CHECK(rates()["wrong"]["code"] == "not_found");
  CHECK(rates()["rates"] == 0);
  CHECK(in_dollars().code == 1);
  put("rates.csv", "date,from,to,rate\n2027-01-04,EUR,USD,1.25\n");
  REQUIRE(running.says("the exchange rates are well again"));
  CHECK(in_dollars().code == 0);
  put("rates.csv", "bad\n");
  REQUIRE(running.says("the exchange rates cannot be read, the last good ones still count: "));
  put("hotels.ndjson", berlin_hotel("A", "100.00") + berlin_hotel("B", "120.00"));
  REQUIRE(running.says("now 2 hotels"));
  CHECK(in_dollars().code == 0);
  CHECK(rates()["file"] == "rates.csv");
  CHECK(rates()["rates"] == 1);
  CHECK(rates()["last_date"] == "2027-01-04");
  CHECK(rates()["wrong"]["field"] == "date");
  const auto alone = run(folder.path(), {"hotels", "Berlin", "--data", "hotels.ndjson",
                                         "--exchange-rates", "none.csv"});
  CHECK(alone.code == 0);
  CHECK(contains(alone.err, "note: the exchange rates cannot be read, and there are none: "));
  auto converted = std::vector<std::string>{"cheapest", "Berlin", "--arrival", "2027-03-01", "--booking-date",
                         "2027-02-01", "--data", "hotels.ndjson", "--exchange-rates", "none.csv",
                         "--currency", "USD"};
  const auto failed = run(folder.path(), converted);
  CHECK(failed.code == 3);
  CHECK(failed.out == "");
  CHECK(failed.err.starts_with("error: the exchange rates cannot be read: "));
  CHECK(std::count(failed.err.begin(), failed.err.end(), '\n') == 1);
  converted.emplace_back("--json");
  const auto told = run(folder.path(), converted);
  CHECK(told.code == 3);
  CHECK(contains(json::parse(told.out)["error"]["text"], "none.csv"));
}

TEST_CASE("a rejected document keeps its hotel as it was, and is told") {
  server made;
  made.replace(berlin_hotel("A", "-5.00") + berlin_hotel("B", "90.00"));
  REQUIRE(made.running->says(
      "rejected 1 document; 'pronto check hotels.ndjson' lists all that is wrong"));
  const auto answer = json::parse(made.ask().out);
  CHECK(answer["offers"][0]["total"] == "90.00");
  CHECK(answer["offers"][1]["total"] == "100.00");
}

TEST_CASE("where no server is, or no Pronto, is told within the time allowed") {
  const scratch_folder folder;
  const auto ask = [&](const std::string& at) {
    return run(folder.path(), {"cheapest", "Berlin", "--connect", at, "--timeout-ms", "1000"});
  };
  const auto nobody = ask("127.0.0.1:" + std::to_string(free_port()));
  CHECK(nobody.code == 3);
  CHECK(nobody.err.starts_with("error: "));
  CHECK(contains(nobody.err, "127.0.0.1:"));
  port_holder silent;
  silent.listen();
  CHECK(ask("127.0.0.1:" + std::to_string(silent.port)).code == 3);
  CHECK(ask("nonsense").code == 2);
  CHECK(ask("127.0.0.1:99999").code == 2);
}

TEST_CASE("what only a running engine can be asked names one, and no option of an engine of its own") {
  const scratch_folder folder;
  write_bytes(folder.file("a.ndjson"), berlin_hotel("A", "100.00"));
  for (const auto* command : {"status", "refresh"}) {
    const auto alone = run(folder.path(), {command});
    CHECK(alone.code == 2);
    CHECK(contains(alone.err, "error: name the engine to ask with --connect HOST:PORT"));
    CHECK(run(folder.path(), {command, "--data", "a.ndjson"}).code == 2);
  }
  const auto both = run(folder.path(), {"cheapest", "Berlin", "--connect", "127.0.0.1:1",
                                        "--exchange-rates", "r.csv"});
  CHECK(both.code == 2);
  CHECK(contains(both.err, "expected no --exchange-rates beside it: a server has its own"));
  const auto local = run(folder.path(), {"cheapest", "Berlin", "--data", "a.ndjson", "--timeout-ms", "500"});
  CHECK(local.code == 2);
  CHECK(contains(local.err, "--timeout-ms 500: expected --connect HOST:PORT beside it"));
}

TEST_CASE("a server goes on where nobody reads its log any more, and ends cleanly") {
  const scratch_folder folder;
  const auto replace = [&](const std::string& bytes) {
    write_bytes(folder.file("fresh"), bytes);
    std::filesystem::rename(folder.file("fresh"), folder.file("hotels.ndjson"));
  };
  int ends[2] = {-1, -1};
  REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
  const descriptor nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  const descriptor into(ends[1]);
  ::close(ends[0]);
  replace(berlin_hotel("A", "100.00"));
  const auto port = std::to_string(free_port());
  process running(folder.path(),
                  {"serve", "--data", "hotels.ndjson", "--port", port, "--refresh-interval-ms", "200"},
                  nothing.get(), into.get());
  const auto has_hotels = [&](int number) {
    const auto end = std::chrono::steady_clock::now() + 10s;
    while (std::chrono::steady_clock::now() < end) {
      const auto told = run(folder.path(), {"status", "--connect", "127.0.0.1:" + port, "--json"});
      if (told.code == 0 && json::parse(told.out)["hotels"] == number) return true;
    }
    return false;
  };
  CHECK(has_hotels(1));
  replace(berlin_hotel("A", "100.00") + berlin_hotel("B", "120.00"));  // which it would log
  CHECK(has_hotels(2));
  CHECK(has_hotels(2));
  running.send_signal(SIGTERM);
  CHECK(running.wait().code == 0);
}

TEST_CASE("a part may name a city with its country, and no warning comes of it") {
  const scratch_folder folder;
  write_bytes(folder.file("hotels.ndjson"), berlin_hotel("A", "100.00"));
  const descriptor nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  process running(folder.path(),
                  {"serve", "--data", "hotels.ndjson", "--port", "0", "--destinations", "Berlin (DE)"},
                  nothing.get());
  REQUIRE(running.says("serving 1 hotel"));
  running.send_signal(SIGTERM);
  const auto end = running.wait();
  CHECK(end.code == 0);
  CHECK_FALSE(contains(end.err, "no city"));
}

TEST_CASE("a port that is taken is told") {
  port_holder taken;
  taken.listen();
  const scratch_folder folder;
  write_bytes(folder.file("a.ndjson"), berlin_hotel("A", "100.00"));
  const auto end = run(folder.path(), {"serve", "--data", "a.ndjson", "--port",
                                       std::to_string(taken.port)});
  CHECK(end.code == 3);
  CHECK(end.out == "");
  CHECK(contains(end.err, std::to_string(taken.port)));
}

TEST_CASE("any free port is found and printed") {
  const scratch_folder folder;
  write_bytes(folder.file("a.ndjson"), berlin_hotel("A", "100.00"));
  process running(folder.path(), {"serve", "--data", "a.ndjson", "--port", "0"});
  REQUIRE(running.says("on 127.0.0.1:"));
  running.send_signal(SIGTERM);
  const auto end = running.wait();
  CHECK(end.code == 0);
  CHECK_FALSE(contains(end.out, "127.0.0.1:0\n"));
}

TEST_CASE("a file's name cannot forge a line of the log, nor move the cursor") {
  const scratch_folder folder;
  const std::string name = "a\n\x1b[2J.ndjson";
  write_bytes(folder.file(name), berlin_hotel("A", "100.00"));
  process running(folder.path(), {"serve", "--data", name, "--port", "0", "--refresh-interval-ms",
                                  "50"});
  REQUIRE(running.says("from a\uFFFD\uFFFD[2J.ndjson on 127.0.0.1:"));
  std::filesystem::remove(folder.file(name));
  REQUIRE(running.says("the last good data still answer: a\uFFFD\uFFFD[2J.ndjson"));
  running.send_signal(SIGTERM);
  const auto end = running.wait();
  CHECK_FALSE(contains(end.out + end.err, "\x1b"));
}

TEST_CASE("a server that loads on demand loads a city for the question that is about it") {
  const scratch_folder folder;
  std::string text = berlin_hotel("A", "100.00");
  auto other = berlin_hotel("B", "90.00");
  other.replace(other.find("\"Berlin\""), 8, "\"Hamburg\"");
  write_bytes(folder.file("hotels.ndjson"), text + other);
  const auto port = std::to_string(free_port());
  process running(folder.path(),
                  {"serve", "--data", "hotels.ndjson", "--port", port, "--lazy", "1"});
  REQUIRE(running.says("serving 0 hotels in 0 of 2 cities from hotels.ndjson"));
  const auto ask = [&](const std::string& city) {
    return run(folder.path(), {"cheapest", city, "--arrival", "2027-03-01", "--booking-date",
                               "2027-02-01", "--json", "--connect", "127.0.0.1:" + port});
  };
  const auto got = ask("hamburg");
  REQUIRE(got.code == 0);
  CHECK(json::parse(got.out)["offers"][0]["hotel"] == "B");
  const auto memory = run(folder.path(), {"memory", "--connect", "127.0.0.1:" + port});
  CHECK(contains(memory.out, "1 city loaded, 0 dropped, 1 of 2 held"));
  CHECK(contains(memory.out, "sources"));
  CHECK(ask("Hamborg").code == 1);

  const auto alone = run(folder.path(), {"cheapest", "Berlin", "--arrival", "2027-03-01",
                                         "--booking-date", "2027-02-01", "--json", "--data",
                                         "hotels.ndjson", "--lazy", "1"});
  REQUIRE(alone.code == 0);
  CHECK(json::parse(alone.out)["offers"][0]["hotel"] == "A");
}
