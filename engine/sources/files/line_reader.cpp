#include "sources/files/line_reader.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

namespace pronto {

namespace {

constexpr std::size_t first_buffer_bytes = std::size_t{1} << 20;
// At a time, so that a line somewhere in the file does not cost a whole buffer.
constexpr std::size_t read_bytes = std::size_t{64} << 10;

bool is_odd_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && (c < '\t' || c > '\r') && c != '\x1b';
}

// Text has hardly any control characters besides breaks and tabs; of random bytes every tenth is
// one.
bool looks_binary(std::string_view text) {
  const auto odd = std::count_if(text.begin(), text.end(), is_odd_control);
  return static_cast<std::size_t>(odd) > text.size() / 20;
}

}  // namespace

struct line_reader::state {
  state(unpacked_bytes opened, std::size_t limit_bytes)
      : bytes(std::move(opened)), line_limit_bytes(limit_bytes), buffer(first_buffer_bytes) {}

  result<std::optional<std::string_view>> next();
  result<bool> seek(std::uint64_t to, std::uint64_t number, std::uint64_t limit_bytes);
  std::uint64_t offset_of(std::size_t place) const { return bytes.position() - (end - place); }
  std::optional<failure> read_more();
  std::optional<failure> check_text(std::string_view fresh) const;
  std::string_view take(std::size_t length, bool with_break);
  failure wrong(const std::string& what) const;
  void start_over();

  unpacked_bytes bytes;
  std::size_t line_limit_bytes;
  std::vector<char> buffer;  // [at, end) is text not given yet, [at, searched) without a break
  std::size_t at = 0;
  std::size_t searched = 0;
  std::size_t end = 0;
  bool at_start = true;
  bool at_end = false;
  bool broken = false;
  std::uint64_t line = 0;
  std::uint64_t line_offset = 0;
  std::optional<failure> failed;
};

result<bool> line_reader::state::seek(std::uint64_t to, std::uint64_t number,
                                      std::uint64_t limit_bytes) {
  line = number - 1;
  if (offset_of(at) <= to && to < bytes.position()) {
    at += static_cast<std::size_t>(to - offset_of(at));
    searched = at;
    return true;
  }
  at = searched = end = 0;
  at_start = at_end = false;
  return bytes.seek(to, limit_bytes);
}

result<std::optional<std::string_view>> line_reader::state::next() {
  for (;;) {
    const char* from = buffer.data() + searched;
    const auto* found = static_cast<const char*>(std::memchr(from, '\n', end - searched));
    searched = found ? static_cast<std::size_t>(found - buffer.data()) : end;
    if (searched - at > line_limit_bytes)
      return wrong("has a line of more than " + std::to_string(line_limit_bytes) +
                   " bytes, line " + std::to_string(line + 1) + "; put one record on each line");
    if (found) return std::optional{take(searched - at, true)};
    if (at_end) {
      if (at == end) return std::optional<std::string_view>{};
      return std::optional{take(end - at, false)};
    }
    if (auto failure = read_more()) return *std::move(failure);
  }
}

std::optional<failure> line_reader::state::read_more() {
  std::memmove(buffer.data(), buffer.data() + at, end - at);
  end -= at;
  searched -= at;
  at = 0;
  if (end == buffer.size()) buffer.resize(2 * buffer.size());
  const auto got = bytes.read(buffer.data() + end, std::min(buffer.size() - end, read_bytes));
  if (!got) return got.why();
  if (auto failure = check_text({buffer.data() + end, *got})) return failure;
  end += *got;
  at_end = *got == 0;
  if (at_start && std::string_view{buffer.data(), end}.starts_with("\xef\xbb\xbf"))
    at = searched = 3;
  at_start = false;
  return std::nullopt;
}

// No text has a NUL: a single one says that the file was written by halves.
std::optional<failure> line_reader::state::check_text(std::string_view fresh) const {
  if (at_start && fresh.empty())
    return wrong("is empty; put the data into it or name another file");
  if (at_start && looks_binary(fresh))
    return wrong("is not text: it holds binary data; name a text file, plain or gzip");
  const auto nul = fresh.find('\0');
  if (nul == fresh.npos) return std::nullopt;
  const auto breaks = std::count(buffer.data() + at, fresh.data() + nul, '\n');
  return wrong("is damaged: there is a NUL byte on line " +
               std::to_string(line + 1 + static_cast<std::uint64_t>(breaks)));
}

std::string_view line_reader::state::take(std::size_t length, bool with_break) {
  std::string_view out{buffer.data() + at, length};
  line_offset = offset_of(at);
  at += length + (with_break ? 1 : 0);
  searched = at;
  broken = with_break;
  ++line;
  if (out.ends_with('\r')) out.remove_suffix(1);
  return out;
}

failure line_reader::state::wrong(const std::string& what) const {
  return wrong_file(bytes.path(), what);
}

void line_reader::state::start_over() {
  at = searched = end = 0;
  at_start = true;
  at_end = broken = false;
  line = 0;
  failed.reset();
}

result<line_reader> line_reader::open(const std::string& path, std::size_t line_limit_bytes) {
  auto bytes = unpacked_bytes::open(path);
  if (!bytes) return bytes.why();
  return line_reader{std::make_unique<state>(*std::move(bytes), line_limit_bytes)};
}

line_reader::line_reader(std::unique_ptr<state> opened) : state_(std::move(opened)) {}
line_reader::line_reader(line_reader&&) noexcept = default;
line_reader& line_reader::operator=(line_reader&&) noexcept = default;
line_reader::~line_reader() = default;

result<std::optional<std::string_view>> line_reader::next() {
  if (state_->failed) return *state_->failed;
  auto out = state_->next();
  if (!out) state_->failed = out.why();
  return out;
}

result<bool> line_reader::seek(std::uint64_t offset, std::uint64_t number,
                               std::uint64_t limit_bytes) {
  if (state_->failed) return *state_->failed;
  auto out = state_->seek(offset, number, limit_bytes);
  if (!out) state_->failed = out.why();
  return out;
}

std::uint64_t line_reader::line() const { return state_->line; }
std::uint64_t line_reader::offset() const { return state_->line_offset; }
std::uint64_t line_reader::given_bytes() const { return state_->bytes.given_bytes(); }
const std::vector<unpacked_bytes::entry_point>& line_reader::entry_points() const {
  return state_->bytes.entry_points();
}
void line_reader::set_entry_points(std::vector<unpacked_bytes::entry_point> found) {
  state_->bytes.set_entry_points(std::move(found));
}
bool line_reader::ended_by_break() const { return state_->broken; }
std::uint64_t line_reader::done_bytes() const { return state_->bytes.done_bytes(); }
const file_stamp& line_reader::stamp() const { return state_->bytes.stamp(); }

std::uint64_t line_reader::total_bytes() const {
  return stamp().regular ? stamp().size_bytes : 0;
}

std::optional<failure> line_reader::rewind() {
  if (auto failed = state_->bytes.rewind()) {
    state_->failed = failed;
    return failed;
  }
  state_->start_over();
  return std::nullopt;
}

}  // namespace pronto
