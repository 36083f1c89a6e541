#include "catalog/bounds/bound_block.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <vector>

#include "catalog/bounds/bound_columns.hpp"
#include "fetch_ahead.hpp"

namespace pronto {

namespace {

constexpr std::size_t alignment = 64;
// Behind the last field, so that vectors may be read of each.
constexpr std::size_t bytes_behind = bound_block::vector_places * sizeof(std::uint16_t);
constexpr std::size_t bytes_of_worth = sizeof(float) + sizeof(std::uint16_t);
constexpr std::size_t bytes_of_parties =
    bound_parties::times_count * sizeof(std::uint16_t) + sizeof(std::uint8_t);
constexpr std::size_t bytes_of_terms =
    bound_terms::number_count * sizeof(std::uint16_t) + bound_terms::small_number_count;
// The last of the bases is read with what lies behind it.
static_assert(bytes_of_worth + bytes_of_parties + bytes_of_terms + bytes_behind >=
              bound_block::vector_places * sizeof(float));

struct shared_terms {
  std::vector<bound_terms> kinds;
  std::vector<std::uint8_t> of_hotels;
};

// The kinds of terms that there are, and which of them each hotel has; nothing where they are too many.
shared_terms shared(std::span<const bound_terms> terms) {
  shared_terms out;
  for (const bound_terms& each : terms) {
    const auto found = std::ranges::find(out.kinds, each);
    out.of_hotels.push_back(static_cast<std::uint8_t>(found - out.kinds.begin()));
    if (found != out.kinds.end()) continue;
    if (out.kinds.size() == bound_block::kinds_limit) return {};
    out.kinds.push_back(each);
  }
  return out.kinds.size() == terms.size() ? shared_terms{} : out;
}

template <class T>
T* writable(const T* at) {
  return const_cast<T*>(at);
}

}  // namespace

date_range bound_block::whole_slots(date_range nights, int slot_nights) {
  if (nights.first > nights.last) return {0, -1};
  const auto floor_of = [&](day night) {
    const int into = night % slot_nights;
    return night - (into < 0 ? into + slot_nights : into);
  };
  return {floor_of(nights.first), floor_of(nights.last) + slot_nights - 1};
}

bound_block::bound_block(const bound_columns& of, std::pmr::memory_resource* from)
    : nights_(of.nights()),
      slot_nights_(of.slot_nights()),
      hotels_(static_cast<std::uint8_t>(of.hotels())),
      from_(from) {
  const shared_terms made = shared(of.terms());
  const auto terms = made.kinds.empty() ? of.terms() : std::span<const bound_terms>(made.kinds);
  kinds_ = static_cast<std::uint8_t>(terms.size());
  rows_ = static_cast<std::uint8_t*>(from_->allocate(bytes(), alignment));
  const std::size_t bytes_of_rows = rows() * stride();
  bases_ = reinterpret_cast<float*>(rows_ + bytes_of_rows);
  std::memset(bases_, 0, bytes() - bytes_of_rows);
  if (!has_half_rows()) {
    std::ranges::copy(of.codes(), rows_);
  } else {
    std::memset(rows_, 0, bytes_of_rows);
    for (std::size_t slot = 0; slot < slots(); ++slot) {
      const std::uint8_t* const codes = of.codes().data() + slot * stride();
      std::uint8_t* const to = rows_ + slot / 2 * stride();
      const int into = slot % 2 == 0 ? 0 : 4;
      for (std::size_t place = 0; place < stride(); ++place)
        to[place] = static_cast<std::uint8_t>(to[place] | codes[place] << into);
    }
  }
  std::ranges::copy(of.bases(), bases_);
  std::ranges::copy(of.steps(), writable(steps()));
  for (std::size_t hotel = 0; hotel < hotels_; ++hotel) {
    const bound_parties& parties = of.parties()[hotel];
    for (std::size_t kind = 0; kind < parties.times.size(); ++kind)
      writable(times_of_all())[kind * hotels_ + hotel] = parties.times[kind];
    writable(guests_max())[hotel] = parties.guests_max;
  }
  for (std::size_t kind = 0; kind < kinds_; ++kind) {
    for (std::size_t which = 0; which < bound_terms::number_count; ++which)
      writable(numbers(which))[kind] = terms[kind].numbers[which];
    for (std::size_t which = 0; which < bound_terms::small_number_count; ++which)
      writable(small_numbers(which))[kind] = terms[kind].small_numbers[which];
  }
  if (kinds_of_hotels() != nullptr) std::ranges::copy(made.of_hotels, writable(kinds_of_hotels()));
}

bound_block::~bound_block() { from_->deallocate(rows_, bytes(), alignment); }

std::size_t bound_block::bytes() const {
  return stride() * rows() + hotels_ * (bytes_of_worth + bytes_of_parties) +
         kinds_ * bytes_of_terms + (kinds_ == hotels_ ? 0 : hotels_) + bytes_behind;
}

void bound_block::fetch_ahead(date_range stay) const {
  pronto::fetch_ahead(bases_, bytes() - rows() * stride());
  if (!holds(nights_, stay)) return;
  const std::size_t slots_a_row = has_half_rows() ? 2 : 1;
  const std::size_t first = slot_of(stay.first) / slots_a_row;
  const std::size_t last = slot_of(stay.last) / slots_a_row;
  pronto::fetch_ahead(row(first), (last - first + 1) * stride());
}

bound_terms bound_block::terms_of(std::size_t hotel) const {
  const std::uint8_t* const kinds = kinds_of_hotels();
  const std::size_t kind = kinds == nullptr ? hotel : kinds[hotel];
  bound_terms out;
  for (std::size_t which = 0; which < bound_terms::number_count; ++which)
    out.numbers[which] = numbers(which)[kind];
  for (std::size_t which = 0; which < bound_terms::small_number_count; ++which)
    out.small_numbers[which] = small_numbers(which)[kind];
  return out;
}

bound_parties bound_block::parties_of(std::size_t hotel) const {
  bound_parties out;
  for (std::size_t kind = 0; kind < out.times.size(); ++kind)
    out.times[kind] = times_of_all()[kind * hotels_ + hotel];
  out.guests_max = guests_max()[hotel];
  return out;
}

}  // namespace pronto
