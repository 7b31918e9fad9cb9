"""The formats of careers as filters."""

from django import template

from careers import formats

register = template.Library()
register.filter("points", formats.points)
register.filter("money", formats.money)
register.filter("signed", formats.signed)
register.filter("country", formats.country)
register.filter("period", formats.period)
register.filter("hours", formats.hours)
register.filter("level_word", formats.level_word)
register.filter("level_meaning", formats.level_meaning)
