#include "app/shown/lab_report.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <utility>
#include <vector>

#include "app/shown/answer_json.hpp"
#include "app/shown/answer_text.hpp"
#include "app/shown/chart.hpp"
#include "app/terminal/table.hpp"
#include "bytes_text.hpp"

namespace pronto {

namespace {

using lab::variant;

// Below the first the table shows a ratio as good, from the second on as bad.
constexpr double flat = 1.10;
constexpr double grown = 1.5;

x_axis axis_of(std::uint32_t refreshes) {
  x_axis out{{"load"}, "the load, then each refresh of all hotels"};
  for (std::uint32_t i = 1; i <= refreshes; ++i) out.names.push_back(std::to_string(i));
  return out;
}

std::string title_of(const lab_part& part) {
  return "Blocks of " + bytes_text(part.how.block_bytes()) + ": " +
         counted(part.how.hotels, "hotel", "hotels") + " of " +
         counted(part.how.prices, "price", "prices") + ", one block each";
}

std::string full_name(const lab::allocator_found& of) {
  const auto name = of.name == "system" ? std::string("system (glibc)") : of.name;
  return of.version.empty() ? name : name + " " + of.version;
}

curve curve_of(const lab_run& run) {
  curve out{.label = std::string(lab::to_string(run.which)),
            .colour = static_cast<std::size_t>(run.which),
            .points = {}};
  for (const lab::sample& each : run.found->samples)
    out.points.push_back({lab::work_done(*run.found, each.seconds),
                          static_cast<double>(each.bytes)});
  return out;
}

panel_row picture_of(const lab_part& part, const lab_report& of) {
  panel_row out{.title = title_of(part), .panels = {}};
  for (const lab::allocator_found& allocator : of.allocators) {
    panel one{.title = full_name(allocator), .curves = {}};
    for (const lab_run& run : part.runs)
      if (run.allocator == allocator.name && run.found) one.curves.push_back(curve_of(run));
    if (!one.curves.empty()) out.panels.push_back(std::move(one));
  }
  return out;
}

const lab_run* find_run(const lab_part& in, variant which, const std::string& allocator) {
  for (const lab_run& each : in.runs)
    if (each.which == which && each.allocator == allocator) return &each;
  return nullptr;
}

std::string fixed(double number, int decimals) {
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%.*f", decimals, number);
  return out.data();
}

cell ratio_cell(const lab_run* of) {
  if (of == nullptr) return {""};
  if (!of->found) return {"failed", style::bad};
  const double ratio = lab::peak_over_steady(*of->found);
  return {fixed(ratio, 2) + " x " + bytes_text(lab::loaded_bytes(*of->found)),
          ratio < flat ? style::good : ratio < grown ? style::warning : style::bad};
}

std::string table_of(const lab_part& part, const lab_report& of, const appearance& look) {
  std::vector<column> columns{{"Variant"}};
  for (const lab::allocator_found& each : of.allocators)
    columns.push_back({full_name(each), side::right});
  columns.push_back({.title = "", .may_shrink = true, .goes = 1});
  table rows(columns);
  for (const variant which : lab::all_variants) {
    std::vector<cell> cells{{std::string(lab::to_string(which)), style::bold}};
    bool any = false;
    for (const lab::allocator_found& each : of.allocators) {
      const auto* run = find_run(part, which, each.name);
      any = any || run != nullptr;
      cells.push_back(ratio_cell(run));
    }
    cells.emplace_back(std::string(lab::meaning(which)), style::faint);
    if (any) rows.add_row(std::move(cells));
  }
  return rows.render(look);
}

nlohmann::ordered_json fields_of_run(const lab_run& run, const lab_part& in) {
  const lab::trace& found = *run.found;
  nlohmann::ordered_json samples = nlohmann::ordered_json::array();
  for (const lab::sample& each : found.samples) samples.push_back({each.seconds, each.bytes});
  nlohmann::ordered_json marks = nlohmann::ordered_json::array();
  for (const lab::sample& each : found.marks) marks.push_back(each.seconds);
  nlohmann::ordered_json out{{"name", lab::to_string(run.which)},
                             {"allocator", run.allocator},
                             {"block_bytes", in.how.block_bytes()},
                             {"hotels", in.how.hotels},
                             {"baseline_bytes", found.baseline_bytes},
                             {"loaded_bytes", lab::loaded_bytes(found)},
                             {"peak_bytes", lab::peak_bytes(found)},
                             {"peak_over_steady", lab::peak_over_steady(found)}};
  if (run.which == variant::pronto) out["answers"] = found.answers;
  out["pass_ends"] = std::move(marks);
  out["samples"] = std::move(samples);
  return out;
}

nlohmann::ordered_json runs_of(const lab_part& part) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const lab_run& each : part.runs)
    if (each.found) out.push_back(fields_of_run(each, part));
  return out;
}

/// Breaks a paragraph into lines of so many columns.
std::string wrapped(std::string_view text, int columns) {
  std::string out;
  int used = 0;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    const int width = display_width(word);
    if (used > 0 && used + 1 + width > columns) {
      out += '\n';
      used = 0;
    }
    if (used > 0) {
      out += ' ';
      ++used;
    }
    out += word;
    used += width;
  }
  return out + "\n";
}

/// Readers of the engine were answered so often.
std::string answers_sentence(const lab_report& of) {
  std::uint64_t answers = 0;
  for (const lab_part& part : of.parts)
    for (const lab_run& run : part.runs)
      if (run.found) answers += run.found->answers;
  if (answers == 0) return {};
  return " Its readers got " + counted(answers, "answer", "answers") +
         " in these runs, and no error.";
}

}  // namespace

std::string to_text(const lab_part& part, const lab_report& of, const appearance& look) {
  const auto picture = picture_of(part, of);
  std::string out = paint(style::bold, picture.title, look.colour) + "\n\n";
  if (!picture.panels.empty()) {
    out += draw(picture, axis_of(part.how.refreshes), look) + "\n";
    out += "Peak over steady, and how much is steady:\n";
  }
  out += table_of(part, of, look);
  for (const lab_run& run : part.runs)
    if (!run.found)
      out += paint(style::bad, "failed:", look.colour) + " " +
             std::string(lab::to_string(run.which)) + " under " + run.allocator + ": " +
             printable(run.found.why().text) + "\n";
  return out;
}

namespace {

template <class Is>
bool any_ran(const lab_report& of, Is is) {
  return std::ranges::any_of(of.parts, [&](const lab_part& part) {
    return std::ranges::any_of(part.runs, [&](const lab_run& run) { return run.found && is(run); });
  });
}

bool ran(const lab_report& of, variant which) {
  return any_ran(of, [&](const lab_run& run) { return run.which == which; });
}

bool ran_under(const lab_report& of, std::string_view allocator) {
  return any_ran(of, [&](const lab_run& run) { return run.allocator == allocator; });
}

/// Of those whose blocks go back to another thread, and the one that is none of them.
std::string owners_text(const lab_report& of) {
  const bool joined = ran(of, variant::joined);
  const bool busy = ran(of, variant::busy);
  std::string out;
  if (ran(of, variant::naive))
    out += " In 'naive' the owner sleeps: nothing is taken in, each refresh finds no room, and memory grows "
           "until all that was loaded lies there twice.";
  if (joined && busy)
    out += " A thread that ends ('joined') leaves its heap to others, and one that goes on with small work "
           "('busy') may take blocks in; how much that helps is chance.";
  else if (joined)
    out += " A thread that ends ('joined') leaves its heap to others; how much that helps is chance.";
  else if (busy)
    out += " An owner that goes on with small work ('busy') may take blocks in; how much that helps is "
           "chance.";
  if (!out.empty())
    out = " But a block goes back to the thread that allocated it. Where another thread frees it, an "
          "allocator with a heap for each thread can only leave it at the owner's door, to be taken in when "
          "the owner allocates again." + out;
  if (ran(of, variant::dedicated))
    out += " One thread that allocates and frees ('dedicated') needs no help.";
  return out;
}

std::string readers_text(const lab_report& of) {
  std::string out;
  if (ran(of, variant::snapshot_plain))
    out += "Readers that share ownership ('snapshot-plain') free whatever they let go of last, in the middle "
           "of a query.";
  if (ran(of, variant::pronto))
    out += (out.empty() ? "" : " ") +
           std::string("Pronto's loader is the only thread that allocates and frees the catalog, and its "
                       "readers own nothing of it ('pronto': about as much memory, in hotels that can be "
                       "booked).") +
           answers_sentence(of);
  return out;
}

// Below this what a process takes besides its data counts as much.
constexpr std::uint64_t telling_bytes = 20'000'000;

}  // namespace

std::string explanation(const lab_report& of, const appearance& look) {
  constexpr int usual = 100;
  constexpr int narrowest = 40;
  const int columns =
      look.columns > 0 ? std::clamp(look.columns, narrowest, usual) : usual;
  const auto data = of.parts.front().how.data_bytes();
  if (data < telling_bytes)
    return wrapped("This run is too small to conclude from: " + bytes_text(data) +
                       " of prices, where " + bytes_text(telling_bytes) +
                       " or more tell. Take more --hotels or --prices.",
                   columns);
  std::vector<std::string> paragraphs{
      "What you see: no variant leaks, each holds the same prices all the time and frees every block that it "
      "replaces." + owners_text(of)};
  if (ran_under(of, "system") && ran(of, variant::naive))
    paragraphs.push_back(
        "The system's allocator escapes with large blocks, since it takes each of these from the "
        "kernel and gives it back. The hotels of real inventories have blocks of 1.5 to 64 kB, "
        "and with these it doubles too: its arenas belong to threads as well. So no choice "
        "of an allocator is the cure; who frees is.");
  if (auto readers = readers_text(of); !readers.empty()) paragraphs.push_back(std::move(readers));
  paragraphs.emplace_back(
      "After \"Mimalloc Cigarette: Losing one week of my life catching a memory leak\", "
      "whose 4 GB are --hotels 1000 --prices 1000000.");
  std::string out;
  for (const auto& each : paragraphs) out += (out.empty() ? "" : "\n") + wrapped(each, columns);
  return out;
}

nlohmann::ordered_json to_json(const lab_report& of) {
  nlohmann::ordered_json out;
  out["variants"] = runs_of(of.parts.front());
  out["small_blocks"] = nlohmann::ordered_json::array();
  for (std::size_t i = 1; i < of.parts.size(); ++i)
    out["small_blocks"].push_back(
        {{"block_bytes", of.parts[i].how.block_bytes()}, {"variants", runs_of(of.parts[i])}});
  out["failed"] = nlohmann::ordered_json::array();
  for (const lab_part& part : of.parts)
    for (const lab_run& run : part.runs)
      if (!run.found)
        out["failed"].push_back({{"name", lab::to_string(run.which)},
                                 {"allocator", run.allocator},
                                 {"block_bytes", part.how.block_bytes()},
                                 {"error", fields_of(run.found.why())}});
  out["allocators"] = nlohmann::ordered_json::array();
  for (const auto& each : of.allocators)
    out["allocators"].push_back({{"name", each.name}, {"version", each.version}});
  out["not_installed"] = of.not_installed;
  return out;
}

std::string to_svg(const lab_report& of) {
  std::vector<panel_row> rows;
  for (const lab_part& each : of.parts) rows.push_back(picture_of(each, of));
  return to_svg("Resident memory while prices are replaced, by who allocates and who frees", rows,
                axis_of(of.parts.front().how.refreshes));
}

}  // namespace pronto
