import pytest
from django.urls import reverse

from portal.core.publication import State
from scalability.models import (
    CaseStudy,
    Topic,
)
from tests.scalability.factories import make_case_study
from tests.scalability.views.scenes import PAGES, Scene, titles

pytestmark = pytest.mark.django_db


LOST = {  # page -> rows without which there is no page
    "challenge_pillar": {"data"},
    "strategy_pillar": {"cloud"},
    "challenge_topic": {"data", "ingestion"},
    "strategy_topic": {"cloud", "autoscaling"},
    "case_study": {"keystone"},
}


GOES_WITH = {"data": {"ingestion", "drift"}, "cloud": {"autoscaling"}}


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
