#include "sources/documents/document_file.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <random>

#include "sources/documents/check.hpp"
#include "sources/documents/lazy_document_file.hpp"
#include "sources/files/scratch_folder.hpp"
#include "sources/files/text_hash.hpp"

using namespace pronto;

namespace {

using names = std::vector<std::string>;

// A small good document on a line of its own.
std::string document(const std::string& code, const std::string& name = "") {
  return R"({"hotel":")" + code + R"(","name":")" + name +
         R"(","city":"Berlin","country":"DE","latitude":52.5,"longitude":13.4,"stars":3,)"
         R"("amenities":[],"currency":"EUR","utc_offset_minutes":60,"rooms":[],"plans":[]})"
         "\n";
}

std::string broken(const std::string& code) {
  std::string out = document(code);
  out.replace(out.find("\"stars\":3"), 9, "\"stars\":9");
  return out;
}

// Replaces the file in one go, as it should be done.
void replace(const std::string& path, const std::string& bytes) {
  write_bytes(path + ".new", bytes);
  std::filesystem::rename(path + ".new", path);
}

// What a pass brought, in words: "+A +B -C".
struct outcome {
  std::string brought;
  names rejected;  // "LINE FIELD: text"
  std::string failed;
  source_progress progress;
};

outcome pass(source& from, std::size_t budget_bytes = 300) {
  outcome out;
  const auto begun = from.begin();
  if (!begun) return {"", {}, begun.why().text, {}};
  if (!*begun) return {"nothing to do", {}, "", {}};
  changes got;
  for (;;) {
    const auto done = from.step(budget_bytes, got);
    if (!done) out.failed = done.why().text;
    if (!done || *done) break;
  }
  for (const auto& each : got.put) out.brought += "+" + each->code + each->name + " ";
  for (const auto& each : got.removed) out.brought += "-" + each + " ";
  for (const failure& each : got.rejected) {
    CHECK(each.file == from.name());
    out.rejected.push_back(std::to_string(each.line) + " " + each.field + ": " + each.text);
  }
  out.progress = from.progress();
  return out;
}

}  // namespace

TEST_CASE("a pass brings what changed since the last one, and nothing else") {
  const scratch_folder folder;
  for (const char* name : {"h.ndjson", "h.ndjson.gz"}) {
    const auto path = folder.file(name);
    const auto put = [&](const std::string& text) {
      replace(path, path.ends_with(".gz") ? gzip(text) : text);
    };
    const auto from = open_document_file(path);
    put(document("A") + document("B") + document("C"));
    CHECK(pass(*from).brought == "+A +B +C ");
    CHECK(pass(*from).brought == "nothing to do");
    put(document("A") + document("B") + document("C"));
    CHECK(pass(*from).brought == "");
    CHECK(pass(*from).brought == "nothing to do");
    put(document("C") + document("B", "new") + document("D") + document("A"));
    CHECK(pass(*from).brought == "+Bnew +D ");
    put("\xef\xbb\xbf\n" + document("D") + " \r\n" + document("B", "new") + "\n");
    CHECK(pass(*from).brought == "-A -C ");
    put(document("D") + document("B") + document("A"));
    const auto last = pass(*from);
    CHECK(last.brought == "+B +A ");
    CHECK(last.progress.documents == 3);
    CHECK(last.progress.rejected == 0);
    CHECK(last.progress.done_bytes == last.progress.total_bytes);
  }
}

TEST_CASE("a file whose hotels are forgotten brings them all again, and tells what it has lost") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_document_file(path);
  replace(path, document("A") + document("B") + document("C"));
  CHECK(pass(*from).brought == "+A +B +C ");
  from->forget();
  CHECK(pass(*from).brought == "+A +B +C ");
  CHECK(pass(*from).brought == "nothing to do");
  from->forget();
  replace(path, document("C") + document("D") + broken("B"));
  CHECK(pass(*from).brought == "+C +D -A ");
  replace(path, document("C") + document("D") + document("B"));
  CHECK(pass(*from).brought == "+B ");
}

TEST_CASE("a document that breaks the rules takes nothing away, and counts again when mended") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_document_file(path);
  replace(path, document("A") + document("B") + broken("C"));
  auto got = pass(*from);
  const names told{"3 stars: expected a whole number from 0 to 5, found 9"};
  CHECK(got.brought == "+A +B ");
  CHECK(got.rejected == told);
  CHECK(got.progress.documents == 3);
  CHECK(got.progress.rejected == 1);

  replace(path, document("A") + broken("B") + document("C"));
  got = pass(*from);
  CHECK(got.brought == "+C ");
  CHECK(got.rejected.size() == 1);
  replace(path, document("A") + broken("B") + document("C") + "\n");
  got = pass(*from);
  CHECK(got.brought == "");
  CHECK(got.rejected.size() == 1);  // what is still wrong is told in each pass
  replace(path, document("A") + document("B") + document("C"));
  CHECK(pass(*from).brought == "");  // as it was last good
  replace(path, document("A") + broken("B") + document("C"));
  pass(*from);
  replace(path, document("A") + document("C"));
  CHECK(pass(*from).brought == "-B ");
}

TEST_CASE("a file without one good document fails, and takes nothing away") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_document_file(path);
  replace(path, document("A") + document("B"));
  pass(*from);
  const std::string why = "; 'pronto check' lists what is wrong";
  replace(path, broken("A") + broken("C"));
  auto got = pass(*from);
  CHECK(got.failed == path + " has no good document: all 2 break the rules" + why);
  CHECK(got.brought == "");
  CHECK(got.rejected.size() == 2);
  CHECK(got.progress.rejected == 2);
  replace(path, broken("C"));
  CHECK(pass(*from).failed == path + " has no good document: its only one breaks the rules" + why);
  replace(path, document("A") + broken("C"));
  got = pass(*from);
  CHECK(got.failed == "");
  CHECK(got.brought == "-B ");
}

TEST_CASE("where a code cannot be read no hotel is removed, since it may be any") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_document_file(path);
  replace(path, document("A") + document("B") + document("C"));
  pass(*from);
  replace(path, document("A") + "{\"hotel\": oops}\n");
  const auto got = pass(*from);
  CHECK(got.brought == "");
  CHECK(got.rejected.size() == 1);
  CHECK(got.rejected.front().starts_with("2 : not JSON, at byte 11: "));
  replace(path, document("A") + "{\"hotel\":\"C\",\"name\": oops}\n");
  CHECK(pass(*from).brought == "-B ");
}

TEST_CASE("a code that an earlier document has is rejected, and the first one counts") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_document_file(path);
  replace(path, document("A") + document("B") + document("A", "other") + document("A"));
  auto got = pass(*from);
  CHECK(got.brought == "+A +B ");
  const names told{"3 hotel: the code stands twice in the file: line 1 has it too",
                   "4 hotel: the code stands twice in the file: line 1 has it too"};
  CHECK(got.rejected == told);
  replace(path, document("A", "other") + document("A"));
  got = pass(*from);
  CHECK(got.brought == "+Aother -B ");
  CHECK(got.rejected.size() == 1);
}

TEST_CASE("a file that fails brings nothing, whatever comes before its fault, and then goes on") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_document_file(path);
  const std::string good = document("A") + document("B");
  const std::string changed = document("A", "x") + document("B", "x") + document("C");
  replace(path, good);
  CHECK(pass(*from).brought == "+A +B ");

  const auto fails = [&](const std::string& bytes, const std::string& what) {
    replace(path, bytes);
    for (int attempt = 0; attempt < 2; ++attempt) {
      const auto got = pass(*from);
      CHECK(got.brought == "");
      CHECK(got.rejected.empty());
      CHECK(got.failed == path + " " + what);
    }
    replace(path, good);
    CHECK(pass(*from).brought == "");
  };
  fails("", "is empty; put the data into it or name another file");
  fails("\n \n", "holds no documents; put one hotel on each line");
  fails(changed + document("D").substr(0, 40),
        "is cut off: its last line, 4, breaks off in the middle of a document; copy or write it "
        "again in full");
  fails(changed + std::string{"\0", 1}, "is damaged: there is a NUL byte on line 4");
  const std::string packed = gzip(changed);
  fails(packed.substr(0, packed.size() - 5),
        "is cut off: its gzip data ends too early; copy or write it again in full");
  std::string damaged = packed;
  damaged[damaged.size() - 6] ^= 1;
  fails(damaged, "is damaged: the checksum in its gzip data does not match; copy it again");

  std::filesystem::remove(path);
  CHECK(pass(*from).failed == path + " cannot be read: No such file or directory; check the name; "
                                     "a relative one starts at the working directory");
  std::filesystem::create_directory(path);
  CHECK(pass(*from).failed == path + " is a directory; name a file in it");
  std::filesystem::remove(path);
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  CHECK(pass(*from).failed ==
        path + " is a pipe or a device, which cannot be read again; name a file");

  replace(path, changed);
  CHECK(pass(*from).brought == "+Ax +Bx +C ");
}

TEST_CASE("a last line without a break is taken if it is a whole document") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_document_file(path);
  std::string text = document("A") + document("B");
  text.pop_back();
  replace(path, text);
  CHECK(pass(*from).brought == "+A +B ");
}

TEST_CASE("the first pass is read once; what it brought before a fault stays, the next one mends") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_document_file(path);
  replace(path, document("A") + document("B") + "{\"hotel\":");
  auto got = pass(*from);
  CHECK(got.brought == "+A +B ");
  CHECK(got.failed.find("is cut off") != std::string::npos);
  replace(path, document("A") + document("C"));
  CHECK(pass(*from).brought == "+C -B ");
}

TEST_CASE("a writer that changes the file under a pass fails it, and nothing is removed") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_document_file(path);
  replace(path, document("A") + document("B"));
  pass(*from);
  replace(path, document("A", "x"));
  REQUIRE(*from->begin());
  changes got;
  append_bytes(path, document("B", "y"));
  std::string failed;
  for (;;) {
    const auto done = from->step(1, got);
    if (!done) failed = done.why().text;
    if (!done || *done) break;
  }
  CHECK(failed.starts_with(path + " was changed while it was read;"));
  CHECK(got.put.empty());
  CHECK(got.removed.empty());
  CHECK(pass(*from).brought == "+Ax +By ");
}

TEST_CASE("a look tells a file that is another one than that of the last pass") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  for (const auto& from : {open_document_file(path), open_lazy_document_file(path)}) {
    std::filesystem::remove(path);
    CHECK_FALSE(from->begin());
    CHECK_FALSE(from->has_changed());
    replace(path, std::string("\0\1", 2));
    CHECK(from->has_changed());
    pass(*from);
    CHECK_FALSE(from->has_changed());
    replace(path, document("A"));
    CHECK(from->has_changed());
    pass(*from);
    CHECK_FALSE(from->has_changed());
  }
}

TEST_CASE("after any series of edits the hotels are those of the file") {
  const auto seed = 77u;
  INFO("seed ", seed);
  std::mt19937_64 rng(seed);
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  const auto from = open_document_file(path);
  std::map<std::string, std::string> held;
  std::map<std::string, std::string> expected;  // what a rejected document leaves is the last good
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    names codes;
    for (char c = 'A'; c <= 'L'; ++c)
      if (rng() % 4 > 0) codes.emplace_back(1, c);
    if (codes.empty()) continue;
    std::shuffle(codes.begin(), codes.end(), rng);
    std::string text;
    std::map<std::string, std::string> next;
    for (const std::string& code : codes) {
      if (rng() % 8 == 0) {
        text += broken(code);
        if (expected.contains(code)) next[code] = expected[code];
        continue;
      }
      next[code] = std::to_string(rng() % 3);
      text += document(code, next[code]);
    }
    replace(path, text);
    REQUIRE(*from->begin());
    changes got;
    for (;;) {
      const auto done = from->step(1 + rng() % 3000, got);
      REQUIRE(done);
      if (*done) break;
    }
    for (const auto& each : got.put) {
      const auto before = held.find(each->code);
      CHECK((before == held.end() || before->second != each->name));
      held[each->code] = each->name;
    }
    for (const auto& each : got.removed) CHECK(held.erase(each) == 1);
    expected = next;
    REQUIRE(held == expected);
  }
}

TEST_CASE("checking a file tells every error of every document, with its line") {
  const scratch_folder folder;
  const auto path = folder.file("h.ndjson");
  std::string two_errors = broken("C");
  two_errors.replace(two_errors.find("Berlin"), 6, "");
  write_bytes(path, document("A") + "\n" + document("B") + two_errors + "nonsense\n" + broken("A"));
  names told;
  std::uint64_t last_done_bytes = 0;
  const auto report = check_file(
      path, [&](const failure& each) { told.push_back(describe(each)); },
      [&](std::uint64_t done_bytes, std::uint64_t total_bytes) {
        CHECK(total_bytes == std::filesystem::file_size(path));
        last_done_bytes = done_bytes;
      });
  REQUIRE(report);
  CHECK(report->documents == 5);
  CHECK(report->good == 2);
  CHECK(report->errors == 5);
  CHECK(last_done_bytes == std::filesystem::file_size(path));
  const names expected{
      path + ":4: city: expected text of 1 to 100 characters, found \"\"",
      path + ":4: stars: expected a whole number from 0 to 5, found 9",
      path + ":5: not JSON, at byte 2: value - invalid literal",
      path + ":6: stars: expected a whole number from 0 to 5, found 9",
      path + ":6: hotel: the code stands twice in the file: line 1 has it too"};
  CHECK(told == expected);
  write_bytes(path, document("A") + "{");
  CHECK(check_file(path, [](const failure&) {}, nullptr).why().text.find("is cut off") !=
        std::string::npos);
}

TEST_CASE("the hash of a line changes with every bit of it, its length and the seed") {
  std::mt19937_64 rng(5);
  std::map<std::uint64_t, std::string> seen;
  const auto add = [&](const std::string& text) {
    const auto [at, fresh] = seen.emplace(text_hash(text, 1), text);
    CHECK((fresh || at->second == text));
  };
  for (const std::size_t size : {0u, 1u, 7u, 8u, 9u, 15u, 16u, 17u, 40u, 1000u}) {
    std::string text(size, '\0');
    add(text);
    for (char& c : text) c = static_cast<char>(rng());
    add(text);
    CHECK(text_hash(text, 1) != text_hash(text, 2));
    for (std::size_t bit = 0; bit < 8 * size; ++bit) {
      std::string other = text;
      other[bit / 8] = static_cast<char>(other[bit / 8] ^ (1 << (bit % 8)));
      add(other);
    }
  }
}
