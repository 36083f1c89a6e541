#pragma once
// The lines of a file of hotel documents: blank ones are passed over, and a file that does not look
// whole is refused.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sources/files/line_reader.hpp"

namespace pronto {

struct document_line {
  std::string_view text;     ///< valid until the next one is asked for
  std::uint64_t number = 0;  ///< from 1, as an editor counts
  std::uint64_t offset = 0;  ///< see line_reader
};

/// What is wrong with a document whose hotel's code one in an earlier line has.
failure code_twice(const std::string& code, std::uint64_t earlier_line);

/// Tells of a document that is rejected, by the first few of its errors.
void tell_rejected(std::vector<failure> why, const std::string& path, std::uint64_t line,
                   std::vector<failure>& to);

/// Why a file takes nothing away that has so many documents, of which none is good: it is hardly meant, and
/// what was loaded before is still there.
failure no_good_document(const std::string& path, std::uint64_t rejected);

class document_lines {
public:
  static result<document_lines> open(const std::string& path);

  /// The next line that is not blank; nothing at the end. Fails as `line_reader` does, and also for
  /// a last line that breaks off in the middle of a document, and at the end of a file that has no
  /// document at all.
  result<std::optional<document_line>> next();

  /// How many lines were given since the file was opened or rewound.
  std::uint64_t count() const { return count_; }
  const line_reader& reader() const { return reader_; }
  line_reader& reader() { return reader_; }

  /// See line_reader.
  std::optional<failure> rewind();

private:
  document_lines(line_reader reader, std::string path)
      : reader_(std::move(reader)), path_(std::move(path)) {}

  line_reader reader_;
  std::string path_;
  std::uint64_t count_ = 0;
};

}  // namespace pronto
