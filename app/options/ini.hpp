#pragma once
// Reads configuration files: INI with `;` comments, as the actor framework of this version writes
// them. Its own reader, and those at hand, know no lines and let a key that stands twice pass.
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

/// All entries in order, each (section, key) once. Fails with the file and line of what is no INI,
/// of a key outside of a section or one that is there twice, or if the file cannot be read.
result<std::vector<ini_entry>> read_ini(const std::string& path);

}  // namespace pronto
