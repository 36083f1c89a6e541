#pragma once
// All of the engine that programs embed, by one name:
//
//   const auto memory = std::make_shared<pronto::catalog_memory>();
//   pronto::catalog hotels(memory, {}, pronto::bounds_of, pronto::bounds_around);  // with its index
//   if (const auto no = hotels.put(...)) ...          // from a document, an import, a generator
//   const auto now = hotels.take(1);                  // an immutable snapshot
//   const auto answer = pronto::find(*now, request);  // from as many threads as you like
//
// A catalog without the two functions has no index, and each question prices every hotel.
// Each header states its contract; result.hpp says how failures are told.
#include "catalog/catalog.hpp"
#include "catalog/places/country.hpp"
#include "catalog/places/place.hpp"
#include "pricing/lower_bound.hpp"
#include "pricing/price.hpp"
#include "result.hpp"
#include "search/hotel_list.hpp"
#include "search/places/place_search.hpp"
#include "search/price_calendar.hpp"
#include "search/price_check.hpp"
#include "search/quote.hpp"
#include "search/search.hpp"
#include "search/tokens/price_token.hpp"
#include "sources/documents/change_document.hpp"
#include "sources/documents/check.hpp"
#include "sources/documents/document.hpp"
#include "sources/documents/document_file.hpp"
#include "sources/exchange_rate_file.hpp"
#include "sources/generated/generator.hpp"
#include "sources/imports/import.hpp"
