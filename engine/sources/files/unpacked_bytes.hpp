#pragma once
// The bytes of a file as they were before it was packed: of a gzip file unpacked, of any other as
// they are. Of a gzip file of short members (as line_writer and bgzip write) each is unpacked at once,
// which takes a third of the time; of any other, zlib unpacks as much as is asked for.
//
// libdeflate unpacks some streams that zlib refuses, with codes that the form reserves. No packer
// writes such; who makes one on purpose says with it what its bytes are, as with any other. Length and
// checksum of each member are compared by both, so that what was damaged on its way is found.
#include <zlib.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "result.hpp"
#include "sources/files/descriptor.hpp"
#include "sources/files/file_stamp.hpp"

struct libdeflate_decompressor;

namespace pronto {

class unpacked_bytes {
public:
  /// Fails where there is no such file, and for a directory or an empty file.
  static result<unpacked_bytes> open(const std::string& path);

  /// Fills `to` with up to `size` bytes, with fewer only at the end. Gives how many; 0 at the end,
  /// by when the file is known not to have changed since it was opened.
  result<std::size_t> read(char* to, std::size_t size);

  /// Starts over. Fails for a pipe, and if the file was written to since it was opened.
  std::optional<failure> rewind();

  /// Goes on at this place of the unpacked bytes: true once it is there. A plain file is there at
  /// once; a gzip file is unpacked from the nearest `entry_points` before it, at most `limit_bytes`
  /// in one call. Requires: the file is regular.
  result<bool> seek(std::uint64_t offset, std::uint64_t limit_bytes);
  /// The place of the byte that `read` gives next.
  std::uint64_t position() const { return position_; }

  /// How many bytes `read` and `seek` have come past since the file was opened.
  std::uint64_t given_bytes() const { return given_bytes_; }

  /// Where in a gzip file reading can begin, besides at its start: places at which one of its
  /// members does. They are found as the file is read; whoever opens it again may bring them.
  struct entry_point {
    std::uint64_t packed = 0;
    std::uint64_t unpacked = 0;
  };
  const std::vector<entry_point>& entry_points() const { return entry_points_; }
  void set_entry_points(std::vector<entry_point> found) { entry_points_ = std::move(found); }

  /// How much of the packed file has been used.
  std::uint64_t done_bytes() const { return file_bytes_ - (end_ - at_); }
  const file_stamp& stamp() const { return stamp_; }
  const std::string& path() const { return path_; }

private:
  struct inflate_end {
    void operator()(z_stream* stream) const {
      inflateEnd(stream);
      delete stream;
    }
  };
  struct decompressor_end {
    void operator()(libdeflate_decompressor* of) const;
  };

  unpacked_bytes(descriptor file, file_stamp stamp, std::string path);

  /// Fills the block up from the file; leaves it empty at its end.
  std::optional<failure> fill();
  std::optional<failure> start();
  std::optional<failure> jump(entry_point to);
  std::optional<failure> check_unchanged() const;
  std::size_t copy_plain(char* to, std::size_t size);
  result<std::size_t> unpack_some(char* to, std::size_t size);
  std::optional<failure> begin_member();
  bool unpack_member();
  std::size_t copy_member(char* to, std::size_t size);
  result<std::size_t> inflate_some(char* to, std::size_t size);
  failure cannot_inflate(int zlib_code) const;
  failure wrong(const std::string& what) const;

  descriptor file_;
  file_stamp stamp_;
  std::string path_;
  // Neither this nor member_ is written to before there is something to lie there, so that a small file
  // takes little of the memory that they may grow to.
  std::unique_ptr<unsigned char[]> block_;  // what was read of the file: [at_, end_) is not used yet
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  bool all_is_read_ = false;  // to the end of the file
  std::uint64_t file_bytes_ = 0;
  std::uint64_t position_ = 0;
  std::uint64_t given_bytes_ = 0;
  std::vector<entry_point> entry_points_;  // in order
  bool started_ = false;
  std::unique_ptr<z_stream, inflate_end> inflater_;  // null for a plain file
  std::unique_ptr<libdeflate_decompressor, decompressor_end> whole_;
  std::unique_ptr<char[]> member_;  // one that was unpacked whole: what is left of it ends at member_end_
  std::size_t member_at_ = 0;
  std::size_t member_end_ = 0;
  std::uint64_t members_ = 0;  // of the gzip file: how many were unpacked to their end
  bool in_member_ = false;     // in the midst of one that zlib unpacks
};

}  // namespace pronto
