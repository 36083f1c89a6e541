#pragma once
// What the lab's experiment on memory found, as text, JSON and a picture.
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "app/terminal/terminal.hpp"
#include "lab/allocators.hpp"
#include "lab/experiment.hpp"
#include "lab/trace.hpp"
#include "result.hpp"

namespace pronto {

struct lab_run {
  lab::variant which{};
  std::string allocator;
  result<lab::trace> found;
};

/// Runs at one size of a block.
struct lab_part {
  lab::scale how;
  std::vector<lab_run> runs;  ///< by allocator, then variant
};

struct lab_report {
  std::vector<lab_part> parts;  ///< first the one that was asked for, then those of smaller blocks
  std::vector<lab::allocator_found> allocators;
  std::vector<std::string> not_installed;  ///< allocators that were asked for
};

/// The picture and the table of one part.
std::string to_text(const lab_part& part, const lab_report& of, const appearance& look);

/// What one sees, and where it comes from, of the variants that ran; of few data, that they do not tell.
std::string explanation(const lab_report& of, const appearance& look);

/// {"variants": [...], "small_blocks": [{"block_bytes", "variants"}], "failed", ...}.
nlohmann::ordered_json to_json(const lab_report& of);

/// The whole picture as an SVG document; no line break at its end.
std::string to_svg(const lab_report& of);

}  // namespace pronto
