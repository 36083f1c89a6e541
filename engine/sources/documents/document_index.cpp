#include "sources/documents/document_index.hpp"

#include <algorithm>
#include <tuple>

#include "catalog/places/place.hpp"

namespace pronto {

document_index::document_index(std::pmr::memory_resource* from)
    : entries_(from), spellings_(from), spelled_(from), destinations_(from), numbered_(from) {}

void document_index::add(const document_head& head, std::uint64_t code, std::uint64_t text,
                         std::uint64_t offset, std::uint32_t line) {
  const bool is_placed = !head.city.empty() && !head.country.empty();
  const auto at = is_placed ? spelling_of(head) : broken;
  entries_.push_back({code, text, offset, line, at});
  if (!is_placed) return;
  ++spellings_[at].hotels;
  if (head.point) numbered_[spellings_[at].destination].area.take_in(*head.point);
}

// Of what it adds on the way each is complete, so that one without a document does no harm.
std::uint32_t document_index::spelling_of(const document_head& head) {
  auto* const here = entries_.get_allocator().resource();
  std::pair<text, text> city{text(head.city, here), text(head.country, here)};
  if (const auto found = spelled_.find(city); found != spelled_.end()) return found->second;
  const auto destination = number_of(place_key(head.city, head.country), head.country);
  const auto number = static_cast<std::uint32_t>(spellings_.size());
  spellings_.push_back({nullptr, destination, 0});
  try {
    spellings_.back().city = &spelled_.emplace(std::move(city), number).first->first;
  } catch (...) {
    spellings_.pop_back();
    throw;
  }
  return number;
}

destination_number document_index::number_of(std::string_view key, std::string_view country) {
  auto* const here = entries_.get_allocator().resource();
  std::pair<text, text> at{text(key, here), text(country, here)};
  if (const auto found = destinations_.find(at); found != destinations_.end())
    return found->second;
  const auto number = static_cast<destination_number>(numbered_.size());
  numbered_.push_back({nullptr});
  try {
    numbered_.back().at = &destinations_.emplace(std::move(at), number).first->first;
  } catch (...) {
    numbered_.pop_back();
    throw;
  }
  return number;
}

void document_index::close() {
  std::ranges::sort(entries_, {}, [](const entry& of) { return std::tuple(of.code, of.line); });
  for (std::size_t i = 1; i < entries_.size(); ++i) {
    entry& each = entries_[i];
    if (each.code != entries_[i - 1].code) continue;
    if (each.spelling != broken) --spellings_[each.spelling].hotels;
    each.spelling = twice;
  }
}

const document_index::entry* document_index::find(std::uint64_t code) const {
  const auto found = std::ranges::lower_bound(entries_, code, {}, &entry::code);
  return found != entries_.end() && found->code == code ? &*found : nullptr;
}

void document_index::set_broken(std::size_t which) {
  auto& spelling = entries_[which].spelling;
  if (spelling < twice) --spellings_[spelling].hotels;
  spelling = broken;
}

std::vector<known_destination> document_index::destinations() const {
  std::vector<known_destination> out;
  out.reserve(numbered_.size());
  for (const auto& [at, area] : numbered_)
    out.push_back({{std::string(at->first), std::string(at->second)}, {}, 0, area});
  std::vector<std::uint32_t> most(numbered_.size(), 0);
  for (const spelling& each : spellings_) {
    known_destination& of = out[each.destination];
    const std::string_view city = each.city->first;
    of.hotels += each.hotels;
    auto& best = most[each.destination];
    if (each.hotels < best || (each.hotels == best && !of.city.empty() && of.city < city)) continue;
    best = each.hotels;
    of.city = city;
  }
  return out;
}

std::optional<destination_number> document_index::destination_of(const entry& of) const {
  if (of.spelling >= twice) return std::nullopt;
  return spellings_[of.spelling].destination;
}

}  // namespace pronto
