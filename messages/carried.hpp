#pragma once
// What CAF makes of questions and answers to carry them is the same wherever they are sent, and takes
// a compiler longer than most of what sends them: it is compiled once, in carried.cpp.
#include <string>
#include <vector>

#include <caf/atom.hpp>
#include <caf/detail/tuple_vals.hpp>
#include <caf/detail/type_erased_value_impl.hpp>
#include <caf/type_erased_tuple.hpp>

#include "messages/messages.hpp"

// Of an answer. `kind` is `extern` or nothing.
#define PRONTO_CARRY(kind, type)                                                     \
  kind template class caf::detail::type_erased_value_impl<type>;                     \
  kind template class caf::detail::tuple_vals_impl<caf::detail::message_data, type>; \
  kind template class caf::detail::tuple_vals<type>;

// Of a question, which has an atom before it; as a message, and as it waits in a mailbox.
#define PRONTO_CARRY_QUESTION(kind, type)                                                     \
  kind template class caf::detail::type_erased_value_impl<type>;                              \
  kind template class caf::detail::tuple_vals_impl<caf::detail::message_data,                 \
                                                   caf::atom_value, type>;                    \
  kind template class caf::detail::tuple_vals<caf::atom_value, type>;                         \
  kind template class caf::detail::tuple_vals_impl<caf::type_erased_tuple,                    \
                                                   caf::atom_value, type>;

// Of a question and its answer, alone and many in one message.
#define PRONTO_CARRY_QUERY(kind, question, answer)   \
  PRONTO_CARRY_QUESTION(kind, question)              \
  PRONTO_CARRY_QUESTION(kind, std::vector<question>) \
  PRONTO_CARRY(kind, pronto::reply<answer>)          \
  PRONTO_CARRY(kind, std::vector<pronto::reply<answer>>)

#define PRONTO_CARRY_MESSAGES(kind)                                                 \
  PRONTO_CARRY_QUERY(kind, pronto::find_request, pronto::find_answer)               \
  PRONTO_CARRY_QUERY(kind, pronto::quote_request, pronto::quote_answer)             \
  PRONTO_CARRY_QUERY(kind, pronto::calendar_request, pronto::calendar_answer)       \
  PRONTO_CARRY_QUERY(kind, pronto::hotels_request, pronto::hotels_answer)           \
  PRONTO_CARRY_QUERY(kind, pronto::price_check_request, pronto::price_check_answer) \
  PRONTO_CARRY_QUESTION(kind, std::vector<pronto::change>)                          \
  PRONTO_CARRY(kind, pronto::reply<pronto::change_answer>)                          \
  PRONTO_CARRY(kind, pronto::reply<pronto::engine_status>)                          \
  PRONTO_CARRY(kind, pronto::reply<std::vector<std::string>>)                       \
  PRONTO_CARRY(kind, pronto::asked_summary)

PRONTO_CARRY_MESSAGES(extern)
