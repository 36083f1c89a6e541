#pragma once
// Writes a text file line by line, gzip where its name ends in ".gz": in many members, so that it can
// be read from places in its middle. It appears under its name all
// at once when it is complete: until then it grows beside it under a temporary name. Used by one
// thread at a time.
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "result.hpp"

namespace pronto {

class line_writer {
public:
  /// Starts a file; one that already has this name stays as it is until `finish`. A pipe or a
  /// device is written to directly. Fails where no file can be made there.
  static result<line_writer> create(const std::string& path);

  line_writer(line_writer&&) noexcept;
  line_writer& operator=(line_writer&&) noexcept;
  /// Without a `finish` that succeeded nothing remains of what was written.
  ~line_writer();

  /// Where it grows until `finish`; empty for what is written to directly.
  const std::string& temporary() const;

  /// Adds a line; the line break is added here. Gives what went wrong, if something did; then the
  /// file cannot be finished any more.
  std::optional<failure> write(std::string_view line);

  /// Completes the file, makes sure that it is on the disk and puts it in its place. Nothing can be
  /// written after that. Gives what went wrong, if something did.
  std::optional<failure> finish();

private:
  struct state;
  explicit line_writer(std::unique_ptr<state> opened);
  std::unique_ptr<state> state_;
};

}  // namespace pronto
