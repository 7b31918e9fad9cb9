"""What people want to do, told by the words they type, and the pages that it leads to.

To add one, write the phrases as people type them (folded, the longest need not come first) and its
pages. An intent never hides results: its pages stand above them, as what may be meant.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

ROLE, OTHER = "{role}", "{other}"  # in titles and addresses: the roles that were named


class PageLink(NamedTuple):
    """A page, by the name of its route. It is offered where as many roles were named as it needs.

    `slug` is that of the row that the page shows; `{role}` and `{other}` stand for those named.
    """

    title: str
    route: str
    slug: str = ""
    query: str = ""
    fragment: str = ""

    @property
    def roles_needed(self) -> int:
        texts = (self.title, self.slug, self.query)
        return sum(any(place in text for text in texts) for place in (ROLE, OTHER))


@dataclass(frozen=True, slots=True)
class Intent:
    """Its phrases have commas between them. `alone`: it is meant only where nothing else of
    weight was typed: "plan", and not "route plan".
    """

    phrases: str
    links: tuple[PageLink, ...]
    alone: bool = False
    pattern: str = ""

    def wordings(self) -> tuple[str, ...]:
        return tuple(self.phrases.split(", ")) if self.phrases else ()


BUDGET = PageLink(
    "How much memory and time a model takes",
    "scalability:topic_detail",
    "training-compute-and-memory-budgeting",
)
QUANTISATION = PageLink(
    "Making a model smaller by quantisation", "scalability:topic_detail", "quantisation"
)
COMPARE = PageLink("Roles side by side", "careers:compare")
COMPARE_ONE = PageLink("{role} beside other roles", "careers:compare", query="role={role}")
COMPARE_TWO = PageLink(
    "{role} and {other} side by side", "careers:compare", query="role={role}&role={other}"
)
TRANSITIONS = PageLink("From {role} to other roles", "careers:transitions", "{role}")
ROLES = PageLink("All roles, each with its pay and ways in", "careers:role_list")
ROLE_PAGE = PageLink("{role}: the work, the pay and the ways in", "careers:role_detail", "{role}")
PLAN = PageLink("Your plan", "careers:plan")
PLAN_FOR_ROLE = PageLink("A plan for {role}, with hours", "careers:plan_detail", "{role}")
QUESTIONS = PageLink("Answer a few questions and see which roles fit", "careers:questions")
START = PageLink("Start from what you do today", "careers:start")
OCCUPATION_PAGE = PageLink("", "careers:occupation_detail")  # of the one that was named
DATA = PageLink("Your data: take it along, or bring it back", "careers:data")
GRADUATE = PageLink("Roles for graduates", "careers:role_list", query="entry=graduate")
JUNIOR = PageLink("Roles for juniors", "careers:role_list", query="entry=junior")

INTENTS: tuple[Intent, ...] = (
    Intent(
        "difference between, differences between, compare, comparing, comparison, "
        "versus, vs, better than, side by side",
        (COMPARE_TWO, COMPARE_ONE, COMPARE),
    ),
    Intent("switch from, move from, transition from, from", (TRANSITIONS,)),
    Intent(
        "how long, how many hours, how many months, how many years, how hard",
        (PLAN_FOR_ROLE, PLAN),
    ),
    Intent(
        "how to become, how do i become, how can i become, become, becoming, how to be, "
        "career path, get a job as, get hired as, get into, break into",
        (ROLE_PAGE, PLAN_FOR_ROLE, START),
    ),
    Intent(
        "salary, salaries, pay, pays, paid, paying, wage, wages, earn, earns, earning, "
        "earnings, income, compensation, make money",
        (
            PageLink("What {role} pays", "careers:role_detail", "{role}", fragment="pay"),
            ROLES,
        ),
    ),
    Intent(
        "no coding, no code, no programming, without coding, without code, "
        "without programming, without knowing how to code, non coding, not coding, "
        "non technical, nontechnical, non tech, not technical, can't code, dont code, "
        "don't code, hate coding",
        (
            PageLink(
                "Product and delivery: most of these roles ask for no programming",
                "careers:role_list",
                query="family=product",
            ),
            PageLink(
                "Governance and safety: some ask for none",
                "careers:role_list",
                query="family=governance",
            ),
        ),
    ),
    Intent(
        "entry level, no experience, without experience, without a degree, no degree, "
        "junior, juniors, graduate, graduates, beginner job, beginner jobs, intern, "
        "interns, internship, internships, trainee, first job, starter job",
        (GRADUATE, JUNIOR),
    ),
    Intent("", (BUDGET, QUANTISATION), pattern=r"\b\d+(?:\.\d+)?\s?(?:b|bn|billion)\b"),
    Intent(
        "gpu memory, vram, how much memory, how many gpus, model size, parameters",
        (BUDGET, QUANTISATION),
    ),
    Intent(
        "forgot password, forgot my password, forgotten password, reset password, "
        "reset my password, lost password, new password",
        (PageLink("Set a new password", "account_reset_password"),),
    ),
    Intent(
        "change password, change my password",
        (PageLink("Change your password", "account_change_password"),),
    ),
    Intent("log in, login, sign in, signin", (PageLink("Sign in", "account_login"),)),
    Intent(
        "sign up, signup, register, registration, create account, create an account",
        (PageLink("Sign up", "account_signup"),),
    ),
    Intent(
        "delete, erase, forget me, close my account, cancel my account, remove my, "
        "remove all, wipe my, clear my",
        (PageLink("Delete everything you saved here", "careers:data_delete"), DATA),
    ),
    Intent(
        "my data, download my, export my, export, import, backup my",
        (DATA,),
    ),
    Intent("privacy, privacy policy, cookies, gdpr", (DATA,), alone=True),
    Intent(
        "my ratings",
        (PageLink("Your skills", "careers:profile"),),
        alone=True,
    ),
    Intent("resume, resumes, cv, cvs, curriculum vitae, linkedin", (DATA, START)),
    Intent(
        "quiz, test, test me, assessment, questionnaire, aptitude test, career test",
        (QUESTIONS,),
        alone=True,
    ),
    Intent(
        "which job, what job, which role, what role, which career, what career, "
        "which ai job, what ai job, which ai role, what ai role, which ai career, "
        "right for me, suits me, suit me, fits me, fit me, good for me",
        (QUESTIONS, PageLink("Your matches", "careers:matches")),
    ),
    Intent(
        "percentage, percent, calculated, match calculated, how is the match, algorithm, "
        "readiness, how does matching work, how does the match work, match percentage",
        (PageLink("How the match is worked out", "about_match"),),
        alone=True,
    ),
    Intent(
        "match, matches, matching, my match",
        (PageLink("Your matches", "careers:matches"),),
        alone=True,
    ),
    Intent(
        "plan, my plan, study plan, learning plan, learning path, roadmap, curriculum, "
        "syllabus, where to start, where do i start",
        (PLAN_FOR_ROLE, PLAN),
        alone=True,
    ),
    Intent("my progress, progress", (PageLink("Your progress", "careers:progress"),), alone=True),
    Intent(
        "my skills, rate my skills, my profile, profile",
        (PageLink("Your skills", "careers:profile"),),
        alone=True,
    ),
    Intent(
        "source, sources, numbers from, your numbers, data from, evidence, licence, "
        "license, where does the data come from",
        (PageLink("Sources and licences", "about_sources"),),
        alone=True,
    ),
    Intent(
        "free course, free courses, free book, free books, free",
        (PageLink("What costs nothing to learn from", "careers:resource_list", query="cost=free"),),
        alone=True,
    ),
    Intent(
        "course, courses, book, books, tutorial, tutorials, certificate, certificates, "
        "certification, certifications",
        (PageLink("Courses, books and more", "careers:resource_list"),),
        alone=True,
    ),
    Intent(
        "case study, case studies, examples",
        (PageLink("Case studies", "scalability:case_study_list"),),
        alone=True,
    ),
    Intent(
        "scaling, scalability, scale ai, scaling ai",
        (PageLink("Making AI work at scale", "scalability:hub"),),
        alone=True,
    ),
    Intent(
        "career change, career changer, change career, change careers, switch career, "
        "switch careers, new career, my job, current job",
        (START,),
    ),
)


class IntentFound(NamedTuple):
    intent: Intent
    places: frozenset[int]  # of the words that told it


def intents_in(
    words: Sequence[str], taken: Collection[int] = (), idle: Collection[int] = ()
) -> list[IntentFound]:
    """What the words ask for, in the order of `INTENTS`; each word tells one intent at most.

    `taken` are places of words that mean something else, such as the name of a role; `idle` those
    that carry nothing, so that an intent among them stands alone.
    """
    used = set(taken)
    found = []
    for intent in INTENTS:
        places = places_of(intent.wordings(), words) | _places_of_pattern(intent.pattern, words)
        places -= used
        others = set(range(len(words))) - places - set(idle)
        if places and not (intent.alone and others - set(taken)):
            found.append(IntentFound(intent, frozenset(places)))
            used |= places
    return found


def places_of(phrases: Iterable[str], words: Sequence[str]) -> set[int]:
    """Where the words of any of the phrases stand, one after the other."""
    return {
        place
        for phrase in (one.split() for one in phrases)
        for start in range(len(words) - len(phrase) + 1)
        if list(words[start : start + len(phrase)]) == phrase
        for place in range(start, start + len(phrase))
    }


def _places_of_pattern(pattern: str, words: Sequence[str]) -> set[int]:
    if not pattern:
        return set()
    text = " ".join(words)
    spans = [found.span() for found in re.finditer(pattern, text)]
    return {
        text.count(" ", 0, start) + n
        for start, end in spans
        for n in range(text.count(" ", start, end) + 1)
    }
