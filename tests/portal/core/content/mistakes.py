"""Mistakes in what content files say of one row, as people make them."""

from typing import NamedTuple

from tests.content_files import (
    ANALYST,
    ENGINEER,
    FAMILIES,
    MATHS,
    PROGRAMMING,
    RESOURCES,
    SHOP,
    SOURCES,
    VOLUME,
)


class Mistake(NamedTuple):
    """`old` becomes `new` in a file; the message names the line `at`, or that begins with it."""

    path: str
    old: str
    new: str
    at: str | int
    says: str


IN_VALUES = {
    "missing key": Mistake(
        PROGRAMMING, "  definition: A programming language.\n", "", "- slug: python",
        "definition: Add this key.",
    ),
    "missing key of a front matter": Mistake(
        ENGINEER, "family: data\n", "", "title:", "family: Add this key."
    ),
    "missing key inside": Mistake(
        ANALYST, "  currency: USD\n", "", "- country: US\n".strip(), "pay.0.currency: Add this key."
    ),
    "unknown key": Mistake(
        RESOURCES, "hours_to: 14", "hours_up_to: 14", "hours_up_to: 14",
        "hours_up_to: This key doesn't exist. Correct its spelling or remove it.",
    ),
    "unknown key inside": Mistake(
        VOLUME, "confidence: medium", "confidence: medium\n  sorce: paper", "sorce",
        "rules_of_thumb.0.sorce: This key doesn't exist. Correct its spelling or remove it.",
    ),
    "name that cannot be seen": Mistake(
        PROGRAMMING, "aliases: [Python 3]", 'aliases: ["\\u200B"]', "aliases: [",
        "aliases.0: This has only spaces or invisible characters. Write something visible.",
    ),
    "day to come": Mistake(
        SOURCES, "seen: 2026-11-02", "seen: 2200-01-01", "seen: 2200",
        "seen: This date is in the future. Correct the value.",
    ),
    "no such level": Mistake(
        ENGINEER, "level: 4", "level: 6", "- {skill: python",
        "requirements.0.level: Input should be less than or equal to 5. Correct the value.",
    ),
    "no such importance": Mistake(
        ENGINEER, "importance: 5", "importance: 0", "- {skill: python",
        "requirements.0.importance: Input should be greater than or equal to 1. Correct the value.",
    ),
    "anchor of no such level": Mistake(
        PROGRAMMING, "    5: Shapes", "    6: Shapes", "6: Shapes",
        "levels.6.[key]: Input should be less than or equal to 5. Correct the value.",
    ),
    "lesson that goes down": Mistake(
        RESOURCES, "{skill: python, level_from: 0, level_to: 3}",
        "{skill: python, level_from: 3, level_to: 3}", "- {skill: python",
        "teaches.0: level_to is not higher than level_from. Correct the value.",
    ),
    "list that is empty": Mistake(
        ENGINEER, "tasks: [Move data, Keep it right]", "tasks: []", "tasks:",
        "tasks: Tuple should have at least 1 item after validation, not 0. Correct the value.",
    ),
    "text that is empty": Mistake(
        FAMILIES, "title: Data", 'title: ""', "- {slug",
        "title: String should have at least 1 character. Correct the value.",
    ),
    "task of two lines": Mistake(
        ENGINEER, "[Move data, Keep it right]", '["Move\\ndata", Keep it right]', "tasks:",
        "tasks.0: This text has a line break. Write it on one line.",
    ),
    "number for a text": Mistake(
        SHOP, "value: '12'", "value: 12", "value: 12",
        "outcome.0.value: This must be text. Put it in quotes.",
    ),
    "text for a number": Mistake(
        SHOP, "year: 2024", "year: last year", "year:",
        "year: Input should be a valid integer, unable to parse string as an integer. "
        "Correct the value.",
    ),
    "prerequisites without a level": Mistake(
        PROGRAMMING, "{statistics: 2}", "[statistics, python]", "prerequisites:",
        "prerequisites: These have no level. Write them as '{statistics: 2}', each from 1 to 5.",
    ),
    "text for prerequisites": Mistake(
        PROGRAMMING, "{statistics: 2}", "statistics", "prerequisites:",
        "prerequisites: This must be a mapping: {name: value}.",
    ),
    "prerequisite at a level that there is not": Mistake(
        PROGRAMMING, "{statistics: 2}", "\n    python: 1\n    statistics: 6", "statistics: 6",
        "prerequisites.statistics: Input should be less than or equal to 5. Correct the value.",
    ),
    "prerequisite twice": Mistake(
        PROGRAMMING, "{statistics: 2}", "{statistics: 2, statistics: 3}", "prerequisites:",
        "file: 'statistics' appears twice. Remove one. "
        "Correct the YAML on this line or just above.",
    ),
    "unknown prerequisite": Mistake(
        PROGRAMMING, "{statistics: 2}", "\n    python: 1\n    statistic: 2", "statistic: 2",
        "prerequisites: There is no skill 'statistic'. Did you mean 'statistics'?",
    ),
    "text for a list": Mistake(
        SHOP, "lessons: [Begin small]", "lessons: Begin small", "lessons:",
        "lessons: This must be a list: [one, another].",
    ),
    "no such choice": Mistake(
        SOURCES.replace("sources", "families"), "summary:", "colour: red, summary:", "- {slug",
        "colour: This key doesn't exist. Correct its spelling or remove it.",
    ),
    "no such kind": Mistake(
        MATHS, "kind: technical", "kind: magic", "kind:",
        "kind: Input should be 'technical', 'tool', 'domain' or 'human'. Correct the value.",
    ),
    "no such day": Mistake(
        SOURCES, "2026-11-01", "2026-11-31", "seen: 2026-11-31",
        "seen: Input should be a valid date or datetime, day value is outside expected range. "
        "Correct the value.",
    ),
    "bad slug": Mistake(
        MATHS, "slug: statistics", "slug: Statistics 1", "- slug",
        "slug: String should match pattern '^[a-z0-9]+(-[a-z0-9]+)*$'. Correct the value.",
    ),
    "bad address": Mistake(
        RESOURCES, "https://books.example/sql", "books.example/sql", "url: books",
        "url: String should match pattern '^https?://\\S+$'. Correct the value.",
    ),
    "address that no form takes": Mistake(
        RESOURCES, "https://books.example/sql", "https://books", "url: https://books",
        "url: Enter a valid URL. Correct the value.",
    ),
    "text longer than its column": Mistake(
        MATHS, "title: Statistics", f"title: {'S' * 121}", "title:",
        "title: Ensure this value has at most 120 characters (it has 121). Correct the value.",
    ),
    "percentile above the median": Mistake(
        ANALYST, "p10: 63650", "p10: 112591", "- country: US",
        "pay.0: The amount is not between p10 and p90. Correct the value.",
    ),
    "percentiles that do not rise": Mistake(
        ANALYST, "p10: 63650", "p10: 63650\n  p25: 63649", "- country: US",
        "pay.0: p10, p25, amount, p75 and p90 must rise in this order. Correct the value.",
    ),
    "figure that does not fit, before all eyes": Mistake(
        ANALYST, "  measure:", "  fit: none\n  measure:", "- country: US",
        "pay.0: A figure whose fit is none has the use details. Correct the value.",
    ),
    "level that isn't a number": Mistake(
        ENGINEER, "level: 4", "level: yes", "- {skill: python",
        "requirements.0.level: true isn't a number. Correct the value.",
    ),
    "pay without an end": Mistake(
        ANALYST, "amount: 112590", "amount: .inf", "amount: .inf",
        "pay.0.amount: Input should be less than or equal to 1000000000. Correct the value.",
    ),
    "pay that isn't a number": Mistake(
        ANALYST, "amount: 112590", "amount: .nan", "amount: .nan",
        "pay.0.amount: Input should be greater than 0. Correct the value.",
    ),
    "month that no year has": Mistake(
        ANALYST, "period: 2025-05", "period: 2025-13", "period: 2025-13",
        "pay.0.period: String should match pattern '^\\d{4}(-(0[1-9]|1[0-2]))?$'. "
        "Correct the value.",
    ),
    "period that has not begun": Mistake(
        ANALYST, "period: 2025-05", "period: 2925-05", "period: 2925-05",
        "pay.0.period: The period has not begun; it would replace all older figures. "
        "Correct the value.",
    ),
    "note longer than its column": Mistake(
        ANALYST, "p10: 63650", f"note: {'N' * 251}", "note: N",
        "pay.0.note: String should have at most 250 characters. Correct the value.",
    ),
    "requirement twice": Mistake(
        ANALYST, "{skill: python, level: 2", "{skill: sql, level: 2",
        "- {skill: sql, level: 4",
        "requirements: 'sql' appears twice. Remove one.",
    ),
    "requirement again in a choice": Mistake(
        ANALYST, "{skill: python, level: 2", "{any_of: [statistics, sql], level: 2",
        "- {skill: sql, level: 4",
        "requirements: 'sql' appears twice. Remove one.",
    ),
    "skill twice in a choice": Mistake(
        ANALYST, "{skill: python, level: 2", "{any_of: [python, python], level: 2",
        "- {any_of",
        "requirements.1.any_of: 'python' appears twice. Remove one.",
    ),
    "choice of one skill": Mistake(
        ANALYST, "{skill: python, level: 2", "{any_of: [python], level: 2", "- {any_of",
        "requirements.1.any_of: One skill isn't a choice. Write 'skill: python', or add another.",
    ),
    "skill beside a choice": Mistake(
        ANALYST, "{skill: python, level: 2", "{skill: python, any_of: [sql, statistics], level: 2",
        "- {skill: python",
        "requirements.1: A need has either 'skill' or 'any_of'. Remove one of the two.",
    ),
    "neither a skill nor a choice": Mistake(
        ANALYST, "{skill: python, level: 2", "{level: 2", "- {level: 2",
        "requirements.1: The skill is missing. Add 'skill', or 'any_of' with several.",
    ),
    "alias twice": Mistake(
        PROGRAMMING, "ambiguous_aliases: [Py]", "ambiguous_aliases: [Python 3]", "- slug: python",
        "entry: 'Python 3' appears twice. Remove one.",
    ),
    "occupation twice": Mistake(
        ANALYST, "- scheme: onet\n  code: 15-2051.00", "- scheme: esco\n  code: '2511.3'",
        "- scheme: esco",
        "equivalents: 'esco 2511.3' appears twice. Remove one.",
    ),
    "practice that is not stated": Mistake(
        RESOURCES, "  practice: exercises\n", "", "- slug: python-tutorial",
        "practice: Add this key.",
    ),
    "practice of no kind": Mistake(
        RESOURCES, "practice: exercises", "practice: quizzes", "practice: quizzes",
        "practice: Input should be 'none', 'exercises' or 'project'. Correct the value.",
    ),
    "half a range of hours": Mistake(
        RESOURCES, "  hours_to: 14\n", "", "- slug: python-tutorial",
        "entry: Give both hours_from and hours_to, or neither. Correct the value.",
    ),
    "range of hours that goes down": Mistake(
        RESOURCES, "hours_to: 14", "hours_to: 9", "- slug: python-tutorial",
        "entry: hours_to is lower than hours_from. Correct the value.",
    ),
    "review before the source was seen": Mistake(
        SOURCES, "review_by: 2027-05-01", "review_by: 2026-11-01", "- slug: wage-survey",
        "entry: review_by is not later than seen. Correct the value.",
    ),
    "occupation of an unknown release": Mistake(
        ANALYST, "match: exact\n  source: wage-survey", "match: exact\n  source: wage-surveys",
        "source: wage-surveys",
        "equivalents: There is no source 'wage-surveys'. Did you mean 'wage-survey'?",
    ),
    "part that names no topic": Mistake(
        SHOP, "topic: sharding", "topic: shardings", "- {topic: shardings",
        "strategies: There is no topic 'shardings'. Did you mean 'sharding'?",
    ),
}  # fmt: skip
