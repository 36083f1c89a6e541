#pragma once
// Which documents a file has, where in it they are and which cities they are about: 32 bytes for
// each document, instead of the document.
#include <cstdint>
#include <deque>
#include <map>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/known_destination.hpp"
#include "sources/documents/document.hpp"

namespace pronto {

/// The number of a destination in one index.
using destination_number = std::uint32_t;

/// Used by one thread at a time. What throws changes nothing.
class document_index {
public:
  struct entry {
    std::uint64_t code = 0;    ///< hash of the hotel's code
    std::uint64_t text = 0;    ///< hash of the document
    std::uint64_t offset = 0;  ///< of its line, see line_reader
    std::uint32_t line = 0;
    std::uint32_t spelling = 0;  ///< of its city, or one of the two below
  };
  /// Its city cannot be told, or the document turned out to break the rules.
  static constexpr std::uint32_t broken = 0xffff'ffff;
  /// One in an earlier line has its code.
  static constexpr std::uint32_t twice = 0xffff'fffe;

  /// An empty one that takes its memory from there.
  explicit document_index(std::pmr::memory_resource* from);

  /// A document with this head in the next line. One without a city counts as broken.
  void add(const document_head& head, std::uint64_t code, std::uint64_t text,
           std::uint64_t offset, std::uint32_t line);
  /// After the last was added: makes it ready to be asked, and finds the codes that stand twice.
  void close();

  /// In order of their codes' hashes, then their lines.
  const std::pmr::deque<entry>& entries() const { return entries_; }
  /// The first document with this code, or null.
  const entry* find(std::uint64_t code) const;
  /// It is known from now on that the one at this place of `entries` breaks the rules.
  void set_broken(std::size_t which);

  /// By their numbers: how many good documents each has, how most of them write it, and the box around
  /// all that say where they are.
  std::vector<known_destination> destinations() const;
  /// Nothing where it is broken or stands twice.
  std::optional<destination_number> destination_of(const entry& of) const;

private:
  using text = std::pmr::string;
  struct numbered {
    const std::pair<text, text>* at;  // key and country
    globe_box area{};
  };
  struct spelling {
    const std::pair<text, text>* city;  // with its country
    destination_number destination;
    std::uint32_t hotels;
  };

  std::uint32_t spelling_of(const document_head& head);
  destination_number number_of(std::string_view key, std::string_view country);

  std::pmr::deque<entry> entries_;
  std::pmr::vector<spelling> spellings_;
  std::pmr::map<std::pair<text, text>, std::uint32_t> spelled_;  // city and country: its spelling
  std::pmr::map<std::pair<text, text>, destination_number> destinations_;  // key and country
  std::pmr::vector<numbered> numbered_;  // the destinations
};

}  // namespace pronto
