#pragma once
// Reads configuration files: INI with `;` comments, as the actor framework of this version writes
// them. Its own reader, and those at hand, know no lines and let a key that stands twice pass.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "result.hpp"

namespace pronto {

/// `key = value` under `[section]`.
struct ini_entry {
  std::string section;
  std::string key;
  std::string value;    ///< without its quotes
  bool quoted = false;  ///< text stands in double quotes, numbers do not
  std::uint64_t line = 0;
};

/// `[section]`.
struct ini_section {
  std::string name;
  std::uint64_t line = 0;
};

struct ini_file {
  std::vector<ini_section> sections;
  std::vector<ini_entry> entries;  ///< in order, each (section, key) once
};

inline constexpr std::size_t ini_limit_bytes = std::size_t{1} << 20;

/// Fails with the file and line of what is no INI, of a key outside of a section or one that is there
/// twice, or if the file cannot be read or is larger than that.
result<ini_file> read_ini(const std::string& path);

}  // namespace pronto
