#include "sources/documents/document_file.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "sources/documents/document.hpp"
#include "sources/documents/document_lines.hpp"
#include "sources/files/text_hash.hpp"

namespace pronto {

namespace {

class document_file final : public source {
public:
  explicit document_file(std::string path) : path_(std::move(path)), seed_(random_seed()) {}

  result<bool> begin() override;
  result<bool> step(std::size_t budget_bytes, changes& out) override;
  bool has_changed() override { return stamp_if_any(path_) != begun_; }
  void forget() override;
  source_progress progress() const override;
  std::string name() const override { return path_; }

private:
  // What is remembered of a document, by its hotel's code.
  struct memory {
    std::uint64_t hash = 0;   // of the line that its hotel was last made of
    std::uint32_t pass = 0;   // in which it was last seen
    std::uint32_t line = 0;   // where
    bool has_hotel = false;   // whether one was ever brought
    bool forgotten = false;   // whether it is to be brought again
  };
  struct pass {
    explicit pass(document_lines opened) : lines(std::move(opened)) {}
    document_lines lines;
    bool verifying = false;  // the file is read to its end once before anything is brought
    bool verified = false;
    std::uint64_t documents = 0;
    std::uint64_t rejected = 0;
    bool any_without_code = false;
  };

  void take(const document_line& line, changes& out);
  void reject(const document_line& line, std::vector<failure> why, changes& out);
  result<bool> finish_reading(changes& out);
  void remove_unseen(changes& out);

  std::string path_;
  std::uint64_t seed_;
  std::unordered_map<std::string, memory> known_;
  bool has_brought_ = false;
  std::uint32_t pass_number_ = 0;
  std::optional<pass> pass_;
  hotel_reader reader_;
  source_progress last_progress_;        // of a pass that is over
  std::optional<file_stamp> begun_;      // what the last pass began with; nothing if there was none
  std::optional<file_stamp> completed_;  // the file that the last complete pass read
};

result<bool> document_file::begin() {
  pass_.reset();
  begun_ = stamp_if_any(path_);
  const auto stamp = stamp_to_follow(path_);
  if (!stamp) return stamp.why();
  if (*stamp == completed_) return false;
  auto lines = document_lines::open(path_);
  if (!lines) return lines.why();
  pass_.emplace(*std::move(lines));
  pass_->verifying = has_brought_;
  last_progress_ = {};
  ++pass_number_;
  return true;
}

result<bool> document_file::step(std::size_t budget_bytes, changes& out) {
  if (!pass_) return true;
  for (std::size_t used_bytes = 0; used_bytes < budget_bytes;) {
    const auto line = pass_->lines.next();
    if (!line) {
      last_progress_ = progress();
      pass_.reset();
      return line.why();
    }
    if (!*line) return finish_reading(out);
    used_bytes += (*line)->text.size() + 1;
    if (!pass_->verifying) take(**line, out);
  }
  return false;
}

// Ends a reading of the file: that which verifies it leads to the one that brings its documents.
result<bool> document_file::finish_reading(changes& out) {
  if (pass_->verifying) {
    pass_->verifying = false;
    pass_->verified = true;
    auto failed = pass_->lines.rewind();
    if (!failed) return false;
    last_progress_ = progress();
    pass_.reset();
    return *std::move(failed);
  }
  if (has_brought_ && pass_->rejected == pass_->documents) {
    last_progress_ = progress();
    const auto rejected = pass_->rejected;
    pass_.reset();
    return no_good_document(path_, rejected);
  }
  if (!pass_->any_without_code) remove_unseen(out);
  completed_ = pass_->lines.reader().stamp();
  last_progress_ = progress();
  pass_.reset();
  return true;
}

void document_file::take(const document_line& line, changes& out) {
  ++pass_->documents;
  const std::string code = hotel_code_of(line.text);
  if (code.empty()) {
    pass_->any_without_code = true;
    reject(line, read_hotel(line.text).complaints, out);
    return;
  }
  memory& known = known_[code];
  if (known.pass == pass_number_) {
    reject(line, {code_twice(code, known.line)}, out);
    return;
  }
  known.pass = pass_number_;
  known.line = static_cast<std::uint32_t>(line.number);
  const std::uint64_t hash = text_hash(line.text, seed_);
  if (known.has_hotel && !known.forgotten && known.hash == hash) return;

  auto document = reader_.read(line.text);
  if (!document.made) {
    reject(line, std::move(document.complaints), out);
    return;
  }
  known.hash = hash;
  known.has_hotel = has_brought_ = true;
  known.forgotten = false;
  out.put.push_back(std::move(document.made));
}

void document_file::reject(const document_line& line, std::vector<failure> why, changes& out) {
  ++pass_->rejected;
  tell_rejected(std::move(why), path_, line.number, out.rejected);
}

void document_file::remove_unseen(changes& out) {
  const std::size_t from = out.removed.size();
  for (auto each = known_.begin(); each != known_.end();) {
    if (each->second.pass == pass_number_) {
      ++each;
      continue;
    }
    if (each->second.has_hotel) out.removed.push_back(each->first);
    each = known_.erase(each);
  }
  std::sort(out.removed.begin() + static_cast<std::ptrdiff_t>(from), out.removed.end());
}

void document_file::forget() {
  for (auto& [code, each] : known_) each.forgotten = true;
  completed_.reset();
}

source_progress document_file::progress() const {
  if (!pass_) return last_progress_;
  const line_reader& reader = pass_->lines.reader();
  const std::uint64_t readings = pass_->verifying || pass_->verified ? 2 : 1;
  const std::uint64_t before = pass_->verified ? reader.total_bytes() : 0;
  return {before + reader.done_bytes(), readings * reader.total_bytes(), pass_->documents,
          pass_->rejected};
}

}  // namespace

std::unique_ptr<source> open_document_file(std::string path) {
  return std::make_unique<document_file>(std::move(path));
}

}  // namespace pronto
