#pragma once
// Reads a text file line by line, plain or gzip (told apart by its first bytes), in little memory
// however large the file.
//
// It vouches for what it gives: a file that is empty, binary, compressed in another way, cut off,
// damaged or changed while it is read ends in a failure that names the file and says what to do.
// Used by one thread at a time.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "result.hpp"
#include "sources/files/file_stamp.hpp"
#include "sources/files/unpacked_bytes.hpp"

namespace pronto {

class line_reader {
public:
  /// Longer than any line of the formats that are read here.
  static constexpr std::size_t usual_line_limit_bytes = std::size_t{64} << 20;

  /// Opens a file, or a pipe, which cannot be read again. Fails where there is no such file, for a
  /// directory and for an empty file. A line that is longer than the limit is a failure when it is
  /// come to.
  static result<line_reader> open(const std::string& path,
                                  std::size_t line_limit_bytes = usual_line_limit_bytes);

  line_reader(line_reader&&) noexcept;
  line_reader& operator=(line_reader&&) noexcept;
  ~line_reader();

  /// The next line without its "\n" or "\r\n" and without a byte order mark, valid until the next
  /// call; nothing at the end of the file. After a failure every further call gives it again.
  result<std::optional<std::string_view>> next();

  /// The number of the last line given, from 1; 0 before the first.
  std::uint64_t line() const;
  /// Whether the last line given had a line break at its end. Only a file's last line may lack it.
  bool ended_by_break() const;

  /// Where the last line given begins in the text of the file, unpacked if it is gzip.
  std::uint64_t offset() const;
  /// Goes on with the line that begins at `offset` and has this number, both as they were told when
  /// it was given before: true once `next` will give it. False where it has read on for
  /// `limit_bytes` and has to be called again. How far it has to read: see unpacked_bytes.
  result<bool> seek(std::uint64_t offset, std::uint64_t number, std::uint64_t limit_bytes);

  /// How much text has been read, and passed over, since the file was opened.
  std::uint64_t given_bytes() const;

  /// See unpacked_bytes.
  const std::vector<unpacked_bytes::entry_point>& entry_points() const;
  void set_entry_points(std::vector<unpacked_bytes::entry_point> found);

  /// How much of the file, as it lies on the disk, has been read.
  std::uint64_t done_bytes() const;
  /// The size of the file; 0 for a pipe.
  std::uint64_t total_bytes() const;

  /// The state of the file when it was opened.
  const file_stamp& stamp() const;

  /// Starts over with the same open file, even if its name stands for another by now. Fails for a
  /// pipe, and if the file was written to since it was opened.
  std::optional<failure> rewind();

private:
  struct state;
  explicit line_reader(std::unique_ptr<state> opened);
  std::unique_ptr<state> state_;
};

}  // namespace pronto
