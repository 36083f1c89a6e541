#include "search/room_assignment.hpp"

#include <algorithm>

#include "pricing/exact.hpp"

namespace pronto {

namespace {

using exact::int128;
using types = std::vector<std::size_t>;

// More than any sum of totals, and sums of it do not overflow.
constexpr int128 impossible = int128{1} << 80;

// Everybody gets the cheapest, if enough rooms are left of those.
std::optional<types> cheapest_for_each(std::span<const room_totals> parties,
                                       std::span<const int> left) {
  types out;
  std::vector<int> taken(left.size());
  for (const room_totals& of : parties) {
    std::optional<std::size_t> best;
    for (std::size_t type = 0; type < of.size(); ++type)
      if (left[type] > 0 && of[type] && (!best || *of[type] < *of[*best])) best = type;
    if (!best || ++taken[*best] > left[*best]) return std::nullopt;
    out.push_back(*best);
  }
  return out;
}

/// The Hungarian algorithm (Kuhn and Munkres, by shortest augmenting paths): parties are rows, single
/// rooms are columns. Parties and rooms count from 1; 0 stands for none.
class assignment {
public:
  assignment(std::span<const room_totals> parties, std::span<const int> left)
      : parties_(parties), party_price_(parties.size() + 1) {
    const auto most = static_cast<int>(parties.size());
    type_of_.push_back(0);
    for (std::size_t type = 0; type < left.size(); ++type)
      type_of_.insert(type_of_.end(), static_cast<std::size_t>(std::clamp(left[type], 0, most)),
                      type);
    room_price_.resize(type_of_.size());
    party_in_.resize(type_of_.size());
  }

  std::optional<types> run() {
    const std::size_t rooms = type_of_.size() - 1;
    if (rooms < parties_.size()) return std::nullopt;
    for (std::size_t party = 1; party <= parties_.size(); ++party) put(party);
    types out(parties_.size());
    for (std::size_t room = 1; room <= rooms; ++room) {
      if (party_in_[room] == 0) continue;
      if (cost(party_in_[room], room) == impossible) return std::nullopt;
      out[party_in_[room] - 1] = type_of_[room];
    }
    return out;
  }

private:
  int128 cost(std::size_t party, std::size_t room) const {
    const auto& total = parties_[party - 1][type_of_[room]];
    return total ? int128{*total} : impossible;
  }

  // Finds a room for one more party; others may have to move for it.
  void put(std::size_t party) {
    const std::size_t columns = type_of_.size();
    party_in_[0] = party;
    std::vector<int128> slack(columns, int128{1} << 120);
    std::vector<std::size_t> before(columns);
    std::vector<char> seen(columns);
    std::size_t room = 0;
    do {
      seen[room] = 1;
      const std::size_t here = party_in_[room];
      std::size_t next = 0;
      for (std::size_t other = 1; other < columns; ++other) {
        if (seen[other]) continue;
        const int128 more = cost(here, other) - party_price_[here] - room_price_[other];
        if (more < slack[other]) {
          slack[other] = more;
          before[other] = room;
        }
        if (next == 0 || slack[other] < slack[next]) next = other;
      }
      const int128 step = slack[next];
      for (std::size_t other = 0; other < columns; ++other) {
        if (seen[other]) {
          party_price_[party_in_[other]] += step;
          room_price_[other] -= step;
        } else {
          slack[other] -= step;
        }
      }
      room = next;
    } while (party_in_[room] != 0);
    for (; room != 0; room = before[room]) party_in_[room] = party_in_[before[room]];
  }

  std::span<const room_totals> parties_;
  std::vector<std::size_t> type_of_;  // of each single room
  std::vector<int128> party_price_;
  std::vector<int128> room_price_;
  std::vector<std::size_t> party_in_;
};

}  // namespace

std::optional<std::vector<std::size_t>> assign_rooms(std::span<const room_totals> parties,
                                                     std::span<const int> left) {
  if (auto simple = cheapest_for_each(parties, left)) return simple;
  return assignment(parties, left).run();
}

}  // namespace pronto
