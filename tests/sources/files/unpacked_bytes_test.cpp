// A gzip file is unpacked to what was packed, however it was packed and is read, and nothing else is
// taken for it.
#include "sources/files/unpacked_bytes.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "sources/files/scratch_folder.hpp"

using namespace pronto;

namespace {

// Of bytes that are easy to pack, or cannot be packed at all.
std::string random_text(std::mt19937_64& rng) {
  // The last are not unpacked whole, or not all of them.
  constexpr std::size_t sizes[]{0, 1, 20, 5000, 200'000, 700'000};
  std::string out(rng() % (sizes[rng() % std::size(sizes)] + 1), ' ');
  const std::uint64_t kinds = rng() % 2 == 0 ? 4 : 256;
  for (char& each : out) each = static_cast<char>(rng() % kinds);
  return out;
}

std::string random_members(std::mt19937_64& rng, std::string& text) {
  std::string out;
  for (auto left = 1 + rng() % 5; left > 0; --left) {
    const std::string member = random_text(rng);
    out += gzip(member);
    text += member;
  }
  return out;
}

// With a checksum of the member's head, and where that begins.
std::string gzip_with_head_checksum(std::string_view text, std::size_t& checksum_at) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  gz_header head{};
  head.hcrc = 1;
  REQUIRE(deflateSetHeader(&stream, &head) == Z_OK);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  checksum_at = 10;
  return out;
}

// By reads of random sizes up to `most`.
result<std::string> all_of(const std::string& path, std::mt19937_64& rng, std::size_t most) {
  auto bytes = unpacked_bytes::open(path);
  if (!bytes) return bytes.why();
  std::string out;
  std::vector<char> buffer(most);
  for (;;) {
    const auto got = bytes->read(buffer.data(), 1 + rng() % most);
    if (!got) return got.why();
    if (*got == 0) return out;
    out.append(buffer.data(), *got);
  }
}

}  // namespace

TEST_CASE("what random members hold is read, in pieces of any size and from any place on") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 rng(seed);
  const scratch_folder folder;
  const auto path = folder.file("a.gz");
  for (int times = 0; times < 60; ++times) {
    std::string text;
    write_bytes(path, random_members(rng, text));
    for (const std::size_t most : {30u, 8192u, 100'000u}) {
      const auto read = all_of(path, rng, most);
      REQUIRE(read);
      CHECK(*read == text);
    }
    auto bytes = unpacked_bytes::open(path);
    REQUIRE(bytes);
    char each = 0;
    while (*bytes->read(&each, 1) > 0 && bytes->position() < text.size()) {
      const std::size_t to = rng() % text.size();
      REQUIRE(*bytes->seek(to, text.size() + 1));
      REQUIRE(*bytes->read(&each, 1) == 1);
      CHECK(each == text[to]);
      if (rng() % 20 == 0) break;
    }
  }
}

TEST_CASE("the checksum of a member's head counts, where it has one") {
  std::mt19937_64 rng(1);
  const scratch_folder folder;
  const auto path = folder.file("a.gz");
  std::size_t checksum_at = 0;
  const std::string ahead = gzip("one\n");
  std::string packed = gzip_with_head_checksum("two\n", checksum_at);
  write_bytes(path, ahead + packed + ahead);
  const auto whole = all_of(path, rng, 100);
  REQUIRE(whole);
  CHECK(*whole == "one\ntwo\none\n");
  packed[checksum_at] ^= 1;
  write_bytes(path, ahead + packed + ahead);
  CHECK(all_of(path, rng, 100).why().text ==
        path + " is damaged: its gzip data cannot be unpacked (header crc mismatch); copy it again");
}

TEST_CASE("a gzip file that lacks its last bytes or has a wrong bit is not taken for a whole one") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 rng(seed);
  const scratch_folder folder;
  const auto path = folder.file("a.gz");
  for (int times = 0; times < 300; ++times) {
    std::string text;
    std::string packed = random_members(rng, text);
    const std::size_t last = gzip("").size() - 2;  // at least what it is known by is left
    CAPTURE(times);
    write_bytes(path, packed.substr(0, packed.size() - 1 - rng() % last));
    const auto cut_off = all_of(path, rng, 8 << 10);
    CHECK_FALSE(cut_off);
    constexpr std::size_t head = 10;  // has a time and flags, which do not matter
    packed[head + rng() % (packed.size() - head)] ^= static_cast<char>(1 << rng() % 8);
    write_bytes(path, packed);
    const auto damaged = all_of(path, rng, 8 << 10);
    if (damaged) CHECK(*damaged == text);
  }
}

TEST_CASE("of codes that the form reserves the checksum says what they stand for, if they are read at all") {
  std::mt19937_64 rng(1);
  const scratch_folder folder;
  const auto path = folder.file("a.gz");
  // An 'a', and the reserved length 286 of what came last: libdeflate reads 258, zlib refuses it.
  const std::string meant(259, 'a');
  std::string packed = gzip(meant);
  const std::string length_and_checksum = packed.substr(packed.size() - 8);
  packed = packed.substr(0, 10) + std::string("\x4b\x1c\x03\x00", 4) + length_and_checksum;
  write_bytes(path, packed);
  if (const auto read = all_of(path, rng, 100)) CHECK(*read == meant);
  packed[packed.size() - 8] ^= 1;
  write_bytes(path, packed);
  CHECK_FALSE(all_of(path, rng, 100));
}
