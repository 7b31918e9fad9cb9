import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.management import call_command

from tests.content_tree import load, write_tree
from tests.databases import add_source, own_database, served_by


@pytest.fixture
def tree(tmp_path):
    """The root of a small tree of content files."""
    write_tree(tmp_path)
    return tmp_path


@pytest.fixture
def loaded(db, tree):
    """The same tree, loaded."""
    load(tree)
    return tree


@pytest.fixture
def hashed(monkeypatch):
    """The passwords that were hashed, in order; to verify one hashes it too."""
    seen = []
    real = MD5PasswordHasher.encode

    def noted(hasher, password, salt):
        seen.append(password)
        return real(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", noted)
    return seen


@pytest.fixture
def database(tmp_path, migrated_database):
    """A database of its own with every table."""
    with own_database(tmp_path, migrated_database) as copy:
        yield copy


@pytest.fixture
def empty_database(tmp_path):
    """A database of its own without a table."""
    with own_database(tmp_path) as empty:
        yield empty


@pytest.fixture
def served(database, django_db_blocker):
    """A database that this process serves the site from."""
    with django_db_blocker.unblock(), served_by(database):
        yield database


@pytest.fixture
def backup(served, tmp_path):
    """A backup of it, with one source in it."""
    add_source(served, "before")
    call_command("backup", tmp_path / "portal.backup", verbosity=0)
    return tmp_path / "portal.backup"
