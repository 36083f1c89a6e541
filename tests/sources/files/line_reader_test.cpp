#include "sources/files/line_reader.hpp"

#include <doctest/doctest.h>

#include <random>

#include "sources/files/line_writer.hpp"
#include "sources/files/scratch_folder.hpp"

using namespace pronto;

namespace {

// All lines of a file, or why it cannot be read.
result<std::vector<std::string>> lines_of(const std::string& path) {
  auto reader = line_reader::open(path);
  if (!reader) return reader.why();
  std::vector<std::string> out;
  for (;;) {
    const auto line = reader->next();
    if (!line) return line.why();
    if (!*line) return out;
    out.emplace_back(**line);
    CHECK(reader->line() == out.size());
  }
}

std::string failure_of(const std::string& path) {
  const auto lines = lines_of(path);
  if (lines) return "";
  CHECK(lines.why().file == path);
  return lines.why().text;
}

using lines = std::vector<std::string>;

}  // namespace

TEST_CASE("lines end by a break, with a carriage return or without, and the last one may lack it") {
  const scratch_folder folder;
  const auto path = folder.file("a.txt");
  write_bytes(path, "one\ntwo\r\n\n\r\nfive\r\rx\nlast");
  CHECK(*lines_of(path) == lines{"one", "two", "", "", "five\r\rx", "last"});
  write_bytes(path, "\xef\xbb\xbfone\n");
  CHECK(*lines_of(path) == lines{"one"});
  write_bytes(path, "\n");
  CHECK(*lines_of(path) == lines{""});
  write_bytes(path, "\xef\xbb\xbf");
  CHECK(lines_of(path)->empty());
}

TEST_CASE("a reader knows whether the last line was complete") {
  const scratch_folder folder;
  const auto path = folder.file("a.txt");
  write_bytes(path, "one\ntwo");
  auto reader = line_reader::open(path);
  REQUIRE(reader);
  REQUIRE(reader->next());
  CHECK(reader->ended_by_break());
  REQUIRE(reader->next());
  CHECK_FALSE(reader->ended_by_break());
  CHECK(reader->done_bytes() == 7);
  CHECK(reader->total_bytes() == 7);
}

TEST_CASE("what was written, plain or gzip, is read again, lines of any length") {
  const auto seed = 5u;
  INFO("seed ", seed);
  std::mt19937_64 rng(seed);
  const scratch_folder folder;
  for (const char* name : {"a.txt", "a.txt.gz"}) {
    const auto path = folder.file(name);
    lines expected;
    auto writer = line_writer::create(path);
    REQUIRE(writer);
    for (int i = 0; i < 300; ++i) {
      const std::size_t length = i == 77 ? 5'000'000 : rng() % 20'000;
      std::string line(length, ' ');
      for (char& c : line) c = static_cast<char>('a' + rng() % 26);
      REQUIRE_FALSE(writer->write(line));
      expected.push_back(line);
    }
    CHECK_FALSE(std::filesystem::exists(path));
    REQUIRE_FALSE(writer->finish());
    CHECK(*lines_of(path) == expected);
    CHECK(read_bytes(path).starts_with("\x1f\x8b") == path.ends_with(".gz"));
    auto reader = line_reader::open(path);
    REQUIRE(reader);
    for (int round = 0; round < 2; ++round) {
      for (std::size_t i = 0; i < 100; ++i) CHECK(**reader->next() == expected[i]);
      REQUIRE_FALSE(reader->rewind());
      CHECK(reader->line() == 0);
      CHECK(reader->done_bytes() == 0);
    }
    std::filesystem::remove(path);
  }
  CHECK(folder.names().empty());
}

TEST_CASE("a gzip file of several members is one text") {
  const scratch_folder folder;
  const auto path = folder.file("a.gz");
  write_bytes(path, gzip("one\ntw") + gzip("o\nthree\n"));
  CHECK(*lines_of(path) == lines{"one", "two", "three"});
}

TEST_CASE("a file that cannot be read says what is wrong and what to do") {
  const scratch_folder folder;
  const auto path = folder.file("a.gz");
  CHECK(failure_of(path) == path + " cannot be read: No such file or directory; check the name; a "
                                   "relative one starts at the working directory");
  CHECK(lines_of(path).why().code == failure_code::not_found);
  CHECK(failure_of(folder.path()) == folder.path() + " is a directory; name a file in it");

  const std::string empty = path + " is empty; put the data into it or name another file";
  write_bytes(path, "");
  CHECK(failure_of(path) == empty);
  write_bytes(path, gzip(""));
  CHECK(failure_of(path) == empty);

  const std::string binary =
      path + " is not text: it holds binary data; name a text file, plain or gzip";
  const std::string damaged = path + " is damaged: there is a NUL byte on line ";
  write_bytes(path, std::string{"abc\n\0", 5});
  CHECK(failure_of(path) == binary);
  write_bytes(path, "one line of text\n" + std::string{"and \0 of another\n", 17});
  CHECK(failure_of(path) == damaged + "2");
  write_bytes(path, gzip(std::string(300'000, 'x') + std::string{"\0", 1}));
  CHECK(failure_of(path) == damaged + "1");
  std::string lines;
  for (int i = 0; i < 100'000; ++i) lines += "line\n";
  write_bytes(path, lines + std::string{"li\0ne\n", 6} + lines);
  CHECK(failure_of(path) == damaged + "100001");
  write_bytes(path, "\x01\x02\x03 abc");
  CHECK(failure_of(path) == binary);

  write_bytes(path, "\x28\xb5\x2f\xfd....");
  CHECK(failure_of(path) ==
        path + " holds zstd data; turn it into plain text in UTF-8 or gzip of that");
}

TEST_CASE("a gzip file that is cut off or damaged anywhere is never taken for a whole one") {
  const scratch_folder folder;
  const auto path = folder.file("a.gz");
  std::string text;
  for (std::uint64_t i = 0; i < 2000; ++i) text += std::to_string(i * i * 7919) + "\n";
  const std::string whole = gzip(text);
  for (std::size_t size = 2; size < whole.size(); size += 1 + size / 16) {
    write_bytes(path, whole.substr(0, size));
    CHECK(failure_of(path) ==
          path + " is cut off: its gzip data ends too early; copy or write it again in full");
  }
  std::string damaged = whole;
  damaged[damaged.size() - 7] ^= 1;  // in the checksum
  write_bytes(path, damaged);
  CHECK(failure_of(path) ==
        path + " is damaged: the checksum in its gzip data does not match; copy it again");
  damaged = whole;
  damaged[whole.size() / 2] ^= 1;
  write_bytes(path, damaged);
  CHECK(failure_of(path).find(" is damaged: ") != std::string::npos);
  write_bytes(path, whole + "abc");
  CHECK(failure_of(path) ==
        path + " has something behind its gzip data that is not gzip; write it again");
}

TEST_CASE("a line without an end is refused before it fills the memory") {
  const scratch_folder folder;
  const auto path = folder.file("a.gz");
  constexpr std::size_t limit_bytes = 100'000;
  const auto second_line_of = [&](std::size_t length) {
    write_bytes(path, gzip("one\n" + std::string(length, 'x')));
    auto reader = line_reader::open(path, limit_bytes);
    REQUIRE(reader);
    CHECK(**reader->next() == "one");
    return reader->next();
  };
  CHECK((*second_line_of(limit_bytes))->size() == limit_bytes);
  CHECK(second_line_of(limit_bytes + 1).why().text ==
        path + " has a line of more than 100000 bytes, line 2; put one record on each line");
  CHECK_FALSE(second_line_of(3'000'000));
}

TEST_CASE("a file that is written to under a reader is noticed; one that is replaced is not mixed") {
  const scratch_folder folder;
  const auto path = folder.file("a.txt");
  write_bytes(path, "one\ntwo\n");
  auto reader = line_reader::open(path);
  REQUIRE(reader);
  REQUIRE(reader->next());
  append_bytes(path, "three\n");
  REQUIRE(reader->next());
  auto last = reader->next();
  while (last && *last) last = reader->next();
  REQUIRE_FALSE(last);
  CHECK(last.why().text == path + " was changed while it was read; write a new file beside it and "
                                   "rename that over it, so that it changes in one go");
  CHECK(reader->next().why() == last.why());
  CHECK(reader->rewind().has_value());

  write_bytes(path, "one\ntwo\n");
  reader = line_reader::open(path);
  write_bytes(folder.file("b.txt"), "other\n");
  std::filesystem::rename(folder.file("b.txt"), path);
  CHECK(**reader->next() == "one");
  CHECK(**reader->next() == "two");
  CHECK_FALSE(reader->next()->has_value());
  REQUIRE_FALSE(reader->rewind());
  CHECK(**reader->next() == "one");
}

TEST_CASE("a file that is not finished leaves what was there before, and nothing beside it") {
  const scratch_folder folder;
  const auto path = folder.file("a.txt");
  write_bytes(path, "old\n");
  {
    auto writer = line_writer::create(path);
    REQUIRE(writer);
    REQUIRE_FALSE(writer->write("new"));
    CHECK(folder.names().size() == 2);
  }
  CHECK(folder.names() == lines{"a.txt"});
  CHECK(read_bytes(path) == "old\n");
}

TEST_CASE("a writer says why it cannot write") {
  const scratch_folder folder;
  const auto missing = folder.file("none/a.txt");
  CHECK(line_writer::create(missing).why().text ==
        missing + " cannot be written: No such file or directory; check the name; a relative one "
                  "starts at the working directory");
  CHECK(line_writer::create(folder.path()).why().text ==
        folder.path() + " is a directory; name a file in it");

  auto full = line_writer::create("/dev/full");
  REQUIRE(full);
  auto failed = full->write(std::string(1'000'000, 'x'));
  if (!failed) failed = full->finish();
  REQUIRE(failed);
  CHECK(failed->text == "/dev/full cannot be written: No space left on device; make room there or "
                        "choose another place");
  CHECK(std::filesystem::exists("/dev/full"));
}

TEST_CASE("of two writers of one file the last that finishes has written it") {
  const scratch_folder folder;
  const auto path = folder.file("both.txt");
  auto first = line_writer::create(path);
  auto second = line_writer::create(path);
  REQUIRE(first);
  REQUIRE(second);
  CHECK_FALSE(first->write("first"));
  CHECK_FALSE(second->write("second"));
  CHECK_FALSE(second->finish());
  CHECK_FALSE(first->finish());
  CHECK(read_bytes(path) == "first\n");
  CHECK(folder.names() == std::vector<std::string>{"both.txt"});
}

TEST_CASE("a link to a file stays a link") {
  const scratch_folder folder;
  write_bytes(folder.file("real.txt"), "old\n");
  std::filesystem::create_symlink("real.txt", folder.file("link.txt"));
  auto writer = line_writer::create(folder.file("link.txt"));
  REQUIRE(writer);
  REQUIRE_FALSE(writer->write("new"));
  REQUIRE_FALSE(writer->finish());
  CHECK(std::filesystem::is_symlink(folder.file("link.txt")));
  CHECK(read_bytes(folder.file("real.txt")) == "new\n");
}
