#include "sources/documents/full_document.hpp"

namespace pronto {

nlohmann::json full_document() {
  return nlohmann::json::parse(R"({
    "hotel": "H1", "name": "Zur Linde", "city": "München", "country": "DE",
    "latitude": 48.1, "longitude": 11.5, "stars": 4, "amenities": ["wifi", "pool"],
    "currency": "EUR", "utc_offset_minutes": 60,
    "rooms": [
      {"room": "SGL", "name": "Single", "occupancy": {"min": 1, "std": 1, "max": 1}},
      {"room": "DBL", "name": "Double",
       "occupancy": {"min": 1, "std": 2, "max": 4, "max_child": 2},
       "inventory": [{"start": "2027-06-01", "end": "2027-06-10", "count": 3},
                     {"start": "2027-06-11", "end": "2027-06-30", "count": 0}]}
    ],
    "plans": [
      {"plan": "FLEX", "name": "Flexible", "meal_plan": "breakfast", "refundable": true,
       "charge_basis": "person", "unit_multiplier": 7,
       "offer": {"adult_min_age": 16, "child_min_age": 2, "child_max_age": 14,
                 "adults": {"min": 1, "max": 3}, "children": {"max": 2}, "los": {"min": 2},
                 "arrival_days": "1111100", "departure_days": "1111111",
                 "advance_days": {"min": 3, "max": 300}},
       "free_nights": {"required": 7, "discounted": 1, "repeating": false},
       "family": {"max_age": 12, "min_count": 2, "free_count": 1},
       "rates": [
         {"room": "DBL", "start": "2027-06-01", "end": "2027-06-10",
          "base": {"1": "70.00", "2": "100"}, "extra_adult": "35.50",
          "children": [{"min_age": 0, "max_age": 3, "amount": "0.00"},
                       {"min_age": 3, "max_age": 16, "amount": "20.00"}]},
         {"room": "DBL", "start": "2027-06-11", "end": "2027-06-20", "base": {"2": "120.00"}}
       ],
       "nightly": [
         {"room": "SGL", "start": "2027-06-01", "guests": 2, "amounts": [8000, null, 9000],
          "others": {"1": -1000, "3": [500, null, null]}, "extra_adult": 3000,
          "children": [{"min_age": 0, "max_age": 6, "amount": 0},
                       {"min_age": 6, "max_age": 12, "amount": [1000, null, 1200]}]}
       ],
       "rules": [
         {"room": "DBL", "start": "2027-06-01", "end": "2027-06-10", "los": {"min": 2, "max": 9},
          "stay_through": {"max": 14}, "arrival_days": "1000000", "departure_days": "0000001",
          "closed": false},
         {"start": "2027-06-05", "end": "2027-06-06", "closed": true},
         {"room": "DBL", "start": "2027-06-11", "end": "2027-06-11"}
       ],
       "supplements": [
         {"supplement": "CLEAN", "name": "Cleaning", "charge": 12, "mandatory": true,
          "days": "0000011",
          "prices": [{"start": "2027-06-01", "end": "2027-06-30", "amount": "45.00"},
                     {"start": "2027-06-01", "end": "2027-06-30", "amount": "5.00",
                      "room": "DBL"}]}
       ]},
      {"plan": "EMPTY", "name": "", "meal_plan": "room_only", "refundable": false,
       "charge_basis": "room", "rates": []}
    ],
    "taxes": [
      {"tax": "VAT", "name": "VAT", "kind": "tax", "type": "percent", "value": "7.5",
       "basis": "room", "period": "stay", "los": {"min": 1}, "start": "2027-01-01",
       "end": "2027-12-31", "rooms": ["DBL"], "plans": ["FLEX", "EMPTY"], "included": true,
       "on_supplements": true, "paid_at": "booking"},
      {"tax": "CITY", "name": "City tax", "kind": "fee", "type": "amount", "value": "3.00",
       "basis": "person", "period": "night", "nights": {"max": 7, "excluded": 1},
       "exempt_below": 18, "included": false, "paid_at": "property"}
    ],
    "promotions": [
      {"promotion": "EARLY", "type": "percent", "value": "10", "exclusive": true,
       "booking": {"start": "2027-01-01", "end": "2027-03-31"}, "advance_days": {"min": 30},
       "arrival": {"start": "2027-05-01"}, "stay": {"end": "2027-10-31"}, "days": "1111000",
       "all_nights": true, "los": {"min": 3}, "rooms": ["SGL"], "plans": ["FLEX"]},
      {"promotion": "NIGHT", "type": "per_night", "value": "5.00", "exclusive": false},
      {"promotion": "STAY", "type": "per_stay", "value": "50.00", "exclusive": false},
      {"promotion": "FREE", "type": "free_nights", "required": 4, "discounted": 1,
       "selection": "cheapest", "exclusive": false}
    ]
  })");
}

}  // namespace pronto
