"""What the admin refuses and says of texts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from careers.models import Role
from portal.core.publication import State
from scalability.models import CaseTopic, Pillar
from tests.admin_pages import (
    act,
    errors,
    filled_in,
    is_saved,
    page_of,
    said,
    save,
    warnings,
)
from tests.factories import make_complete_role, make_role, make_source
from tests.scalability.factories import make_complete_case_study, make_complete_topic, make_pillar

pytestmark = pytest.mark.django_db

CHALLENGE = CaseTopic.Part.CHALLENGE


@pytest.mark.parametrize(
    "make", [make_complete_role, make_complete_topic, make_complete_case_study, make_pillar]
)
@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "[the engineer](/roles/data-enginer/)",
            (
                "“[the engineer](/roles/data-enginer/)”: There is no role “data-enginer”. "
                "Did you mean “data-engineer”?"
            ),
        ),
        ("[a](/about/sources/#no-such)", "There is no source “no-such”."),
        ("![A map](/static/map.png)", "Images aren't shown."),
        ("[x](javascript:alert(1))", "A link that begins with “javascript:” is removed."),
        ("Some <b>bold</b> words", "HTML is shown as typed. "),
    ],
)
def test_what_can_never_work_is_refused_with_its_line(curator, make, state, line, words):
    make_role(slug="data-engineer")
    row = make(body="Before.", state=state)
    page = save(curator, row, body=f"One.\r\n\r\n{line}")

    assert not is_saved(page)
    [said_first, *_] = page.context["adminform"].form.errors["body"]
    assert said_first.startswith("Line 3, “")
    assert words in said_first
    assert line in page.context["adminform"].form["body"].value()
    row.refresh_from_db()
    assert row.body == "Before."


def test_new_row_is_looked_at_too(curator):
    data = {
        "title": "New",
        "slug": "new",
        "kind": "challenge",
        "summary": "It is new.",
        "position": "1",
        "state": "draft",
        "body": "[x](/roles/gone/)",
    }
    page = curator.post(reverse("admin:scalability_pillar_add"), data)

    assert "There is no role “gone”" in errors(page)
    assert not Pillar.objects.exists()
    data |= {"body": "This is [it](/scalability/new/)."}
    curator.post(reverse("admin:scalability_pillar_add"), data)
    assert Pillar.objects.get().slug == "new"


def test_link_to_a_draft_is_saved_and_said(curator):
    make_role(slug="planned", state=State.DRAFT)
    page = save(curator, make_complete_role(), body="One.\n\n[It](/roles/planned/) comes.")

    assert is_saved(page)
    assert warnings(page) == [
        (
            "More about it, line 3, “[It](/roles/planned/)”: This role is a draft, so readers "
            "cannot follow the link."
        )
    ]


def test_text_that_somebody_elses_deletion_broke_can_be_saved(curator):
    role = make_complete_role(body="[It](/roles/gone/) was there.")
    page = save(curator, role, purpose="Another purpose.")

    assert is_saved(page)
    assert "There is no role “gone”." in warnings(page)[0]
    page = save(curator, role, body="[It](/roles/gone/) was there, [too](/roles/gone-too/).")
    assert "“gone-too”" in errors(page)
    assert "“gone”" not in errors(page)


def test_draft_with_a_dead_link_is_saved_as_a_draft_and_not_published(curator):
    role = make_complete_role(state=State.DRAFT, body="One.\n\n[It](/roles/gone/).")

    assert is_saved(save(curator, role, purpose="Another."))
    assert "There is no role “gone”." in errors(save(curator, role, state="published"))
    page = act(curator, "publish", role)
    assert said(page) == [
        "0 roles published.",
        (
            f"Not published, because of the text: {role} (more about it, line 3, "
            "“[It](/roles/gone/)”: There is no role “gone”)."
        ),
    ]
    assert not Role.objects.published().exists()


def test_many_drafts_with_a_dead_link_are_named_in_one_message(curator):
    roles = [
        make_complete_role(title=f"Role {n}", state=State.DRAFT, body="![x](/y.png)")
        for n in range(7)
    ]
    page = act(curator, "publish", *roles)

    assert said(page)[1].startswith("Not published, because of the text: Role 0 (more about it, ")
    assert said(page)[1].endswith(" and 2 more.")


def test_reference_that_a_text_cites_stays_on_the_page(curator):
    source = make_source(slug="paper")
    topic = make_complete_topic(body="[So](/about/sources/#paper).")
    page = save(curator, topic, purpose="x")
    assert is_saved(page)  # it was so before
    assert "not among the references" in warnings(page)[0]

    topic.references.add(source)
    kept = [str(one.pk) for one in topic.references.exclude(pk=source.pk)]
    assert "not among the references" in errors(save(curator, topic, references=kept))
    page = save(curator, topic)
    assert is_saved(page)
    assert warnings(page) == []


def test_link_in_a_text_that_is_no_markdown_is_said(curator):
    page = save(curator, make_complete_role(), purpose="See [this](/roles/).")

    assert is_saved(page)
    assert warnings(page) == [
        (
            "Purpose, line 1, “[this](/roles/)”: This text is shown as typed. Only Markdown "
            "texts can have links."
        )
    ]


def test_link_in_a_row_of_a_page_is_said_with_the_row(curator):
    case = make_complete_case_study()
    page = save(curator, case, **{"parts-0-how": "See [this](/roles/)."})

    assert is_saved(page)
    [text] = warnings(page)
    assert text.endswith(
        "a challenge it met: how, line 1, “[this](/roles/)”: This text is shown as typed. "
        "Only Markdown texts can have links."
    )


def test_many_links_cost_a_save_what_one_costs(curator):
    targets = [make_role(slug=f"role-{n}", state=State.DRAFT) for n in range(20)]
    costs = []
    for number in (1, 20):
        links = " ".join(f"[x]({role.get_absolute_url()})" for role in targets[:number])
        pillar = make_pillar(body="Before.")
        data = filled_in(curator.get(page_of(pillar))) | {"body": links}
        with CaptureQueriesContext(connection) as counted:
            assert curator.post(page_of(pillar), data).status_code == 302
        costs.append(len(counted))

    assert costs[0] == costs[1]
