// Whatever is sent arrives as it was, and what is broken on the way is refused.
#include <algorithm>
#include <random>
#include <type_traits>
#include <vector>

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/binary_deserializer.hpp>
#include <caf/binary_serializer.hpp>
#include <caf/make_message.hpp>
#include <caf/message.hpp>

#include <doctest/doctest.h>

#include "actors/random_messages.hpp"
#include "messages/interfaces.hpp"
#include "peak_memory.hpp"

using namespace pronto;

namespace {

std::uint64_t seed() {
  static const std::uint64_t chosen = std::random_device{}();
  return chosen;
}

struct wire_fixture {
  wire_fixture() : system(config.add_message_types<caf::id_block::pronto>()) {}

  template <class T>
  std::vector<char> sent(T& value) {
    std::vector<char> bytes;
    caf::binary_serializer sink{system, bytes};
    REQUIRE_FALSE(sink(value));
    return bytes;
  }

  template <class T>
  caf::error receive(const std::vector<char>& bytes, T& into) {
    caf::binary_deserializer from{system, bytes};
    return from(into);
  }

  template <class T>
  T arrived(T value) {
    auto message = caf::make_message(std::move(value));
    caf::message other;
    CHECK_FALSE(receive(sent(message), other));
    REQUIRE(other.match_elements<T>());
    return other.get_as<T>(0);
  }

  caf::actor_system_config config;
  caf::actor_system system;
};

}  // namespace

TEST_CASE_TEMPLATE("every message arrives as it was sent", T, protocol_v1, find_request,
                   find_answer, quote_request, quote_answer, calendar_request, calendar_answer,
                   hotels_request, hotels_answer, reply<hotels_answer>,
                   std::vector<hotels_request>, std::vector<reply<hotels_answer>>,
                   price_check_request, price_check_answer, reply<price_check_answer>,
                   std::vector<price_check_request>, std::vector<reply<price_check_answer>>,
                   engine_status, change, change_answer, std::vector<change>, reply<change_answer>,
                   reply<find_answer>, reply<quote_answer>, reply<calendar_answer>,
                   reply<engine_status>, reply<std::vector<std::string>>,
                   std::vector<find_request>, std::vector<quote_request>,
                   std::vector<calendar_request>, std::vector<reply<find_answer>>,
                   std::vector<reply<quote_answer>>, std::vector<reply<calendar_answer>>) {
  wire_fixture fix;
  test::message_dice dice{seed()};
  CAPTURE(seed());
  for (int i = 0; i < 100; ++i) {
    T value{};
    dice.roll(value);
    CHECK(fix.arrived(value) == value);
  }
}

TEST_CASE("the number of no enumerator fails the message") {
  wire_fixture fix;
  failure what;
  what.code = static_cast<failure_code>(200);
  const auto bytes = fix.sent(what);
  failure got;
  CHECK(fix.receive(bytes, got));
  CHECK(got.code == failure_code::usage);
}

TEST_CASE("a message that is cut off fails") {
  wire_fixture fix;
  test::message_dice dice{seed()};
  CAPTURE(seed());
  find_request value;
  dice.roll(value);
  const auto bytes = fix.sent(value);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    find_request got;
    CHECK(fix.receive({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)}, got));
  }
}

// CAF writes the length of a sequence in up to five bytes of seven bits; these say 4 GB less one.
TEST_CASE_TEMPLATE("a forged length of a sequence takes no memory", T, find_request, quote_request,
                   calendar_request, reply<find_answer>, reply<quote_answer>,
                   reply<calendar_answer>, reply<hotels_answer>, reply<price_check_answer>,
                   reply<engine_status>,
                   std::vector<find_request>, caf::message) {
  wire_fixture fix;
  test::message_dice dice{seed()};
  CAPTURE(seed());
  for (int i = 0; i < 10; ++i) {
    find_request content;
    dice.roll(content);
    T value = [&] {
      if constexpr (std::is_same_v<T, caf::message>) {
        return caf::make_message(find_atom_v, content);
      } else {
        T rolled{};
        dice.roll(rolled);
        return rolled;
      }
    }();
    const auto bytes = fix.sent(value);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      auto forged = bytes;
      forged.resize(std::max(forged.size(), at + 5));
      for (std::size_t j = 0; j < 5; ++j) forged[at + j] = static_cast<char>(j < 4 ? 0xFF : 0x0F);
      T got{};
      const peak_memory used;
      (void)fix.receive(forged, got);
      REQUIRE(used.bytes() <= 64 * 1024 + 64 * forged.size());
    }
  }
}

TEST_CASE("random bytes are refused or read, and take no memory") {
  wire_fixture fix;
  std::mt19937_64 random{seed()};
  CAPTURE(seed());
  int refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::vector<char> bytes(random() % 200);
    for (char& each : bytes) each = static_cast<char>(random() % (i % 2 == 0 ? 256 : 4));
    find_request question;
    reply<quote_answer> answer;
    const peak_memory used;
    refused += fix.receive(bytes, question) ? 1 : 0;
    refused += fix.receive(bytes, answer) ? 1 : 0;
    REQUIRE(used.bytes() <= 64 * 1024);
  }
  CHECK(refused > 10'000);
}

TEST_CASE("a currency of more decimals than there can be fails the message") {
  wire_fixture fix;
  currency money = *find_currency("EUR");
  money.decimals = max_decimals;
  currency got;
  CHECK_FALSE(fix.receive(fix.sent(money), got));
  CHECK(got == money);
  money.decimals = max_decimals + 1;
  CHECK(fix.receive(fix.sent(money), got));
}

TEST_CASE("every enumerator can be sent, and no other number") {
  CHECK(to_string(failure_code{failure_code_count - 1}) == "not_loaded");
  CHECK(to_string(failure_code{failure_code_count}) == "unknown");
  CHECK(to_string(line_kind{line_kind_count - 1}) == "fee");
  CHECK(to_string(line_kind{line_kind_count}) == "unknown");
  CHECK(static_cast<int>(sort_by::name) == sort_by_count - 1);
  CHECK(static_cast<int>(day_gap::without_rate) == day_gap_count - 1);
  CHECK(static_cast<int>(price_state::sold_out) == price_state_count - 1);
  CHECK(static_cast<int>(sold_out_by::arrival_passed) == sold_out_by_count - 1);
  CHECK(static_cast<int>(price_part::taxes_added) == price_part_count - 1);
}

TEST_CASE("a reply is its answer or its failure") {
  CHECK(*reply<int>{result<int>{7}}.take() == 7);
  const failure why{failure_code::not_found, "no city 'Berlim'", {}, 0, "city", "Berlim"};
  CHECK(reply<int>{result<int>{why}}.take().why() == why);
}

TEST_CASE("messages have the layout of protocol_v1") {
  wire_fixture fix;
  test::message_dice dice{1};  // the same values, wherever this runs
  std::uint64_t digest = 0xcbf29ce484222325;
  const auto add = [&](auto value) {
    dice.roll(value);
    for (const char byte : fix.sent(value))
      digest = (digest ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  };
  for (int i = 0; i < 20; ++i) {
    add(find_request{});
    add(quote_request{});
    add(reply<find_answer>{});
    add(reply<quote_answer>{});
    add(calendar_request{});
    add(reply<calendar_answer>{});
    add(hotels_request{});
    add(reply<hotels_answer>{});
    add(price_check_request{});
    add(reply<price_check_answer>{});
    add(reply<engine_status>{});
    add(std::vector<change>{});
    add(reply<change_answer>{});
  }
  INFO("What is sent has changed. If a server of the layout before was released, give protocol_v1 "
       "the next number; then note the new digest here.");
  CHECK(digest == 17363365919201704486U);
}

TEST_CASE("the interface of the front desk names the version of the protocol") {
  wire_fixture fix;
  caf::detail::type_list<front_desk_actor> desk;
  bool found = false;
  for (const auto& signature : fix.system.message_types(desk))
    found = found || signature.find("pronto::protocol_v1") != std::string::npos;
  CHECK(found);
}
