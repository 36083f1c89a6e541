#pragma once
// The typed interface of every actor, and what the actors of Pronto are for.
#include <cstdint>
#include <string>
#include <vector>

#include <caf/replies_to.hpp>
#include <caf/typed_actor.hpp>

#include "messages/carried.hpp"

namespace pronto {

/// What is asked of the data; a request each, or many in one message for many replies in order. Of many
/// each reply names its own generation: later ones may be of later generations.
using query_interface = caf::typed_actor<
    // The cheapest hotels of a city.
    caf::replies_to<find_atom, find_request>::with<reply<find_answer>>,
    caf::replies_to<find_atom, std::vector<find_request>>::with<std::vector<reply<find_answer>>>,
    // All products of a hotel.
    caf::replies_to<quote_atom, quote_request>::with<reply<quote_answer>>,
    caf::replies_to<quote_atom,
                    std::vector<quote_request>>::with<std::vector<reply<quote_answer>>>,
    // The cheapest stay of a city or a hotel for each arrival of a range.
    caf::replies_to<calendar_atom, calendar_request>::with<reply<calendar_answer>>,
    caf::replies_to<calendar_atom,
                    std::vector<calendar_request>>::with<std::vector<reply<calendar_answer>>>,
    // Which hotels, or which cities, there are.
    caf::replies_to<hotels_atom, hotels_request>::with<reply<hotels_answer>>,
    caf::replies_to<hotels_atom,
                    std::vector<hotels_request>>::with<std::vector<reply<hotels_answer>>>,
    // Whether a price that was shown still holds.
    caf::replies_to<price_check_atom, price_check_request>::with<reply<price_check_answer>>,
    caf::replies_to<price_check_atom, std::vector<price_check_request>>::with<
        std::vector<reply<price_check_answer>>>,
    // Cities that begin with what was typed; at most so many.
    caf::replies_to<complete_atom, std::string,
                    std::uint32_t>::with<reply<std::vector<std::string>>>,
    // The same of hotels' codes.
    caf::replies_to<complete_hotel_atom, std::string,
                    std::uint32_t>::with<reply<std::vector<std::string>>>>;

/// Answers queries from the one snapshot that it holds.
using handler_actor = query_interface::extend<
    // INTERNAL: Hold this snapshot and let go of the one before; replies with its generation.
    caf::replies_to<publish_atom, snapshot_ref>::with<std::uint64_t>,
    // INTERNAL: Say what was asked for since the last time, and go on noting it.
    caf::replies_to<popular_atom>::with<asked_summary>,
    // INTERNAL: Go on with a batch.
    caf::replies_to<step_atom, rest_of_finds>::with<std::vector<reply<find_answer>>>,
    caf::replies_to<step_atom, rest_of_quotes>::with<std::vector<reply<quote_answer>>>,
    caf::replies_to<step_atom, rest_of_calendars>::with<std::vector<reply<calendar_answer>>>,
    caf::replies_to<step_atom, rest_of_lists>::with<std::vector<reply<hotels_answer>>>,
    caf::replies_to<step_atom, rest_of_checks>::with<std::vector<reply<price_check_answer>>>>;

/// Owns the catalog: follows its source, lends snapshots to handlers and frees them.
using loader_actor = caf::typed_actor<
    // What of the status the loader knows.
    caf::replies_to<status_atom>::with<reply<engine_status>>,
    // Look for changes now; replies after a pass that began after this request, with its failure
    // if it failed.
    caf::replies_to<refresh_atom>::with<reply<engine_status>>,
    // Apply these changes to hotels that there are, in their order; replies when all handlers hold
    // them.
    caf::replies_to<change_atom, std::vector<change>>::with<reply<change_answer>>,
    // INTERNAL: Apply what waits.
    caf::reacts_to<change_atom>,
    // INTERNAL: Load this city, or the one of the hotel with this code, if it is not held; replies
    // with a generation that has it, after that was sent to all handlers.
    caf::replies_to<load_atom, std::string, std::string>::with<reply<std::uint64_t>>,
    caf::replies_to<load_atom, std::string>::with<reply<std::uint64_t>>,
    // INTERNAL: Lend snapshots to this handler until it dies; replies as soon as it holds one, with
    // its generation, or with an error if it dies before. Once for each handler.
    caf::replies_to<attach_atom, handler_actor>::with<std::uint64_t>,
    // INTERNAL: Go on with the pass that is under way.
    caf::reacts_to<step_atom>,
    // INTERNAL: Begin a pass, if this is the timer that was set last.
    caf::reacts_to<tick_atom, std::uint64_t>,
    // INTERNAL: Make the next few popular answers.
    caf::reacts_to<popular_atom>,
    // INTERNAL: Look at what was asked for, and choose what there are popular answers of.
    caf::reacts_to<popular_atom, tick_atom>>;

/// The one public actor: spreads queries over the handlers and bounds how many are under way. A batch
/// with more than that bound, which can never be taken, is answered with one error, a
/// caf::sec::invalid_argument that holds a sentence, and not with a failure for each of its questions.
using front_desk_actor = query_interface::extend<
    // Which protocol it speaks; replies with the version of the program.
    caf::replies_to<hello_atom, protocol_v1>::with<std::string>,
    // The status of the engine as a whole.
    caf::replies_to<status_atom>::with<reply<engine_status>>,
    // As of the loader.
    caf::replies_to<refresh_atom>::with<reply<engine_status>>,
    caf::replies_to<change_atom, std::vector<change>>::with<reply<change_answer>>>;

}  // namespace pronto

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(pronto::handler_actor)
