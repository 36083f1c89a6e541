#include "lab/child_run.hpp"

#include <sys/prctl.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <exception>
#include <utility>

#include "lab/made_hotels.hpp"
#include "lab/recorder.hpp"
#include "lab/variants.hpp"

namespace pronto::lab {

namespace {

constexpr std::string_view variant_word = "lab-variant";
constexpr std::string_view allocator_word = "lab-allocator";
constexpr int wrong_arguments = 2;
constexpr int could_not = 3;

template <class T>
bool read_number(std::string_view text, T& to) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), to);
  return error == std::errc() && end == text.data() + text.size();
}

std::vector<std::string> variant_arguments(variant which, const scale& how) {
  return {std::string(variant_word),        std::string(to_string(which)),
          std::to_string(how.hotels),       std::to_string(how.prices),
          std::to_string(how.refreshes),    std::to_string(how.pause_ms)};
}

/// What `variant_arguments` wrote.
bool read_variant(const std::vector<std::string_view>& arguments, variant& which, scale& how) {
  if (arguments.size() != 6) return false;
  const auto named = parse_variant(arguments[1]);
  if (!named) return false;
  which = *named;
  return read_number(arguments[2], how.hotels) && read_number(arguments[3], how.prices) &&
         read_number(arguments[4], how.refreshes) && read_number(arguments[5], how.pause_ms) &&
         how.hotels > 0 && how.prices > 0;
}

int run_here(variant which, const scale& how) {
  try {
    if (which != variant::pronto) {
      recorder to(how, STDOUT_FILENO);
      run_threads(which, how, to);
      to.done();
      return 0;
    }
    const scale sized = sized_for_catalog(how);
    recorder to(sized, STDOUT_FILENO);
    const auto answers = run_engine(sized, to);
    if (answers) {
      to.done(*answers);
      return 0;
    }
    tell_failed(answers.why().text, STDOUT_FILENO);
  } catch (const std::exception& thrown) {
    tell_failed(thrown.what(), STDOUT_FILENO);
  }
  return could_not;
}

}  // namespace

std::optional<int> run_as_child(const std::vector<std::string_view>& arguments) {
  if (arguments.empty()) return std::nullopt;
  if (arguments[0] == allocator_word) {
    std::puts(loaded_allocator().c_str());
    return 0;
  }
  if (arguments[0] != variant_word) return std::nullopt;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // an experiment that nobody waits for is over
  variant which{};
  scale how;
  if (!read_variant(arguments, which, how)) return wrong_arguments;
  return run_here(which, how);
}

result<trace> run_variant(variant which, const allocator_found& under, const scale& how,
                          const std::function<void(std::size_t)>& told,
                          std::chrono::milliseconds patience) {
  trace_reader reader;
  std::size_t passes = 0;
  const auto wrong =
      run_itself(variant_arguments(which, how), under.preload,
                 patience + std::chrono::milliseconds{how.pause_ms}, [&](std::string_view line) {
                   reader.take(line);
                   if (told && std::exchange(passes, reader.marks()) != reader.marks())
                     told(reader.marks());
                 });
  const auto said = reader.last_words();
  const bool ended = reader.ended();
  result<trace> out = wrong && !ended ? result<trace>(*wrong) : std::move(reader).finish();
  if (out || ended || said.empty()) return out;
  failure what = out.why();
  what.text += "; it said: " + said;
  return what;
}

result<std::string> allocator_under(const std::optional<std::string>& preload) {
  constexpr std::chrono::seconds patience{20};
  std::string last;  // before it the loader may complain that there is no such library
  const auto wrong = run_itself({std::string(allocator_word)}, preload, patience,
                                [&](std::string_view line) { last = line; });
  if (wrong) return *wrong;
  return last;
}

}  // namespace pronto::lab
