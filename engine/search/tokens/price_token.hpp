#pragma once
// A shown price as a short text that fits into an address (RFC 3986, unreserved characters), to come
// back with. It says which version of its form it is of, and has a checksum, so that a token that
// was cut or mistyped is told. It is no signature: who wants to can make one of another price, which
// a price check then finds changed.
#include <cstddef>
#include <string>
#include <string_view>

#include "result.hpp"
#include "search/request.hpp"

namespace pronto {

inline constexpr int price_token_version = 1;
inline constexpr std::size_t price_token_limit_bytes = 4096;  ///< longer ones are not looked at

/// "p1." and the price. About 60 characters where codes are short. Requires: values that can be
/// priced, within the limits of stay.hpp.
std::string make_token(const shown_price& of);

/// What the token says. Fails with usage, of field "token", where it is none, damaged or of another
/// version.
result<shown_price> read_token(std::string_view token);

}  // namespace pronto
