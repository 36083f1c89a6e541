#pragma once
// Reads CSV files as RFC 4180 has them: a header, quoted fields with separators, doubled quotes
// and line breaks inside; plain or gzip, with or without a byte order mark. Small and our own,
// since the parsers that are packaged read files by themselves, not through `line_reader`, which
// tells of damaged files, and do not know the line of a record.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "result.hpp"
#include "sources/files/line_reader.hpp"

namespace pronto {

class csv_reader {
public:
  /// A longer record is a failure: a quote was left open.
  static constexpr std::size_t record_limit_bytes = std::size_t{16} << 20;

  /// Opens a file and reads its header. Fails where the file or its first record cannot be read.
  static result<csv_reader> open(const std::string& path, char separator);

  const std::vector<std::string>& header() const { return header_; }
  /// The position of the column of this name, if there is one.
  std::optional<std::size_t> column(std::string_view name) const;

  /// Reads the next record that is not empty into `fields`, valid until the next call; false at the
  /// end. A record may have more or fewer fields than the header: see `whole`.
  result<bool> next();
  const std::vector<std::string_view>& fields() const { return fields_; }
  /// Whether the record has as many fields as the header.
  bool whole() const { return fields_.size() == header_.size(); }
  /// The line on which the record begins, from 1.
  std::uint64_t line() const { return line_; }

  std::uint64_t done_bytes() const { return lines_.done_bytes(); }
  std::uint64_t total_bytes() const { return lines_.total_bytes(); }
  const std::string& path() const { return path_; }

private:
  csv_reader(line_reader lines, std::string path, char separator)
      : lines_(std::move(lines)), path_(std::move(path)), separator_(separator) {}

  void split(std::string_view line);
  std::optional<failure> unquote(std::string_view first_line);
  failure wrong(std::string text) const;

  line_reader lines_;
  std::string path_;
  char separator_;
  std::vector<std::string> header_;
  std::vector<std::string_view> fields_;
  std::string text_;  // of a record with quotes: its fields, one after the other
  std::uint64_t line_ = 0;
};

}  // namespace pronto
