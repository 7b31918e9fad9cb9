# ruff: noqa: RUF001 -- signs that look alike are what is tested
"""Titles and other names that nobody could tell apart, in content files and in the database."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.db import IntegrityError, transaction

from careers.models import Family, Role, RoleAlias, Skill, SkillAlias
from scalability.models import Pillar, Topic
from tests import content_tree
from tests.content_files import ANALYST, ENGINEER, PROGRAMMING, SHARDING
from tests.factories import make_family, make_role, make_skill
from tests.scalability.factories import make_pillar, make_topic

pytestmark = pytest.mark.django_db

ALIKE = ["PYTHON", "Рython", "Py\u200bthon", "Ｐｙｔｈｏｎ", "Python\u00a0"]
MAKERS = {
    Family: make_family,
    Skill: make_skill,
    Role: make_role,
    Pillar: make_pillar,
    Topic: make_topic,
}


@pytest.fixture
def tree(tmp_path):
    content_tree.write_tree(tmp_path)
    return tmp_path


def refused(root):
    before = content_tree.all_rows()
    with pytest.raises(CommandError) as caught:
        content_tree.load(root)
    assert content_tree.all_rows() == before
    return str(caught.value)


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        (
            PROGRAMMING,
            "title: SQL",
            "title: Рython",
            "title: 'Рython' looks like 'Python', a skill at {path}:2. Change one of them.",
        ),
        (
            ENGINEER,
            "title: Data engineer",
            "title: DATA\u00a0analyst",
            (
                f"title: 'DATA\u00a0analyst' looks like 'Data analyst', a role at {ANALYST}:2. "
                "Change one of them."
            ),
        ),
        (
            SHARDING,
            "title: Sharding",
            "title: Data vo\u200blume",
            (
                "title: 'Data vo\u200blume' looks like 'Data volume', a topic at "
                "scalability/content/topics/data-volume.md:2. Change one of them."
            ),
        ),
        (
            PROGRAMMING,
            "title: SQL",
            "title: SQL\n  aliases: [PYTHON]",
            (
                "aliases: 'PYTHON' is the title of the skill 'python' already, at {path}:2. "
                "Remove it here."
            ),
        ),
        (
            PROGRAMMING,
            "title: SQL",
            "title: SQL\n  aliases: [Pythоn 3]",
            (
                "aliases: 'Pythоn 3' is another name of the skill 'python' already, at {path}:2. "
                "Remove one of them, or list both as ambiguous."
            ),
        ),
        (
            PROGRAMMING,
            "title: SQL",
            "title: SQL\n  aliases: [PY]",
            (
                "aliases: 'PY' is another name of the skill 'python' already, at {path}:2. "
                "Remove one of them, or list both as ambiguous."
            ),
        ),
        (
            PROGRAMMING,
            "[Python 3]",
            "[Python 3, python 3]",
            "aliases: 'python 3' looks like 'Python 3'. Remove one of them.",
        ),
        (
            ENGINEER,
            "title: Data engineer",
            "title: Data engineer\naliases: [Insight Analyst]",
            (
                "aliases: 'Insight Analyst' is another name of the role 'data-analyst' already, "
                f"at {ANALYST}:2. Remove one of them."
            ),
        ),
    ],
)
def test_files_that_call_two_rows_alike_are_refused(tree, path, old, new, says):
    content_tree.edit(tree, path, old, new)

    said = refused(tree)
    assert says.format(path=path) in said
    assert said.endswith("1 mistake; nothing was loaded.")


def test_ambiguous_names_and_the_own_title_may_be_shared(tree):
    names = "ambiguous_aliases: [PY, SQL]"
    content_tree.edit(tree, PROGRAMMING, "title: SQL", f"title: SQL\n  {names}")

    content_tree.load(tree)

    assert SkillAlias.objects.filter(name_key="py").count() == 2


def test_title_like_that_of_a_curators_row_is_refused(tree):
    make_role(slug="our-own", title="DATA Engineer")

    assert refused(tree) == (
        f"{ENGINEER}:2: title: There is already a role called “DATA Engineer”, and “Data engineer” "
        "looks the same. Choose another title.\n1 mistake; nothing was loaded."
    )


def test_titles_change_places(tree):
    content_tree.load(tree)
    content_tree.edit(tree, PROGRAMMING, "title: SQL", "title: PYTHON")
    content_tree.edit(tree, PROGRAMMING, "title: Python\n", "title: Structured queries\n")

    content_tree.load(tree)

    assert Skill.objects.get(slug="sql").title_key == "python"
    assert Skill.objects.get(slug="python").title_words == " structured queries "


@pytest.mark.parametrize("model", MAKERS)
@pytest.mark.parametrize(
    "title", ["PYTHON", "Рython", "Py\u200bthon", "Ｐｙｔｈｏｎ", "Python\u00a0"]
)
def test_titles_that_look_the_same_are_one_to_the_database(model, title):
    MAKERS[model](title="Python")

    with pytest.raises(IntegrityError), transaction.atomic():
        MAKERS[model](slug="other", title=title)


@pytest.mark.parametrize("model", MAKERS)
def test_title_that_looks_the_same_is_refused_with_the_name_of_the_other(model):
    MAKERS[model](title="Python")

    with pytest.raises(ValidationError) as caught:
        model(title="PYTHON").clean()

    assert caught.value.message_dict == {
        "title": [
            (
                f"There is already a {model._meta.verbose_name} called “Python”, and “PYTHON” "
                "looks the same. Choose another title."
            )
        ]
    }


@pytest.mark.parametrize("title", ["\u200b", "\u00ad\u2060", "\u3164"])
def test_title_that_cannot_be_seen_is_refused(title):
    with pytest.raises(ValidationError, match="Type a visible title"):
        Skill(title=title).clean()


def test_row_keeps_its_own_title():
    skill = make_skill(title="Python")
    skill.title = "PYTHON"

    skill.clean()
    skill.save()

    assert Skill.objects.get().title_key == "python"


def test_other_names_of_one_row_are_one_to_the_database():
    skill, role = make_skill(aliases=["K8s"]), make_role(aliases=["Maker"])

    with pytest.raises(IntegrityError), transaction.atomic():
        SkillAlias.objects.create(skill=skill, name="k8s")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAlias.objects.create(role=role, name="MAKER")
