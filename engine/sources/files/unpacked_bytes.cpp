#include "sources/files/unpacked_bytes.hpp"

#include <fcntl.h>
#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <string_view>

namespace pronto {

namespace {

constexpr std::size_t block_size_bytes = std::size_t{256} << 10;

// A member is unpacked whole if it is no longer than this, packed and unpacked.
constexpr std::size_t whole_packed_bytes = block_size_bytes / 2;
constexpr std::size_t whole_bytes = std::size_t{512} << 10;

// Of a gzip file's head, all of whose bits are 0 or known.
constexpr std::size_t head_bytes = 10;
constexpr std::size_t flags_at = 3;
constexpr unsigned head_has_checksum = 2;

// A file of many small members, as some tools write them, needs not all of them noted.
constexpr std::uint64_t entry_points_apart_bytes = 128 << 10;

struct foreign_format {
  std::string_view first_bytes;
  std::string_view name;
};
constexpr std::array foreign_formats{
    foreign_format{"\x28\xb5\x2f\xfd", "zstd data"},
    foreign_format{"\xfd"
                   "7zXZ",
                   "xz data"},
    foreign_format{"BZh", "bzip2 data"},
    foreign_format{"PK\x03\x04", "a zip archive"},
    foreign_format{"\xff\xfe", "text in UTF-16"},
    foreign_format{"\xfe\xff", "text in UTF-16"},
};

}  // namespace

result<unpacked_bytes> unpacked_bytes::open(const std::string& path) {
  descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!file.is_open()) return explain_errno(errno, path, "read");
  const auto stamp = stamp_of(file.get(), path);
  if (!stamp) return stamp.why();
  unpacked_bytes out{std::move(file), *stamp, path};
  if (stamp->regular && stamp->size_bytes == 0)
    return out.wrong("is empty; put the data into it or name another file");
  return out;
}

unpacked_bytes::unpacked_bytes(descriptor file, file_stamp stamp, std::string path)
    : file_(std::move(file)),
      stamp_(stamp),
      path_(std::move(path)),
      block_(std::make_unique_for_overwrite<unsigned char[]>(block_size_bytes)) {}

result<std::size_t> unpacked_bytes::read(char* to, std::size_t size) {
  if (!started_) {
    if (auto failed = start()) return *std::move(failed);
  }
  std::size_t got = 0;
  while (got < size) {
    if (at_ == end_ && member_at_ == member_end_) {
      if (auto failed = fill()) return *std::move(failed);
      if (at_ == end_) break;
    }
    auto more = inflater_ ? unpack_some(to + got, size - got)
                          : result<std::size_t>{copy_plain(to + got, size - got)};
    if (!more) return more;
    got += *more;
    position_ += *more;
    given_bytes_ += *more;
  }
  if (got > 0) return got;
  if (auto changed = check_unchanged()) return *std::move(changed);
  if (in_member_)
    return wrong("is cut off: its gzip data ends too early; copy or write it again in full");
  return std::size_t{0};
}

std::optional<failure> unpacked_bytes::rewind() {
  if (!stamp_.regular) return wrong("is a pipe or a device and cannot be read twice");
  if (auto changed = check_unchanged()) return changed;
  if (::lseek(file_.get(), 0, SEEK_SET) != 0) return explain_errno(errno, path_, "read");
  at_ = end_ = 0;
  all_is_read_ = false;
  member_at_ = member_end_ = 0;
  file_bytes_ = 0;
  position_ = 0;
  started_ = false;
  inflater_.reset();
  members_ = 0;
  in_member_ = false;
  return std::nullopt;
}

result<bool> unpacked_bytes::seek(std::uint64_t offset, std::uint64_t limit_bytes) {
  if (!started_) {
    if (auto failed = start()) return *std::move(failed);
  }
  if (!inflater_) {
    if (auto failed = jump({offset, offset})) return *std::move(failed);
    return true;
  }
  const auto after = std::ranges::upper_bound(entry_points_, offset, {}, &entry_point::unpacked);
  const auto nearest = after == entry_points_.begin() ? entry_point{} : *std::prev(after);
  if (offset < position_ || position_ < nearest.unpacked) {
    if (auto failed = jump(nearest)) return *std::move(failed);
  }
  std::array<char, 32 << 10> passed_over;
  for (std::uint64_t used = 0; position_ < offset && used < limit_bytes;) {
    const auto wanted = std::min<std::uint64_t>(passed_over.size(), offset - position_);
    const auto got = read(passed_over.data(), static_cast<std::size_t>(wanted));
    if (!got) return got.why();
    if (*got == 0) return wrong("is shorter than it was; write a new file and rename it over it");
    used += *got;
  }
  return position_ == offset;
}

std::optional<failure> unpacked_bytes::jump(entry_point to) {
  if (::lseek(file_.get(), static_cast<off_t>(to.packed), SEEK_SET) < 0)
    return explain_errno(errno, path_, "read");
  at_ = end_ = 0;
  all_is_read_ = false;
  member_at_ = member_end_ = 0;
  file_bytes_ = to.packed;
  position_ = to.unpacked;
  in_member_ = false;
  return std::nullopt;
}

std::optional<failure> unpacked_bytes::fill() {
  if (all_is_read_) return std::nullopt;
  std::memmove(block_.get(), block_.get() + at_, end_ - at_);
  end_ -= at_;
  at_ = 0;
  while (end_ < block_size_bytes) {
    const ssize_t got = ::read(file_.get(), block_.get() + end_, block_size_bytes - end_);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return explain_errno(errno, path_, "read");
    if (got == 0) {
      all_is_read_ = true;
      break;
    }
    end_ += static_cast<std::size_t>(got);
    file_bytes_ += static_cast<std::size_t>(got);
  }
  return std::nullopt;
}

std::optional<failure> unpacked_bytes::start() {
  started_ = true;
  if (auto failed = fill()) return failed;
  const std::string_view first{reinterpret_cast<const char*>(block_.get()), end_};
  for (const foreign_format& each : foreign_formats) {
    if (first.starts_with(each.first_bytes))
      return wrong("holds " + std::string{each.name} +
                   "; turn it into plain text in UTF-8 or gzip of that");
  }
  if (!first.starts_with("\x1f\x8b")) return std::nullopt;
  auto stream = std::make_unique<z_stream>();
  *stream = {};
  constexpr int gzip_only = 15 + 16;
  if (inflateInit2(stream.get(), gzip_only) != Z_OK)
    return wrong("cannot be unpacked: no memory for it");
  inflater_.reset(stream.release());
  if (!whole_) whole_.reset(libdeflate_alloc_decompressor());
  if (!member_) member_ = std::make_unique_for_overwrite<char[]>(whole_bytes);
  return std::nullopt;
}

std::optional<failure> unpacked_bytes::check_unchanged() const {
  if (!stamp_.regular) return std::nullopt;
  const auto now = stamp_of(file_.get(), path_);
  if (!now) return now.why();
  if (*now == stamp_) return std::nullopt;
  return wrong(
      "was changed while it was read; write a new file beside it and rename that over it, so that "
      "it changes in one go");
}

std::size_t unpacked_bytes::copy_plain(char* to, std::size_t size) {
  const std::size_t count = std::min(size, end_ - at_);
  std::memcpy(to, block_.get() + at_, count);
  at_ += count;
  return count;
}

result<std::size_t> unpacked_bytes::unpack_some(char* to, std::size_t size) {
  if (member_at_ == member_end_ && !in_member_) {
    if (auto failed = begin_member()) return *std::move(failed);
  }
  return in_member_ ? inflate_some(to, size) : copy_member(to, size);
}

// A gzip file may consist of several, one after the other.
std::optional<failure> unpacked_bytes::begin_member() {
  const auto last = entry_points_.empty() ? 0 : entry_points_.back().unpacked;
  if (position_ >= last + entry_points_apart_bytes)
    entry_points_.push_back({done_bytes(), position_});
  if (end_ - at_ < whole_packed_bytes) {
    if (auto failed = fill()) return failed;
  }
  if (unpack_member()) {
    ++members_;
    return std::nullopt;
  }
  inflateReset(inflater_.get());
  in_member_ = true;
  return std::nullopt;
}

// False if it does not lie whole in the block, is long, or if anything is wrong with it, which is for
// zlib to say; so are checksums of heads, which nothing else looks at.
bool unpacked_bytes::unpack_member() {
  if (!whole_ || end_ - at_ < head_bytes || (block_[at_ + flags_at] & head_has_checksum) != 0)
    return false;
  std::size_t packed = 0;
  std::size_t unpacked = 0;
  if (libdeflate_gzip_decompress_ex(whole_.get(), block_.get() + at_, end_ - at_, member_.get(),
                                    whole_bytes, &packed, &unpacked) != LIBDEFLATE_SUCCESS)
    return false;
  at_ += packed;
  member_at_ = 0;
  member_end_ = unpacked;
  return true;
}

std::size_t unpacked_bytes::copy_member(char* to, std::size_t size) {
  const std::size_t count = std::min(size, member_end_ - member_at_);
  std::memcpy(to, member_.get() + member_at_, count);
  member_at_ += count;
  return count;
}

void unpacked_bytes::decompressor_end::operator()(libdeflate_decompressor* of) const {
  libdeflate_free_decompressor(of);
}

result<std::size_t> unpacked_bytes::inflate_some(char* to, std::size_t size) {
  z_stream& stream = *inflater_;
  const auto room = static_cast<uInt>(std::min(size, std::size_t{1} << 30));
  stream.next_in = block_.get() + at_;
  stream.avail_in = static_cast<uInt>(end_ - at_);
  stream.next_out = reinterpret_cast<Bytef*>(to);
  stream.avail_out = room;
  const int code = inflate(&stream, Z_NO_FLUSH);
  at_ = end_ - stream.avail_in;
  if (code == Z_STREAM_END) {
    ++members_;
    in_member_ = false;
  } else if (code != Z_OK && code != Z_BUF_ERROR) {
    if (auto changed = check_unchanged()) return *std::move(changed);
    return cannot_inflate(code);
  }
  return static_cast<std::size_t>(room - stream.avail_out);
}

failure unpacked_bytes::cannot_inflate(int zlib_code) const {
  if (zlib_code == Z_MEM_ERROR) return wrong("cannot be unpacked: no memory for it");
  const std::string_view what = inflater_->msg ? inflater_->msg : "unknown error";
  if (what == "incorrect header check" && members_ > 0)
    return wrong("has something behind its gzip data that is not gzip; write it again");
  if (what == "incorrect data check" || what == "incorrect length check")
    return wrong("is damaged: the checksum in its gzip data does not match; copy it again");
  return wrong("is damaged: its gzip data cannot be unpacked (" + std::string{what} +
               "); copy it again");
}

failure unpacked_bytes::wrong(const std::string& what) const {
  return wrong_file(path_, what);
}

}  // namespace pronto
