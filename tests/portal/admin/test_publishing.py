"""What the admin refuses to publish, and what it says where a page falls short by another."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from careers.models import Requirement, Role, Skill, Source
from portal.core.publication import State
from scalability.models import CaseStudy, CaseTopic, Topic
from tests.admin_pages import (
    act,
    errors,
    is_saved,
    list_of,
    page_of,
    said,
    save,
    warnings,
)
from tests.factories import (
    make_complete_role,
    make_requirement,
    make_resource,
    make_role,
    make_skill,
    make_source,
)
from tests.scalability.factories import (
    make_case_study,
    make_complete_case_study,
    make_complete_topic,
    make_pillar,
    make_topic,
)

pytestmark = pytest.mark.django_db

CHALLENGE = CaseTopic.Part.CHALLENGE


def test_role_whose_needs_are_all_drafts_is_not_published(curator):
    skill = make_skill(title="Sleeping", state=State.DRAFT)
    role = make_role(title="Empty", state=State.DRAFT, requirements={skill: (3, 3)})

    page = save(curator, role, state="published")
    assert (
        "This cannot be published while every skill that it asks is a draft (Sleeping). Publish "
        "one first, or keep this as a draft." in errors(page)
    )
    assert said(act(curator, "publish", role)) == [
        "0 roles published.",
        "Not published, because every skill that it asks is a draft: Empty.",
    ]
    act(curator, "publish", skill)
    assert is_saved(save(curator, role, state="published"))


def test_resource_whose_skills_are_all_drafts_is_not_published(curator):
    skill = make_skill(title="Sleeping", state=State.DRAFT)
    resource = make_resource(state=State.DRAFT, teaches={skill: (0, 3)})

    page = save(curator, resource, state="published")
    assert "while every skill that it teaches is a draft (Sleeping)" in errors(page)
    assert is_saved(save(curator, resource, title="Another"))


def test_case_study_says_all_that_is_missing(curator):
    case = make_case_study(title="Bare", state=State.DRAFT)
    page = save(curator, case, state="published")

    for words in ("a figure", "a topic"):
        assert f"cannot be published without {words}. Add it" in errors(page)
    assert page.context["adminform"].form.errors["references"] == [
        "This cannot be published without a reference. Add it, or keep it as a draft."
    ]
    assert said(act(curator, "publish", case)) == [
        "0 case studies published.",
        *(
            f"Not published, because {what} is missing: An organisation: Bare."
            for what in ("a figure", "a topic", "a reference")
        ),
    ]
    assert not CaseStudy.objects.published().exists()


def test_topic_of_a_draft_does_not_make_a_case_study(curator):
    hidden = make_topic(title="Hidden", pillar=make_pillar(state=State.DRAFT))
    case = make_complete_case_study(state=State.DRAFT)
    CaseTopic.objects.filter(case_study=case).update(topic=hidden)

    page = save(curator, case, state="published")
    assert "while every topic of it is a draft (Hidden)" in errors(page)


@pytest.mark.parametrize(
    ("make", "lacking"), [(make_topic, {"body", "references"}), (make_pillar, {"body"})]
)
def test_text_and_references_are_asked_for_beside_their_fields(curator, make, lacking):
    row = make(state=State.DRAFT)

    page = save(curator, row, state="published")
    assert set(page.context["adminform"].form.errors) == lacking
    assert is_saved(save(curator, row, title="Another"))


def test_published_page_that_somebody_else_emptied_can_be_saved(curator):
    skill = make_skill(title="Taken back")
    role = make_role(requirements={skill: (3, 3)})
    act(curator, "take_back", skill)

    page = save(curator, role, purpose="Another purpose.")
    assert is_saved(page)
    assert warnings(page) == ["It is published although every skill that it asks is a draft."]


def test_published_page_from_before_these_rules_can_be_saved(curator):
    topic = make_topic()

    page = save(curator, topic, title="Another title")
    assert is_saved(page)
    assert warnings(page) == [
        "It is published although a text is missing.",
        "It is published although a reference is missing.",
    ]


def test_published_page_cannot_be_emptied_by_its_own_form(curator):
    case = make_complete_case_study()

    page = save(curator, case, **{"figures-0-DELETE": "on", "references": []})
    assert "cannot be published without a figure" in errors(page)
    assert "cannot be published without a reference" in errors(page)
    assert is_saved(save(curator, case, **{"figures-0-DELETE": "on", "state": "draft"}))


def test_topic_of_a_draft_pillar_is_published_and_said_to_be_unseen(curator):
    topic = make_complete_topic(
        title="Waiting", state=State.DRAFT, pillar=make_pillar(state=State.DRAFT)
    )
    unseen = "Readers can't see it yet, because what it belongs to is a draft: Waiting."

    assert said(act(curator, "publish", topic)) == ["1 topic published.", unseen]
    assert warnings(save(curator, topic)) == [unseen]


def test_taking_back_the_last_need_of_a_role_says_so(curator):
    skill, other = make_skill(), make_skill()
    make_role(title="Asks it alone", requirements={skill: (3, 3)})
    make_role(title="Asks two", requirements={skill: (3, 3), other: (3, 3)})
    left = (
        "These pages are still published although incomplete, because "
        "every skill that it asks is a draft: "
        "Role “Asks it alone”."
    )

    assert said(act(curator, "take_back", skill)) == ["1 skill returned to draft.", left]
    Skill.objects.update(state=State.PUBLISHED)
    assert warnings(save(curator, skill, state="draft")) == [left]


def test_taking_back_a_pillar_says_what_goes_with_it(curator):
    pillar = make_pillar(title="Pillar", slug="pillar")
    topic = make_topic(slug="topic", pillar=pillar)
    make_case_study(title="Alone", parts={topic: CHALLENGE})
    make_complete_role(
        title="Linking", body="One.\n[a](/scalability/topics/topic/)\n[b](/scalability/pillar/)"
    )

    assert warnings(act(curator, "take_back", pillar)) == [
        (
            "Readers can no longer follow the links to it in these texts: "
            "Role “Linking” (lines 2, 3)."
        ),
        (
            "These pages are still published although incomplete, because "
            "every topic of it is a draft: "
            "Case study “An organisation: Alone”."
        ),
    ]


def test_new_title_says_which_texts_may_hold_the_old_one(curator):
    role = make_complete_role(slug="data-engineer", title="Data engineer")
    make_complete_topic(title="Linking", body="The [data engineer](/roles/data-engineer/) does it.")
    page = save(curator, role, title="Engineer of data")

    assert warnings(page) == [
        (
            "Its address is what it was, so links to it still work. These texts may call it "
            "“Data engineer”: Topic “Linking” (line 1)."
        )
    ]
    assert warnings(save(curator, role, purpose="Another.")) == []


def test_what_a_text_links_to_is_not_deleted(curator):
    role = make_role(title="Linked", slug="linked", state=State.DRAFT)
    free = make_role(title="Free", slug="free", state=State.DRAFT)
    make_topic(title="Linking", body="One.\n\n[It](/roles/linked/).")

    page = curator.get(page_of(role, "delete"))
    assert "Topic “Linking”: more about it, line 3, links to it" in page.text
    curator.post(page_of(role, "delete"), {"post": "yes"})
    data = {"action": "delete_selected", "_selected_action": [role.pk, free.pk], "post": "yes"}
    curator.post(list_of(Role), data)
    assert Role.objects.filter(pk__in=[role.pk, free.pk]).count() == 2
    curator.post(page_of(free, "delete"), {"post": "yes"})
    assert list(Role.objects.filter(pk__in=[role.pk, free.pk])) == [role]


def test_own_links_keep_nobody(curator):
    role = make_role(slug="own", state=State.DRAFT, body="[Me](/roles/own/), [you](/roles/other/)")
    other = make_role(slug="other", state=State.DRAFT, body="[You](/roles/own/)")

    data = {"action": "delete_selected", "_selected_action": [role.pk, other.pk], "post": "yes"}
    curator.post(list_of(Role), data)
    assert not Role.objects.filter(pk__in=[role.pk, other.pk]).exists()


def test_source_that_is_cited_or_the_last_reference_is_not_deleted(curator):
    cited, last, free = make_source(slug="cited"), make_source(), make_source()
    make_complete_role(title="Citing", body="[So](/about/sources/#cited).")
    topic = make_topic(title="Resting", body="Why.")
    topic.references.add(last)
    make_complete_topic(title="Well read").references.add(free)

    for source in (cited, last, free):
        curator.post(page_of(source, "delete"), {"post": "yes"})
    assert set(Source.objects.filter(pk__in=[cited.pk, last.pk, free.pk])) == {cited, last}
    page = curator.get(page_of(last, "delete"))
    assert "Topic “Resting”: it is published, and a reference is missing once" in page.text


def test_topic_that_a_case_study_cannot_be_without_is_not_deleted(curator):
    topic = make_topic()
    make_case_study(parts={topic: CHALLENGE})

    page = curator.post(page_of(topic, "delete"), {"post": "yes"})
    assert "it is published, and a topic is missing once this is deleted" in page.text
    assert Topic.objects.filter(pk=topic.pk).exists()


@pytest.mark.parametrize("number", [1, 3])
def test_taking_back_many_costs_what_one_costs(curator, number):
    skills = [make_requirement().skill for _ in range(number)]
    for n in range(number):
        make_topic(body=f"[x]({skills[n].get_absolute_url()})")
    with CaptureQueriesContext(connection) as counted:
        act(curator, "take_back", *skills)
    assert len(counted) == 31
    assert Requirement.objects.count() == number
