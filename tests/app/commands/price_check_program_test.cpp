// `pronto price-check` from the outside.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "app/hotel_file.hpp"
#include "app/process.hpp"
#include "sources/files/scratch_folder.hpp"

using namespace pronto;
using nlohmann::json;

namespace {

using words = std::vector<std::string>;

std::string token_of_a(const scratch_folder& folder) {
  write_bytes(folder.file("h.ndjson"), berlin_hotel("A", "100.00"));
  const auto end = run(folder.path(), {"quote", "A", "--data", "h.ndjson", "--arrival",
                                       "2027-03-01", "--nights", "2", "--booking-date",
                                       "2027-02-01", "--json"});
  REQUIRE(end.code == 0);
  return json::parse(end.out)["offers"][0]["token"];
}

finished check(const scratch_folder& folder, const std::string& token, words more = {}) {
  words all = {"price-check", token, "--data", "h.ndjson"};
  all.insert(all.end(), more.begin(), more.end());
  return run(folder.path(), all);
}

}  // namespace

TEST_CASE("a price that was shown is available until it changes or is sold out") {
  const scratch_folder folder;
  const auto token = token_of_a(folder);
  auto end = check(folder, token);
  CHECK(end.code == 0);
  CHECK(end.err == "");
  CHECK(end.out.starts_with("available  200.00 EUR\n"));
  CHECK(json::parse(check(folder, token, {"--json"}).out)["state"] == "available");

  write_bytes(folder.file("h.ndjson"), berlin_hotel("A", "110.00"));
  end = check(folder, token);
  CHECK(end.code == 1);
  CHECK(end.err == "");
  CHECK(end.out.starts_with("price changed  200.00 EUR before, 220.00 EUR now (+20.00)\n"));
  const auto changed = json::parse(check(folder, token, {"--json"}).out);
  CHECK(changed["state"] == "price_changed");
  CHECK(changed["changes"].dump() ==
        R"([{"now":"220.00","part":"room_charge","shown":"200.00"}])");
  CHECK(check(folder, changed["now"]["token"]).code == 0);

  write_bytes(folder.file("h.ndjson"), berlin_hotel("B", "100.00"));
  end = check(folder, token);
  CHECK(end.code == 1);
  CHECK(end.out.starts_with("sold out  200.00 EUR before: the hotel is not there any more\n"));
}

TEST_CASE("a token that is damaged or of another version ends with 2, without any data") {
  const scratch_folder folder;
  const auto token = token_of_a(folder);
  auto cut = token;
  cut.pop_back();
  const auto end = run(folder.path(), {"price-check", cut, "--data", "nothing.ndjson"});
  CHECK(end.code == 2);
  CHECK(end.out == "");
  CHECK(end.err.starts_with("error: the price token is damaged"));
  auto other = token;
  other[1] = '9';
  CHECK(check(folder, other).err.starts_with("error: the price token is of version 9"));
  CHECK(check(folder, other).code == 2);
  const auto told = json::parse(check(folder, "x", {"--json"}).out);
  CHECK(told["error"]["field"] == "token");
  CHECK(run(folder.path(), {"price-check"}).code == 2);
  CHECK(run(folder.path(), {"price-check", token, "--data", "nothing.ndjson"}).code == 3);
}

TEST_CASE("a search explained shows a token that can be checked, in the shell too") {
  const scratch_folder folder;
  const auto token = token_of_a(folder);
  const auto end = run(folder.path(), {"cheapest", "Berlin", "--data", "h.ndjson", "--arrival",
                                       "2027-03-01", "--nights", "2", "--booking-date",
                                       "2027-02-01", "--explain"});
  CHECK(end.out.find("\n    token  " + token + "\n") != std::string::npos);
  const auto shell = run(folder.path(), {"shell", "--data", "h.ndjson"},
                         "price-check " + token + "\n");
  CHECK(shell.code == 0);
  CHECK(shell.out.starts_with("available  200.00 EUR"));
}
