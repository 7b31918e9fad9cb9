"""The content that the project ships: whole, sourced, unrepeated, and kept at its addresses."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings
from django.test import TestCase

from careers import content_checks as careers_report
from careers.data_export import limits
from careers.data_export.document import as_json
from careers.data_export.resume import resume_of
from careers.models import Occupation, Requirement, Resource, Role, Skill, SkillLevel
from careers.models.merging import MOST_KEPT
from careers.rules.levels import HIGHEST
from careers.rules.score import Band
from careers.rules.similarity import likenesses
from careers.rules.transitions import distance
from portal.core.content import text_report
from portal.core.text.prose import citations_in, sentences_in, word_count
from portal.management.commands.load_content import KINDS
from scalability import content_checks as scalability_report
from scalability.models import CaseStudy, Pillar, Topic
from tests import content_tree
from tests.factories import make_profile

ADDRESSES = settings.BASE_DIR / "tests" / "addresses.txt"
ROLE_SECTIONS = [
    *("A day in the work", "Beside its neighbours", "Ways in and ways on"),
    "The scaling challenges it owns",
]
# What is named, counted or quoted from elsewhere, and so may stand in many places.
NOT_PROSE = {
    *("slug", "state", "url", "uri", "title", "publisher", "by", "organisation", "domain"),
    *("aliases", "ambiguous_aliases", "esco", "equivalents", "pay", "outlook", "unit", "value"),
    *("code", "formula", "kind", "category", "confidence", "source", "references", "entry_level"),
    *("skills", "roles", "prerequisites", "requirements", "teaches", "family", "pillar", "topic"),
    *("what", "note", "basis", "seen", "review_by", "titles", "codes", "typical", "group"),
}
MOST_NEEDS = 18  # of a role: more than that nobody reads
# From somebody who holds the one role completely to the other, and the least readiness that a
# person who knows both jobs would believe.
NEIGHBOURS = {
    ("ml-platform-engineer", "mlops-engineer"): 55,
    ("mlops-engineer", "ml-platform-engineer"): 45,
    ("mlops-engineer", "ml-reliability-engineer"): 50,
    ("data-scientist", "machine-learning-engineer"): 40,
    ("machine-learning-engineer", "data-scientist"): 45,
    ("data-engineer", "data-platform-engineer"): 45,
    ("data-analyst", "analytics-engineer"): 40,
    ("nlp-engineer", "ai-engineer"): 35,
    ("inference-engineer", "distributed-training-engineer"): 45,
    ("gpu-kernel-engineer", "inference-engineer"): 45,
}
# Roles that are taken for each other, and how alike they are at least.
ALIKE = {
    ("data-scientist", "machine-learning-engineer"): 0.3,
    ("ml-platform-engineer", "mlops-engineer"): 0.3,
    ("mlops-engineer", "ml-reliability-engineer"): 0.4,
    ("data-engineer", "data-platform-engineer"): 0.4,
}
SHORTEST_SENTENCE = 5  # words; shorter ones may repeat by chance


@cache
def records():
    """What the shipped files say, by kind."""
    return {
        kind.name: [
            kind.record.model_validate(one.data) for one in kind.place.read(settings.BASE_DIR)
        ]
        for kind in KINDS
    }


def bodies(*kinds: str) -> dict[str, str]:
    return {f"{kind} {one.slug}": one.body for kind in kinds for one in records()[kind]}


def prose_of(data) -> Iterator[str]:
    """The texts of a record that somebody wrote as prose."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in NOT_PROSE:
                yield from prose_of(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from prose_of(value)


@pytest.mark.no_cover  # much content, and little code that small trees do not reach
@pytest.mark.usefixtures("shipped_content")
class ShippedContentTest(TestCase):
    def test_library_has_the_size_that_was_promised(self):
        least = {Role: 44, Skill: 190, Resource: 340, Pillar: 6, Topic: 50, CaseStudy: 32}
        least[Occupation] = 172

        assert {
            model: found
            for model, promised in least.items()
            if (found := model.objects.published().count()) < promised
        } == {}

    def test_ten_times_of_it_can_be_taken_along_and_brought_back(self):
        profile = make_profile(ratings=dict.fromkeys(Skill.objects.all(), 5))
        of_content = {model: model.objects.count() * 10 for model in (Skill, Resource, Role)}
        ratings = left_out = of_content[Skill]

        assert max(of_content.values()) < limits.MOST_IN_A_LIST
        assert sum(of_content.values()) + left_out + sum(MOST_KEPT.values()) < limits.MOST_IN_ALL
        assert len(as_json(resume_of(profile)).encode()) * 10 < ratings * limits.IN_RESUME

    def test_content_has_no_gap(self):
        findings = [
            *text_report.text_findings(KINDS),
            *careers_report.careers_findings(),
            *scalability_report.scalability_findings(),
        ]

        assert len(findings) > 20
        assert {one.title: one.rows for one in findings if one.is_gap and one.rows} == {}

    def test_texts_hold_nothing_that_readers_cannot_follow_or_see(self):
        """Not even what is only said elsewhere: links to drafts, and doubtful signs."""
        findings = {one.title: list(one.rows) for one in text_report.text_findings(KINDS)}

        assert {title: rows for title, rows in findings.items() if rows} == {}

    def test_nothing_is_told_in_few_words(self):
        findings = [*careers_report.careers_findings(), *scalability_report.scalability_findings()]
        told = [one for one in findings if "told in fewer than" in one.title]

        assert len(told) == 3
        assert {one.title: one.rows for one in told if one.rows} == {}

    def test_anchors_make_one_claim_and_say_what_is_done(self):
        findings = [
            one for one in careers_report.careers_findings() if one.title.startswith("Anchors")
        ]

        assert len(findings) == 2
        assert {one.title: one.rows for one in findings if one.rows} == {}

    def test_every_level_of_every_skill_has_an_anchor_of_its_own(self):
        anchors = Counter(SkillLevel.objects.values_list("anchor", flat=True))

        assert len(anchors) == 5 * Skill.objects.count()

    def test_whoever_holds_a_role_is_within_reach_of_its_neighbour(self):
        needs = {role.slug: asked for role, asked in Requirement.objects.needs_by_role().items()}
        scores = {
            (here, there): distance(needs[here], needs[there]).score for here, there in NEIGHBOURS
        }

        assert {way: one.band for way, one in scores.items() if one.band == Band.LONG_WAY} == {}
        assert {
            way: one.readiness for way, one in scores.items() if one.readiness < NEIGHBOURS[way]
        } == {}

    def test_roles_that_are_taken_for_each_other_are_alike(self):
        asks, tools = Requirement.objects.vectors()
        alike = {
            (role.slug, other.slug): likeness
            for role, others in likenesses(asks, tools).items()
            for other, likeness in others.items()
        }

        assert {pair: alike[pair] for pair, least in ALIKE.items() if alike[pair] < least} == {}

    def test_no_role_asks_its_holder_to_lead_the_field(self):
        leading = Requirement.objects.filter(level=HIGHEST)

        assert list(leading.values_list("role__slug", "skill__slug")) == []

    def test_no_role_asks_more_than_anybody_reads(self):
        needs = Requirement.objects.needs_by_role()

        assert len(needs) >= 44
        assert {role.slug: len(one) for role, one in needs.items() if len(one) > MOST_NEEDS} == {}

    def test_content_comes_back_as_it_is(self):
        before = content_tree.all_rows()

        assert content_tree.load(settings.BASE_DIR) == ["0 added, 0 changed, 0 kept, 0 removed"]
        assert content_tree.all_rows() == before

    def test_files_are_as_a_dump_writes_them(self):
        with TemporaryDirectory() as folder:
            content_tree.dump(Path(folder))

            assert content_tree.texts(Path(folder)) == content_tree.texts(settings.BASE_DIR)


def test_no_sentence_appears_twice():
    places = defaultdict(list)
    for kind, found in records().items():
        for record in found:
            for text in prose_of(record.model_dump(mode="json")):
                for sentence in sentences_in(text):
                    if len(sentence.split()) >= SHORTEST_SENTENCE:
                        places[sentence].append(f"{kind} {record.slug}")

    assert len(places) > 6000
    assert {sentence: slugs for sentence, slugs in places.items() if len(slugs) > 1} == {}


def test_roles_are_told_in_the_same_four_sections():
    sections = {
        role: re.findall(r"^## (.+)$", body, re.MULTILINE) for role, body in bodies("role").items()
    }

    assert {role: found for role, found in sections.items() if found != ROLE_SECTIONS} == {}


@pytest.mark.parametrize(
    ("kinds", "most"), [(("role",), 450), (("pillar", "topic"), 600), (("case study",), 200)]
)
def test_no_page_is_too_long(kinds, most):
    lengths = {page: word_count(body) for page, body in bodies(*kinds).items()}

    assert {page: length for page, length in lengths.items() if length > most} == {}


def test_summaries_of_resources_are_one_sentence():
    summaries = {one.slug: list(sentences_in(one.summary)) for one in records()["resource"]}

    assert {slug: found for slug, found in summaries.items() if len(found) != 1} == {}


def test_every_source_is_cited():
    cited = set()
    for found in records().values():
        for record in found:
            cited |= {one.slug for one in record.refers_to() if one.kind == "source"}

    assert {one.slug for one in records()["source"]} - cited == set()


def test_citations_in_prose_are_sources():
    sources = {one.slug for one in records()["source"]}
    pages = bodies("role", "pillar", "topic", "case study")
    cited = {page: citations_in(body) for page, body in pages.items()}

    assert {page: found - sources for page, found in cited.items() if not found <= sources} == {}


def test_no_address_that_was_published_is_gone():
    """Bookmarks, plans and other sites rest on them: add a new one to the file, remove none."""
    assert addresses() == ADDRESSES.read_text(encoding="utf-8").split()


def addresses() -> list[str]:
    kinds = ("role", "skill", "resource", "occupation", "pillar", "topic", "case study")
    return sorted(
        f"{kind.replace(' ', '-')}/{one.slug}" for kind in kinds for one in records()[kind]
    )
