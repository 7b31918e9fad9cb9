"""The version of the content changes with every write to it, and with nothing else."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F

from careers.models import Role
from portal import versions
from portal.models import ContentVersion, LoadedRow
from portal.publication import State
from tests.factories import (
    make_case_study,
    make_profile,
    make_requirement,
    make_role,
    make_skill,
    make_source,
    make_topic,
    make_user,
    make_visitor,
)

pytestmark = pytest.mark.django_db

CONTENT = [
    *("careers_equivalent", "careers_family", "careers_outlook", "careers_pay"),
    *("careers_prerequisite", "careers_requirement", "careers_resource", "careers_role"),
    *("careers_role_references", "careers_rolealias", "careers_skill", "careers_skillalias"),
    *("careers_skilllevel", "careers_source", "careers_teaches"),
    *("scalability_addresses", "scalability_casestudy", "scalability_casestudy_references"),
    *("scalability_casestudy_roles", "scalability_casestudy_skills", "scalability_casetopic"),
    *("scalability_figure", "scalability_pillar", "scalability_pillar_references"),
    *("scalability_relation", "scalability_ruleofthumb", "scalability_topic"),
    *("scalability_topic_references", "scalability_topic_roles", "scalability_topic_skills"),
]


def renewed(write) -> bool:
    before = versions.current()
    write()
    return versions.current() != before


def test_every_table_that_is_not_peoples_is_content():
    assert versions.content_tables() == CONTENT


def test_lists_of_tables_name_none_that_there_is_not():
    models = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    labels = {app.label for app in apps.get_app_configs()}

    assert versions.PEOPLE - models == set()
    assert versions.BOOKS - labels == set()


@pytest.mark.parametrize("table", CONTENT)
@pytest.mark.parametrize("event", ["INSERT", "UPDATE", "DELETE"])
def test_every_table_of_content_has_its_triggers(table, event):
    question = {
        "sqlite": "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' "
        "AND tbl_name = %s AND sql LIKE '%%AFTER ' || %s || '%%'",
        "postgresql": "SELECT COUNT(*) FROM information_schema.triggers "
        "WHERE event_object_table = %s AND event_manipulation = %s",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question, [table, event])
        [count] = cursor.fetchone()

    assert count == 1


@pytest.fixture
def rows():
    """One row and more of the tables that the writes below speak of."""
    skill = make_skill()
    role = make_role(requirements={skill: (3, 3)})
    topic = make_topic(skills=[skill])
    return {"skill": skill, "role": role, "topic": topic, "study": make_case_study()}


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda _: make_role(), id="a new row"),
        pytest.param(lambda rows: rows["role"].save(), id="a row saved"),
        pytest.param(lambda rows: rows["study"].delete(), id="a row deleted"),
        pytest.param(lambda rows: make_requirement(role=rows["role"]), id="a part of a row"),
        pytest.param(lambda rows: rows["topic"].skills.clear(), id="a tie cut"),
        pytest.param(lambda rows: rows["topic"].roles.add(rows["role"]), id="a tie made"),
        pytest.param(lambda _: Role.objects.update(weight=F("weight")), id="many rows at once"),
        pytest.param(lambda _: Role.objects.update(state=State.DRAFT), id="many hidden"),
        pytest.param(lambda rows: rows["role"].requirements.all().delete(), id="many deleted"),
        pytest.param(lambda _: make_source(), id="a source"),
    ],
)
def test_version_changes_with_the_content(rows, write):
    assert renewed(lambda: write(rows))


@pytest.mark.parametrize("member", [True, False])
def test_version_stays_when_people_use_the_site(rows, member):
    def use() -> None:
        who = make_user() if member else None
        visitor = make_visitor(ratings={rows["skill"]: 3}, member=who)
        visitor.get(rows["role"].get_absolute_url())
        make_profile(ratings={rows["skill"]: 2}).delete()
        LoadedRow.objects.create(kind="role", slug="a", digest="b")

    assert not renewed(use)


def test_version_is_taken_back_with_the_transaction():
    before = versions.current()
    with transaction.atomic():
        make_role()
        inside = versions.current()
        transaction.set_rollback(True)
    make_role()

    assert before != inside
    assert versions.current() not in {before, inside}


def test_version_is_none_where_its_row_is_missing():
    ContentVersion.objects.all().delete()

    assert versions.current() is None


def test_version_changes_with_a_migration():
    assert renewed(lambda: call_command("migrate", verbosity=0))
    assert ContentVersion.objects.count() == 1
    assert renewed(make_role)


def test_rows_can_be_written_after_the_table_of_the_version_is_gone():
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {versions.VERSION}")
    versions.install(connection.alias)

    assert make_role() in Role.objects.all()
