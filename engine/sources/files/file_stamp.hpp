#pragma once
// Which file stands under a name and in which state: tells a file that was replaced or written to
// from one that was not, without reading it.
#include <cstdint>
#include <optional>
#include <string>

#include "result.hpp"

namespace pronto {

struct file_stamp {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::uint64_t size_bytes = 0;
  std::int64_t modified_ns = 0;  ///< since 1970-01-01 UTC
  bool regular = false;          ///< a file with a size and a time, not a pipe or a device

  bool operator==(const file_stamp&) const = default;
};

/// Looks at the file under this name. Fails with `not_found` where there is none, and with `source`
/// for a directory or a path that may not be looked at.
result<file_stamp> stamp_of(const std::string& path);

/// Looks at a file that is read again when it is another one. Fails likewise, and with `source` for a pipe or a
/// device, which there is only one reading of.
result<file_stamp> stamp_to_follow(const std::string& path);

/// What stamp_of says, or nothing where it fails.
std::optional<file_stamp> stamp_if_any(const std::string& path);

/// Looks at an open file. `path` is for the message. Fails likewise.
result<file_stamp> stamp_of(int descriptor, const std::string& path);

/// A failure of kind `source` whose text is the path and then `what`.
failure wrong_file(const std::string& path, const std::string& what);

/// Why a file could not be opened, read or written, from errno: "PATH cannot be VERB: permission
/// denied", with a hint on what to do where there is one. `not_found` where it does not exist.
failure explain_errno(int error, const std::string& path, const char* verb);

}  // namespace pronto
