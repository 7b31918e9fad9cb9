"""The version of the content changes with every write to it, and with nothing else."""

import functools
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import psycopg
import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F

from careers.models import Role
from portal.core import content_version
from portal.core.publication import State
from portal.models import ContentVersion, LoadedRow
from tests.factories import (
    make_profile,
    make_requirement,
    make_role,
    make_skill,
    make_source,
    make_user,
    make_visitor,
)
from tests.scalability.factories import make_case_study, make_topic

pytestmark = pytest.mark.django_db

CONTENT = [
    *("careers_equivalent", "careers_family", "careers_firstproject"),
    *("careers_firstproject_sources", "careers_occupation"),
    *("careers_occupation_references", "careers_occupationcode", "careers_occupationtitle"),
    *("careers_outlook", "careers_pay", "careers_prerequisite", "careers_requirement"),
    *("careers_resource", "careers_role", "careers_role_references", "careers_rolealias"),
    *("careers_skill", "careers_skillalias", "careers_skilllevel", "careers_source"),
    *("careers_teaches", "careers_typicalskill"),
    *("scalability_addresses", "scalability_casestudy", "scalability_casestudy_references"),
    *("scalability_casestudy_roles", "scalability_casestudy_skills", "scalability_casetopic"),
    *("scalability_figure", "scalability_pillar", "scalability_pillar_references"),
    *("scalability_relation", "scalability_ruleofthumb", "scalability_topic"),
    *("scalability_topic_references", "scalability_topic_roles", "scalability_topic_skills"),
]


def renewed(write) -> bool:
    before = content_version.current()
    write()
    return content_version.current() != before


def test_every_table_that_is_not_peoples_is_content():
    assert content_version.content_tables() == CONTENT


def test_list_of_apps_names_none_that_there_is_not():
    labels = {app.label for app in apps.get_app_configs()}

    assert content_version.BOOKS - labels == set()


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
    before = content_version.current()
    with transaction.atomic():
        make_role()
        inside = content_version.current()
        transaction.set_rollback(True)
    make_role()

    assert before != inside
    assert content_version.current() not in {before, inside}


def test_version_is_none_where_its_row_is_missing():
    ContentVersion.objects.all().delete()

    assert content_version.current() is None


def test_version_changes_with_a_migration():
    assert renewed(lambda: call_command("migrate", verbosity=0))
    assert ContentVersion.objects.count() == 1
    assert renewed(make_role)


def test_rows_can_be_written_after_the_table_of_the_version_is_gone():
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {content_version.VERSION}")
    content_version.install_triggers(connection.alias)

    assert make_role() in Role.objects.all()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="locks of tables")
def test_triggers_are_made_anew_while_a_backup_reads():
    """Who waits for a reader keeps all later readers waiting, and a backup reads for long."""
    with connection.cursor() as cursor, psycopg.connect(**server()) as backup:
        for table in connection.introspection.table_names(cursor):
            backup.execute(f'LOCK TABLE "{table}" IN ACCESS SHARE MODE')
        cursor.execute("SET LOCAL lock_timeout = 500")

        content_version.install_triggers(connection.alias)

    assert renewed(make_role)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's have other names")
def test_trigger_of_what_is_no_content_any_more_is_taken_off():
    table = Session._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TRIGGER renew_content_version AFTER INSERT ON {table} "
            "EXECUTE FUNCTION renew_content_version()"
        )
    content_version.install_triggers(connection.alias)

    assert not renewed(make_visitor)


def server():
    parameters = connection.get_connection_params()
    return {
        name: parameters[name] for name in ("dbname", "user", "host", "port") if name in parameters
    }


class Counted:
    """A function that counts how often it is really called."""

    def __init__(self, work):
        self.calls = 0
        self.work = work

    def __call__(self, *args):
        self.calls += 1
        return self.work(*args)


def kept(work):
    counted = Counted(work)
    return content_version.once_per_version(functools.wraps(work)(counted)), counted


def test_result_is_worked_out_once_until_the_content_changes(django_assert_num_queries):
    roles, counted = kept(Role.objects.count)
    first = make_role()
    with django_assert_num_queries(3):  # the version twice, the count once
        assert [roles(), roles()] == [1, 1]
    make_role()

    assert [roles(), roles()] == [2, 2]
    first.delete()
    assert roles() == 1
    assert counted.calls == 3


def test_result_is_kept_for_each_argument():
    titled, counted = kept(lambda title: Role.objects.filter(title=title).count())
    make_role(title="Analyst")

    assert [titled("Analyst"), titled("Nobody"), titled("Analyst")] == [1, 0, 1]
    assert counted.calls == 2


def test_no_more_results_are_kept_than_said(monkeypatch):
    monkeypatch.setattr(content_version, "MOST_RESULTS", 2)
    same, counted = kept(lambda number: number)

    assert [same(number) for number in (1, 2, 3, 1)] == [1, 2, 3, 1]
    assert counted.calls == 4


def test_result_of_a_transaction_that_was_taken_back_is_forgotten():
    roles, _ = kept(Role.objects.count)
    make_role()
    with transaction.atomic():
        make_role()
        inside = roles()
        transaction.set_rollback(True)

    assert (inside, roles()) == (2, 1)


def test_result_made_of_another_one_asks_for_the_version_once(django_assert_num_queries):
    roles, _ = kept(Role.objects.count)
    doubled, _ = kept(lambda: 2 * roles())
    make_role()

    with django_assert_num_queries(2):
        assert doubled() == 2
    with django_assert_num_queries(1):
        assert doubled() == 2


def test_fault_is_not_kept():
    inverse, counted = kept(lambda number: 1 / number)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            inverse(0)

    assert counted.calls == 2


def test_nothing_is_kept_where_there_is_no_version():
    roles, counted = kept(Role.objects.count)
    ContentVersion.objects.all().delete()

    assert [roles(), roles()] == [0, 0]
    assert counted.calls == 2


def test_threads_that_ask_at_once_work_it_out_once(monkeypatch):
    monkeypatch.setattr(content_version, "current", lambda: "one")
    started, go_on = Event(), Event()

    def slow():
        started.set()
        return go_on.wait(5)

    patient, counted = kept(slow)
    with ThreadPoolExecutor(3) as threads:
        asked = [threads.submit(patient) for _ in range(3)]
        assert started.wait(5)
        go_on.set()

    assert [one.result() for one in asked] == [True, True, True]
    assert counted.calls == 1
