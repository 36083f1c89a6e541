#include "command_options.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <type_traits>

namespace pronto::bench {

namespace {

template <class T>
CLI::Option& option(CLI::App& to, const char* name, T& into, const char* about) {
  CLI::Option& made = *to.add_option(name, into, about);
  if constexpr (!std::is_same_v<T, std::string>) made.capture_default_str();
  return made;
}

}  // namespace

command_options::command_options(const char* about) : app_(std::make_unique<CLI::App>(about)) {}
command_options::~command_options() = default;

template <class T>
void command_options::add(const char* name, T& into, const char* about) {
  option(*app_, name, into, about);
}

template <class T>
void command_options::add(const char* name, T& into, const char* about, T least, T most) {
  option(*app_, name, into, about).check(CLI::Range(least, most));
}

void command_options::add(const char* name, std::string& into, const char* about,
                          std::vector<std::string> words) {
  option(*app_, name, into, about).check(CLI::IsMember(std::move(words)));
}

std::optional<int> command_options::parse(int argc, char** argv) {
  try {
    app_->parse(argc, argv);
    return std::nullopt;
  } catch (const CLI::ParseError& why) {
    return app_->exit(why);
  }
}

template void command_options::add(const char*, std::uint64_t&, const char*);
template void command_options::add(const char*, unsigned&, const char*);
template void command_options::add(const char*, int&, const char*);
template void command_options::add(const char*, double&, const char*);
template void command_options::add(const char*, std::string&, const char*);
template void command_options::add(const char*, unsigned&, const char*, unsigned, unsigned);
template void command_options::add(const char*, int&, const char*, int, int);

}  // namespace pronto::bench
