#pragma once
// How long random tests are.

namespace pronto {

/// How many rounds of `all` a random test makes: with sanitizers, under which one takes ten times as
/// long, a fifth. What is wrong with the code shows in few; what is wrong with a rare hotel or
/// stay is for all of them to find, without sanitizers.
constexpr int rounds(int all) {
#ifdef __SANITIZE_ADDRESS__
  return all / 5;
#else
  return all;
#endif
}

}  // namespace pronto
