// Pronto, through one handler that has no front desk before it.
#include <memory>
#include <optional>

#include <caf/scoped_actor.hpp>

#include "actors/actor_host.hpp"
#include "actors/handler.hpp"
#include "catalog/catalog.hpp"
#include "pricing/lower_bound.hpp"
#include "pronto_asker.hpp"

namespace pronto::bench {

namespace {

struct messages {
  std::unique_ptr<caf::scoped_actor> self;
  handler_actor to;

  template <class Answer, class Atom, class Request>
  result<Answer> ask(Atom what, const Request& request) {
    const visit leaves_no_note;
    std::optional<result<Answer>> out;
    (*self)->request(to, caf::infinite, what, request)
        .receive([&](reply<Answer>& heard) { out = std::move(heard).take(); },
                 [](const caf::error&) { fail("the handler is gone"); });
    return *std::move(out);
  }
  result<find_answer> find(const find_request& what) { return ask<find_answer>(find_atom_v, what); }
  result<calendar_answer> calendar(const calendar_request& what) {
    return ask<calendar_answer>(calendar_atom_v, what);
  }
};

class pronto_handler final : public priced_system {
public:
  explicit pronto_handler(const market_folder& from)
      : requests_(from), handler_(host_.system().spawn(handler)) {
    const visit leaves_no_note;
    from.each_hotel([this](const plain_hotel& each, std::uint32_t) {
      hotels_.put(hotel_of(each));
      requests_.note(each);
    });
    held_ = hotels_.take(1);
    caf::scoped_actor self{host_.system()};
    self->request(handler_, caf::infinite, publish_atom_v, snapshot_ref{held_.get()})
        .receive([](std::uint64_t) {}, [](const caf::error&) { fail("the handler is gone"); });
  }

  ~pronto_handler() override {
    const visit leaves_no_note;
    caf::scoped_actor self{host_.system()};
    self->send_exit(handler_, caf::exit_reason::user_shutdown);
    self->wait_for(handler_);
  }

  std::string name() const override { return "Pronto, one handler"; }

  std::unique_ptr<asker> connect() override {
    const visit leaves_no_note;
    return std::make_unique<pronto_asker<messages>>(
        requests_,
        messages{std::make_unique<caf::scoped_actor>(host_.system()), handler_});
  }

private:
  pronto_requests requests_;
  catalog hotels_{std::make_shared<catalog_memory>(), {}, bounds_of};
  snapshot_ptr held_;
  actor_host host_{{}};
  handler_actor handler_;
};

}  // namespace

std::unique_ptr<priced_system> open_pronto_handler(const market_folder& from,
                                                   const std::string&) {
  return std::make_unique<pronto_handler>(from);
}

}  // namespace pronto::bench
