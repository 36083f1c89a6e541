#pragma once
// Hotel documents: one hotel as a JSON object, in the form that docs/hotel.schema.json describes.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/hotel.hpp"
#include "catalog/places/globe.hpp"
#include "result.hpp"

namespace pronto {

/// What reading one document gave: the hotel, or everything that is wrong with it.
struct read_document {
  std::shared_ptr<const hotel> made;  ///< null if there are complaints
  std::string code;                   ///< the hotel's code, if it could be made out
  std::vector<failure> complaints;    ///< each with field, value and what was expected; no file or
                                      ///< line; at most `complaints_limit`
};
inline constexpr std::size_t complaints_limit = 100;

/// Reads and checks one document: all errors at once.
read_document read_hotel(std::string_view json);

/// The same for one document after the other, faster: it keeps its memory for the next one.
class hotel_reader {
public:
  hotel_reader();
  hotel_reader(hotel_reader&&) noexcept;
  hotel_reader& operator=(hotel_reader&&) noexcept;
  ~hotel_reader();

  read_document read(std::string_view json);

private:
  struct state;
  std::unique_ptr<state> state_;
};

/// The code of the hotel that a document is about, in no more reading than it takes to come to it,
/// whatever else is wrong there; empty if it cannot be made out.
std::string hotel_code_of(std::string_view json);

/// Whose document it is and where that hotel is, likewise; what cannot be made out is empty.
struct document_head {
  std::string code;
  std::string city;
  std::string country;  ///< a country's code
  std::optional<globe_point> point{};
};
document_head head_of(std::string_view json);

/// The document of a hotel, on one line without a line break at its end; nightly prices in the
/// compact form where that is shorter. Reading it again gives an equal hotel, but that neighbouring
/// rates of the same amounts are one where that makes no difference.
std::string write_hotel(const hotel& from);

}  // namespace pronto
