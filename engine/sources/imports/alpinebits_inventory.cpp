#include "sources/imports/alpinebits_inventory.hpp"

#include <utility>

#include "catalog/places/country.hpp"
#include "sources/imports/clean_text.hpp"
#include "sources/imports/degrees.hpp"

namespace pronto::alpinebits {

namespace {

using pugi::xml_node;

constexpr int guests_limit = 99;
constexpr std::string_view long_name = "25";  // code of the OTA table INF

std::string name_of(xml_node room, std::string_view otherwise) {
  for (const auto each : room.child("MultimediaDescriptions").children("MultimediaDescription"))
    if (each.attribute("InfoCode").value() == long_name)
      return in_english(each.child("TextItems").child("TextItem"), "Description", otherwise);
  return std::string(otherwise);
}

void read_room(const message& from, xml_node room, hotel_draft& into, omissions& out) {
  attributes in(from);
  const auto type = room.child("TypeRoom");
  room_type made;
  made.code = in.needed_code(room, "Code");
  made.name = name_of(room, made.code);
  made.guests.min = in.needed_number(room, "MinOccupancy", 1, guests_limit);
  made.guests.std = in.needed_number(type, "StandardOccupancy", 1, guests_limit);
  made.guests.max = in.needed_number(room, "MaxOccupancy", 1, guests_limit);
  made.guests.max_child = in.number(room, "MaxChildOccupancy", 0, guests_limit);
  if (made.guests.min > made.guests.std || made.guests.std > made.guests.max)
    in.refuse(type, "StandardOccupancy", "it is not between MinOccupancy and MaxOccupancy");
  if (made.guests.max_child > made.guests.max)
    in.refuse(room, "MaxChildOccupancy", "it is above MaxOccupancy");
  if (into.rooms.contains(made.code)) in.refuse(room, "Code", "this room is there already");
  if (in.wrong()) in.count("room", "room categories that cannot be read", out);
  else into.rooms.emplace(made.code, std::move(made));
}

// A category is headed by an element with its occupancy; those after it name single rooms.
void read_rooms(const message& from, xml_node rooms, hotel_draft& into, omissions& out) {
  bool first = true;
  for (const auto each : rooms.children("GuestRoom")) {
    if (!each.child("TypeRoom").attribute("StandardOccupancy")) continue;
    if (std::exchange(first, false) && !into.rooms.empty()) {
      out.add("replaced", "what a later message sent again",
              from.fault(rooms, nullptr, "these rooms replace those of an earlier message"));
      into.rooms.clear();
    }
    read_room(from, each, into, out);
    into.has_inventory = true;
  }
}

void read_position(const message& from, xml_node at, hotel_draft& into, omissions& out) {
  if (!at.attribute("Latitude") && !at.attribute("Longitude")) return;
  const auto latitude = parse_degrees(at.attribute("Latitude").value(), 90);
  const auto longitude = parse_degrees(at.attribute("Longitude").value(), 180);
  if (latitude && longitude)
    into.where = position{*latitude, *longitude};
  else
    out.add("position", "positions that are no degrees with a point, or not on the globe",
            from.fault(at, latitude ? "Longitude" : "Latitude",
                       "this is no degree of the globe, such as 46.4983"));
}

void read_addresses(xml_node contacts, hotel_draft& into) {
  for (const auto contact : contacts.children("ContactInfo"))
    for (const auto address : contact.child("Addresses").children("Address")) {
      const std::string city = clean_text(address.child("CityName").text().get());
      const std::string_view country = address.child("CountryName").attribute("Code").value();
      if (into.known.city.empty()) into.known.city = city;
      if (into.known.country.empty() && find_country(country)) into.known.country = country;
    }
}

// Stars that an authority gave: "4" or, for a superior house, "4S".
void read_awards(xml_node awards, hotel_draft& into) {
  for (const auto award : awards.children("Award")) {
    const std::string_view rating = award.attribute("Rating").value();
    if (!award.attribute("OfficialAppointmentInd").as_bool()) continue;
    if (rating.empty() || rating[0] < '0' || rating[0] > '5') continue;
    if (rating.size() == 1 || rating.substr(1) == "S") into.known.stars = rating[0] - '0';
  }
}

}  // namespace

void read_descriptive_content(const message& in, xml_node content, hotel_draft& into,
                              omissions& out) {
  read_rooms(in, content.child("FacilityInfo").child("GuestRooms"), into, out);
  read_position(in, content.child("HotelInfo").child("Position"), into, out);
  read_addresses(content.child("ContactInfos"), into);
  read_awards(content.child("AffiliationInfo").child("Awards"), into);
}

}  // namespace pronto::alpinebits
