// Snapshots are lent, and freed as soon as nobody can read them any more and not before.
#include <memory>

#include <doctest/doctest.h>

#include "actors/lender.hpp"
#include "catalog/catalog.hpp"

using namespace pronto;

namespace {

snapshot_ptr empty_snapshot(std::uint64_t generation) {
  return catalog{}.take(generation);
}

}  // namespace

TEST_CASE("a snapshot that nobody holds is replaced at once") {
  lender lends;
  CHECK(lends.kept() == 0);
  CHECK(lends.may_publish());
  lends.publish(empty_snapshot(1));
  CHECK(lends.kept() == 1);
  lends.publish(empty_snapshot(2));
  CHECK(lends.kept() == 1);
  CHECK(lends.current()->generation() == 2);
}

TEST_CASE("the snapshot before stays until its last holder has let go of it") {
  lender lends;
  lends.add(7);
  lends.add(8);
  lends.publish(empty_snapshot(1));
  lends.acknowledge(7, 1);
  lends.acknowledge(8, 1);
  lends.publish(empty_snapshot(2));
  CHECK(lends.kept() == 2);
  CHECK_FALSE(lends.may_publish());
  lends.acknowledge(7, 2);
  CHECK_FALSE(lends.may_publish());
  lends.acknowledge(8, 1);  // an old acknowledgement that was under way
  CHECK_FALSE(lends.may_publish());
  lends.acknowledge(8, 2);
  CHECK(lends.may_publish());
  CHECK(lends.kept() == 1);
}

TEST_CASE("a dead holder holds nothing") {
  lender lends;
  lends.add(7);
  lends.publish(empty_snapshot(1));
  lends.publish(empty_snapshot(2));
  CHECK(lends.kept() == 2);
  lends.remove(7);
  CHECK(lends.kept() == 1);
  CHECK_FALSE(lends.has_holders());
}

TEST_CASE("a holder that comes later is lent the current snapshot and owes none before") {
  lender lends;
  lends.add(7);
  lends.publish(empty_snapshot(1));
  lends.acknowledge(7, 1);
  lends.publish(empty_snapshot(2));
  lends.add(8);
  lends.acknowledge(7, 2);
  CHECK(lends.may_publish());
  lends.publish(empty_snapshot(3));
  lends.acknowledge(7, 3);
  CHECK_FALSE(lends.may_publish());  // 8 was lent generation 2 and may read it
  lends.acknowledge(8, 3);
  CHECK(lends.may_publish());
}
