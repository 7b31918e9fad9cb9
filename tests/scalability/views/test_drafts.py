import re
from dataclasses import dataclass
from itertools import pairwise

import pytest
from django.urls import reverse

from careers.models import Role, Skill
from portal.core.publication import State
from scalability.models import (
    Addresses,
    CaseStudy,
    CaseTopic,
    Confidence,
    Figure,
    Pillar,
    Relation,
    RuleOfThumb,
    Topic,
)
from tests.factories import (
    make_case_study,
    make_pillar,
    make_profile,
    make_role,
    make_skill,
    make_source,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db


@dataclass
class Scene:
    """One row of each kind, all tied to one another and all published."""

    data: Pillar
    cloud: Pillar
    ingestion: Topic
    drift: Topic
    autoscaling: Topic
    keystone: CaseStudy
    streams: Skill
    engineer: Role

    def url(self, page: str) -> str:
        return {
            "hub": reverse("scalability:hub"),
            "case_study_list": reverse("scalability:case_study_list"),
            "challenge_pillar": self.data.get_absolute_url(),
            "strategy_pillar": self.cloud.get_absolute_url(),
            "challenge_topic": self.ingestion.get_absolute_url(),
            "strategy_topic": self.autoscaling.get_absolute_url(),
            "case_study": self.keystone.get_absolute_url(),
        }[page]


PAGES = {
    "hub": {
        *("data", "cloud", "ingestion", "drift", "autoscaling", "keystone", "streams", "engineer"),
    },
    "case_study_list": {"data", "ingestion", "keystone"},
    "challenge_pillar": {"data", "cloud", "ingestion", "drift"},
    "strategy_pillar": {"data", "cloud", "autoscaling"},
    "challenge_topic": {
        *("data", "ingestion", "drift", "autoscaling", "keystone", "streams", "engineer"),
    },
    "strategy_topic": {"cloud", "ingestion", "autoscaling", "keystone", "streams", "engineer"},
    "case_study": {"cloud", "ingestion", "autoscaling", "keystone", "streams", "engineer"},
}
LOST = {  # page -> rows without which there is no page
    "challenge_pillar": {"data"},
    "strategy_pillar": {"cloud"},
    "challenge_topic": {"data", "ingestion"},
    "strategy_topic": {"cloud", "autoscaling"},
    "case_study": {"keystone"},
}
GOES_WITH = {"data": {"ingestion", "drift"}, "cloud": {"autoscaling"}}


def titles(content: str) -> list[str]:
    """The titles of the cards of a page."""
    return re.findall(r"<h[23]><a[^>]*>([^<]+)</a></h[23]>", content)


def tie(strategy: Topic, challenge: Topic) -> Addresses:
    return Addresses.objects.create(strategy=strategy, challenge=challenge, how="adds machines")


def relate(topic: Topic, kind: Relation.Kind, other: Topic) -> Relation:
    return Relation.objects.create(topic=topic, kind=kind, other=other, how=f"{kind} somehow")


def add_figure(case_study: CaseStudy, about: Figure.About, **fields) -> Figure:
    defaults = {"what": "Events", "value": "1 trillion", "unit": "events per day"}
    return Figure.objects.create(
        case_study=case_study,
        about=about,
        confidence=Confidence.HIGH,
        source=make_source(),
        **(defaults | fields),
    )


def add_rule(topic: Topic, **fields) -> RuleOfThumb:
    return RuleOfThumb.objects.create(
        topic=topic, source=make_source(), confidence=Confidence.MEDIUM, **fields
    )


@pytest.fixture
def scene() -> Scene:
    data = make_pillar(title="Managing data", slug="data")
    cloud = make_pillar(title="Renting clouds", slug="cloud", kind=Pillar.Kind.STRATEGY)
    streams = make_skill(title="Stream processing")
    engineer = make_role(title="Data engineer", requirements={streams: (3, 5)})
    people = {"skills": [streams], "roles": [engineer]}
    ingestion = make_topic(title="Ingestion of events", pillar=data, **people)
    drift = make_topic(title="Drift of models", pillar=data)
    autoscaling = make_topic(title="Elastic capacity", pillar=cloud, **people)
    parts = {ingestion: CaseTopic.Part.CHALLENGE, autoscaling: CaseTopic.Part.STRATEGY}
    keystone = make_case_study(title="Keystone pipeline", parts=parts, **people)
    tie(autoscaling, ingestion)
    relate(ingestion, Relation.Kind.SUPPORTS, drift)
    relate(drift, Relation.Kind.NEEDS, ingestion)
    return Scene(data, cloud, ingestion, drift, autoscaling, keystone, streams, engineer)


# --- Drafts --------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_page_shows_all_that_is_published_and_tied_to_it(client, scene, page):
    content = client.get(scene.url(page)).content.decode()

    assert {name for name, row in vars(scene).items() if row.title in content} >= PAGES[page]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", Scene.__annotations__)
def test_draft_shows_on_no_page(client, scene, page, name):
    url = scene.url(page)
    draft = getattr(scene, name)
    type(draft).objects.filter(pk=draft.pk).update(state=State.DRAFT)

    response = client.get(url)

    hidden = [draft, *(getattr(scene, other) for other in GOES_WITH.get(name, ()))]
    lost = name in LOST.get(page, ())
    assert response.status_code == (404 if lost else 200)
    assert [row.title for row in hidden if row.title in response.content.decode()] == []


@pytest.mark.parametrize(
    ("page", "name", "count"),
    [
        ("challenge_pillar", "autoscaling", "no strategies"),
        ("challenge_pillar", "cloud", "no strategies"),
        ("challenge_pillar", "keystone", "no case studies"),
        ("strategy_pillar", "ingestion", "no challenges"),
        ("strategy_pillar", "data", "no challenges"),
        ("strategy_pillar", "keystone", "no case studies"),
    ],
)
def test_draft_counts_nowhere(client, scene, page, name, count):
    Topic.objects.filter(title="Drift of models").delete()
    draft = getattr(scene, name)
    before = client.get(scene.url(page)).content.decode()
    type(draft).objects.filter(pk=draft.pk).update(state=State.DRAFT)

    after = client.get(scene.url(page)).content.decode()

    assert count not in before
    assert count in after


def test_case_study_list_counts_published_ones_only(client):
    make_case_study()
    make_case_study(state=State.DRAFT, domain="hidden domain")

    content = client.get(reverse("scalability:case_study_list")).content.decode()

    assert "1 case study" in content
    assert "idden domain" not in content


def test_case_study_list_offers_only_challenges_that_published_ones_met(client, scene):
    CaseStudy.objects.update(state=State.DRAFT)
    make_case_study()

    content = client.get(reverse("scalability:case_study_list")).content.decode()

    assert '<option value="ingestion-of-events"' not in content
    assert '<option value="data"' not in content


@pytest.mark.parametrize("name", ["ingestion", "data"])
def test_case_study_list_does_not_know_a_draft(client, scene, name):
    draft = getattr(scene, name)
    type(draft).objects.filter(pk=draft.pk).update(state=State.DRAFT)

    response = client.get(reverse("scalability:case_study_list"), {"challenge": draft.slug})

    assert response.context["form"].errors.keys() == {"challenge"}
    assert response.context["page"].paginator.count == 1


@pytest.mark.parametrize("wrong", ["elastic-capacity", "no-such-thing", "\x00"])
def test_case_study_list_says_what_it_did_not_understand_and_shows_all(client, scene, wrong):
    response = client.get(reverse("scalability:case_study_list"), {"challenge": wrong})

    assert "Select a valid choice" in response.content.decode()
    assert titles(response.content.decode()) == ["Keystone pipeline"]


# --- Hub -----------------------------------------------------------------------------------------


def test_hub_shows_pillars_in_two_halves(client, scene):
    response = client.get(reverse("scalability:hub"))

    assert response.context["section"] == "scalability"
    assert response.context["challenges"] == [scene.data]
    assert response.context["strategies"] == [scene.cloud]


def test_hub_marks_what_helps_and_leads_to_the_sentence_that_says_how(client, scene, words):
    tie(scene.autoscaling, scene.drift)

    response = client.get(reverse("scalability:hub"))

    content = response.content.decode()
    marks = re.findall(r'class="(mark[^"]*)"\s+href="([^"]+)"', content)
    assert marks == [
        ("mark", f"{scene.drift.get_absolute_url()}#elastic-capacity"),
        ("mark mark--seen", f"{scene.ingestion.get_absolute_url()}#elastic-capacity"),
    ]
    assert 'id="elastic-capacity"' in client.get(marks[1][1]).content.decode()
    text = words(response)
    assert "Elastic capacity helps against Ingestion of events, seen in a case study" in text
    assert "Elastic capacity helps against Drift of models" in text
    assert "2 in all. 1 of them" in text


def test_hub_counts_where_two_pillars_meet_and_how_many_people_a_topic_takes(client, scene):
    content = client.get(reverse("scalability:hub")).content.decode()

    assert re.findall(r'<td colspan="1">\s*(\d+)', content) == ["1"]
    for topic in (scene.ingestion, scene.autoscaling):
        assert f'href="{topic.get_absolute_url()}#people">1</a>' in content
    assert 'id="people"' in client.get(scene.url("strategy_topic")).content.decode()


def test_hub_tells_the_map_again_as_a_list(client, scene, words):
    text = words(client.get(reverse("scalability:hub")))

    told = text[text.index("The same as a list") :]
    assert "Ingestion of events Elastic capacity (seen in a case study)" in told
    assert "Drift of models No strategy is named yet." in told


def test_hub_names_the_people_that_most_topics_take(client, scene, words):
    text = words(client.get(reverse("scalability:hub")))

    assert "Stream processing 2 topics" in text
    assert "Data engineer 2 topics" in text


def test_hub_follows_one_challenge_to_a_role(client, scene):
    chain = client.get(reverse("scalability:hub")).context["chain"]

    assert [
        chain[f"{end}_title"] for end in ("challenge", "strategy", "case", "skill", "role")
    ] == [
        *("Ingestion of events", "Elastic capacity", "Keystone pipeline"),
        *("Stream processing", "Data engineer"),
    ]


def test_hub_shows_the_first_case_study_of_each_organisation(client):
    make_case_study(title="Second", organisation="Netflix", position=2)
    make_case_study(title="First", organisation="Netflix", position=1)
    make_case_study(title="Third", organisation="Amazon", position=3)

    assert titles(client.get(reverse("scalability:hub")).content.decode()) == ["First", "Third"]


def test_hub_without_content_says_where_to_begin(client):
    content = client.get(reverse("scalability:hub")).content.decode()

    assert "None is published yet." in content
    assert "No case study is published yet." in content
    assert reverse("careers:role_list") in content


# --- Pillars and topics --------------------------------------------------------------------------


def test_pillar_counts_strategies_and_case_studies_once_each(client, scene):
    again = {scene.ingestion: CaseTopic.Part.CHALLENGE, scene.autoscaling: CaseTopic.Part.STRATEGY}
    twice = make_case_study(parts=again)
    CaseTopic.objects.create(case_study=twice, topic=scene.ingestion, part=CaseTopic.Part.PRACTICE)
    tie(make_topic(pillar=scene.cloud), scene.ingestion)

    topics = client.get(scene.data.get_absolute_url()).context["topics"]

    assert [(one.title, one.strategies, one.cases) for one in topics] == [
        ("Drift of models", 0, 0),
        ("Ingestion of events", 2, 2),
    ]


def test_pillar_without_topics_leads_back(client):
    content = client.get(make_pillar().get_absolute_url()).content.decode()

    assert "No topics yet" in content
    assert "See all pillars" in content


def test_topic_shows_rules_of_thumb_with_formula_basis_confidence_and_source(client):
    topic = make_topic(how_tackled="Buffer it\nReplay it", body="It is **hard**.")
    rule = add_rule(topic, rule="Size by bytes", formula="rate x size", basis="worked out")

    content = client.get(topic.get_absolute_url()).content.decode()

    for words in ("Size by bytes", "rate x size", "Worked out", "medium confidence"):
        assert words in content
    assert rule.source.url in content
    assert "seen 1 November 2026" in content
    assert "<li>Buffer it</li><li>Replay it</li>" in content
    assert "It is <strong>hard</strong>." in content


def test_topic_tells_relations_from_its_own_side(client, scene):
    other = make_topic(title="Features")
    relate(scene.ingestion, Relation.Kind.TRADES_OFF_WITH, other)
    relate(other, Relation.Kind.SUPPORTS, scene.ingestion)

    relations = client.get(scene.ingestion.get_absolute_url()).context["relations"]

    assert [(one.words, one.other.title) for one in relations] == [
        ("is needed by", "Drift of models"),
        ("is supported by", "Features"),
        ("supports", "Drift of models"),
        ("trades off with", "Features"),
    ]


def test_topic_shows_first_what_a_case_study_has_shown_to_work(client, scene, words):
    earlier = make_topic(title="A plan", pillar=scene.cloud)
    tie(earlier, scene.ingestion)

    response = client.get(scene.ingestion.get_absolute_url())

    assert [(one.other.title, one.is_seen) for one in response.context["addresses"]] == [
        ("Elastic capacity", True),
        ("A plan", False),
    ]
    assert "Elastic capacity , seen in a case study A plan" in words(response)


def test_pillar_names_what_helps_against_each_topic(client, scene, words):
    here = words(client.get(scene.data.get_absolute_url()))
    there = words(client.get(scene.cloud.get_absolute_url()))

    assert "1 strategy 1 case study Elastic capacity , seen in a case study" in here
    assert "1 challenge 1 case study Ingestion of events , seen in a case study" in there


@pytest.mark.parametrize(
    ("page", "words", "other"),
    [
        ("challenge_topic", "is addressed by", "Elastic capacity"),
        ("strategy_topic", "addresses", "Ingestion of events"),
    ],
)
def test_topic_tells_how_strategy_and_challenge_are_tied(client, scene, page, words, other):
    response = client.get(scene.url(page))

    assert [(one.words, one.other.title) for one in response.context["addresses"]] == [
        (words, other)
    ]
    assert "Adds machines" in response.content.decode()


def test_bare_topic_says_where_to_go_next(client):
    content = client.get(make_topic().get_absolute_url()).content.decode()

    for name in ("hub", "case_study_list"):
        assert reverse(f"scalability:{name}") in content
    assert content.count("None is named yet.") == 3
    assert "Rules of thumb" not in content
    assert "References" not in content


# --- Own levels ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["challenge_topic", "strategy_topic", "case_study"])
def test_member_sees_own_levels(client, scene, page):
    unrated = make_skill()
    for row in (scene.ingestion, scene.autoscaling, scene.keystone):
        row.skills.add(unrated)
    member = make_user()
    make_profile(member=member, ratings={scene.streams: 3})
    client.force_login(member)

    response = client.get(scene.url(page))

    assert list(response.context["skills"]) == [(unrated, None), (scene.streams, 3)]
    assert "you: 3, independent" in response.content.decode()
    assert "you: not rated" in response.content.decode()


@pytest.mark.parametrize("page", ["challenge_topic", "case_study"])
def test_visitor_without_ratings_is_asked_for_them(client, scene, page):
    content = client.get(scene.url(page)).content.decode()

    assert "you:" not in content
    assert "Rate your skills" in content


# --- Case studies --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Keystone pipeline", "Other"]),
        ({"challenge": "ingestion-of-events"}, ["Keystone pipeline"]),
        ({"challenge": "data"}, ["Keystone pipeline"]),
        ({"domain": "mobile"}, ["Other"]),
        ({"challenge": "data", "domain": "mobile"}, []),
    ],
)
def test_case_study_list_filters(client, scene, query, found):
    make_case_study(title="Other", domain="mobile")

    response = client.get(reverse("scalability:case_study_list"), query)

    assert titles(response.content.decode()) == found
    assert ("No case study fits" in response.content.decode()) == (not found)


def test_case_study_list_keeps_the_filters_on_other_pages(client):
    for _ in range(25):
        make_case_study(domain="mobile")

    response = client.get(reverse("scalability:case_study_list"), {"domain": "mobile", "page": 9})

    assert len(response.context["page"]) == 1
    assert 'href="?page=1&amp;domain=mobile"' in response.content.decode()
    assert '<option value="mobile" selected>' in response.content.decode()


def test_case_study_list_answers_htmx_with_the_results_alone(client, scene, words):
    url = reverse("scalability:case_study_list")
    part = client.get(
        url, {"challenge": "data"}, headers={"HX-Request": "true", "HX-Target": "results"}
    )

    assert part.content.decode().strip().startswith('<p id="count" role="status">')
    assert "1 case study found. Show all" in words(part)
    assert titles(part.content.decode()) == ["Keystone pipeline"]


def test_empty_case_study_list_says_where_to_begin(client):
    content = client.get(reverse("scalability:case_study_list")).content.decode()

    assert "No case studies yet" in content
    assert "See the challenges" in content


def test_case_study_shows_figures_with_what_they_count_and_their_source(client, scene):
    scale = add_figure(scene.keystone, Figure.About.SCALE, note="at its peak")
    add_figure(scene.keystone, Figure.About.OUTCOME, value="from several days to under an hour")

    response = client.get(scene.keystone.get_absolute_url())

    content = response.content.decode()
    for words in ("1 trillion", "events per day", "Events", "At its peak", "High confidence"):
        assert words in content
    assert scale.source.title in content
    assert [one.value for one in response.context["outcome"]] == [
        "from several days to under an hour"
    ]


def test_case_study_tells_its_story_in_one_order(client, words):
    size, split = make_topic(title="Size"), make_topic(title="Splitting")
    case = make_case_study(
        body="They sell *books*.",
        result="They sold more.",
        people="Ada did it.",
        lessons="Begin small",
        parts={size: CaseTopic.Part.CHALLENGE, split: CaseTopic.Part.STRATEGY},
    )
    case.parts.filter(topic=size).update(how="Orders filled the disk.")
    case.parts.filter(topic=split).update(how="Orders were split.")
    text = words(client.get(case.get_absolute_url()))
    told = [
        *("They sell books .", "Size Orders filled the disk.", "Splitting Orders were split."),
        *("They sold more.", "Begin small", "The people it took Ada did it."),
    ]

    assert [text.index(one) for one in told] == sorted(text.index(one) for one in told)
    assert "Splitting" not in text[: text.index("Size")]
    assert "Orders filled the disk." in words(client.get(size.get_absolute_url()))


def test_pillar_explains_itself_and_names_what_was_read(client, words):
    pillar = make_pillar(body="It is *hard*.")
    pillar.references.add(make_source(title="A paper"))
    text = words(client.get(pillar.get_absolute_url()))

    assert "It is hard ." in text
    assert "References A paper" in text


def test_case_study_says_which_of_its_challenges_a_strategy_helps_against(client, scene):
    tie(scene.autoscaling, make_topic(title="Not met here"))
    CaseTopic.objects.create(
        case_study=scene.keystone, topic=scene.drift, part=CaseTopic.Part.PRACTICE
    )

    helped = client.get(scene.keystone.get_absolute_url()).context["helped"]

    assert [
        (one.part.topic.title, one.part.part, [tie.challenge.title for tie in one.against])
        for one in helped
    ] == [
        ("Elastic capacity", "strategy", ["Ingestion of events"]),
        ("Drift of models", "practice", []),
    ]


def test_bare_case_study_says_where_to_go_next(client):
    content = client.get(make_case_study().get_absolute_url()).content.decode()

    assert content.count("None is named yet.") == 4
    assert "confidence" not in content


# --- Every page ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_reader_is_given_no_cookie(client, scene, page):
    response = client.get(scene.url(page))

    assert not response.cookies
    assert "csrf" not in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_headings_skip_no_level(client, scene, page):
    levels = [
        int(one) for one in re.findall(r"<h(\d)", client.get(scene.url(page)).content.decode())
    ]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def grow(scene: Scene, times: int) -> None:
    """`times` more rows of everything that a page may show."""
    for _ in range(times):
        people = {
            "skills": [make_skill()],
            "roles": [make_role(requirements={scene.streams: (3, 5)})],
        }
        pillars = [make_pillar(), make_pillar(kind=Pillar.Kind.STRATEGY)]
        challenge, strategy = (make_topic(pillar=pillar, **people) for pillar in pillars)
        make_topic(pillar=scene.data), make_topic(pillar=scene.cloud)
        tie(strategy, challenge), tie(scene.autoscaling, challenge), tie(strategy, scene.ingestion)
        for topic in (scene.ingestion, scene.autoscaling):
            add_rule(topic, rule="A rule.")
            relate(topic, Relation.Kind.NEEDS, challenge), relate(strategy, "supports", topic)
        parts = {
            scene.ingestion: CaseTopic.Part.CHALLENGE,
            scene.autoscaling: CaseTopic.Part.STRATEGY,
        }
        make_case_study(domain=challenge.title, parts=parts)
        for topic, part in ((challenge, CaseTopic.Part.CHALLENGE), (strategy, "strategy")):
            CaseTopic.objects.create(case_study=scene.keystone, topic=topic, part=part)
        for about in Figure.About:
            add_figure(scene.keystone, about)
        for row in (scene.ingestion, scene.autoscaling, scene.keystone):
            row.skills.add(*people["skills"])
            row.roles.add(*people["roles"])
            row.references.add(make_source())


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("hub", 9),
        ("case_study_list", 4),
        ("challenge_pillar", 5),
        ("strategy_pillar", 5),
        ("challenge_topic", 8),
        ("strategy_topic", 8),
        ("case_study", 7),
    ],
)
def test_visitor_costs_as_many_queries_for_one_row_as_for_three(
    client, scene, django_assert_num_queries, page, queries, times
):
    grow(scene, times)

    with django_assert_num_queries(queries):
        client.get(scene.url(page))


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("hub", 11),
        ("case_study_list", 6),
        ("challenge_pillar", 7),
        ("strategy_pillar", 7),
        ("challenge_topic", 12),
        ("strategy_topic", 12),
        ("case_study", 11),
    ],
)
def test_member_costs_no_more_queries_than_the_budget(
    client, scene, django_assert_num_queries, page, queries, times
):
    grow(scene, times)
    member = make_user()
    make_profile(member=member, ratings={scene.streams: 3})
    client.force_login(member)

    with django_assert_num_queries(queries):
        client.get(scene.url(page))
