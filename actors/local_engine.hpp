#pragma once
// An engine in this process over any source, for programs that bring their own and for tests; see
// `make_engine` for one over a file.
#include <chrono>
#include <functional>
#include <memory>

#include "actors/client.hpp"
#include "catalog/catalog_memory.hpp"
#include "sources/source.hpp"

namespace pronto {

/// Makes the source, on the loader's thread: what a source allocates is freed there too.
using source_factory = std::function<std::unique_ptr<source>()>;

/// As `make_engine`; `options.data` is not looked at. Requires: `options.lazy` where the source brings its
/// hotels on demand (source::demand), else what is not loaded stays so. The engine's end takes at most
/// `shutdown_limit`: one whose source hangs is left to end by itself when the source does.
/// `memory` is where the hotels live, for whoever wants to watch it.
std::unique_ptr<local_engine> make_engine_on(
    const engine_options& options, source_factory open_source,
    std::chrono::milliseconds shutdown_limit = std::chrono::seconds{10},
    std::shared_ptr<catalog_memory> memory = std::make_shared<catalog_memory>());

/// Makes one and loads it; the source's failure if it cannot be read.
result<std::unique_ptr<local_engine>> start_engine_on(
    const engine_options& options, source_factory open_source,
    const std::function<void(const engine_status&)>& told,
    std::chrono::milliseconds shutdown_limit = std::chrono::seconds{10},
    std::shared_ptr<catalog_memory> memory = std::make_shared<catalog_memory>());

}  // namespace pronto
