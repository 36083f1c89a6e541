#pragma once
// How the members of a struct are told to CAF, in one place, so that another version of CAF means
// another version of this file and not of every inspect function:
//
//   template <class Inspector>
//   auto inspect(Inspector& f, circle& x) {
//     auto& [latitude, longitude, km] = x;
//     return wire::object(f, "circle", wire::field("latitude", latitude), ...);
//   }
//
// The structured binding is there so that a new member does not compile until it is named here.
// Beyond what CAF can do by itself, a field may be a std::optional, an enumeration or a vector of
// one. An enumeration E needs `wire_values(E)`, how many values it has, counted from 0: a number
// beyond them, from a peer that is broken, fails the message instead of becoming an E.
//
// What arrives takes no more memory than a small multiple of the bytes that came: CAF reads
// sequences value by value until the bytes end, except those of bytes, which it allocates as long
// as they claim to be (up to 4 GB). So no sequence of bytes is ever sent: strings are checked by
// CAF, enumerations of a list go as 16-bit numbers. The length of a whole message is CAF's own, which it
// believes up to 4 GB before it has read any of it: whoever can connect is trusted so far.
#include <cstdint>
#include <optional>
#include <type_traits>
#include <vector>

#include <caf/error.hpp>
#include <caf/meta/load_callback.hpp>
#include <caf/meta/type_name.hpp>
#include <caf/sec.hpp>

namespace pronto::wire {

template <class T>
struct field_of {
  const char* name;  // CAF 0.17 sends values without their names
  T& value;
};

template <class T>
field_of<T> field(const char* name, T& value) {
  return {name, value};
}

template <class E>
struct enum_ref {
  E& value;
};

template <class E>
struct enums_ref {
  std::vector<E>& values;
};

template <class T>
struct optional_ref {
  std::optional<T>& value;
};

template <class T>
decltype(auto) access(T& value) {
  if constexpr (std::is_enum_v<T>)
    return enum_ref<T>{value};
  else
    return (value);
}

template <class T>
auto access(std::optional<T>& value) {
  return optional_ref<T>{value};
}

template <class T>
decltype(auto) access(std::vector<T>& values) {
  if constexpr (std::is_enum_v<T>)
    return enums_ref<T>{values};
  else
    return (values);
}

template <class Inspector, class... Ts>
typename Inspector::result_type object(Inspector& f, const char* name, field_of<Ts>... fields) {
  return f(caf::meta::type_name(name), access(fields.value)...);
}

/// As `object`, for types of which not every value makes sense: `valid()` is asked after loading,
/// and fails the message.
template <class Inspector, class Valid, class... Ts>
typename Inspector::result_type checked_object(Inspector& f, const char* name, Valid valid,
                                               field_of<Ts>... fields) {
  return f(caf::meta::type_name(name), access(fields.value)...,
           caf::meta::load_callback([valid]() -> caf::error {
             return valid() ? caf::error{} : caf::make_error(caf::sec::invalid_argument);
           }));
}

template <class E>
caf::error load_enum(std::uint16_t number, E& value) {
  if (number >= wire_values(E{})) return caf::make_error(caf::sec::invalid_argument);
  value = static_cast<E>(number);
  return caf::none;
}

template <class Inspector, class E>
typename Inspector::result_type inspect(Inspector& f, enum_ref<E>& x) {
  auto number = static_cast<std::uint8_t>(x.value);
  if constexpr (Inspector::reads_state) {
    return f(number);
  } else {
    if (auto error = f(number)) return error;
    return load_enum(number, x.value);
  }
}

template <class Inspector, class E>
typename Inspector::result_type inspect(Inspector& f, enums_ref<E>& x) {
  std::vector<std::uint16_t> numbers;
  if constexpr (Inspector::reads_state) {
    for (const E each : x.values) numbers.push_back(static_cast<std::uint16_t>(each));
    return f(numbers);
  } else {
    if (auto error = f(numbers)) return error;
    x.values.resize(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i)
      if (auto error = load_enum(numbers[i], x.values[i])) return error;
    return caf::none;
  }
}

template <class Inspector, class T>
typename Inspector::result_type inspect(Inspector& f, optional_ref<T>& x) {
  bool there = x.value.has_value();
  if constexpr (Inspector::reads_state) {
    return there ? f(there, access(*x.value)) : f(there);
  } else {
    if (auto error = f(there)) return error;
    x.value.reset();
    return there ? f(access(x.value.emplace())) : caf::none;
  }
}

}  // namespace pronto::wire
