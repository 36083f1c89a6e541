#include "sources/imports/alpinebits.hpp"

#include <map>
#include <utility>
#include <vector>

#include "sources/files/file_stamp.hpp"
#include "sources/files/unpacked_bytes.hpp"
#include "sources/imports/alpinebits_free_rooms.hpp"
#include "sources/imports/alpinebits_hotel.hpp"
#include "sources/imports/alpinebits_inventory.hpp"
#include "sources/imports/alpinebits_message.hpp"
#include "sources/imports/alpinebits_rate_plans.hpp"
#include "sources/imports/clean_text.hpp"
#include "sources/imports/hand_over.hpp"
#include "sources/imports/omissions.hpp"

namespace pronto {

namespace {

using alpinebits::hotel_draft;
using alpinebits::message;
using pugi::xml_node;

/// Messages are parsed whole; a larger one is none that a hotel sends.
constexpr std::size_t message_limit_bytes = std::size_t{256} << 20;

bool is_complete_set(const message& in) {
  const std::string_view set = in.root().child("UniqueID").attribute("Instance").value();
  return set == "CompleteSet";
}

void count_delta(const message& in, xml_node at, const char* attribute, std::string text,
                 omissions& out) {
  if (out.count("delta", "messages that change a part of what was sent before"))
    out.example("delta", in.fault(at, attribute, std::move(text)));
}

void count_replaced(const message& in, xml_node at, std::string text, omissions& out) {
  if (out.count("replaced", "what a later message sent again"))
    out.example("replaced", in.fault(at, nullptr, std::move(text)));
}

void read_rate_plans(const message& in, xml_node plans, hotel_draft& into, omissions& out) {
  if (is_complete_set(in) && !into.plans.empty()) {
    count_replaced(in, plans, "this complete set replaces the rate plans before it", out);
    into.plans.clear();
  }
  const auto masters = alpinebits::find_masters(plans);
  for (const auto plan : plans.children("RatePlan")) {
    const std::string_view type = plan.attribute("RatePlanNotifType").value();
    if (type != "New" && type != "Full") {
      count_delta(in, plan, "RatePlanNotifType", "only whole rate plans are taken over", out);
      continue;
    }
    auto read = alpinebits::read_rate_plan(in, plan, masters, into.numbers, out);
    if (!read) continue;
    const std::string code = read->made.code;
    if (into.plans.contains(code))
      count_replaced(in, plan, "this rate plan replaces an earlier one", out);
    into.plans.insert_or_assign(code, std::move(*read));
  }
}

void read_availability(const message& in, xml_node list, hotel_draft& into, omissions& out) {
  if (!is_complete_set(in))
    return count_delta(in, list, nullptr, "only complete sets of free rooms are taken over", out);
  if (into.free) count_replaced(in, list, "this complete set replaces an earlier one", out);
  into.free = alpinebits::read_free_rooms(in, list, out);
}

using part_reader = void (*)(const message&, xml_node, hotel_draft&, omissions&);

/// A kind of message: its root, the way to the element that names the hotel, and who reads that.
struct message_kind {
  std::string_view root;
  const char* around;  ///< an element of the root, null where `part` is one
  const char* part;
  part_reader read;
};

constexpr message_kind message_kinds[]{
    {"OTA_HotelRatePlanNotifRQ", nullptr, "RatePlans", read_rate_plans},
    {"OTA_HotelDescriptiveContentNotifRQ", "HotelDescriptiveContents", "HotelDescriptiveContent",
     alpinebits::read_descriptive_content},
    {"OTA_HotelDescriptiveInfoRS", "HotelDescriptiveContents", "HotelDescriptiveContent",
     alpinebits::read_descriptive_content},
    {"OTA_HotelInvCountNotifRQ", nullptr, "Inventories", read_availability},
    {"OTA_HotelAvailNotifRQ", nullptr, "AvailStatusMessages", read_availability},
};

/// The elements of a message that name a hotel: one, unless it is none that AlpineBits has.
std::vector<xml_node> parts_of(const message& in, const message_kind& kind) {
  std::vector<xml_node> out;
  const auto gather = [&](xml_node around) {
    for (const auto each : around.children(kind.part)) out.push_back(each);
  };
  if (kind.around == nullptr) gather(in.root());
  else
    for (const auto each : in.root().children(kind.around)) gather(each);
  return out;
}

/// By code, or by name where messages give none.
using drafts = std::map<std::string, hotel_draft>;

void read_part(const message& in, const message_kind& kind, xml_node part, drafts& into, omissions& out) {
  const std::string name = clean_text(part.attribute("HotelName").value());
  const std::string code = part.attribute("HotelCode").as_string(name.c_str());
  if (!is_clean_code(code))
    return out.add("message_without_hotel", "messages that name no hotel",
                   in.fault(part ? part : in.root(), part ? "HotelCode" : nullptr,
                            "the message names no hotel, or in characters that no code has"));
  hotel_draft& draft = into[code];
  draft.known.code = code;
  if (draft.known.name.empty()) draft.known.name = name;
  if (draft.file.empty()) draft.file = in.file();
  kind.read(in, part, draft, out);
}

void read_message(const message& in, drafts& into, omissions& out) {
  for (const auto& kind : message_kinds) {
    if (in.root().name() != kind.root) continue;
    const auto parts = parts_of(in, kind);
    if (parts.size() > 1)
      return out.add("message_of_several", "messages that say twice of which hotel they are",
                     in.fault(parts[1], "HotelCode", "a message is of one hotel and names it once"));
    return read_part(in, kind, parts.empty() ? xml_node() : parts[0], into, out);
  }
  out.add("unknown_message", "messages of another kind",
          in.fault(in.root(), nullptr,
                   "only RatePlans, Inventory and FreeRooms messages are taken over"));
}

/// The whole file, unpacked.
result<std::string> read_whole(unpacked_bytes& file) {
  constexpr std::size_t block_bytes = std::size_t{1} << 16;
  std::string out;
  for (;;) {
    const std::size_t before = out.size();
    out.resize(before + block_bytes);
    const auto read = file.read(out.data() + before, block_bytes);
    if (!read) return read.why();
    out.resize(before + *read);
    if (*read == 0) return out;
    if (out.size() > message_limit_bytes)
      return failure{failure_code::data, file.path() + " is larger than any message, 256 MB",
                     file.path(), 0, {}, {}};
  }
}

void finish_all(drafts& hotels, const hotel_sink& to, import_report& report, omissions& out) {
  for (auto& [code, draft] : hotels) {
    if (draft.plans.empty()) {
      out.add("hotel_without_plans", "hotels of which no rate plan could be taken over",
              {failure_code::data, "hotel " + code + " has no rate plan", draft.file, 0,
               "HotelCode", code});
      continue;
    }
    if (draft.known.name.empty()) draft.known.name = code;
    alpinebits::complete_place(draft, out);
    alpinebits::guess_rooms(draft, out);
    const std::string file = draft.file;
    hand_over(alpinebits::finish(std::move(draft), out), file, 0, to, report, out);
  }
}

}  // namespace

result<import_report> import_alpinebits(const std::vector<std::string>& files,
                                        const hotel_sink& to, const import_progress& progress) {
  std::uint64_t total_bytes = 0;
  for (const auto& path : files) {
    const auto stamp = stamp_of(path);
    if (!stamp) return stamp.why();
    total_bytes += stamp->size_bytes;
  }
  import_report report;
  omissions out;
  drafts hotels;
  std::uint64_t done_bytes = 0;
  for (const auto& path : files) {
    auto file = unpacked_bytes::open(path);
    if (!file) return file.why();
    const auto text = read_whole(*file);
    if (!text) return text.why();
    ++report.records;
    auto parsed = message::parse(path, *text);
    if (parsed) read_message(*parsed, hotels, out);
    else out.add("message_unreadable", "files that are no XML", parsed.why());
    done_bytes += file->done_bytes();
    if (progress) progress(done_bytes, total_bytes);
  }
  finish_all(hotels, to, report, out);
  report.omitted = out.take();
  return report;
}

result<imported_message> hotel_of_rate_plans(std::string_view xml,
                                             const std::map<std::string, occupancy>& rooms) {
  auto parsed = message::parse({}, xml);
  if (!parsed) return parsed.why();
  const auto root = parsed->root();
  if (root.name() != message_kinds[0].root)
    return parsed->fault(root, nullptr, "this is no OTA_HotelRatePlanNotifRQ message");
  const auto plans = root.child("RatePlans");
  if (const auto second = plans.next_sibling("RatePlans"))
    return parsed->fault(second, nullptr, "a message is of one hotel and names it once");
  hotel_draft draft;
  draft.known.code = plans.attribute("HotelCode").value();
  draft.known.name = plans.attribute("HotelName").as_string(draft.known.code.c_str());
  for (const auto& [code, guests] : rooms) draft.rooms[code] = {code, code, guests, {}};
  omissions out;
  read_rate_plans(*parsed, plans, draft, out);
  imported_message done;
  done.made = alpinebits::finish(std::move(draft), out);
  done.omitted = out.take();
  return done;
}

}  // namespace pronto
