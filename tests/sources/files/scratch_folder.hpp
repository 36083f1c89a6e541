#pragma once
// A folder for the files of one test, which goes with them, and whole files as bytes.
#include <string>
#include <string_view>
#include <vector>

#include <filesystem>

namespace pronto {

class scratch_folder {
public:
  scratch_folder();
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  ~scratch_folder();

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }
  /// What is in it, sorted.
  std::vector<std::string> names() const;

private:
  std::string path_;
};

void write_bytes(const std::string& path, std::string_view bytes);
void append_bytes(const std::string& path, std::string_view bytes);
std::string read_bytes(const std::string& path);

/// As one gzip member.
std::string gzip(std::string_view bytes);

}  // namespace pronto
