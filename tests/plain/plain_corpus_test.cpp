// The plain pricer against the generated corpus: every stay and every search, to the last digit and
// reason. What is held against the plain pricer is held against the corpus by this.
#include "plain/plain_pricer.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <zlib.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace {

using nlohmann::json;

// The documents of a file of one a line, compressed or not.
std::vector<json> documents_of(const std::filesystem::path& file) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> in(gzopen(file.c_str(), "rb"), gzclose);
  REQUIRE(in);
  std::string text;
  std::string block(1 << 16, '\0');
  for (int read = 1; read > 0;) {
    read = gzread(in.get(), block.data(), static_cast<unsigned>(block.size()));
    REQUIRE(read >= 0);
    text.append(block, 0, static_cast<std::size_t>(read));
  }
  std::vector<json> documents;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    if (end > from) documents.push_back(json::parse(text.substr(from, end - from)));
    from = end + 1;
  }
  return documents;
}

plain::stay stay_of(const json& line) {
  return {line.at("arrival"), line.at("nights"), line.at("adults"),
          line.at("child_ages").get<std::vector<int>>(), line.at("booking_date")};
}

const std::filesystem::path corpus = std::filesystem::path(PRONTO_TEST_DATA) / "corpus" / "rules";

bool is_there() {
  const bool found = std::filesystem::exists(corpus / "hotels.ndjson.gz");
  if (!found) MESSAGE("skipped: no corpus at " << corpus.string());
  return found;
}

}  // namespace

TEST_CASE("the plain pricer gives the corpus's answer to every stay") {
  if (!is_there()) return;
  std::map<std::string, json> hotels;
  for (const json& hotel : documents_of(corpus / "hotels.ndjson.gz"))
    hotels[hotel.at("hotel")] = hotel;
  const auto stays = documents_of(corpus / "stays.jsonl.gz");
  CHECK(stays.size() >= 10'000);
  for (const json& line : stays) {
    CAPTURE(line.at("id"));
    const json answers = plain::quote(hotels.at(line.at("hotel")), stay_of(line));
    CHECK(answers.at("expected") == line.at("expected"));
    CHECK(answers.at("cheapest") == line.at("cheapest"));
  }
}

TEST_CASE("the plain pricer gives the corpus's answer to every search") {
  if (!is_there()) return;
  const auto hotels = documents_of(corpus / "hotels.ndjson.gz");
  const auto searches = documents_of(corpus / "searches.jsonl.gz");
  CHECK(searches.size() >= 400);
  for (const json& line : searches) {
    CAPTURE(line.at("id"));
    CHECK(plain::search(hotels, line.at("city"), line.at("country"), stay_of(line),
                        line.at("filters")) == line.at("expected"));
  }
}
