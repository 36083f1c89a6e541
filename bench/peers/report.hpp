#pragma once
// A table of the figures of all systems, a short one of the first of them, and a picture.
#include <string>
#include <vector>

namespace pronto::bench {

inline constexpr const char* peers_begin = "<!-- what bench/peers/run wrote -->\n";
inline constexpr const char* peers_end = "<!-- to here -->\n";

struct report_options {
  /// Folders, each with a market.json and the figures of systems.
  std::vector<std::string> results;
  /// The Markdown file of the table. If it has the lines peers_begin and peers_end, what is between
  /// them is replaced, else all of it.
  std::string table;
  std::string short_table;  ///< that of the short one, in the same way
  std::string picture;  ///< the file of the picture, SVG
  std::string date;
  std::string missing;  ///< names of systems that were left out
};

void write_report(const report_options& with);

}  // namespace pronto::bench
