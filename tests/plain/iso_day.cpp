#include "plain/iso_day.hpp"

#include <array>
#include <stdexcept>

namespace plain {
namespace {

constexpr int days_before_1970 = 719528;  // from 0000-01-01

bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

// Days from 0000-01-01 to the first day of the year; the year 0 is a leap year.
int days_before_year(int year) {
  const int past = year - 1;
  return year == 0 ? 0 : 366 + past * 365 + past / 4 - past / 100 + past / 400;
}

int number_at(const std::string& text, std::size_t from, std::size_t digits) {
  int number = 0;
  for (std::size_t i = from; i < from + digits; ++i) {
    if (text[i] < '0' || text[i] > '9') throw std::invalid_argument("not an ISO date: " + text);
    number = number * 10 + (text[i] - '0');
  }
  return number;
}

std::string padded(int number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return std::string(digits - text.size(), '0') + text;
}

}  // namespace

day day_of(const std::string& iso_date) {
  if (iso_date.size() != 10 || iso_date[4] != '-' || iso_date[7] != '-')
    throw std::invalid_argument("not an ISO date: " + iso_date);
  const int year = number_at(iso_date, 0, 4);
  const int month = number_at(iso_date, 5, 2);
  const int day_of_month = number_at(iso_date, 8, 2);
  if (month < 1 || month > 12 || day_of_month < 1 || day_of_month > days_in_month(year, month))
    throw std::invalid_argument("not a day of the calendar: " + iso_date);
  int days = days_before_year(year);
  for (int before = 1; before < month; ++before) days += days_in_month(year, before);
  return days + day_of_month - 1 - days_before_1970;
}

std::string iso_date_of(day date) {
  int left = date + days_before_1970;
  int year = left / 366;  // never too late, and at most a few years too early
  while (days_before_year(year + 1) <= left) ++year;
  left -= days_before_year(year);
  int month = 1;
  while (left >= days_in_month(year, month)) left -= days_in_month(year, month++);
  return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(left + 1, 2);
}

int weekday_of(day date) {
  return ((date + 3) % 7 + 7) % 7;
}

}  // namespace plain
