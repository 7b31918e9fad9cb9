"""Files of variables as people write them, on whatever system."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[4]
SECRET = "h4nter2sWordInTheFile"


@pytest.mark.parametrize(
    "line",
    [
        "HTTPS=off # behind nginx",
        "HTTPS=off\t#behind nginx",
        "HTTPS=off   ",
        "  HTTPS = off",
        "export HTTPS=off",
        "export  HTTPS='off' # behind nginx",
        'HTTPS="off"',
        'HTTPS=" off "',
        "HTTPS=OFF\r",
        "# a comment\r\n\r\n\t# another\r\nHTTPS=off\r",
        "\u200b\nHTTPS=off",
    ],
)
def test_line_is_read_as_meant(start, key, line):
    assert start({}, f"SECRET_KEY={key}\n{line}\n")["HTTPS"] is False


def test_byte_order_mark_is_no_part_of_the_first_name(start, key):
    assert start({}, f"\ufeffSECRET_KEY={key}\nHTTPS=off")["SECRET_KEY"] == key


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a#b!$c&d", "a#b!$c&d"),
        ("#abcdefgh", "#abcdefgh"),
        ("'a \"quoted\" # word'", 'a "quoted" # word'),
        (r'"a \"quoted\" \\ word \$HOME \n"', r'a "quoted" \ word $HOME \n'),
        ("$abc$def", "$abc$def"),
        ("a=b=c==", "a=b=c=="),
    ],
)
def test_every_sign_of_a_key_is_kept(start, written, kept):
    assert start({}, f"HTTPS=off\nSECRET_KEY={written}\n")["SECRET_KEY"] == kept


def test_environment_wins_over_the_file(start, key):
    assert start({"SECRET_KEY": key, "HTTPS": "on"}, "HTTPS=off")["HTTPS"] is True


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"SECRET_KEY: {SECRET}", "line 1 is not understood"),
        (f"HTTPS=off\n\n{SECRET}", "line 3 is not understood"),
        (f"SECRET_KEY='{SECRET}", "line 1: the quotes of SECRET_KEY don't match"),
        (f'SECRET_KEY="{SECRET}" more', "line 1: the quotes of SECRET_KEY don't match"),
        (f"SECRET_KEY={SECRET}\nHTTPS=off\nSECRET_KEY=b", "SECRET_KEY is set twice, .* 1 and 3"),
        (f"ALOWED_HOSTS={SECRET}", "ALOWED_HOSTS, on line 1 of .* Did you mean ALLOWED_HOSTS?"),
        (f"https={SECRET}", "a variable, on line 1 of .* Did you mean HTTPS?"),
        (f"POSTGRES_PASSWORD={SECRET}", "POSTGRES_PASSWORD, on line 1 .* Remove it"),
        (f"{SECRET}==", "a variable, on line 1 of the environment file, is not known"),
        (f"ENV_FILE={SECRET}", "ENV_FILE has no effect inside the file"),
        (f"\ufeffSECRET_KEY={SECRET}".encode("utf-16-le"), "not UTF-8"),
        (f"SECRET_KEY={SECRET}".encode("utf-16"), "not UTF-8"),
        (f"SECRET_KEY={SECRET}é".encode("latin-1"), "not UTF-8"),
    ],
)  # fmt: skip
def test_file_that_is_not_understood_is_refused_without_a_secret(start, capfd, text, words):
    given = {} if b"SECRET_KEY" in (text if isinstance(text, bytes) else text.encode()) else {
        "SECRET_KEY": SECRET,
        "HTTPS": "off",
    }  # fmt: skip
    with pytest.raises(ImproperlyConfigured, match=words) as refused:
        start(given, text)

    assert SECRET not in str(refused.value)
    assert capfd.readouterr() == ("", "")


def test_folder_is_no_file_of_variables(start, key, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        start({"SECRET_KEY": key, "ENV_FILE": str(tmp_path)})


def test_example_explains_every_variable_and_can_be_copied(start, key):
    example = (ROOT / ".env.example").read_text()
    told = set(re.findall(r"(?m)^(?:# )?([A-Z_]+)=", example))
    settings = start({}, re.sub(r"(?m)^SECRET_KEY=$", f"SECRET_KEY={key}", example))

    assert settings["env"].known == told
