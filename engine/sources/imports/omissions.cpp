#include "sources/imports/omissions.hpp"

#include <utility>

#include "shortened.hpp"

namespace pronto {

bool omissions::count(std::string_view kind, std::string_view text) {
  auto found = by_kind_.find(kind);
  if (found == by_kind_.end()) {
    found = by_kind_.emplace(std::string(kind), left_out{}).first;
    found->second.kind = kind;
    found->second.text = text;
  }
  ++found->second.count;
  return found->second.examples.size() < examples_limit;
}

void omissions::example(std::string_view kind, failure what) {
  const auto found = by_kind_.find(kind);
  if (found == by_kind_.end() || found->second.examples.size() >= examples_limit) return;
  what.value = shown(what.value);
  found->second.examples.push_back(std::move(what));
}

void omissions::add(std::string_view kind, std::string_view text, failure what) {
  if (count(kind, text)) example(kind, std::move(what));
}

std::uint64_t omissions::count_of(std::string_view kind) const {
  const auto found = by_kind_.find(kind);
  return found == by_kind_.end() ? 0 : found->second.count;
}

std::vector<left_out> omissions::take() {
  std::vector<left_out> out;
  out.reserve(by_kind_.size());
  for (auto& [kind, each] : by_kind_) out.push_back(std::move(each));
  by_kind_.clear();
  return out;
}

std::string shown(std::string_view value) { return shortened(value, 80); }

}  // namespace pronto
