#include "sources/documents/check.hpp"

#include <unordered_map>

#include "sources/documents/document.hpp"
#include "sources/documents/document_lines.hpp"

namespace pronto {

namespace {

constexpr std::uint64_t progress_step_bytes = 1 << 20;

}  // namespace

result<check_report> check_file(
    const std::string& path, const std::function<void(const failure&)>& tell,
    const std::function<void(std::uint64_t done_bytes, std::uint64_t total_bytes)>& progress) {
  auto lines = document_lines::open(path);
  if (!lines) return lines.why();
  const line_reader& reader = lines->reader();
  check_report out;
  hotel_reader documents;
  std::unordered_map<std::string, std::uint64_t> first_line;
  std::uint64_t next_progress_bytes = 0;
  for (;;) {
    const auto line = lines->next();
    if (!line) return line.why();
    if (progress && (!*line || reader.done_bytes() >= next_progress_bytes)) {
      progress(reader.done_bytes(), reader.total_bytes());
      next_progress_bytes = reader.done_bytes() + progress_step_bytes;
    }
    if (!*line) return out;

    auto document = documents.read((*line)->text);
    if (!document.code.empty()) {
      const auto [earlier, fresh] = first_line.emplace(document.code, (*line)->number);
      if (!fresh)
        document.complaints.push_back(code_twice(document.code, earlier->second));
    }
    ++out.documents;
    out.good += document.complaints.empty() ? 1u : 0u;
    out.errors += document.complaints.size();
    for (failure& each : document.complaints) {
      each.file = path;
      each.line = (*line)->number;
      tell(each);
    }
  }
}

}  // namespace pronto
