#include "lab/allocators.hpp"

#include <dlfcn.h>
#include <gnu/libc-version.h>

#include <algorithm>
#include <string_view>

#include "lab/child_run.hpp"

namespace pronto::lab {

namespace {

struct known_allocator {
  std::string name;
  std::vector<std::string> preloads;  // to be tried in this order
};

const std::vector<known_allocator>& known() {
  static const std::vector<known_allocator> all{
      {"mimalloc", {"libmimalloc.so.3", "libmimalloc.so.2", "libmimalloc.so"}},
      {"system", {"libstdc++.so.6 libc.so.6"}},
      {"jemalloc", {"libjemalloc.so.2", "libjemalloc.so"}}};
  return all;
}

/// The file name of the library that a function is taken from; empty if there is none.
std::string library_of(const char* function) {
  Dl_info where{};
  void* const at = ::dlsym(RTLD_DEFAULT, function);
  if (at == nullptr || ::dladdr(at, &where) == 0 || where.dli_fname == nullptr) return {};
  const std::string_view path = where.dli_fname;
  return std::string(path.substr(path.rfind('/') + 1));
}

template <class F>
F* function(const char* name) {
  return reinterpret_cast<F*>(::dlsym(RTLD_DEFAULT, name));
}

std::string mimalloc_version() {
  const auto ask = function<int()>("mi_version");
  if (ask == nullptr) return {};
  const int number = ask();  // 209 is 2.0.9
  return std::to_string(number / 100) + "." + std::to_string(number / 10 % 10) + "." +
         std::to_string(number % 10);
}

std::string jemalloc_version() {
  const auto ask =
      function<int(const char*, void*, std::size_t*, void*, std::size_t)>("mallctl");
  const char* version = nullptr;
  std::size_t size = sizeof version;
  if (ask == nullptr || ask("version", &version, &size, nullptr, 0) != 0) return {};
  const std::string_view whole = version;  // 5.3.0-0-g54eaed1d8b56b1aa528be3bdd1877e59c56fa90c
  return std::string(whole.substr(0, whole.find('-')));
}

std::string with_version(std::string name, const std::string& version) {
  return version.empty() ? name : name + " " + version;
}

}  // namespace

const std::vector<std::string>& allocator_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const known_allocator& each : known()) out.push_back(each.name);
    return out;
  }();
  return names;
}

std::string loaded_allocator() {
  const auto of_malloc = library_of("malloc");
  const auto of_new = library_of("_Znwm");
  const bool agree = of_new == of_malloc || of_new.starts_with("libstdc++");
  if (!agree) return of_malloc + "-and-" + of_new;
  if (of_malloc.starts_with("libmimalloc")) return with_version("mimalloc", mimalloc_version());
  if (of_malloc.starts_with("libjemalloc")) return with_version("jemalloc", jemalloc_version());
  if (of_malloc.starts_with("libc.")) return with_version("system", ::gnu_get_libc_version());
  return of_malloc.empty() ? "unknown" : of_malloc;
}

result<std::vector<allocator_found>> find_allocators(const std::vector<std::string>& names) {
  std::vector<allocator_found> out;
  for (const std::string& name : names) {
    const auto at = std::ranges::find(known(), name, &known_allocator::name);
    if (at == known().end()) continue;
    std::vector<std::optional<std::string>> ways{std::nullopt};
    ways.insert(ways.end(), at->preloads.begin(), at->preloads.end());
    for (const auto& way : ways) {
      const auto said = allocator_under(way);
      if (!said) return said.why();
      const auto blank = std::min(said->find(' '), said->size());
      if (said->substr(0, blank) != name) continue;
      const auto version = blank < said->size() ? said->substr(blank + 1) : std::string();
      out.push_back({name, version, way});
      break;
    }
  }
  return out;
}

}  // namespace pronto::lab
