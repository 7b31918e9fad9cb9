import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.models import Q
from django.test import TransactionTestCase
from hypothesis import settings
from pytest_django.plugin import blocking_manager_key

from tests.databases import IS_SQLITE, own_database, served_by
from tests.factories import make_user

# No deadline: how long one example takes says more about the machine than about the code.
settings.register_profile("portal", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=1_000)  # make test-properties
settings.load_profile("portal")

TESTS = Path(__file__).parent  # those of the whole site lie here
GRANTED: set[tuple[str, str]] = set()  # to curators, by the migration that made their group
PRISTINE: list[bytes] = []  # SQLite's database of the tests, before the first of them
# What a test asks for that reads or writes a database, be it one of its own.
DATABASES = {"db", "transactional_db", "migrated_database", "empty_database", "shipped_database"}
# Files of tests that take long and need no tracing: they read all pages or a real release, start
# processes of the site, or migrate.
SYSTEM = {
    *("test_full_content.py", "test_full_member.py", "test_locks.py", "test_large_forms.py"),
    *("test_served.py", "test_gunicorn_worker.py", "test_double_submits.py", "test_starts.py"),
    *("test_warm_up.py", "test_log_canaries.py", "test_start.py", "test_backup_while_writing.py"),
    *("test_migrations.py", "test_largest_export.py", "test_similarity_onet.py"),
}
MOST_TRACED = 3  # of the cases of one test
WHOLLY_TRACED = {"rules", "graphics"}  # folders of which no branch may be missed


if IS_SQLITE:

    @pytest.fixture(scope="session")
    def django_db_modify_db_settings_xdist_suffix() -> None:
        """In memory each process has a database of its own.

        pytest-django gives it a name all the same where the engine is not Django's own.
        """


def pytest_itemcollected(item):
    """Early enough for `-m` to choose by it."""
    if item.path.name in SYSTEM:
        item.add_marker("system")
    in_a_case = item.cls and issubclass(item.cls, TransactionTestCase)
    if in_a_case or item.get_closest_marker("django_db") or DATABASES & {*item.fixturenames}:
        item.add_marker("database")


@pytest.hookimpl(trylast=True)  # after Hypothesis has marked its own
def pytest_collection_modifyitems(items):
    """What takes longest begins first, so that no worker waits for another at the end.

    Tracing adds half to the time of a test, so coverage counts what the first cases of each reach,
    and what written examples do: it may say too little, never too much.
    """
    cases = Counter()
    for item in items:
        test = item.nodeid.partition("[")[0]
        cases[test] += 1
        is_traced = cases[test] <= MOST_TRACED or WHOLLY_TRACED & {*item.path.parts}
        if item.get_closest_marker("hypothesis") or not is_traced:
            item.add_marker("no_cover")
    items.sort(key=_place)


def _place(item):
    is_long = item.path.parent == TESTS or item.get_closest_marker("hypothesis")
    return not item.path.name.startswith("test_full"), not is_long


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        granted = Permission.objects.filter(group__name="Curators")
        GRANTED.update(granted.values_list("content_type__app_label", "codename"))
        if IS_SQLITE:
            PRISTINE.append(connection.connection.serialize())


@pytest.fixture(scope="session")
def migrated_database(tmp_path_factory):
    """A database of its own that nobody changes, to make copies of.

    pytest-django makes that of the tests only where one of those that run is marked to need it.
    """
    with own_database(tmp_path_factory.mktemp("databases")) as database:
        if PRISTINE:
            Path(database.name).write_bytes(PRISTINE[0])
            with database.connect() as direct:
                direct.execute("PRAGMA journal_mode = wal")  # as the site itself sets it
        else:
            database.manage("migrate", "--verbosity=0")
        yield database


@pytest.fixture(scope="session")
def shipped_database(migrated_database, tmp_path_factory):
    """A database with the content that the project ships, loaded once for all that ask it."""
    with own_database(tmp_path_factory.mktemp("shipped"), migrated_database) as database:
        database.manage("load_content", "--verbosity=0")
        yield database


@pytest.fixture(scope="module")
def shipped_content(django_db_setup, shipped_database, django_db_blocker):
    """What the tests of a module ask; each works in a transaction that is rolled back."""
    with django_db_blocker.unblock(), served_by(shipped_database):
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A test with transactions of its own empties every table: bring the curators' group back.

    After the last test there is no database any more.
    """
    result = yield
    marker = item.get_closest_marker("django_db")
    if nextitem and marker and marker.kwargs.get("transaction") and GRANTED:
        with item.config.stash[blocking_manager_key].unblock():
            group, _ = Group.objects.get_or_create(name="Curators")
            asked = Q()
            for app, codename in GRANTED:
                asked |= Q(content_type__app_label=app, codename=codename)
            group.permissions.set(Permission.objects.filter(asked))
    return result


@pytest.fixture
def curator(client):
    """The browser of somebody with the rights of a curator, who is signed in."""
    person = make_user(is_staff=True)
    person.groups.add(Group.objects.get(name="Curators"))
    client.force_login(person)
    return client


@pytest.fixture(scope="session")
def words():
    """A function from a response to all that a person reads in it, one space between words."""

    def read(response) -> str:
        text = re.sub(r"<[^>]+>", " ", response.content.decode())
        return " ".join(unescape(text).split())

    return read


@pytest.fixture(scope="session")
def headings():
    """A function from a response to the headings of a list's rows: links, or what unfolds."""

    def read(response) -> list[str]:
        linked = r"<h[23][^>]*>\s*<a[^>]*>([^<]+)</a>|<summary>\s*<h2>([^<]+)</h2>"
        found = re.findall(linked, response.content.decode())
        return [unescape(link or summary).strip() for link, summary in found]

    return read


@pytest.fixture(scope="session")
def options():
    """A function from a response and the name of a select to the words of its choices."""

    def read(response, name: str) -> list[str]:
        select = rf'<select[^>]* ?name="{name}"[^>]*>(.*?)</select>'
        [inner] = re.findall(select, response.content.decode(), re.DOTALL)
        return [unescape(one).strip() for one in re.findall(r"<option[^>]*>([^<]*)<", inner)]

    return read
