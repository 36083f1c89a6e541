#pragma once
// A hotel as the catalog holds it: a block of memory with its calendars and one with all else, made
// and freed together. Nothing in them has a destructor, so whoever looks at a hotel can free no part
// of it.
#include <cstddef>
#include <exception>
#include <memory_resource>
#include <utility>
#include <vector>

#include <boost/smart_ptr/intrusive_ptr.hpp>

#include "catalog/hotel.hpp"
#include "catalog/packed/packed_inventory.hpp"
#include "catalog/packed/packed_list.hpp"
#include "catalog/packed/packed_rates.hpp"
#include "catalog/packed/packed_rules.hpp"
#include "result.hpp"

namespace pronto {

namespace packed {

/// How the packed form holds what it is made of: views into its blocks.
struct in_block {
  using text = packed::text;
  template <class T>
  using list = packed::list<T>;
  using rates = packed::rates;
  using inventory = packed::inventory;
  using rules = packed::rules;
  using scope = packed::scope;
};

using room_type = basic_room_type<in_block>;
using supplement = basic_supplement<in_block>;
using product = basic_product<in_block>;
using rate_plan = basic_rate_plan<in_block>;
using tax_fee = basic_tax_fee<in_block>;
using promotion = basic_promotion<in_block>;
using hotel = basic_hotel<in_block>;

}  // namespace packed

/// Counts in the hotel's own block, without a lock: copied and dropped by one thread alone, that of
/// the hotel's memory. Eight bytes, and no block for the count, since a catalog is made of these.
using hotel_ptr = boost::intrusive_ptr<const packed::hotel>;

/// What is thrown where memory lies at an address that views cannot hold, see packed_list.hpp.
class unfit_address final : public std::exception {
public:
  const char* what() const noexcept override;
};

/// Packs a hotel, with its calendars in a block of `calendars` and all else in one of `rest`, which
/// they go back to with the last pointer to it. Requires: what stands at the top of hotel.hpp. Throws
/// unfit_address.
hotel_ptr pack(const hotel& from,
               std::pmr::memory_resource* rest = std::pmr::new_delete_resource(),
               std::pmr::memory_resource* calendars = std::pmr::new_delete_resource());

/// The same of hotels that may be of any size: a failure of `data` for the first list or text that is
/// too long for a packed hotel, with its path as in hotel.hpp ("plans[0].rules") and its length.
result<hotel_ptr> pack_if_it_fits(
    const hotel& from, std::pmr::memory_resource* rest = std::pmr::new_delete_resource(),
    std::pmr::memory_resource* calendars = std::pmr::new_delete_resource());

/// What changed of the calendar of a packed hotel.
struct calendar_edit {
  std::vector<packed::series_patch> patches;  ///< all of them, those that it had too
  std::vector<date_range> spans;              ///< of the rates of all products, in order
  /// By plan: series of limits that it had not, behind all others.
  std::vector<std::pair<std::size_t, packed::rule_series>> rules;
};

/// A copy with another calendar. Requires: `from` was made by `pack` or by this; the edit belongs
/// to it.
hotel_ptr edited(const packed::hotel& from, const calendar_edit& edit,
                 std::pmr::memory_resource* rest = std::pmr::new_delete_resource(),
                 std::pmr::memory_resource* calendars = std::pmr::new_delete_resource());

/// Its calendar. Requires: it was made by `pack` or `edited`, as below.
const packed::calendar& calendar_of(const packed::hotel& of);

/// What a hotel that was made by `pack` takes of both memories.
std::size_t bytes_of(const packed::hotel& packed);

/// Have the processor fetch what is rarely in its caches while it does something else: the hotel
/// itself with its promotions and taxes; then, for which that has to be there, all else that pricing
/// reads of it, and its texts, which an offer has. Requires: it was made by `pack`.
void fetch_terms_ahead(const packed::hotel& packed);
void fetch_rates_ahead(const packed::hotel& packed);
void fetch_texts_ahead(const packed::hotel& packed);

/// For hotel_ptr.
void intrusive_ptr_add_ref(const packed::hotel* of);
void intrusive_ptr_release(const packed::hotel* of);

}  // namespace pronto
