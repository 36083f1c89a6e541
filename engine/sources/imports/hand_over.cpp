#include "sources/imports/hand_over.hpp"

#include "sources/documents/document.hpp"

namespace pronto {

void hand_over(const hotel& made, const std::string& file, std::uint64_t line,
               const hotel_sink& to, import_report& report, omissions& out) {
  const auto checked = read_hotel(write_hotel(made));
  if (checked.complaints.empty()) {
    to(made);
    ++report.hotels;
    return;
  }
  failure what = checked.complaints.front();
  what.text = "hotel " + made.code + ": " + what.text;
  what.file = file;
  what.line = line;
  out.add("hotel_invalid", "hotels that no hotel document can hold", std::move(what));
}

}  // namespace pronto
