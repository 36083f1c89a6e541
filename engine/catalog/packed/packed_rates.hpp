#pragma once
// The rates of one product as the catalog holds them: a series of the hotel's calendar for each
// kind of amount. Read for the consecutive nights of a stay at once.
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "catalog/packed/calendar.hpp"
#include "catalog/packed/listed_rates.hpp"
#include "catalog/packed/packed_list.hpp"
#include "catalog/rate_calendar.hpp"

namespace pronto::packed {

/// A kind of amount that rates name, with a series of its own.
struct rate_column {
  enum class kind : std::uint8_t { base, extra_adult, child };
  kind of = kind::base;
  int least = 0;     ///< of base: the guests; of child: the ages, from this
  int greatest = 0;  ///< of child: to this, excluded
  auto operator<=>(const rate_column&) const = default;
};

/// The series of one product, numbered one after the other:
///   - the nights that have a rate: 1, others 0
///   - the amounts of each column
///   - if `partial`: for each column the nights that have such an amount
///   - if `starts`: 1 on the night on which a rate begins. Else one begins where the night before has
///     no rate or another amount; never so if `partial`.
struct rate_series {
  std::uint32_t first = 0;
  bool partial = false;
  bool starts = false;
};

class calendar_nights;
class rate_nights;

/// More than any amount.
inline constexpr std::int64_t no_amount = std::numeric_limits<std::int64_t>::max();

class rates {
public:
  rates() = default;
  /// `span`: from the first to the last night with a rate.
  rates(const calendar* in, rate_series series, std::span<const rate_column> columns,
        date_range span)
      : in_(in), columns_(columns), span_(span), series_(series) {}
  /// For what no calendar can hold.
  rates(const listed_rates* listed, date_range span) : listed_(listed), span_(span) {}

  bool empty() const { return span_.first > span_.last; }
  /// From the first night of the first rate to the last night of the last one. Requires: not empty.
  date_range span() const { return span_; }

  /// The rates of so many nights; nothing if one of them has none. Valid as long as this.
  /// Requires: count is 1 or more.
  std::optional<rate_nights> on(day first, std::size_t count) const;

  /// Lowers `out` for each night from `first` on to the least amount for a number of guests in this
  /// range, where the night has such an amount. Requires: `known` is of these nights, as far as the
  /// calendar holds them; null only if there is no calendar.
  void least_base(day first, int least_guests, int most_guests, calendar_nights* known,
                  std::span<std::int64_t> out) const;
  /// The same for an extra adult.
  void least_extra_adult(day first, calendar_nights* known, std::span<std::int64_t> out) const;

  /// All of them, in order; neighbours that are alike may be one where they do not say where rates
  /// begin.
  std::vector<rate> unpacked() const;

  // For whoever copies a hotel, or reads several series.
  bool is_listed() const { return listed_ != nullptr; }
  const listed_rates& listed() const { return *listed_; }  ///< Requires: is_listed().
  const calendar* in() const { return in_; }  ///< null if they are empty or listed
  const rate_series& series() const { return series_; }
  std::span<const rate_column> columns() const { return columns_; }

private:
  friend class rate_nights;
  template <class Wanted, class Amount>
  void least_of(day first, Wanted wanted, Amount amount, calendar_nights* known,
                std::span<std::int64_t> out) const;
  void narrow(std::size_t column, date_range nights, calendar_nights& known,
              std::span<std::int64_t> out) const;
  const calendar* in_ = nullptr;
  const listed_rates* listed_ = nullptr;
  list<rate_column> columns_;
  date_range span_{0, -1};
  rate_series series_;
};

/// The rates of consecutive nights, each of which has one. What is asked for is written to `out`,
/// one for each night; false, and `out` is anything, if the rate of a night does not name it.
class rate_nights {
public:
  /// The amounts for so many guests.
  bool base(int guests, std::span<std::int64_t> out) const;
  bool extra_adult(std::span<std::int64_t> out) const;
  /// The bands that hold this age.
  bool child(int age, std::span<child_band> out) const;
  /// The dates of each night's rate.
  std::vector<date_range> dates() const;

private:
  friend class rates;
  rate_nights(const rates& of, date_range nights) : of_(of), nights_(nights) {}
  std::size_t amounts_of(std::size_t column) const { return of_.series_.first + 1 + column; }
  std::size_t nights_of(std::size_t column) const;
  bool read(std::size_t column, std::span<std::int64_t> out) const;
  bool read_bands(std::size_t column, std::span<child_band> out) const;
  std::vector<bool> beginnings(date_range days) const;
  day first_night_of_rate(day night) const;
  day last_night_of_rate(day night) const;
  template <class Tell>
  void each_listed(Tell tell) const;

  const rates& of_;
  date_range nights_;
};

}  // namespace pronto::packed
