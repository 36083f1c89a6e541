#include "sources/files/line_writer.hpp"

#include <fcntl.h>
#include <zlib.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "sources/files/descriptor.hpp"
#include "sources/files/file_stamp.hpp"

namespace pronto {

namespace {

// zlib's own file layer buffers, packs and, in its mode "T", writes plain text.
constexpr const char* packed_mode = "wb6";
constexpr const char* plain_mode = "wbT";
constexpr unsigned buffer_bytes = 256u << 10;
// Of text in one member: a line can be come to by unpacking half as much. Each begins without what
// was before it, which makes a file of hotel documents larger by some hundredths.
constexpr std::size_t member_bytes = 256 << 10;

struct close_gzip {
  void operator()(gzFile_s* file) const { gzclose(file); }
};

// A name beside `path`; other writers of this process may have those of the first numbers.
std::string temporary_beside(const std::string& path, unsigned number) {
  return path + ".part-" + std::to_string(::getpid()) + "-" + std::to_string(number);
}

// Where a file really is, so that a link to it stays a link.
std::string behind_links(const std::string& path) {
  std::error_code error;
  const auto real = std::filesystem::canonical(path, error);
  return error ? path : real.string();
}

}  // namespace

struct line_writer::state {
  std::string path;       // as it was named, for messages
  std::string target;     // behind links
  std::string temporary;  // empty where `target` is written to directly
  descriptor file;
  std::unique_ptr<gzFile_s, close_gzip> out;
  bool packs = false;
  std::size_t in_member = 0;  // bytes of text

  std::optional<failure> open();
  std::optional<failure> open_packed();
  failure cannot_write() const;
};

std::optional<failure> line_writer::state::open() {
  std::error_code error;
  const auto status = std::filesystem::status(target, error);
  if (std::filesystem::is_directory(status))
    return wrong_file(path, "is a directory; name a file in it");
  const bool direct = std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
  if (direct) {
    file = descriptor{::open(target.c_str(), O_WRONLY | O_CLOEXEC)};
  } else {
    unsigned number = 0;
    do {
      temporary = temporary_beside(target, number++);
      file = descriptor{
          ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)};
    } while (!file.is_open() && errno == EEXIST);
  }
  if (!file.is_open()) {
    const int why = errno;
    temporary.clear();
    return explain_errno(why, path, "written");
  }
  return open_packed();
}

std::optional<failure> line_writer::state::open_packed() {
  // A descriptor of its own, since closing the packed file must not close ours before fsync.
  descriptor own{::fcntl(file.get(), F_DUPFD_CLOEXEC, 0)};
  if (!own.is_open()) return explain_errno(errno, path, "written");
  packs = target.ends_with(".gz");
  out.reset(gzdopen(own.get(), packs ? packed_mode : plain_mode));
  if (!out) return explain_errno(ENOMEM, path, "written");
  static_cast<void>(own.release());
  gzbuffer(out.get(), buffer_bytes);
  return std::nullopt;
}

failure line_writer::state::cannot_write() const {
  int code = Z_OK;
  gzerror(out.get(), &code);
  return explain_errno(code == Z_ERRNO ? errno : EIO, path, "written");
}

result<line_writer> line_writer::create(const std::string& path) {
  line_writer made{std::make_unique<state>()};
  made.state_->path = path;
  made.state_->target = behind_links(path);
  if (auto failed = made.state_->open()) return *std::move(failed);
  return made;
}

line_writer::line_writer(std::unique_ptr<state> opened) : state_(std::move(opened)) {}
line_writer::line_writer(line_writer&&) noexcept = default;
line_writer& line_writer::operator=(line_writer&&) noexcept = default;

line_writer::~line_writer() {
  if (state_ && !state_->temporary.empty()) std::remove(state_->temporary.c_str());
}

const std::string& line_writer::temporary() const { return state_->temporary; }

std::optional<failure> line_writer::write(std::string_view line) {
  gzFile out = state_->out.get();
  if (state_->packs && state_->in_member >= member_bytes) {
    state_->in_member = 0;
    if (gzflush(out, Z_FINISH) != Z_OK) return state_->cannot_write();
  }
  state_->in_member += line.size() + 1;
  const bool written = gzfwrite(line.data(), 1, line.size(), out) == line.size();
  if (!written || gzputc(out, '\n') != '\n') return state_->cannot_write();
  return std::nullopt;
}

std::optional<failure> line_writer::finish() {
  state& s = *state_;
  errno = 0;
  if (gzflush(s.out.get(), Z_FINISH) != Z_OK) return s.cannot_write();
  if (gzclose(s.out.release()) != Z_OK)
    return explain_errno(errno ? errno : EIO, s.path, "written");
  if (s.temporary.empty()) return std::nullopt;
  if (::fsync(s.file.get()) != 0 || std::rename(s.temporary.c_str(), s.target.c_str()) != 0)
    return explain_errno(errno, s.path, "written");
  s.temporary.clear();
  return std::nullopt;
}

}  // namespace pronto
