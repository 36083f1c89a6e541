#pragma once
// Follows a source: loads it, asks it for changes on a timer and on request, and publishes what it
// brought to the handlers. It owns all catalog memory: to be spawned detached, so that one OS
// thread makes and frees all of it. Nothing is loaded before its first `refresh` or `tick`.
//
// A pass goes in steps, with a message to itself between two of them, so that it stays able to
// answer. The first pass is published whole; later ones are published step by step, and a pass
// waits while a handler still holds the snapshot before the current one.
//
// A source may bring its hotels on demand. Then its first pass brings none, a destination is loaded
// when it is asked for, one in each pass, and where the memory budget has no room for what is
// brought, the destinations that were asked for the longest ago are dropped.
//
// Between passes it makes popular answers, in small steps: those that are given, and those that handlers
// say are asked for.
//
// Changes to single hotels come as messages, at any time. They are applied to the hotels that there
// are, and answered when all handlers hold them.
//
// On an exit message it lets its handlers exit, frees everything when the last one is dead, and
// ends. Nothing of the catalog may be used after that.
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <caf/actor_addr.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <caf/typed_response_promise.hpp>

#include "actors/change_queue.hpp"
#include "actors/lender.hpp"
#include "actors/load_queue.hpp"
#include "actors/unix_time.hpp"
#include "catalog/catalog.hpp"
#include "messages/interfaces.hpp"
#include "search/popular/popular_choice.hpp"
#include "sources/source.hpp"

namespace pronto {

struct loader_options {
  /// Called once, on the loader's thread.
  std::function<std::unique_ptr<source>()> open_source;
  std::chrono::milliseconds refresh_interval{0};  ///< between passes; 0: only on request
  /// The pause after a failed pass doubles from the interval up to this. It ends with the interval
  /// in which the source has changed, as far as that can be told without a pass.
  std::chrono::milliseconds retry_pause_max{300'000};
  /// Which part of all hotels the source brings, for people; empty: all. See snapshot.
  std::string part{};
  /// Where hotels live, for whoever wants to watch it.
  std::shared_ptr<catalog_memory> memory = std::make_shared<catalog_memory>();
  std::size_t step_bytes = 1 << 13;  ///< read at a time, before others may have the processor
  /// How far its thread stands back for those that answer, 0 to 19 as of nice(2). Requires: 0, or
  /// it is spawned detached.
  int niceness = 0;
  popular_terms popular{};  ///< which popular answers it keeps ready
  std::function<std::int64_t()> now_s = unix_time_s;  ///< Unix time, for these
};

/// How long to wait before the next pass after so many failed ones in a row; nothing: for ever.
std::optional<std::chrono::milliseconds> pause_before_pass(const loader_options& options,
                                                           std::uint64_t failed_passes);

inline constexpr std::size_t rejections_told = 20;

class loader_state {
public:
  static inline constexpr const char* name = "loader";

  explicit loader_state(loader_actor::pointer self) : self_(self) {}

  loader_actor::behavior_type make_behavior(loader_options options);

private:
  using status_promise = caf::typed_response_promise<reply<engine_status>>;
  using attach_promise = caf::typed_response_promise<std::uint64_t>;

  struct borrower {
    handler_actor who;
    std::uint32_t number;     // from 1, for people
    attach_promise attached;  // pending until it holds a snapshot
  };

  enum class phase { idle, reading, ending };

  // -- passes -------------------------------------------------------------------------------------
  status_promise refresh();
  void begin_pass(bool timed = false);
  void tick();
  void send_step();
  void step();
  void begin_source();
  void make_catalog();
  void take_in();
  void take_in_rates();
  void take_in(const hotel& fresh);
  bool portion_is_full() const;
  std::size_t left_to_take_in() const;
  void take_in_more();
  void note_unfit();
  void fail_pass(const failure& why);
  void fail_pass_by_source(const failure& why);
  failure no_memory() const;
  std::uint64_t needed_bytes() const;
  std::uint64_t mean_hotel_bytes() const;
  void go_on();
  void end_pass();
  void set_timer();
  void send_tick();
  bool source_has_changed();
  bool source_still_fails();

  // -- on demand ----------------------------------------------------------------------------------
  load_queue::promise load_city(const std::string& city, const std::string& country);
  load_queue::promise load_hotel(const std::string& code);
  template <class Find>
  load_queue::promise load(Find where);
  void begin_load();
  bool finish_load();
  void give_up_load(const failure& why);
  void refuse_load();
  const failure* refusal_of(const destination_key& what) const;
  void end_load();
  bool make_room();
  bool drop(const destination_key& what);
  bool load_is_too_large() const;
  std::uint64_t needed_bytes_for_load() const;
  failure no_memory_for_load() const;

  // -- changes ------------------------------------------------------------------------------------
  change_queue::promise take_changes(std::vector<change> all);
  void send_for_changes();
  void publish_changes();
  bool changes_may_be_applied() const;
  void apply_changes();
  std::optional<failure> document_waits(const std::string& code) const;
  std::optional<failure> not_held(const std::string& code) const;
  void answer_changes();
  void handlers_hold_current();

  // -- popular answers ----------------------------------------------------------------------------
  void begin_popular();
  void keep_popular_in_catalog();
  void prepare_popular();
  void go_on_with_popular();
  void send_for_popular();
  void tick_popular();
  void ask_what_was_asked();
  void choose_popular();
  void publish_wishes();
  void make_popular();
  bool make_popular(bool (*make)(const destination&, const popular_table&, void (*pause)()));
  bool drop_popular();
  popular_status popular() const;

  // -- snapshots ----------------------------------------------------------------------------------
  bool publication_due() const;
  std::optional<failure> publish();
  void lend_to(const handler_actor& who);
  attach_promise attach(const handler_actor& who);
  void acknowledged(const caf::actor_addr& who, std::uint64_t generation);
  void gone(const caf::actor_addr& who);

  // -- life ---------------------------------------------------------------------------------------
  engine_status status() const;
  memory_status memory() const;
  rates_status rates() const;
  std::uint32_t free_number() const;
  void close();
  void leave_if_alone();

  loader_actor::pointer self_;
  loader_options options_;
  std::unique_ptr<source> source_;
  std::optional<catalog> catalog_;
  lender lender_;
  std::map<caf::actor_addr, borrower> handlers_;

  /// A destination that does not fit, by what the source had and the budget was then.
  struct refusal {
    failure why;
    std::uint64_t version = 0;
    std::uint64_t budget_bytes = 0;
  };

  /// Of the pass under way; all of it begins anew with each.
  struct pass_state {
    bool is_timed = false;           ///< it is the one that the timer wanted
    std::optional<failure> why{};    ///< it failed
    bool is_failed_by_source = false;  ///< and not by memory
    bool rest_waits = false;         ///< what is left of what is brought is for the next pass
    std::uint64_t changed = 0;       ///< hotels
    std::uint64_t unfit = 0;         ///< hotels and cities that it had no room for
    std::uint64_t unfit_new = 0;     ///< hotels of these that there are not yet
    std::uint64_t needed_bytes = 0;  ///< without these
  };
  /// Of the last pass that had anything to read: what it brought and did not take in.
  struct omissions {
    std::uint64_t rejected = 0;
    std::uint64_t left_out = 0;
    std::uint64_t refused = 0;  ///< by the catalog, beside them
    std::vector<failure> told;  ///< the first few of all these
  };
  /// Of the load of a destination that is under way.
  struct load_state {
    std::optional<failure> why{};  ///< it was given up
    bool is_whole = false;
    bool room_is_unknown = false;  ///< there was no memory to drop what is held
    std::uint64_t hotels = 0;      ///< that it has brought, and what they take
    std::uint64_t bytes = 0;
  };
  /// What a destination was last wished to have tables of.
  struct popular_wished {
    std::vector<popular_shape> shapes;
    std::int64_t made_s = 0;
  };
  struct popular_state {
    std::optional<popular_choice> choice{};  ///< none where there are no tables
    std::vector<destination_key> places{};   ///< that are to have tables
    std::size_t at = 0;                      ///< of these, the one that is made
    std::map<destination_key, popular_wished> wishes{};
    std::set<caf::actor_addr> awaited{};  ///< who was asked what was asked for
    std::int64_t paused_until_s = 0;
    std::uint64_t ns = 0;
    std::size_t rows_left = 0;
    bool is_begun = false;
    bool is_sent = false;
    bool wishes_wait = false;  ///< for handlers
  };

  phase phase_ = phase::idle;
  bool step_is_sent_ = false;
  bool waits_for_handlers_ = false;  // in the middle of a pass
  bool short_of_memory_ = false;     // what is brought waits for the budget
  bool source_is_short_ = false;     // the source itself does
  bool source_is_to_begin_ = false;  // when it is not any more
  changes brought_;                  // by the source, and not in the catalog yet
  pass_state pass_;
  omissions omitted_;
  load_queue loads_;
  load_state load_;
  std::map<destination_key, refusal> refusals_;
  change_queue changes_;
  bool changes_are_sent_for_ = false;
  bool changes_wait_for_handlers_ = false;
  std::chrono::steady_clock::time_point changes_published_;
  popular_state popular_;
  std::vector<status_promise> asked_;     // for a pass that is yet to begin
  std::vector<status_promise> promised_;  // the end of the pass under way
  std::uint64_t timer_ = 0;
  std::chrono::steady_clock::time_point next_pass_;  // that it begins, if the source stays as it is
  std::uint64_t timed_failures_ = 0;  // of passes that it began, in a row
  bool closing_ = false;
  engine_status told_;  // what passes leave behind; see status() for the rest
};

loader_actor::behavior_type loader(loader_actor::stateful_pointer<loader_state> self,
                                   loader_options options);

}  // namespace pronto
