#pragma once
// The last step of every import: only hotels that a hotel document can hold are handed over.
#include <string>

#include "catalog/hotel.hpp"
#include "sources/imports/import.hpp"
#include "sources/imports/omissions.hpp"

namespace pronto {

/// Hands a hotel to `to` and counts it in `report`, unless its document would break the rules of
/// the form: then it is counted in `out` with what is wrong. `file` and `line` say where the hotel
/// is from.
void hand_over(const hotel& made, const std::string& file, std::uint64_t line,
               const hotel_sink& to, import_report& report, omissions& out);

}  // namespace pronto
