// What both forms of corpus share: reading its files, and keeping count of what agrees.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace conformance {

/// The text of FOLDER/NAME, or of FOLDER/NAME.gz unpacked; throws std::runtime_error if neither can
/// be read.
std::string read_text(const std::string& folder, const std::string& name);

/// Whether one of the two is there.
bool has_file(const std::string& folder, const std::string& name);

/// Hands over each line of a text that is not empty, parsed.
void for_each_line(const std::string& text, const std::function<void(const nlohmann::json&)>& take);

/// How many cases agreed, and the first few that did not.
class tally {
public:
  void agree() { ++cases_, ++agreed_; }
  void differ(const std::string& what);

  bool all_agree() const { return agreed_ == cases_ && cases_ > 0; }
  std::uint64_t cases() const { return cases_; }
  /// The first differences, then "agreed N of M".
  void print() const;

private:
  std::uint64_t cases_ = 0;
  std::uint64_t agreed_ = 0;
  std::vector<std::string> first_;
};

/// Hotel documents with stays and searches (hotels.ndjson, stays.jsonl, searches.jsonl).
void run_rules(const std::string& folder, tally& count);

/// AlpineBits rate plan messages with stays (plans/*.xml, stays.jsonl).
void run_alpinebits(const std::string& folder, tally& count);

}  // namespace conformance
