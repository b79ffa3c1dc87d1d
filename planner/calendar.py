"""This module is where dates are counted: ages on a day, months ahead, half-year periods."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """A half-year: H1 from 1 January, H2 from 1 July; written ``2025H2``."""

    year: int
    half: int

    def __str__(self) -> str:
        return f"{self.year}H{self.half}"

    @property
    def start(self) -> date:
        """The first day of the period."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def end(self) -> date:
        """The last day of the period."""
        return day_before(self.following.start)

    @property
    def following(self) -> "Period":
        """The next half-year."""
        return Period(self.year, 2) if self.half == 1 else Period(self.year + 1, 1)


def period_of(day: date) -> Period:
    """Return the half-year a day falls in."""
    return Period(day.year, 1 if day.month <= 6 else 2)


def birthday(birth: date, age: int) -> date:
    """Return the day on which someone reaches ``age``; a 29 February birth counts from 1 March in common years."""
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:
        return date(birth.year + age, 3, 1)


def age_on(birth: date, day: date) -> int:
    """Return completed years of age on a day; an age is reached on the birthday itself."""
    return day.year - birth.year - (day < birthday(birth, day.year - birth.year))


def add_months(day: date, months: int) -> date:
    """Return the same day of the month ``months`` later, or that month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = day.day if day.day <= 28 else min(day.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, last)


def working_days(first: date, last: date) -> int:
    """Return how many days from Monday to Friday lie from the first day to the last, 0 when there are none."""
    return max(0, _weekdays(last) - _weekdays(day_before(first)))


def _weekdays(day: date) -> int:
    """Count Mondays to Fridays up to and including a day."""
    weeks, weekday = divmod(day.toordinal() - 1, 7)
    return weeks * 5 + min(weekday + 1, 5)


def day_before(day: date) -> date:
    """Return the previous day."""
    return day - timedelta(days=1)


def day_after(day: date) -> date:
    """Return the next day."""
    return day + timedelta(days=1)
