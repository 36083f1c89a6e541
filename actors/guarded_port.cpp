#include "actors/guarded_port.hpp"

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <list>
#include <utility>
#include <vector>

#include <caf/actor_cast.hpp>
#include <caf/exit_reason.hpp>
#include <caf/io/basp_broker.hpp>
#include <caf/io/middleman.hpp>
#include <caf/io/middleman_actor_impl.hpp>
#include <caf/io/network/default_multiplexer.hpp>
#include <caf/io/network/doorman_impl.hpp>
#include <caf/io/network/scribe_impl.hpp>
#include <caf/scoped_actor.hpp>
#include <caf/send.hpp>

#include "actors/peer_frames.hpp"

namespace pronto {

namespace {

namespace network = caf::io::network;

class guarded_scribe;

/// What the connections of a port share; of the thread of CAF's loop but for the counts.
struct port_state {
  port_limits limits;
  std::shared_ptr<connection_counts> counts;
  caf::node_id own;
  std::list<guarded_scribe*> not_greeted{};  // those that have waited the longest first
  std::uint64_t unsent_bytes = 0;
  std::uint64_t announced_bytes = 0;

  /// Whether one that holds `own_bytes` of `bytes` holds more than it may.
  bool is_too_much(std::uint64_t own_bytes, std::uint64_t bytes, std::uint64_t most) const {
    return bytes > most && own_bytes > most / std::max(1U, counts->open.load());
  }
};

// A connection. Its parts that CAF calls are called on the thread of CAF's loop.
class guarded_scribe final : public network::scribe_impl {
public:
  guarded_scribe(network::default_multiplexer& loop, network::native_socket socket,
                 std::shared_ptr<port_state> port)
      : scribe_impl(loop, socket),
        port_(std::move(port)),
        frames_(port_->own),
        waits_(port_->not_greeted.insert(port_->not_greeted.end(), this)) {
    stream_.ack_writes(true);  // so that `data_transferred` hears of them
    ++port_->counts->open;
  }

  ~guarded_scribe() override {
    stop_waiting();
    set_announced(0);
    set_unsent(0);
    --port_->counts->open;
  }

  /// Ends it: the loop finds it at its end, and closes it as if the peer had. Not by CAF's own means, since
  /// it may be in the middle of something with this very connection.
  void cut() {
    if (std::exchange(is_cut_, true)) return;
    ++port_->counts->cut;
    stop_waiting();
    ::shutdown(stream_.fd(), SHUT_RDWR);
  }

  // The loop has read as much as CAF asked for: a header, or the payload that one announced.
  bool consume(caf::execution_unit* context, const void* data, std::size_t size) override {
    if (!is_cut_ && !takes({static_cast<const caf::byte*>(data), size})) cut();
    if (is_cut_) {
      io_failure(context, network::operation::read);
      return false;
    }
    const bool goes_on = scribe_impl::consume(context, data, size);
    if (frames_.awaited_bytes() == 0 && frames_.has_greeted()) forget_spawn_server();
    if (rd_buf().capacity() > kept_bytes_max) std::vector<char>{}.swap(rd_buf());
    return goes_on;
  }

  void flush() override {
    if (is_cut_) return wr_buf().clear();
    if (port_->is_too_much(unsent_bytes_, port_->unsent_bytes, port_->limits.unsent_bytes_max))
      return cut();
    set_unsent(unsent_bytes_ + wr_buf().size() - added_bytes_);
    scribe_impl::flush();
    added_bytes_ = wr_buf().size();
  }

  // `left` is also of what was added while something was sent; when all of that is sent, it is next.
  void data_transferred(caf::execution_unit*, std::size_t, std::size_t left) override {
    set_unsent(left);
    added_bytes_ = left == wr_buf().size() ? 0 : wr_buf().size();
  }

private:
  static constexpr std::size_t kept_bytes_max = 1 << 16;  // of a buffer, for the next message

  bool takes(caf::span<const caf::byte> bytes) {
    if (!frames_.take(bytes)) return false;
    if (frames_.has_greeted()) stop_waiting();
    set_announced(frames_.awaited_bytes());
    return !port_->is_too_much(announced_bytes_, port_->announced_bytes,
                               port_->limits.announced_bytes_max);
  }
  // CAF's broker makes an actor for each node that greets, by which to spawn others there, and would keep
  // it for ever: 1.3 kB of each process that ever asked something.
  void forget_spawn_server() {
    if (!std::exchange(has_spawn_server_, false) || detached()) return;
    auto& all = dynamic_cast<caf::io::basp_broker&>(*parent()).spawn_servers;
    const auto found = all.find(frames_.peer());
    if (found == all.end()) return;
    caf::anon_send_exit(found->second, caf::exit_reason::kill);
    all.erase(found);
  }
  void stop_waiting() {
    if (std::exchange(is_waiting_, false)) port_->not_greeted.erase(waits_);
  }
  void set_announced(std::uint64_t now) {
    port_->announced_bytes += now - std::exchange(announced_bytes_, now);
  }
  void set_unsent(std::uint64_t now) {
    port_->unsent_bytes += now - std::exchange(unsent_bytes_, now);
  }

  std::shared_ptr<port_state> port_;
  peer_frames frames_;
  std::list<guarded_scribe*>::iterator waits_;
  bool is_waiting_ = true;
  bool has_spawn_server_ = true;  // once it has greeted
  bool is_cut_ = false;
  std::uint64_t announced_bytes_ = 0;
  std::uint64_t unsent_bytes_ = 0;
  std::uint64_t added_bytes_ = 0;  // of them, in `wr_buf()` since the last flush
};

class guarded_doorman final : public network::doorman_impl {
public:
  guarded_doorman(network::default_multiplexer& loop, network::native_socket socket,
                  std::shared_ptr<port_state> port)
      : doorman_impl(loop, socket), port_(std::move(port)) {}

  bool new_connection() override {
    if (detached()) return false;
    const auto socket = acceptor_.accepted_socket();
    auto& counts = *port_->counts;
    if (counts.open >= counts.most) {
      if (port_->not_greeted.empty()) {
        ++counts.refused;
        ::close(socket);
        return true;
      }
      port_->not_greeted.front()->cut();
    }
    auto& loop = acceptor_.backend();
    auto made = caf::make_counted<guarded_scribe>(loop, socket, port_);
    const auto handle = made->hdl();
    parent()->add_scribe(std::move(made));
    return doorman::new_connection(&loop, handle);
  }

private:
  std::shared_ptr<port_state> port_;
};

class guarded_middleman final : public caf::io::middleman_actor_impl {
public:
  guarded_middleman(caf::actor_config& config, caf::actor broker, std::shared_ptr<port_state> port)
      : middleman_actor_impl(config, std::move(broker)), port_(std::move(port)) {}

protected:
  caf::expected<caf::io::doorman_ptr> open(std::uint16_t port, const char* address,
                                           bool reuse) override {
    const auto socket = network::new_tcp_acceptor_impl(port, address, reuse);
    if (!socket) return socket.error();
    auto& loop = dynamic_cast<network::default_multiplexer&>(system().middleman().backend());
    return caf::io::doorman_ptr{caf::make_counted<guarded_doorman>(loop, *socket, port_)};
  }

private:
  std::shared_ptr<port_state> port_;
};

std::uint32_t within_descriptors(std::uint32_t connections_max) {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY)
    return connections_max;
  const auto room = files.rlim_cur > descriptors_left ? files.rlim_cur - descriptors_left : 1;
  return static_cast<std::uint32_t>(std::min<rlim_t>(room, connections_max));
}

}  // namespace

caf::expected<std::uint16_t> publish_guarded(caf::actor_system& system, const front_desk_actor& whom,
                                             std::uint16_t port, port_limits limits,
                                             std::shared_ptr<connection_counts> counts,
                                             deadline end) {
  counts->most = within_descriptors(limits.connections_max);
  const auto state = std::make_shared<port_state>(
      port_state{.limits = limits, .counts = std::move(counts), .own = system.node()});
  const caf::io::middleman_actor opener = system.spawn<guarded_middleman, caf::hidden>(
      system.middleman().named_broker<caf::io::basp_broker>(caf::atom("BASP")), state);
  caf::scoped_actor self{system};
  // The connections of a server that just ended keep its port from whoever does not reuse it, for a minute;
  // one that listens is refused all the same.
  constexpr bool reuse = true;
  caf::expected<std::uint16_t> bound{caf::sec::request_timeout};
  self->request(opener, left_until(end), caf::publish_atom::value, port,
                caf::actor_cast<caf::strong_actor_ptr>(whom),
                system.message_types(caf::detail::type_list<front_desk_actor>{}),
                std::string{"127.0.0.1"}, reuse)
      .receive([&](std::uint16_t got) { bound = got; }, [&](caf::error& why) { bound = std::move(why); });
  caf::anon_send_exit(opener, caf::exit_reason::user_shutdown);
  return bound;
}

}  // namespace pronto
