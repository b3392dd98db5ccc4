"""FEEL's temporal values: dates, times, date and times, and the two durations (DMN 1.5, 10.3.2.3)."""

from duecourse.feel.temporal.dates import Date
from duecourse.feel.temporal.durations import DayTimeDuration, YearMonthDuration
from duecourse.feel.temporal.times import DateTime, Time

type_names = ("date", "time", "date and time", "days and time duration", "years and months duration")

__all__ = ["Date", "DateTime", "DayTimeDuration", "Time", "YearMonthDuration", "type_names"]
