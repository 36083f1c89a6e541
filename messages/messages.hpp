#pragma once
// Everything that actors send to one another: the types with their numbers, the atoms that say what
// is asked, and what never leaves the process. Catalog data is in no message: a message's content
// dies on the thread that drops it last.
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/atom.hpp>
#include <caf/type_id.hpp>

#include "catalog/change.hpp"
#include "catalog/snapshot.hpp"
#include "messages/change_answer.hpp"
#include "messages/inspect.hpp"
#include "messages/reply.hpp"
#include "messages/status.hpp"
#include "search/popular/asked_shapes.hpp"
#include "search/request.hpp"

namespace pronto {

/// Names the version of all messages below. CAF compares the names of the types in an interface
/// when it connects, so that a peer of another version is refused before a message of it is read.
/// Whoever changes what is sent renames this type.
struct protocol_v1 {
  bool operator==(const protocol_v1&) const = default;
};

/// A snapshot that its loader keeps for whom it is sent to. Stays inside the process.
struct snapshot_ref {
  const snapshot* lent = nullptr;
};

/// A batch of questions in a handler, of which some are answered.
template <class Request, class Answer>
struct batch;

/// One that a handler sends to itself, to go on with. Stays in that handler.
template <class Request, class Answer>
struct rest_of_batch {
  std::shared_ptr<batch<Request, Answer>> of;
};
using rest_of_finds = rest_of_batch<find_request, find_answer>;
using rest_of_quotes = rest_of_batch<quote_request, quote_answer>;
using rest_of_calendars = rest_of_batch<calendar_request, calendar_answer>;
using rest_of_lists = rest_of_batch<hotels_request, hotels_answer>;
using rest_of_checks = rest_of_batch<price_check_request, price_check_answer>;

}  // namespace pronto

CAF_BEGIN_TYPE_ID_BLOCK(pronto, caf::first_custom_type_id)

  CAF_ADD_TYPE_ID(pronto, (pronto::protocol_v1))
  CAF_ADD_TYPE_ID(pronto, (pronto::find_request))
  CAF_ADD_TYPE_ID(pronto, (pronto::find_answer))
  CAF_ADD_TYPE_ID(pronto, (pronto::quote_request))
  CAF_ADD_TYPE_ID(pronto, (pronto::quote_answer))
  CAF_ADD_TYPE_ID(pronto, (pronto::calendar_request))
  CAF_ADD_TYPE_ID(pronto, (pronto::calendar_answer))
  CAF_ADD_TYPE_ID(pronto, (pronto::hotels_request))
  CAF_ADD_TYPE_ID(pronto, (pronto::hotels_answer))
  CAF_ADD_TYPE_ID(pronto, (pronto::price_check_request))
  CAF_ADD_TYPE_ID(pronto, (pronto::price_check_answer))
  CAF_ADD_TYPE_ID(pronto, (pronto::change))
  CAF_ADD_TYPE_ID(pronto, (pronto::change_answer))
  CAF_ADD_TYPE_ID(pronto, (pronto::engine_status))
  CAF_ADD_TYPE_ID(pronto, (pronto::reply<pronto::find_answer>) )
  CAF_ADD_TYPE_ID(pronto, (pronto::reply<pronto::quote_answer>) )
  CAF_ADD_TYPE_ID(pronto, (pronto::reply<pronto::calendar_answer>) )
  CAF_ADD_TYPE_ID(pronto, (pronto::reply<pronto::hotels_answer>) )
  CAF_ADD_TYPE_ID(pronto, (pronto::reply<pronto::price_check_answer>) )
  CAF_ADD_TYPE_ID(pronto, (pronto::reply<pronto::engine_status>) )
  CAF_ADD_TYPE_ID(pronto, (pronto::reply<std::vector<std::string>>) )
  CAF_ADD_TYPE_ID(pronto, (pronto::reply<pronto::change_answer>) )
  CAF_ADD_TYPE_ID(pronto, (std::vector<pronto::change>) )
  CAF_ADD_TYPE_ID(pronto, (std::vector<pronto::find_request>) )
  CAF_ADD_TYPE_ID(pronto, (std::vector<pronto::quote_request>) )
  CAF_ADD_TYPE_ID(pronto, (std::vector<pronto::calendar_request>) )
  CAF_ADD_TYPE_ID(pronto, (std::vector<pronto::hotels_request>) )
  CAF_ADD_TYPE_ID(pronto, (std::vector<pronto::price_check_request>) )
  CAF_ADD_TYPE_ID(pronto, (std::vector<pronto::reply<pronto::find_answer>>) )
  CAF_ADD_TYPE_ID(pronto, (std::vector<pronto::reply<pronto::quote_answer>>) )
  CAF_ADD_TYPE_ID(pronto, (std::vector<pronto::reply<pronto::calendar_answer>>) )
  CAF_ADD_TYPE_ID(pronto, (std::vector<pronto::reply<pronto::hotels_answer>>) )
  CAF_ADD_TYPE_ID(pronto, (std::vector<pronto::reply<pronto::price_check_answer>>) )

  // Of the public interface.
  CAF_ADD_ATOM(pronto, pronto, hello_atom, "hello")
  CAF_ADD_ATOM(pronto, pronto, find_atom, "find")
  CAF_ADD_ATOM(pronto, pronto, quote_atom, "quote")
  CAF_ADD_ATOM(pronto, pronto, calendar_atom, "calendar")
  CAF_ADD_ATOM(pronto, pronto, hotels_atom, "hotels")
  CAF_ADD_ATOM(pronto, pronto, price_check_atom, "pricecheck")
  CAF_ADD_ATOM(pronto, pronto, complete_atom, "complete")
  CAF_ADD_ATOM(pronto, pronto, complete_hotel_atom, "complhotel")
  CAF_ADD_ATOM(pronto, pronto, status_atom, "status")
  CAF_ADD_ATOM(pronto, pronto, refresh_atom, "refresh")
  CAF_ADD_ATOM(pronto, pronto, change_atom, "change")

  // Between the loader and the handlers.
  CAF_ADD_ATOM(pronto, pronto, attach_atom, "attach")
  CAF_ADD_ATOM(pronto, pronto, publish_atom, "publish")
  CAF_ADD_TYPE_ID(pronto, (pronto::asked_summary))
  CAF_ADD_ATOM(pronto, pronto, popular_atom, "popular")

  // From the front desk to the loader.
  CAF_ADD_TYPE_ID(pronto, (pronto::reply<std::uint64_t>) )
  CAF_ADD_ATOM(pronto, pronto, load_atom, "load")

  // From the loader, and from a handler, to itself.
  CAF_ADD_ATOM(pronto, pronto, step_atom, "step")
  CAF_ADD_ATOM(pronto, pronto, tick_atom, "tick")

CAF_END_TYPE_ID_BLOCK(pronto)

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(pronto::snapshot_ref)

template <class Request, class Answer>
struct caf::allowed_unsafe_message_type<pronto::rest_of_batch<Request, Answer>> : std::true_type {};
