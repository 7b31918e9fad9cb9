"""The content that the project ships loads, and comes back as it is."""

from collections import Counter

import pytest
from django.conf import settings

from careers.models import Resource, Role, Skill, SkillLevel
from careers.rules.levels import HIGHEST, LOWEST_NEED
from scalability.models import CaseStudy, Pillar, Topic
from tests import content_tree


@pytest.mark.django_db
def test_shipped_content_loads_and_comes_back_as_it_is(tmp_path):
    content_tree.load(settings.BASE_DIR)

    assert Role.objects.published().count() == 44
    assert Skill.objects.published().count() >= 189
    assert Resource.objects.published().count() == 340
    assert Pillar.objects.published().count() == 6
    assert Topic.objects.published().count() == 50
    assert CaseStudy.objects.published().count() == 32
    assert skills_without_five_anchors() == []
    assert shared_anchors() == []
    assert list(Role.objects.filter(essential_weight=0)) == []

    before = content_tree.all_rows()
    assert content_tree.load(settings.BASE_DIR) == ["0 added, 0 changed, 0 kept, 0 removed"]
    assert content_tree.all_rows() == before

    content_tree.dump(tmp_path)
    assert content_tree.texts(tmp_path) == content_tree.texts(settings.BASE_DIR)


def skills_without_five_anchors() -> list[str]:
    levels = set(range(LOWEST_NEED, HIGHEST + 1))
    rows = Skill.objects.prefetch_related("levels")
    return [skill.slug for skill in rows if {row.level for row in skill.levels.all()} != levels]


def shared_anchors() -> list[str]:
    anchors = Counter(SkillLevel.objects.values_list("anchor", flat=True))
    return [anchor for anchor, times in anchors.items() if times > 1]
