#pragma once
// RatePlan elements of OTA_HotelRatePlanNotifRQ as rate plans. Private to the AlpineBits import.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/hotel.hpp"
#include "sources/imports/alpinebits_message.hpp"
#include "sources/imports/omissions.hpp"

namespace pronto::alpinebits {

/// The English one of the texts in elements of this name, else the first, else `otherwise`.
std::string in_english(pugi::xml_node texts, const char* name, std::string_view otherwise);

/// Numbers for room codes in the order in which they are met, until all rooms of a hotel are known.
class room_numbers {
public:
  std::uint32_t of(std::string_view code);
  /// Codes by number.
  const std::vector<std::string>& codes() const { return codes_; }

private:
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  std::vector<std::string> codes_;
};

/// A plan whose rooms are still numbers of `room_numbers`.
struct read_plan {
  rate_plan made;
  currency money;
};

/// The master plans of a message by their RatePlanID: those with RatePlanQualifier.
using master_plans = std::map<std::string_view, pugi::xml_node>;
master_plans find_masters(pugi::xml_node plans);

/// Reads one whole RatePlan. A plan that is an alternative to a master plan of its message, by
/// RatePlanID, has offers, description and kinds of supplements from there.
///
/// A rate or a discount that cannot be taken over is left out by itself; where it is a rule, a
/// condition, a mandatory supplement or anything of another grammar, the whole plan is, since without it
/// the plan would sell what its hotel does not. Nothing is returned then, and it is in `out`.
std::optional<read_plan> read_rate_plan(const message& in, pugi::xml_node plan,
                                        const master_plans& masters, room_numbers& rooms,
                                        omissions& out);

}  // namespace pronto::alpinebits
