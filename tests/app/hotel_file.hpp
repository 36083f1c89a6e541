#pragma once
// The smallest documents that a program test asks about.
#include <string>

namespace pronto {

/// A hotel in Berlin with one room and one plan, all of 2027, at `price` EUR for two.
inline std::string berlin_hotel(const std::string& code, const std::string& price) {
  return R"({"hotel":")" + code + R"(","name":"Haus )" + code +
         R"(","city":"Berlin","country":"DE","latitude":52.5,"longitude":13.4,"stars":3,)"
         R"("amenities":["wifi"],"currency":"EUR","utc_offset_minutes":60,"rooms":[{"room":"DBL",)"
         R"("name":"Double","occupancy":{"min":1,"std":2,"max":2}}],"plans":[{"plan":"BAR",)"
         R"("name":"Best rate","meal_plan":"breakfast","refundable":true,"charge_basis":"room",)"
         R"("rates":[{"room":"DBL","start":"2027-01-01","end":"2027-12-31","base":{"1":")" + price +
         R"(","2":")" + price + R"("}}]}]})" + "\n";
}

}  // namespace pronto
