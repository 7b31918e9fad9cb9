import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from tests.content_tree import load, write_tree
from tests.databases import own_database


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


@pytest.fixture(scope="session")
def migrated_database(tmp_path_factory):
    """A database of its own that nobody changes, to make copies of."""
    with own_database(tmp_path_factory.mktemp("databases")) as database:
        database.manage("migrate", "--verbosity=0")
        yield database


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
