#include "sources/documents/lazy_document_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "catalog/catalog_memory.hpp"
#include "catalog/places/place.hpp"
#include "sources/documents/document_file.hpp"
#include "sources/files/line_writer.hpp"
#include "sources/files/scratch_folder.hpp"
#include "sources/part.hpp"

using namespace pronto;

namespace {

using names = std::vector<std::string>;

std::string document(const std::string& code, const std::string& city,
                     const std::string& name = "") {
  return R"({"hotel":")" + code + R"(","name":")" + name + R"(","city":")" + city +
         R"(","country":"DE","latitude":52.5,"longitude":13.4,"stars":3,)"
         R"("amenities":[],"currency":"EUR","utc_offset_minutes":60,"rooms":[],"plans":[]})"
         "\n";
}

std::string broken(const std::string& code, const std::string& city) {
  std::string out = document(code, city);
  out.replace(out.find("\"stars\":3"), 9, "\"stars\":9");
  return out;
}

void replace(const std::string& path, const std::string& bytes) {
  write_bytes(path + ".new", bytes);
  std::filesystem::rename(path + ".new", path);
}

// As line_writer does, but with little text in each member.
std::string gzip_in_members(const std::string& text, std::size_t lines_each) {
  std::string out;
  std::string member;
  std::size_t lines = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size() - 1) + 1;
    member += text.substr(at, end - at);
    at = end;
    if (++lines % lines_each == 0 || at == text.size()) out += gzip(std::exchange(member, {}));
  }
  return out;
}

// What a pass brought, in words: "Berlin 2, +A +B -C".
struct outcome {
  std::string brought;
  names rejected;  // "LINE FIELD: text"
  std::string failed;
};

void describe(const changes& got, outcome& out) {
  for (const auto& each : got.known)
    out.brought += each.city + " " + std::to_string(each.hotels) + ", ";
  for (const auto& each : got.put) out.brought += "+" + each->code + each->name + " ";
  for (const auto& each : got.removed) out.brought += "-" + each + " ";
  for (const failure& each : got.rejected)
    out.rejected.push_back(std::to_string(each.line) + " " + each.field + ": " + each.text);
}

outcome pass(source& from, std::size_t budget_bytes = 300) {
  outcome out;
  const auto begun = from.begin();
  if (!begun) return {"", {}, begun.why().text};
  if (!*begun) return {"nothing to do", {}, ""};
  changes got;
  for (;;) {
    const auto done = from.step(budget_bytes, got);
    if (!done) out.failed = done.why().text;
    if (!done || *done) break;
  }
  describe(got, out);
  return out;
}

const destination_key berlin{"berlin", "DE"};
const destination_key hamburg{"hamburg", "DE"};
const destination_key munich{"munich", "DE"};

}  // namespace

TEST_CASE("the first pass tells which cities there are, and brings none of their hotels") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_lazy_document_file(path);
  REQUIRE(from->demand() != nullptr);
  replace(path, document("A", "Berlin") + document("B", "München") + document("C", "Munich") +
                    document("D", "Munich"));
  CHECK(pass(*from).brought == "Berlin 1, Munich 3, ");
  CHECK(pass(*from).brought == "nothing to do");
  CHECK(from->demand()->where_is("B") == munich);
  CHECK(from->demand()->where_is("X") == std::nullopt);
  CHECK(from->progress().documents == 4);
}

TEST_CASE("the first pass tells where the hotels of each city lie") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto at = [](const std::string& code, const std::string& city, const std::string& latitude) {
    auto out = document(code, city);
    return out.replace(out.find("52.5"), 4, latitude);
  };
  const auto from = open_lazy_document_file(path);
  // Of Munich one that is told nowhere by its head: no hotel of such a document comes.
  replace(path, at("A", "Berlin", "52") + at("B", "Berlin", "-10.5") + at("C", "Munich", "\"x\"") +
                    at("D", "Hamburg", "53.5"));
  REQUIRE(*from->begin());
  changes got;
  while (!*from->step(300, got)) {}
  REQUIRE(got.known.size() == 3);
  globe_box both;
  both.take_in(globe_point_at(52, 13.4));
  both.take_in(globe_point_at(-10.5, 13.4));
  for (const auto& each : got.known) {
    CAPTURE(each.city);
    if (each.at == berlin) CHECK(each.area == both);
    CHECK(each.area.is_empty() == (each.at == munich));
  }
}

TEST_CASE("what is wanted is brought, and what is dropped is brought again") {
  const scratch_folder folder;
  for (const int form : {0, 1, 2}) {
    const auto path = folder.file(form == 0 ? "h.ndjson" : "h.ndjson.gz");
    const auto put = [&](const std::string& text) {
      replace(path, form == 0 ? text : form == 1 ? gzip(text) : gzip_in_members(text, 2));
    };
    put(document("A", "Berlin") + document("B", "Hamburg") + document("C", "Berlin") +
        document("D", "Hamburg") + document("E", "Berlin"));
    const auto from = open_lazy_document_file(path);
    CHECK(pass(*from).brought == "Berlin 3, Hamburg 2, ");
    from->demand()->want(hamburg);
    CHECK(pass(*from).brought == "+B +D ");
    CHECK(pass(*from).brought == "nothing to do");
    from->demand()->want(berlin);
    CHECK(pass(*from).brought == "+A +C +E ");
    from->demand()->drop(hamburg);
    CHECK(pass(*from).brought == "nothing to do");
    from->demand()->want(hamburg);
    CHECK(pass(*from).brought == "+B +D ");
    from->forget();
    CHECK(pass(*from).brought == "Berlin 3, Hamburg 2, +A +B +C +D +E ");
  }
}

TEST_CASE("what changes in the file is brought of wanted cities, and told of all") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_lazy_document_file(path);
  replace(path, document("A", "Berlin") + document("B", "Berlin") + document("C", "Hamburg"));
  pass(*from);
  from->demand()->want(berlin);
  CHECK(pass(*from).brought == "+A +B ");
  replace(path, document("A", "Berlin", "new") + document("B", "Berlin") +
                    document("C", "Hamburg", "new") + document("D", "Munich"));
  CHECK(pass(*from).brought == "Munich 1, +Anew ");
  replace(path, document("D", "Berlin") + document("B", "Hamburg") + document("C", "Hamburg"));
  CHECK(pass(*from).brought == "Berlin 1, Hamburg 2, Munich 0, +D -B -A ");
  replace(path, document("C", "Hamburg"));
  CHECK(pass(*from).brought == "Hamburg 1, Berlin 0, -D ");
  // It has to be asked for again.
  replace(path, document("C", "Hamburg") + document("A", "Berlin"));
  CHECK(pass(*from).brought == "Berlin 1, ");
  from->demand()->want(berlin);
  CHECK(pass(*from).brought == "+A ");
}

TEST_CASE("a city that is dropped in the middle of its pass is not brought any further") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_lazy_document_file(path);
  replace(path, document("A", "Berlin") + document("B", "Berlin") + document("C", "Hamburg"));
  pass(*from);
  from->demand()->want(berlin);
  from->demand()->want(hamburg);
  changes got;
  REQUIRE(*from->begin());
  REQUIRE_FALSE(*from->step(1, got));
  REQUIRE(got.put.size() == 1);
  from->demand()->drop(berlin);
  while (!*from->step(1, got)) {}
  outcome told;
  describe(got, told);
  CHECK(told.brought == "+A +C ");
  from->demand()->want(berlin);
  CHECK(pass(*from).brought == "+A +B ");
}

TEST_CASE("a file without one document that has a place fails, and takes nothing away") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_lazy_document_file(path);
  replace(path, document("A", "Berlin"));
  from->demand()->want(berlin);
  pass(*from);
  pass(*from);
  replace(path, "{}\n{\"hotel\":\"A\"}\n");
  auto got = pass(*from);
  CHECK(got.failed == path + " has no good document: all 2 break the rules; 'pronto check' lists what is wrong");
  CHECK(got.brought == "");
  CHECK(from->demand()->where_is("A") == berlin);
  replace(path, document("B", "Berlin"));
  got = pass(*from);
  CHECK(got.failed == "");
  CHECK(got.brought == "+B -A ");
}

TEST_CASE("documents that break the rules are rejected with their lines, once") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_lazy_document_file(path);
  std::string nowhere = document("N", "x");
  nowhere.replace(nowhere.find(R"("city":"x")"), 10, R"("city":7)");
  replace(path, document("A", "Berlin") + broken("B", "Berlin") + "{}\n" + nowhere + "\n" +
                    document("A", "Hamburg") + broken("C", "Hamburg") + "oops\n");
  auto got = pass(*from);
  CHECK(got.brought == "Berlin 2, Hamburg 1, ");
  REQUIRE(got.rejected.size() >= 4);
  CHECK(got.rejected.front().starts_with("3 "));
  CHECK(std::ranges::count(got.rejected, "6 hotel: the code stands twice in the file: line 1 has it "
                                         "too") == 1);
  CHECK(std::ranges::any_of(got.rejected, [](const auto& s) { return s.starts_with("4 city"); }));
  CHECK(from->progress().rejected == 4);

  from->demand()->want(berlin);
  got = pass(*from);
  CHECK(got.brought == "Berlin 1, +A ");
  CHECK(got.rejected == names{"2 stars: expected a whole number from 0 to 5, found 9"});
  CHECK(from->progress().rejected == 5);
  CHECK(from->demand()->where_is("B") == std::nullopt);
  from->demand()->want(hamburg);
  got = pass(*from);
  CHECK(got.brought == "Hamburg 0, ");
  CHECK(pass(*from).brought == "nothing to do");
}

TEST_CASE("a document that turns bad takes nothing away") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_lazy_document_file(path);
  replace(path, document("A", "Berlin") + document("B", "Berlin"));
  pass(*from);
  from->demand()->want(berlin);
  pass(*from);
  replace(path, broken("A", "Berlin") + document("B", "Berlin"));
  CHECK(pass(*from).brought == "Berlin 1, ");
  replace(path, broken("A", "Hamburg") + document("B", "Berlin"));
  CHECK(pass(*from).brought == "Hamburg 1, Hamburg 0, ");  // only said to have moved
  replace(path, document("B", "Berlin") + "{}\n");
  CHECK(pass(*from).brought == "");  // the second may be A's
  replace(path, document("B", "Berlin"));
  CHECK(pass(*from).brought == "-A ");
}

TEST_CASE("a file that is missing, empty, binary or cut off changes nothing") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_lazy_document_file(path);
  CHECK_FALSE(pass(*from).failed.empty());
  replace(path, document("A", "Berlin") + document("B", "Hamburg"));
  pass(*from);
  from->demand()->want(berlin);
  pass(*from);
  const auto good = document("A", "Berlin", "new") + document("B", "Hamburg");
  const auto packed = gzip(good);
  for (const auto& bad : {std::string{}, good + "{\"hotel\":", std::string("\0\1\2", 3),
                          packed.substr(0, packed.size() - 9), std::string("\n\n")}) {
    replace(path, bad);
    const auto got = pass(*from);
    CHECK(got.brought == "");
    CHECK_FALSE(got.failed.empty());
  }
  std::filesystem::remove(path);
  CHECK_FALSE(pass(*from).failed.empty());
  replace(path, packed);
  CHECK(pass(*from).brought == "+Anew ");
}

TEST_CASE("a file that is replaced between the index and a load is indexed again") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_lazy_document_file(path);
  replace(path, document("A", "Berlin") + document("B", "Hamburg"));
  pass(*from);
  from->demand()->want(hamburg);
  replace(path, document("B", "Hamburg", "new") + document("C", "Hamburg"));
  CHECK(pass(*from).brought == "Hamburg 2, Berlin 0, +Bnew +C ");
}

TEST_CASE("a file that is written to during a load fails the pass") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_lazy_document_file(path);
  const auto text = document("A", "Berlin") + document("B", "Hamburg");
  replace(path, text);
  pass(*from);
  from->demand()->want(hamburg);
  REQUIRE(*from->begin());
  write_bytes(path, document("B", "Hamburg", "new") + document("A", "Berlin"));  // in place
  changes got;
  auto done = from->step(1000, got);
  REQUIRE_FALSE(done);
  CHECK(done.why().text.find("was changed while it was read") != std::string::npos);
  CHECK(got.put.empty());
  CHECK(pass(*from).brought == "+Bnew ");
}

TEST_CASE("a part of a source on demand knows its part alone") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  replace(path, document("A", "Berlin") + document("B", "Hamburg") + document("C", "Hamburg"));
  const auto from = take_part(open_lazy_document_file(path), *parse_part("Berlin", "", 0),
                              [] { return day{0}; });
  REQUIRE(from->demand() != nullptr);
  CHECK(pass(*from).brought == "Berlin 1, ");
  CHECK(from->progress().left_out == 2);
  CHECK(from->demand()->where_is("A") == berlin);
  CHECK(from->demand()->where_is("B") == std::nullopt);
  from->demand()->want(berlin);
  CHECK(pass(*from).brought == "+A ");
  CHECK(from->progress().left_out == 2);
}

TEST_CASE("the index is accounted, and a step that finds no room for it can be taken again") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  std::string text;
  for (int i = 0; i < 500; ++i) text += document(std::to_string(i), "City" + std::to_string(i % 7));
  replace(path, text);
  catalog_memory memory;
  {
    const auto from = open_lazy_document_file(path, memory.of(component::sources));
    REQUIRE(*from->begin());
    memory.set_budget(8000);
    changes got;
    int failed = 0;
    for (bool done = false; !done;) {
      try {
        done = *from->step(5000, got);
      } catch (const over_budget&) {
        ++failed;
        memory.set_budget(memory.budget_bytes() + 3000);
      }
    }
    CHECK(failed > 2);
    CHECK(got.known.size() == 7);
    std::uint32_t hotels = 0;
    for (const auto& each : got.known) hotels += each.hotels;
    CHECK(hotels == 500);
    CHECK(got.rejected.empty());
    const auto used = memory.figures().of(component::sources).live_bytes;
    CHECK(used > 500 * 32);
    CHECK(used < 500 * 48 + 8000);
  }
  CHECK(memory.figures().total_bytes() == 0);
}

TEST_CASE("a file that line_writer packed is read from its middle") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson.gz");
  std::mt19937 random{5};
  std::string noise;
  std::map<std::string, std::string> cities;
  {
    auto to = line_writer::create(path);
    REQUIRE(to);
    for (int i = 0; i < 3000; ++i) {
      const auto code = std::to_string(i);
      noise.clear();
      for (int j = 0; j < 20; ++j) noise += std::to_string(random());
      cities[code] = i % 1000 == 998 ? "Hamburg" : "Berlin";
      const auto line = document(code, cities[code], noise);
      REQUIRE_FALSE(to->write(std::string_view(line).substr(0, line.size() - 1)));
    }
    REQUIRE_FALSE(to->finish());
  }
  const auto from = open_lazy_document_file(path);
  pass(*from, 1 << 20);
  from->demand()->want(hamburg);
  REQUIRE(*from->begin());
  changes got;
  int steps = 0;
  while (!*from->step(1, got)) ++steps;
  CHECK(got.put.size() == 3);
  CHECK(steps < 3 * (256 + 64 + 32) / 32 + 10);  // not all of its 1.3 MB in pieces of 32 KB
  for (const auto& each : got.put) CHECK(cities[each->code] == "Hamburg");
}

TEST_CASE("a source on demand brings what one that brings all would, whatever is wanted when") {
  const auto seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random{seed};
  const scratch_folder folder;
  const names cities{"Berlin", "Hamburg", "München", "Munich", "Köln"};
  for (int world = 0; world < 20; ++world) {
    const auto path = folder.file("h" + std::to_string(world));
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
    const auto write = [&] {
      std::map<std::string, std::string> documents;
      for (std::size_t i = below(20) + 1; i > 0; --i) {
        const auto code = std::string(1, static_cast<char>('A' + below(16)));
        documents[code] = document(code, cities[below(cities.size())], std::to_string(below(2)));
      }
      std::string text;
      for (const auto& [code, each] : documents) text += each;
      replace(path, below(2) == 0 ? text : gzip_in_members(text, below(3) + 1));
    };
    write();
    const auto lazy = open_lazy_document_file(path);
    const auto whole = open_document_file(path);
    std::map<std::string, std::string> held;  // by codes: city and name
    std::map<std::string, std::string> all;
    std::set<destination_key> known;
    std::set<destination_key> wanted;
    const auto follow = [&](source& from, std::map<std::string, std::string>& into) {
      const auto begun = from.begin();
      REQUIRE(begun);
      changes got;
      if (*begun)
        for (;;) {
          const auto done = from.step(below(500) + 1, got);
          REQUIRE(done);
          if (*done) break;
        }
      for (const auto& each : got.put) into[each->code] = each->city + " " + each->name;
      for (const auto& each : got.removed) into.erase(each);
      for (const auto& each : got.known) {
        if (each.hotels > 0) {
          known.insert(each.at);
        } else {
          known.erase(each.at);
          wanted.erase(each.at);
        }
      }
    };
    follow(*whole, all);
    follow(*lazy, held);
    for (int round = 0; round < 30; ++round) {
      if (below(3) == 0) write();
      const destination_key one{place_key(cities[below(cities.size())], "DE"), "DE"};
      if (below(2) == 0) {
        if (!known.contains(one)) continue;
        lazy->demand()->want(one);
        wanted.insert(one);
      } else {
        lazy->demand()->drop(one);
        wanted.erase(one);
        std::erase_if(held, [&](const auto& each) {
          return place_key(each.second.substr(0, each.second.find(' ')), "DE") == one.key;
        });
      }
      follow(*whole, all);
      follow(*lazy, held);
      std::map<std::string, std::string> expected;
      for (const auto& [code, what] : all)
        if (wanted.contains({place_key(what.substr(0, what.find(' ')), "DE"), "DE"}))
          expected.emplace(code, what);
      REQUIRE(held == expected);
    }
  }
}
