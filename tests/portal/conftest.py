import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from tests.content_tree import load, write_tree


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
