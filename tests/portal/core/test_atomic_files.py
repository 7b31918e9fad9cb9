import pytest

from portal.core.atomic_files import PARTIAL, replacing


def write(path, text: str, **options) -> None:
    with replacing(path, **options) as partial:
        partial.write_text(text)


def test_file_is_replaced_whole_and_keeps_its_mode(tmp_path):
    file = tmp_path / "a"
    write(file, "one")
    file.chmod(0o640)
    write(file, "two")

    assert file.read_text() == "two"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_file_is_never_open_to_others_where_a_mode_is_given(tmp_path):
    with replacing(tmp_path / "a", mode=0o600) as partial:
        assert partial.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_file_stays_after_an_error(tmp_path):
    file = tmp_path / "a"
    write(file, "one")

    with pytest.raises(UnicodeEncodeError):
        write(file, "half \ud800")

    assert file.read_text() == "one"
    assert list(tmp_path.iterdir()) == [file]


def test_half_a_file_of_a_process_that_was_killed_is_in_nobodys_way(tmp_path):
    (tmp_path / f".a{PARTIAL}").write_text("half")
    write(tmp_path / "a", "whole", mode=0o600)

    assert (tmp_path / "a").read_text() == "whole"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]
