"""What `/readyz` says: whether this process can serve the site, and if not, what is in the way."""

import shutil
import sqlite3
from contextlib import closing
from time import monotonic

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from careers.models import Role
from portal.core import health_checks
from portal.core.publication import State
from portal.site.views.health import readiness as site
from tests.database_faults import FULL, GONE, READ_ONLY, SLOW, failing
from tests.databases import IS_SQLITE
from tests.factories import make_role

pytestmark = pytest.mark.django_db

MANIFEST = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"


@pytest.fixture(autouse=True)
def _asked_for_the_first_time():
    site.forget()
    yield
    site.forget()


@pytest.fixture
def role():
    return make_role()


def asked() -> tuple[int, str]:
    response = Client().get("/readyz")
    return response.status_code, response.content.decode().strip()


def test_site_with_content_is_ready(role):
    assert asked() == (200, "ok")


@pytest.mark.usefixtures("role")
def test_migration_that_is_missing_is_waited_for():
    MigrationRecorder.Migration.objects.filter(app="scalability").delete()

    assert asked() == (503, "migrations wait")


def test_site_without_published_content_is_not_ready(role):
    Role.objects.update(state=State.DRAFT)

    assert asked() == (503, "no published content: run load_content")


@pytest.mark.usefixtures("role")
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (GONE, "no database"),
        (SLOW, "the database is too busy"),
        (FULL, "the disk of the database is full"),
        (READ_ONLY, "the database is read-only"),
    ],
)
def test_database_that_fails_is_said_in_words(error, said):
    with failing(error):
        assert asked() == (503, said)


def test_answer_holds_for_a_moment_and_changes_are_logged(role, caplog, monkeypatch):
    assert asked() == (200, "ok")
    caplog.clear()
    Role.objects.update(state=State.DRAFT)
    assert asked() == (200, "ok")

    later = monotonic() + health_checks.HOLDS
    monkeypatch.setattr(health_checks, "monotonic", lambda: later)
    assert asked()[0] == asked()[0] == 503
    assert [record.getMessage() for record in caplog.records] == [
        "Ready: no published content: run load_content"
    ]


def test_probe_costs_no_more_than_a_few_questions(role, django_assert_max_num_queries):
    asked()
    site.forget()
    with django_assert_max_num_queries(4):
        asked()


@pytest.fixture
def collected(settings, tmp_path):
    """A site whose static files were collected: one style sheet."""
    files = tmp_path / "static"
    settings.STATIC_ROOT = files
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}
    staticfiles_storage.save("site.0123456789ab.css", ContentFile("a{}"))
    staticfiles_storage.hashed_files["site.css"] = "site.0123456789ab.css"
    return files


@pytest.mark.usefixtures("role")
def test_static_file_that_is_missing_is_said(collected):
    assert asked() == (200, "ok")

    (collected / "site.0123456789ab.css").unlink()
    site.forget()
    assert asked() == (503, "static files are missing: run collectstatic, then restart")


@pytest.mark.usefixtures("role", "collected")
def test_manifest_that_names_no_file_is_a_missing_one():
    staticfiles_storage.hashed_files.clear()

    assert asked()[1] == "static files are missing: run collectstatic, then restart"


@pytest.fixture
def file(served):
    """A file of its own, that this process serves a role from."""
    if not IS_SQLITE:
        pytest.skip("a file is SQLite's")
    make_role()
    return served


def test_file_that_can_be_written_to_is_ready(file):
    assert asked() == (200, "ok")


def test_file_that_somebody_else_is_writing_to_is_ready_soon(file):
    with closing(sqlite3.connect(file.name, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        begun = monotonic()

        assert asked() == (200, "ok")
        assert monotonic() - begun < health_checks.PATIENCE


def test_file_that_must_not_be_written_to_is_not_ready(file):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = on")

    assert asked() == (503, "the database is read-only")


def test_disk_that_is_nearly_full_is_said(file, monkeypatch):
    usage = shutil.disk_usage(".")._replace(free=health_checks.LEAST_SPACE - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)

    assert asked() == (503, "the disk of the database is full")


def test_probe_writes_nothing(file):
    before = file.digests()
    asked()

    assert file.digests() == before


@pytest.mark.skipif(IS_SQLITE, reason="a standby is PostgreSQL's")
def test_standby_is_not_ready(role):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")

        assert asked() == (503, "the database is read-only")
        transaction.set_rollback(True)
