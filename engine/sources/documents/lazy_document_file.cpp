#include "sources/documents/lazy_document_file.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "catalog/places/place.hpp"
#include "sources/documents/document.hpp"
#include "sources/documents/document_index.hpp"
#include "sources/documents/document_lines.hpp"
#include "sources/files/text_hash.hpp"

namespace pronto {

namespace {

using entry = document_index::entry;

// Of the destinations that there are now, all or those that were told otherwise; and those that are
// lost.
std::vector<known_destination> different_from(const std::vector<known_destination>& told,
                                              const std::vector<known_destination>& now,
                                              bool tells_all) {
  std::vector<known_destination> out;
  std::map<destination_key, const known_destination*> before;
  for (const auto& each : told)
    if (each.hotels > 0) before.emplace(each.at, &each);
  for (const auto& each : now) {
    const auto found = before.find(each.at);
    const bool was_there = found != before.end();
    if (was_there ? tells_all || *found->second != each : each.hotels > 0) out.push_back(each);
    if (was_there) before.erase(found);
  }
  for (const auto& [at, each] : before) out.push_back({at, each->city, 0});
  return out;
}

class lazy_document_file final : public source, private on_demand {
public:
  lazy_document_file(std::string path, std::pmr::memory_resource* memory)
      : path_(std::move(path)), memory_(memory), seed_(random_seed()) {}

  result<bool> begin() override;
  result<bool> step(std::size_t budget_bytes, changes& out) override;
  bool has_changed() override { return stamp_if_any(path_) != begun_; }
  void forget() override;
  on_demand* demand() override { return this; }
  source_progress progress() const override;
  std::string name() const override { return path_; }

  void want(const destination_key& what) override { wanted_.insert(what); }
  void drop(const destination_key& what) override;
  std::optional<destination_key> where_is(std::string_view code) const override;
  std::uint64_t version() const override { return version_; }

private:
  /// What is known of the file.
  struct contents {
    explicit contents(std::pmr::memory_resource* memory) : index(memory) {}
    document_index index;
    file_stamp stamp;  // of the file that this was read of
    std::vector<unpacked_bytes::entry_point> entry_points;
    bool any_without_code = false;
    std::uint64_t rejected = 0;  // documents, until now
  };
  struct brought_hotel {
    std::string code;
    destination_key at;
    std::uint64_t text = 0;  // hash of the document that it was made of
    bool forgotten = false;
  };
  /// What a pass has to do.
  struct plan {
    std::vector<std::uint32_t> lines;  // to be read, by their places in the index, in order
    std::vector<std::string> removed;
    bool empty() const { return lines.empty() && removed.empty(); }
  };
  struct pass {
    explicit pass(document_lines opened) : lines(std::move(opened)) {}
    document_lines lines;
    std::unique_ptr<contents> fresh;   // while the file is indexed
    std::optional<document_line> line;  // that is not in the index yet
    plan to_do;
    std::size_t next = 0;    // of its lines
    bool is_closed = false;  // the index of `fresh`
    bool has_told = false;   // of destinations
  };

  result<bool> index(std::size_t budget_bytes, changes& out);
  void add_to_index(const document_line& line, changes& out);
  std::optional<failure> finish_index(changes& out);
  plan make_plan(const contents& of, const std::vector<known_destination>& destinations) const;
  result<bool> bring(std::size_t budget_bytes, changes& out);
  void bring_line(std::uint32_t at, const document_line& line, changes& out);
  read_document twice(const entry& which, const document_line& line) const;
  void take(const entry& which, std::shared_ptr<const hotel> made, changes& out);
  void finish(changes& out);
  void tell_destinations(std::vector<known_destination> now, changes& out);
  bool is_needed(const entry& which, const document_index& in,
                 const std::vector<known_destination>& destinations) const;
  failure changed_meanwhile() const;

  std::string path_;
  std::pmr::memory_resource* memory_;
  std::uint64_t seed_;
  std::optional<file_stamp> begun_;  // what the last pass began with; nothing if there was none
  std::unique_ptr<contents> known_;
  std::uint64_t version_ = 0;  // of known_
  std::set<destination_key> wanted_;
  std::unordered_map<std::uint64_t, brought_hotel> brought_;  // by the hashes of their codes
  std::vector<known_destination> told_;                       // by their numbers in the index
  bool tells_again_ = false;                                  // all that it has told
  std::optional<pass> pass_;
  hotel_reader reader_;
  source_progress last_progress_;  // of a pass that is over
};

// -- passes ---------------------------------------------------------------------------------------

result<bool> lazy_document_file::begin() {
  pass_.reset();
  begun_ = stamp_if_any(path_);
  const auto stamp = stamp_to_follow(path_);
  if (!stamp) return stamp.why();
  plan to_do;
  if (known_ && *stamp == known_->stamp) {
    to_do = make_plan(*known_, told_);
    if (to_do.empty() && !tells_again_) return false;
  }
  auto lines = document_lines::open(path_);
  if (!lines) return lines.why();
  pass_.emplace(*std::move(lines));
  auto& reader = pass_->lines.reader();
  if (known_ && reader.stamp() == known_->stamp) {
    pass_->to_do = std::move(to_do);
    reader.set_entry_points(known_->entry_points);
  } else {
    pass_->fresh = std::make_unique<contents>(memory_);
  }
  return true;
}

result<bool> lazy_document_file::step(std::size_t budget_bytes, changes& out) {
  if (!pass_) return true;
  auto complete = pass_->fresh ? index(budget_bytes, out) : bring(budget_bytes, out);
  if (complete && !*complete) return complete;
  last_progress_ = progress();
  pass_.reset();
  return complete;
}

void lazy_document_file::forget() {
  for (auto& [hash, each] : brought_) each.forgotten = true;
  tells_again_ = true;
}

source_progress lazy_document_file::progress() const {
  if (!pass_) return last_progress_;
  const line_reader& reader = pass_->lines.reader();
  const auto& of = pass_->fresh ? pass_->fresh : known_;
  if (!of) return {reader.done_bytes(), reader.total_bytes(), 0, 0};  // not begun, for want of memory
  return {reader.done_bytes(), reader.total_bytes(), of->index.entries().size(), of->rejected};
}

failure lazy_document_file::changed_meanwhile() const {
  return wrong_file(path_,
                    "was changed while it was read; write a new file beside it and rename that over "
                    "it, so that it changes in one go");
}

// -- the index ------------------------------------------------------------------------------------

result<bool> lazy_document_file::index(std::size_t budget_bytes, changes& out) {
  for (std::size_t used_bytes = 0; used_bytes < budget_bytes;) {
    if (!pass_->line) {
      const auto line = pass_->lines.next();
      if (!line) return line.why();
      if (!*line) {
        if (auto failed = finish_index(out)) return *std::move(failed);
        return pass_->to_do.empty();
      }
      pass_->line = *line;
    }
    used_bytes += pass_->line->text.size() + 1;
    add_to_index(*pass_->line, out);
    pass_->line.reset();
  }
  return false;
}

void lazy_document_file::add_to_index(const document_line& line, changes& out) {
  contents& to = *pass_->fresh;
  const auto head = head_of(line.text);
  if (!head.code.empty())
    to.index.add(head, text_hash(head.code, seed_), text_hash(line.text, seed_), line.offset,
                 static_cast<std::uint32_t>(line.number));
  else
    to.any_without_code = true;
  if (!head.code.empty() && !head.city.empty() && !head.country.empty()) return;
  ++to.rejected;
  tell_rejected(read_hotel(line.text).complaints, path_, line.number, out.rejected);
}

// From here on the file is known to be whole, and counts: all of it or, where this throws, nothing.
std::optional<failure> lazy_document_file::finish_index(changes& out) {
  auto& reader = pass_->lines.reader();
  contents& fresh = *pass_->fresh;
  if (!std::exchange(pass_->is_closed, true)) fresh.index.close();
  fresh.stamp = reader.stamp();
  fresh.entry_points = reader.entry_points();
  auto now = fresh.index.destinations();
  if (known_ && now.empty() && fresh.rejected > 0) return no_good_document(path_, fresh.rejected);
  auto to_do = make_plan(fresh, now);
  if (auto failed = pass_->lines.rewind()) return failed;
  tell_destinations(std::move(now), out);

  known_ = std::move(pass_->fresh);
  ++version_;
  pass_->to_do = std::move(to_do);
  if (pass_->to_do.empty()) finish(out);
  return std::nullopt;
}

// All that differs between what was brought and what is wanted of the index.
lazy_document_file::plan lazy_document_file::make_plan(
    const contents& of, const std::vector<known_destination>& destinations) const {
  plan out;
  const auto& entries = of.index.entries();
  for (std::uint32_t i = 0; i < entries.size(); ++i)
    if (is_needed(entries[i], of.index, destinations)) out.lines.push_back(i);
  std::ranges::sort(out.lines, {}, [&](std::uint32_t at) { return entries[at].offset; });
  for (const auto& [hash, each] : brought_)
    if (!of.index.find(hash) && !of.any_without_code) out.removed.push_back(each.code);
  std::ranges::sort(out.removed);
  return out;
}

// Whether its line is to be read: also to say that it stands twice, and to see whether a hotel that
// is brought has really moved to a city that is not wanted.
bool lazy_document_file::is_needed(const entry& which, const document_index& in,
                                   const std::vector<known_destination>& destinations) const {
  if (which.spelling == document_index::broken) return false;
  if (which.spelling == document_index::twice) return true;
  const auto before = brought_.find(which.code);
  if (before != brought_.end()) return before->second.text != which.text || before->second.forgotten;
  if (wanted_.empty()) return false;
  return wanted_.contains(destinations[*in.destination_of(which)].at);
}

// -- documents ------------------------------------------------------------------------------------

result<bool> lazy_document_file::bring(std::size_t budget_bytes, changes& out) {
  const auto& wanted = pass_->to_do.lines;
  line_reader& reader = pass_->lines.reader();
  for (const auto from = reader.given_bytes(); reader.given_bytes() - from < budget_bytes;) {
    if (pass_->next == wanted.size()) {
      finish(out);
      return true;
    }
    const auto at = wanted[pass_->next];
    const entry& which = known_->index.entries()[at];
    if (!is_needed(which, known_->index, told_)) {  // any more
      ++pass_->next;
      continue;
    }
    const auto is_there = reader.seek(which.offset, which.line, budget_bytes);
    if (!is_there) return is_there.why();
    if (!*is_there) return false;
    const auto line = pass_->lines.next();
    if (!line) return line.why();
    if (!*line || text_hash((*line)->text, seed_) != which.text) return changed_meanwhile();
    bring_line(at, **line, out);
    ++pass_->next;
  }
  return false;
}

void lazy_document_file::bring_line(std::uint32_t at, const document_line& line, changes& out) {
  const entry which = known_->index.entries()[at];
  auto document = which.spelling == document_index::twice ? twice(which, line)
                                                          : reader_.read(line.text);
  if (document.made) {
    take(which, std::move(document.made), out);
    return;
  }
  known_->index.set_broken(at);
  ++known_->rejected;
  tell_rejected(std::move(document.complaints), path_, line.number, out.rejected);
}

read_document lazy_document_file::twice(const entry& which, const document_line& line) const {
  read_document out;
  out.code = hotel_code_of(line.text);
  out.complaints.push_back(code_twice(out.code, known_->index.find(which.code)->line));
  return out;
}

void lazy_document_file::take(const entry& which, std::shared_ptr<const hotel> made,
                              changes& out) {
  const destination_key at{place_key(made->city, made->country), made->country};
  if (wanted_.contains(at)) {
    brought_[which.code] = {made->code, at, which.text, false};
    out.put.push_back(std::move(made));
  } else if (brought_.erase(which.code) > 0) {
    out.removed.push_back(made->code);
  }
}

void lazy_document_file::finish(changes& out) {
  tell_destinations(known_->index.destinations(), out);
  out.removed.reserve(out.removed.size() + pass_->to_do.removed.size());
  for (auto& code : pass_->to_do.removed) {
    brought_.erase(text_hash(code, seed_));
    out.removed.push_back(std::move(code));
  }
  pass_->to_do = {};
  if (!pass_->has_told) return;
  // One that is lost is not wanted any more; should it come again, it has to be asked for.
  std::set<destination_key> left;
  for (const auto& each : told_)
    if (each.hotels > 0) left.insert(each.at);
  for (const auto& [hash, each] : brought_) left.insert(each.at);
  std::erase_if(wanted_, [&](const destination_key& each) { return !left.contains(each); });
}

void lazy_document_file::tell_destinations(std::vector<known_destination> now, changes& out) {
  auto different = different_from(told_, now, tells_again_);
  out.known.reserve(out.known.size() + different.size());
  std::ranges::move(different, std::back_inserter(out.known));
  told_ = std::move(now);
  tells_again_ = false;
  pass_->has_told = pass_->has_told || !different.empty();
}

// -- demand ---------------------------------------------------------------------------------------

void lazy_document_file::drop(const destination_key& what) {
  wanted_.erase(what);
  std::erase_if(brought_, [&](const auto& each) { return each.second.at == what; });
}

std::optional<destination_key> lazy_document_file::where_is(std::string_view code) const {
  const auto* const found = known_ ? known_->index.find(text_hash(code, seed_)) : nullptr;
  const auto at = found ? known_->index.destination_of(*found) : std::nullopt;
  if (!at) return std::nullopt;
  return told_[*at].at;
}

}  // namespace

std::unique_ptr<source> open_lazy_document_file(std::string path,
                                                std::pmr::memory_resource* memory) {
  return std::make_unique<lazy_document_file>(std::move(path), memory);
}

}  // namespace pronto
