#include "sources/alpinebits.hpp"

#include <utility>

#include "sources/alpinebits_hotel.hpp"
#include "sources/alpinebits_message.hpp"
#include "sources/alpinebits_rate_plans.hpp"
#include "sources/omissions.hpp"

namespace pronto {

namespace {

using alpinebits::hotel_draft;
using alpinebits::message;

constexpr std::string_view rate_plans_root = "OTA_HotelRatePlanNotifRQ";

void read_rate_plans(const message& in, hotel_draft& into, omissions& out) {
  for (const auto plan : in.root().child("RatePlans").children("RatePlan")) {
    const std::string_view type = plan.attribute("RatePlanNotifType").value();
    if (type != "New" && type != "Full") {
      out.add("delta", "messages that change a part of what was sent before",
              in.fault(plan, "RatePlanNotifType", "only whole rate plans are taken over"));
      continue;
    }
    auto read = alpinebits::read_rate_plan(in, plan, into.numbers, out);
    if (!read) continue;
    const std::string code = read->made.code;
    if (into.plans.contains(code))
      out.add("replaced", "what a later message sent again",
              in.fault(plan, "RatePlanCode", "this rate plan replaces an earlier one"));
    into.plans.insert_or_assign(code, std::move(*read));
  }
}

}  // namespace

result<imported_message> hotel_of_rate_plans(std::string_view xml,
                                             const std::map<std::string, occupancy>& rooms) {
  auto parsed = message::parse({}, xml);
  if (!parsed) return parsed.why();
  const auto root = parsed->root();
  if (root.name() != rate_plans_root)
    return parsed->fault(root, nullptr, "this is no OTA_HotelRatePlanNotifRQ message");
  const auto plans = root.child("RatePlans");
  hotel_draft draft;
  draft.known.code = plans.attribute("HotelCode").value();
  draft.known.name = plans.attribute("HotelName").as_string(draft.known.code.c_str());
  for (const auto& [code, guests] : rooms) draft.rooms[code] = {code, code, guests, {}};
  omissions out;
  read_rate_plans(*parsed, draft, out);
  imported_message done;
  done.made = alpinebits::finish(std::move(draft), out);
  done.omitted = out.take();
  return done;
}

}  // namespace pronto
