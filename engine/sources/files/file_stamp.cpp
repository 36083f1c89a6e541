#include "sources/files/file_stamp.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

namespace pronto {

namespace {

result<file_stamp> stamp_from(const struct stat& status, const std::string& path) {
  if (S_ISDIR(status.st_mode))
    return wrong_file(path, "is a directory; name a file in it");
  file_stamp out;
  out.device = status.st_dev;
  out.inode = status.st_ino;
  out.size_bytes = static_cast<std::uint64_t>(status.st_size);
  out.modified_ns = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
  out.regular = S_ISREG(status.st_mode);
  return out;
}

std::string hint(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR: return "; check the name; a relative one starts at the working directory";
    case EACCES:
    case EPERM: return "; give this program's user the right to it";
    case ENOSPC:
    case EDQUOT: return "; make room there or choose another place";
    default: return "";
  }
}

}  // namespace

result<file_stamp> stamp_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return explain_errno(errno, path, "read");
  return stamp_from(status, path);
}

result<file_stamp> stamp_to_follow(const std::string& path) {
  auto found = stamp_of(path);
  if (found && !found->regular)
    return wrong_file(path, "is a pipe or a device, which cannot be read again; name a file");
  return found;
}

std::optional<file_stamp> stamp_if_any(const std::string& path) {
  const auto found = stamp_of(path);
  if (!found) return std::nullopt;
  return *found;
}

result<file_stamp> stamp_of(int descriptor, const std::string& path) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return explain_errno(errno, path, "read");
  return stamp_from(status, path);
}

failure wrong_file(const std::string& path, const std::string& what) {
  return failure{.code = failure_code::source, .text = path + " " + what, .file = path};
}

failure explain_errno(int error, const std::string& path, const char* verb) {
  const bool missing = error == ENOENT || error == ENOTDIR;
  return failure{
      .code = missing ? failure_code::not_found : failure_code::source,
      .text = path + " cannot be " + verb + ": " + std::strerror(error) + hint(error),
      .file = path};
}

}  // namespace pronto
