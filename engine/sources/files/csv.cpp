#include "sources/files/csv.hpp"

#include <algorithm>
#include <utility>

namespace pronto {

result<csv_reader> csv_reader::open(const std::string& path, char separator) {
  auto lines = line_reader::open(path);
  if (!lines) return lines.why();
  csv_reader out(std::move(*lines), path, separator);
  const auto first = out.next();
  if (!first) return first.why();
  if (!*first) return out.wrong("it has no header");
  out.header_.assign(out.fields_.begin(), out.fields_.end());
  return out;
}

std::optional<std::size_t> csv_reader::column(std::string_view name) const {
  const auto found = std::find(header_.begin(), header_.end(), name);
  if (found == header_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header_.begin());
}

result<bool> csv_reader::next() {
  fields_.clear();
  std::optional<std::string_view> line;
  do {
    auto read = lines_.next();
    if (!read) return read.why();
    line = *read;
    if (!line) return false;
  } while (line->empty());
  line_ = lines_.line();
  if (line->find('"') == std::string_view::npos) {
    split(*line);
  } else if (auto failed = unquote(*line)) {
    return std::move(*failed);
  }
  return true;
}

void csv_reader::split(std::string_view line) {
  std::size_t begin = 0;
  for (std::size_t end = line.find(separator_); end != std::string_view::npos;
       end = line.find(separator_, begin)) {
    fields_.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  fields_.push_back(line.substr(begin));
}

// A field is quoted if it begins with a quote; a quote anywhere else stands for itself.
std::optional<failure> csv_reader::unquote(std::string_view line) {
  text_.clear();
  std::vector<std::size_t> ends;  // of the fields in text_
  bool quoted = false;
  bool at_start = true;
  for (std::size_t i = 0;;) {
    if (i == line.size()) {
      if (!quoted) break;
      text_ += '\n';
      if (text_.size() > record_limit_bytes) return wrong("a quote is not closed");
      auto read = lines_.next();
      if (!read) return read.why();
      if (!*read) return wrong("a quote is not closed before the end of the file");
      line = **read;
      i = 0;
      continue;
    }
    const char c = line[i++];
    if (quoted && c == '"' && i < line.size() && line[i] == '"') {
      text_ += line[i++];
    } else if (quoted && c == '"') {
      quoted = false;
    } else if (at_start && c == '"') {
      quoted = true;
    } else if (!quoted && c == separator_) {
      ends.push_back(text_.size());
      at_start = true;
      continue;
    } else {
      text_ += c;
    }
    at_start = false;
  }
  ends.push_back(text_.size());
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    fields_.push_back(std::string_view(text_).substr(begin, end - begin));
    begin = end;
  }
  return std::nullopt;
}

failure csv_reader::wrong(std::string text) const {
  return {failure_code::data, path_ + ": " + std::move(text), path_, line_, {}, {}};
}

}  // namespace pronto
