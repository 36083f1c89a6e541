#pragma once
// All of the engine that programs embed, by one name:
//
//   const auto memory = std::make_shared<pronto::catalog_memory>();
//   pronto::catalog hotels(memory, {}, pronto::bounds_of, pronto::bounds_around);  // with its index
//   hotels.put(...);                                  // from a document, an import, a generator
//   const auto now = hotels.take(1);                  // an immutable snapshot
//   const auto answer = pronto::find(*now, request);  // from as many threads as you like
//
// A catalog without the two functions has no index, and each question prices every hotel.
// Each header states its contract; result.hpp says how failures are told.
#include "catalog/catalog.hpp"
#include "catalog/country.hpp"
#include "catalog/place.hpp"
#include "pricing/lower_bound.hpp"
#include "pricing/price.hpp"
#include "result.hpp"
#include "search/hotel_list.hpp"
#include "search/place_search.hpp"
#include "search/price_calendar.hpp"
#include "search/price_check.hpp"
#include "search/price_token.hpp"
#include "search/search.hpp"
#include "sources/change_document.hpp"
#include "sources/check.hpp"
#include "sources/document.hpp"
#include "sources/document_file.hpp"
#include "sources/exchange_rate_file.hpp"
#include "sources/generator.hpp"
#include "sources/import.hpp"
