import pytest

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
