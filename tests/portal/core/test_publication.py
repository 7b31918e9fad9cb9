import pytest
from django.apps import apps

from careers.models import Occupation, Resource, Role, Skill
from portal.core.publication import Publication, State, short_without, shortages
from scalability.models import CaseStudy, CaseTopic, Figure, Pillar, Topic
from tests.factories import make_resource, make_role, make_skill, make_source
from tests.scalability.factories import make_case_study, make_pillar, make_topic

pytestmark = pytest.mark.django_db

CHALLENGE = CaseTopic.Part.CHALLENGE


def reasons(model) -> dict[str, list[str]]:
    return {one.reason: sorted(map(str, one.rows)) for one in shortages(model.objects.all())}


def test_every_kind_says_what_it_must_have():
    kinds = [model for model in apps.get_models() if issubclass(model, Publication)]

    assert {kind for kind in kinds if kind.must_have} == {
        *(Role, Skill, Resource, Occupation, Pillar, Topic, CaseStudy)
    }
    for kind in kinds:
        for must_have in kind.must_have:
            kind._meta.get_field(must_have.name)
            assert bool(must_have.end) == bool(must_have.drafts_only)


def test_role_needs_one_published_skill():
    draft = make_skill(state=State.DRAFT)
    make_role(title="Empty")
    make_role(title="Drafts", requirements={draft: (3, 3), make_skill(state=State.DRAFT): (2, 2)})
    make_role(title="Whole", requirements={draft: (3, 3), make_skill(): (3, 3)})
    make_role(title="Choice of drafts", requirements={(draft,): (3, 3)})

    assert reasons(Role) == {
        "a requirement is missing": ["Empty"],
        "every skill that it asks is a draft": ["Choice of drafts", "Drafts"],
    }


def test_resource_needs_one_published_skill():
    make_resource(title="Empty")
    make_resource(title="Drafts", teaches={make_skill(state=State.DRAFT): (0, 3)})
    make_resource(title="Whole", teaches={make_skill(): (0, 3)})

    assert reasons(Resource) == {
        "a skill that it teaches is missing": ["Empty"],
        "every skill that it teaches is a draft": ["Drafts"],
    }


def test_skill_needs_all_its_anchors():
    make_skill(title="Whole")
    make_skill(title="Four", levels=dict.fromkeys(range(1, 5), "Does it."))

    assert list(reasons(Skill).values()) == [["Four"]]


def test_topic_needs_a_text_and_a_reference_and_a_pillar_a_text():
    make_topic(title="Empty", pillar=make_pillar(title="Bare"))
    whole = make_topic(title="Whole", body="Why.", pillar=make_pillar(body="Why."))
    whole.references.add(make_source())

    assert reasons(Topic) == {
        "a text is missing": ["Empty"],
        "a reference is missing": ["Empty"],
    }
    assert reasons(Pillar) == {"a text is missing": ["Bare"]}


def make_figure(case):
    Figure.objects.create(
        case_study=case,
        about="scale",
        what="Requests",
        value="20",
        unit="a day",
        confidence="high",
        source=make_source(),
    )


def test_case_study_needs_a_figure_a_topic_and_a_reference():
    make_case_study(title="Empty")
    hidden = make_topic(pillar=make_pillar(state=State.DRAFT))
    unseen = make_case_study(title="Hidden topic", parts={hidden: CHALLENGE})
    whole = make_case_study(title="Whole", parts={make_topic(): CHALLENGE, hidden: CHALLENGE})
    for case in (unseen, whole):
        make_figure(case)
        case.references.add(make_source())

    assert reasons(CaseStudy) == {
        "a figure is missing": ["An organisation: Empty"],
        "a topic is missing": ["An organisation: Empty"],
        "every topic of it is a draft": ["An organisation: Hidden topic"],
        "a reference is missing": ["An organisation: Empty"],
    }


@pytest.mark.parametrize("number", [1, 3])
def test_many_rows_cost_what_one_costs(django_assert_num_queries, number):
    for _ in range(number):
        make_case_study(parts={make_topic(state=State.DRAFT): CHALLENGE})

    with django_assert_num_queries(4):
        list(shortages(CaseStudy.objects.all()))


def test_what_rests_on_a_row_alone_is_found():
    last, other = make_skill(), make_skill()
    alone = make_role(title="Alone", requirements={last: (3, 3)})
    make_role(title="Two", requirements={last: (3, 3), other: (3, 3)})
    make_role(title="Seen by nobody", state=State.DRAFT, requirements={last: (3, 3)})
    taught = make_resource(title="Taught", teaches={last: (0, 3)})

    found = list(short_without(Skill.objects.filter(pk=last.pk)))
    assert [one.rows for one in found] == [[alone], [taught]]
    found = list(short_without(Skill.objects.all()))
    assert [len(one.rows) for one in found] == [2, 1]


def test_what_is_short_already_rests_on_nothing():
    draft = make_skill(state=State.DRAFT)
    make_role(requirements={draft: (3, 3)})

    assert list(short_without(Skill.objects.filter(pk=draft.pk))) == []
