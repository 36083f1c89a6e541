# What `cmake --install` puts down for other programs: find_package(pronto) gives those that embed
# the engine pronto::engine and <pronto/pronto.hpp>; with COMPONENTS actors it gives those that ask a
# running one pronto::actors, <pronto/actors/client.hpp> and <pronto/messages/interfaces.hpp>.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/pronto)
install(TARGETS pronto_engine EXPORT pronto-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT pronto-targets NAMESPACE pronto:: DESTINATION ${package_dir})
install(TARGETS pronto_messages pronto_actors EXPORT pronto-actors-targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT pronto-actors-targets NAMESPACE pronto:: DESTINATION ${package_dir})
install(FILES cmake/FindCAF.cmake DESTINATION ${package_dir})

configure_package_config_file(cmake/pronto-config.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/pronto-config.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(
  ${CMAKE_CURRENT_BINARY_DIR}/pronto-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/pronto-config.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/pronto-config-version.cmake
  DESTINATION ${package_dir})

# The headers that these lead to; the others are the project's own.
foreach(header
    catalog/bounds/bound_block.hpp
    catalog/bounds/bound_index.hpp
    catalog/bounds/hotel_bounds.hpp
    catalog/catalog.hpp
    catalog/catalog_memory.hpp
    catalog/change.hpp
    catalog/code_index.hpp
    catalog/currency.hpp
    catalog/day.hpp
    catalog/exchange_rates.hpp
    catalog/hotel.hpp
    catalog/hotel_blocks.hpp
    catalog/hotel_limits.hpp
    catalog/known_destination.hpp
    catalog/packed/bits.hpp
    catalog/packed/calendar.hpp
    catalog/packed/changed_hotel.hpp
    catalog/packed/listed_rates.hpp
    catalog/packed/packed_hotel.hpp
    catalog/packed/packed_inventory.hpp
    catalog/packed/packed_list.hpp
    catalog/packed/packed_rates.hpp
    catalog/packed/packed_rules.hpp
    catalog/packed/packed_series.hpp
    catalog/packed/packing.hpp
    catalog/places/country.hpp
    catalog/places/gazetteer.hpp
    catalog/places/geo_index.hpp
    catalog/places/globe.hpp
    catalog/places/place.hpp
    catalog/popular_tables.hpp
    catalog/rate_calendar.hpp
    catalog/snapshot.hpp
    invariant.hpp
    load_word.hpp
    pricing/lower_bound.hpp
    pricing/price.hpp
    pricing/stay.hpp
    pronto.hpp
    result.hpp
    search/hotel_list.hpp
    search/places/place_search.hpp
    search/popular/asked_shapes.hpp
    search/popular/popular_choice.hpp
    search/price_calendar.hpp
    search/price_check.hpp
    search/quote.hpp
    search/request.hpp
    search/search.hpp
    search/tokens/price_token.hpp
    sources/documents/change_document.hpp
    sources/documents/check.hpp
    sources/documents/document.hpp
    sources/documents/document_file.hpp
    sources/exchange_rate_file.hpp
    sources/generated/generator.hpp
    sources/imports/import.hpp
    sources/part.hpp
    sources/source.hpp)
  cmake_path(GET header PARENT_PATH folder)
  install(FILES engine/${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/pronto/${folder})
endforeach()
foreach(header
    actors/client.hpp
    messages/carried.hpp
    messages/change_answer.hpp
    messages/inspect.hpp
    messages/interfaces.hpp
    messages/messages.hpp
    messages/reply.hpp
    messages/status.hpp
    messages/wire.hpp)
  cmake_path(GET header PARENT_PATH folder)
  install(FILES ${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/pronto/${folder})
endforeach()
