#include "actors/guarded_port.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <list>
#include <utility>
#include <vector>

#include <caf/actor_cast.hpp>
#include <caf/atom.hpp>
#include <caf/detail/type_list.hpp>
#include <caf/exit_reason.hpp>
#include <caf/io/basp/header.hpp>
#include <caf/io/basp_broker.hpp>
#include <caf/io/middleman.hpp>
#include <caf/io/network/default_multiplexer.hpp>
#include <caf/io/network/doorman_impl.hpp>
#include <caf/io/network/scribe_impl.hpp>
#include <caf/io/receive_policy.hpp>
#include <caf/make_counted.hpp>
#include <caf/send.hpp>

#include "actors/peer_frames.hpp"

namespace pronto {

namespace {

namespace network = caf::io::network;
using caf::io::basp_broker;
using caf::io::receive_policy;

class guarded_scribe;

/// What the connections of a port share; of the thread of CAF's loop but for the counts.
struct port_state {
  port_limits limits;  // of connections, as many as there may be here
  std::shared_ptr<connection_counts> counts;
  caf::node_id own;
  caf::actor_id desk = 0;
  std::list<guarded_scribe*> all{};  // those that have been open the longest first
};

// A connection. CAF calls it on the thread of its loop.
class guarded_scribe final : public network::scribe_impl {
public:
  guarded_scribe(network::default_multiplexer& loop, network::native_socket socket,
                 std::shared_ptr<port_state> port)
      : scribe_impl(loop, socket),
        port_(std::move(port)),
        frames_(port_->own, port_->desk),
        place_(port_->all.insert(port_->all.end(), this)) {
    stream_.ack_writes(true);  // so that `data_transferred` hears of them
    ++port_->counts->open;
  }

  ~guarded_scribe() override {
    hold_nothing();
    port_->all.erase(place_);
    --port_->counts->open;
  }

  /// Ends it, and counts it: the loop finds it at its end, and closes it as if the peer had. Not by CAF's own
  /// means, which may be in the middle of something with this very connection.
  void end(std::atomic<std::uint64_t>& counted) {
    if (std::exchange(is_ended_, true)) return;
    ++counted;
    hold_nothing();
    ::shutdown(stream_.fd(), SHUT_RDWR);
  }

  /// Whether it has a place that it has not shown to need.
  bool may_make_room() const { return !is_ended_ && !frames_.has_greeted(); }

  // The loop has read exactly as much as it was asked for: a header, or the payload that one announced.
  bool consume(caf::execution_unit* context, const void* data, std::size_t size) override {
    using fate = peer_frames::fate;
    if (is_ended_) {  // and what had come before is read all the same
      io_failure(context, network::operation::read);
      return false;
    }
    const auto what = frames_.take({static_cast<const caf::byte*>(data), size});
    set_announced(frames_.awaited_bytes());
    bool goes_on = true;
    if (what == fate::hold) {
      held_.swap(rd_buf());
      configure_read(receive_policy::exactly(frames_.awaited_bytes()));
    } else if (what == fate::deliver) {
      goes_on = deliver(context);
    } else if (what == fate::ignore) {
      ++port_->counts->ignored;
      held_.clear();
      configure_read(receive_policy::exactly(caf::io::basp::header_size));
    } else {
      cut();
    }
    keep_within(&guarded_scribe::announced_bytes_, port_->counts->announced_bytes,
                port_->limits.announced_bytes_max);
    if (what != fate::hold) trim(rd_buf());
    if (!is_ended_) return goes_on;
    io_failure(context, network::operation::read);
    return false;
  }

  void flush() override {
    if (is_ended_) return wr_buf().clear();
    set_unsent(unsent_bytes_ + wr_buf().size() - added_bytes_);
    added_bytes_ = wr_buf().size();
    keep_within(&guarded_scribe::unsent_bytes_, port_->counts->unsent_bytes, port_->limits.unsent_bytes_max);
    if (is_ended_) return wr_buf().clear();
    scribe_impl::flush();
    added_bytes_ = wr_buf().size();
    if (wr_buf().empty()) trim(wr_buf());  // CAF has another one, which it keeps for the next answer
  }

  // `left` is also of what was added while something was sent; when all of that is sent, it is next.
  void data_transferred(caf::execution_unit*, std::size_t, std::size_t left) override {
    if (is_ended_) return;
    set_unsent(left);
    added_bytes_ = left == wr_buf().size() ? 0 : wr_buf().size();
  }

  // From now on nothing is read, but CAF's loop goes on until what waits is sent: to a peer that does not take
  // it no longer than this.
  void remove_from_loop() override {
    constexpr unsigned unread_ms = 1000;
    ::setsockopt(stream_.fd(), IPPROTO_TCP, TCP_USER_TIMEOUT, &unread_ms, sizeof unread_ms);
    scribe_impl::remove_from_loop();
  }

private:
  static void trim(std::vector<char>& buffer) {
    constexpr std::size_t kept_bytes = 1 << 16;
    if (buffer.capacity() > kept_bytes) std::vector<char>{}.swap(buffer);
  }

  void cut() { end(port_->counts->cut); }

  // CAF gets a header and its payload at once, the one as if its loop had read it before the other.
  bool deliver(caf::execution_unit* context) {
    if (!held_.empty()) {
      held_.swap(rd_buf());
      const bool goes_on = scribe_impl::consume(context, rd_buf().data(), rd_buf().size());
      held_.swap(rd_buf());
      held_.clear();
      if (!goes_on) return false;
    }
    const bool goes_on = scribe_impl::consume(context, rd_buf().data(), rd_buf().size());
    forget_spawn_server();
    return goes_on;
  }

  // CAF's broker makes an actor for each node that greets, by which to spawn others there, and would keep
  // it for ever: 1.3 kB of each process that ever asked something.
  void forget_spawn_server() {
    if (!std::exchange(may_have_spawn_server_, false) || detached()) return;
    auto& all = static_cast<basp_broker&>(*parent()).spawn_servers;
    const auto found = all.find(frames_.peer());
    if (found == all.end()) return;
    caf::anon_send_exit(found->second, caf::exit_reason::kill);
    all.erase(found);
  }

  void set_unsent(std::uint64_t now) {
    port_->counts->unsent_bytes += now - std::exchange(unsent_bytes_, now);
  }
  void set_announced(std::uint64_t now) {
    port_->counts->announced_bytes += now - std::exchange(announced_bytes_, now);
  }
  void hold_nothing() {
    set_unsent(0);
    set_announced(0);
  }
  void keep_within(std::uint64_t guarded_scribe::*own, const std::atomic<std::uint64_t>& together,
                   std::uint64_t most) {
    while (together > most) {
      const auto bytes_of = [&](guarded_scribe* each) { return each->*own; };
      (*std::ranges::max_element(port_->all, {}, bytes_of))->cut();  // one that is ended has none
    }
  }

  std::shared_ptr<port_state> port_;
  peer_frames frames_;
  std::list<guarded_scribe*>::iterator place_;
  std::vector<char> held_;  // a header, until its payload has come
  bool may_have_spawn_server_ = true;  // from its greeting on
  bool is_ended_ = false;
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
    if (counts.open >= port_->limits.connections_max) {
      const auto silent = std::ranges::find_if(port_->all, &guarded_scribe::may_make_room);
      if (silent == port_->all.end()) {
        ++counts.refused;
        ::close(socket);
        return true;
      }
      (*silent)->end(counts.refused);
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
                                             std::shared_ptr<connection_counts> counts) {
  // The connections of a server that just ended keep its port from whoever does not reuse it, for a minute;
  // one that listens is refused all the same.
  constexpr bool reuse = true;
  const auto socket = network::new_tcp_acceptor_impl(port, "127.0.0.1", reuse);
  if (!socket) return socket.error();
  limits.connections_max = within_descriptors(limits.connections_max);
  counts->most = limits.connections_max;
  const auto state = std::make_shared<port_state>(
      port_state{.limits = limits, .counts = std::move(counts), .own = system.node(), .desk = whom.id()});
  auto& middleman = system.middleman();
  auto& loop = dynamic_cast<network::default_multiplexer&>(middleman.backend());
  caf::io::doorman_ptr doorman = caf::make_counted<guarded_doorman>(loop, *socket, state);
  const auto bound = doorman->port();
  // As CAF's own middleman asks its broker.
  caf::anon_send(middleman.named_broker<basp_broker>(caf::atom("BASP")), caf::publish_atom::value,
                 std::move(doorman), bound, caf::actor_cast<caf::strong_actor_ptr>(whom),
                 system.message_types(caf::detail::type_list<front_desk_actor>{}));
  return bound;
}

}  // namespace pronto
