#pragma once
// What a source brought, one hotel after the other, and how it went. A generation of the engine is
// right if it is the market after a beginning of this: the oracle of a simulation, learned from the
// source alone.
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace pronto::simulation {

struct city_name {
  const char* name;
  const char* country;
};
inline constexpr city_name cities[] = {{"Berlin", "DE"}, {"Hamburg", "DE"}, {"Lyon", "FR"}};
inline constexpr int city_count = 3;

/// A hotel of the market: a body of the stock in a city. A version is in its hotel's name, so that
/// no two are taken for each other.
struct article {
  int city = 0;
  int body = 0;
  int version = 0;
  int change = 0;  ///< which of the body's changes was made to it last; 0: none. Not of the source
  bool operator==(const article&) const = default;
};

/// By hotel codes.
using market_state = std::map<std::string, article>;

inline std::string hotel_name(const std::string& code, const article& of) {
  return code + " v" + std::to_string(of.version);
}

/// What a reader sees of a market: code, name, city of each hotel, in order of the codes.
using content = std::vector<std::tuple<std::string, std::string, std::string>>;
content content_of(const market_state& market);

class history {
public:
  struct pass {
    std::optional<std::size_t> complete_at;  // a position
  };

  /// A position is how many hotels were put or removed before.
  std::size_t position() const { return states_.size() - 1; }
  const market_state& at(std::size_t position) const { return states_[position]; }
  const market_state& now() const { return states_.back(); }
  /// Where this hotel was put last, at this position or before.
  std::size_t put_before(const std::string& code, std::size_t position) const;

  void put(const std::string& code, const article& what);
  void remove(const std::string& code);
  void step_ended() { step_end_[position()] = true; }
  void pass_began() { passes_.emplace_back(); }
  void pass_completed() {
    passes_.back().complete_at = position();
    pass_end_[position()] = true;
  }

  /// Whether a step of the source, or a complete pass over it, ended there.
  bool step_end(std::size_t position) const { return step_end_[position]; }
  bool pass_end(std::size_t position) const { return pass_end_[position]; }
  const std::vector<pass>& passes() const { return passes_; }

private:
  void add(market_state next, const std::string& put = {});

  std::vector<market_state> states_{1};
  std::vector<std::string> put_{1};  // by position, the code that was put there, if one was
  std::vector<bool> step_end_{true};
  std::vector<bool> pass_end_{false};
  std::vector<pass> passes_;
};

}  // namespace pronto::simulation
