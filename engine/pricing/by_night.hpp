#pragma once
// Lists that are as long as a stay, or as what a hotel has of promotions and taxes. Short ones lie in
// the list itself, since a price is computed faster than memory is allocated (Boost.Container).
#include <bitset>
#include <cstddef>

#include <boost/container/small_vector.hpp>

#include "pricing/stay.hpp"

namespace pronto {

/// One for each night of a stay.
template <class T>
using by_night = boost::container::small_vector<T, 14>;

/// Some nights of a stay, by their index in it.
using night_set = std::bitset<static_cast<std::size_t>(nights_limit)>;

/// A few.
template <class T>
using few = boost::container::small_vector<T, 4>;

}  // namespace pronto
