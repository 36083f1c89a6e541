#include "sources/documents/document_lines.hpp"

#include <nlohmann/json.hpp>

namespace pronto {

namespace {

constexpr std::size_t errors_told_of_a_document = 3;

}  // namespace

void tell_rejected(std::vector<failure> why, const std::string& path, std::uint64_t line,
                   std::vector<failure>& to) {
  if (why.size() > errors_told_of_a_document) why.resize(errors_told_of_a_document);
  for (failure& each : why) {
    each.file = path;
    each.line = line;
    to.push_back(std::move(each));
  }
}

failure code_twice(const std::string& code, std::uint64_t earlier_line) {
  return failure{.code = failure_code::data,
                 .text = "the code stands twice in the file: line " +
                         std::to_string(earlier_line) + " has it too",
                 .field = "hotel",
                 .value = code};
}

failure no_good_document(const std::string& path, std::uint64_t rejected) {
  return wrong_file(path, "has no good document: " +
                              (rejected == 1 ? "its only one breaks the rules"
                                             : "all " + std::to_string(rejected) + " break the rules") +
                              "; 'pronto check' lists what is wrong");
}

result<document_lines> document_lines::open(const std::string& path) {
  auto reader = line_reader::open(path);
  if (!reader) return reader.why();
  return document_lines{*std::move(reader), path};
}

result<std::optional<document_line>> document_lines::next() {
  for (;;) {
    const auto line = reader_.next();
    if (!line) return line.why();
    if (!*line && count_ == 0)
      return wrong_file(path_, "holds no documents; put one hotel on each line");
    if (!*line) return std::optional<document_line>{};
    const std::string_view text = **line;
    if (text.find_first_not_of(" \t") == std::string_view::npos) continue;
    // Every writer ends a document's line, so one that is neither ended nor JSON was cut off.
    if (!reader_.ended_by_break() && !nlohmann::json::accept(text))
      return wrong_file(path_, "is cut off: its last line, " + std::to_string(reader_.line()) +
                                   ", breaks off in the middle of a document; copy or write it "
                                   "again in full");
    ++count_;
    return std::optional{document_line{text, reader_.line(), reader_.offset()}};
  }
}

std::optional<failure> document_lines::rewind() {
  count_ = 0;
  return reader_.rewind();
}

}  // namespace pronto
