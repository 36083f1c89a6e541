#pragma once
// One table and one picture of the figures of all systems.
#include <string>
#include <vector>

namespace pronto::bench {

struct report_options {
  /// Folders, each with a market.json and the figures of systems.
  std::vector<std::string> results;
  std::string table;    ///< the file of the table, Markdown
  std::string picture;  ///< the file of the picture, SVG
  std::string date;
  std::string missing;  ///< names of systems that were left out
};

void write_report(const report_options& with);

}  // namespace pronto::bench
