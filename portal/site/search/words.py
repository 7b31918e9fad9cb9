"""What the words of a question mean for the search: plain lists, to be read and added to.

All are folded: small letters, no accents.
"""

from types import MappingProxyType

# Left out where anything else was typed: what carries a sentence and names nothing.
_LEFT_OUT = """
    a about after all also am an and any anyone are around as at be because been before being best
    better big but by can could did do does doing done each else for from get gets getting give
    going good got great had has have having help here how i i'd i'll i'm i've if in into is isn't
    it its just know like ll make makes making many may me might more most much my need needed needs
    new no not of off on one only or our out over own people person please s same shall should show
    so some someone still t tell than that the their them then there these they thing things this
    those to too top try under up us use used using very want wanted wants was way ways we well were
    what when where which while who whose why will with within work working works would you your

    basics beginner beginners easily easy fast fundamentals online quickly scratch simple zero

    career careers employment field find hire hired hiring industry job jobs learn looking opening
    openings opportunities position positions profession professions role roles sector vacancies
    vacancy
"""
STOP_WORDS = frozenset(_LEFT_OUT.split())

# They say which kind of page is meant, so that kind comes first. Each is also left out of what is
# looked for, where anything else was typed.
KIND_PHRASES = MappingProxyType(
    {
        "Roles": (
            *("become", "career", "careers", "hire", "hiring", "job", "jobs", "position"),
            *("profession", "role", "roles", "work in", "work on", "work with", "work as"),
            *("working in", "working on", "working with", "get into", "want to be"),
        ),
        "Resources": (
            *("book", "books", "class", "classes", "course", "courses", "paper", "papers"),
            *("tutorial", "tutorials", "video", "videos", "certificate", "certification"),
        ),
        "Skills": ("skill", "skills"),
        "Case studies": ("case study", "case studies", "example", "examples"),
    }
)
# Words of no weight beside an intent: "skills test" asks for the test.
GENERIC = frozenset(["ai", "artificial", "intelligence", "skill", "skills", "tech", "best", "free"])

# What people say, and what the site says for it.
SYNONYMS = MappingProxyType(
    {
        "self driving": "autonomous",
        "driverless": "autonomous",
        "car": "vehicle",
        "cars": "vehicle",
        "maths": "mathematics",
        "stats": "statistics",
        "programmer": "developer",
        "coder": "developer",
        "dev": "developer",
        "gen ai": "generative ai",
        "slow": "latency",
        "faster": "performance",
        "cheaper": "cost",
        "expensive": "cost",
    }
)
