#include "conformance/corpus.hpp"

#include <zlib.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <stdexcept>

namespace conformance {

namespace {

constexpr std::size_t differences_shown = 10;

}  // namespace

bool has_file(const std::string& folder, const std::string& name) {
  const std::string path = folder + "/" + name;
  return std::filesystem::exists(path) || std::filesystem::exists(path + ".gz");
}

std::string read_text(const std::string& folder, const std::string& name) {
  std::string path = folder + "/" + name;
  if (!std::filesystem::exists(path)) path += ".gz";
  // zlib reads a file that is not packed as it is.
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
  if (!file) throw std::runtime_error("cannot open " + path);
  std::string out;
  std::string buffer(1 << 16, '\0');
  int got = 0;
  while ((got = gzread(file.get(), buffer.data(), static_cast<unsigned>(buffer.size()))) > 0)
    out.append(buffer, 0, static_cast<std::size_t>(got));
  if (got < 0) throw std::runtime_error("cannot unpack " + path);
  return out;
}

void for_each_line(const std::string& text,
                   const std::function<void(const nlohmann::json&)>& take) {
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    if (end > start)
      take(nlohmann::json::parse(text.begin() + static_cast<std::ptrdiff_t>(start),
                                 text.begin() + static_cast<std::ptrdiff_t>(end)));
    start = end + 1;
  }
}

void tally::differ(const std::string& what) {
  ++cases_;
  if (first_.size() < differences_shown) first_.push_back(what);
}

void tally::print() const {
  for (const std::string& each : first_) std::cout << "differs: " << each << '\n';
  if (cases_ - agreed_ > first_.size())
    std::cout << "... and " << cases_ - agreed_ - first_.size() << " more\n";
  std::cout << "agreed " << agreed_ << " of " << cases_ << std::endl;
}

}  // namespace conformance
