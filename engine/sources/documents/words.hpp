#pragma once
// The words that hotel documents use for what hotel.hpp enumerates; they read and write.
#include "catalog/hotel.hpp"
#include "sources/json/object_reader.hpp"

namespace pronto::document {

inline constexpr one_of<meal_plan, meal_plan_count> meal_plans{
    {{"room_only", meal_plan::room_only},
     {"breakfast", meal_plan::breakfast},
     {"half_board", meal_plan::half_board},
     {"full_board", meal_plan::full_board},
     {"all_inclusive", meal_plan::all_inclusive}}};
inline constexpr one_of<charge_basis, 2> charge_bases{
    {{"person", charge_basis::person}, {"room", charge_basis::room}}};
inline constexpr one_of<tax_kind, 2> tax_kinds{{{"tax", tax_kind::tax}, {"fee", tax_kind::fee}}};
inline constexpr one_of<bool, 2> percent_or_amount{{{"percent", true}, {"amount", false}}};
inline constexpr one_of<payer, 2> payers{{{"room", payer::room}, {"person", payer::person}}};
inline constexpr one_of<per, 2> periods{{{"night", per::night}, {"stay", per::stay}}};
inline constexpr one_of<payment, 2> payments{
    {{"booking", payment::booking}, {"property", payment::property}}};
inline constexpr one_of<promotion_type, 4> promotion_types{
    {{"percent", promotion_type::percent},
     {"per_night", promotion_type::per_night},
     {"per_stay", promotion_type::per_stay},
     {"free_nights", promotion_type::free_nights}}};
inline constexpr one_of<bool, 2> selections{{{"last", false}, {"cheapest", true}}};

}  // namespace pronto::document
