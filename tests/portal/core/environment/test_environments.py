"""Mistyped and unsafe environments: each is accepted as meant, or refused by name."""

import re
from collections import defaultdict

import pytest
from django.core.exceptions import ImproperlyConfigured

HOSTS, ORIGINS = "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS"
CONTACT = "SECURITY_CONTACT"
SECRET = "h4nter2sWord"
OTHER_KEY = "zyxwvutsrqponmlkjihgfedcba9876543210ZYXWVUTSRQPONMLKJIHGFEDCBA"

# SITE_URL would have to go by these hosts; without HTTPS there need be none.
PRIVATE = defaultdict(dict, {HOSTS: {"HTTPS": "off", "SITE_URL": ""}})

# The variable, what stands there, the setting it becomes, and its value.
ACCEPTED = [
    ("HTTPS", "On", "HTTPS", True),
    ("HTTPS", " off ", "HTTPS", False),
    ("HTTPS", "FALSE", "HTTPS", False),
    ("HTTPS", "\ufeffyes\u200b", "HTTPS", True),
    ("HTTPS", "\u00a0No", "HTTPS", False),
    ("HTTPS", '"off"', "HTTPS", False),
    ("HTTPS", "'0'", "HTTPS", False),
    ("HTTPS", "", "HTTPS", True),
    ("DEBUG", "", "DEBUG", False),
    ("EMAIL_VERIFICATION", "Mandatory", "ACCOUNT_EMAIL_VERIFICATION", "mandatory"),
    ("EMAIL_VERIFICATION", "", "ACCOUNT_EMAIL_VERIFICATION", "mandatory"),
    ("LOG_LEVEL", "debug", "LOG_LEVEL", "DEBUG"),
    ("TRUSTED_PROXIES", " 1 ", "ALLAUTH_TRUSTED_PROXY_COUNT", 1),
    ("TRUSTED_PROXIES", "", "ALLAUTH_TRUSTED_PROXY_COUNT", 0),
    ("DATABASE_POOL", "", "DATABASE_POOL", 16),
    ("DATABASE_STATEMENT_TIMEOUT", " 500 ", "DATABASE_STATEMENT_TIMEOUT", 500),
    ("DATABASE_PATIENT", "ON", "DATABASE_PATIENT", True),
    ("PREPARED_MEGABYTES", "0", "PREPARED_BYTES", 0),
    ("PREPARED_MEGABYTES", "", "PREPARED_BYTES", 64_000_000),
    (HOSTS, "a.example.org, b.example.org", HOSTS, ["a.example.org", "b.example.org"]),
    (HOSTS, "Careers.Example.Org.,", HOSTS, ["careers.example.org"]),
    (HOSTS, ".example.org", HOSTS, [".example.org"]),
    (HOSTS, ".localhost", HOSTS, [".localhost"]),
    (HOSTS, "bücher.example", HOSTS, ["xn--bcher-kva.example"]),
    (HOSTS, "::1,[::0:1],10.0.0.7", HOSTS, ["[::1]", "[::1]", "10.0.0.7"]),
    (ORIGINS, "HTTPS://Forms.Example.org/", ORIGINS, ["https://forms.example.org"]),
    (ORIGINS, "https://a.example:443, http://b:8080", ORIGINS, ["https://a.example", "http://b:8080"]),
    (ORIGINS, "https://*.example.org", ORIGINS, ["https://*.example.org"]),
    ("SITE_URL", "HTTPS://LocalHost:443/", "SITE_URL", "https://localhost"),
    ("SITE_URL", "https://[::1]:8443", "SITE_URL", "https://[::1]:8443"),
    ("HSTS_SECONDS", "0", "SECURE_HSTS_SECONDS", 0),
    ("DEFAULT_FROM_EMAIL", "Jobs <j@a.example>", "DEFAULT_FROM_EMAIL", "Jobs <j@a.example>"),
    ("EMAIL_URL", "SMTP+TLS://u:p%23w@mail.example:587", "EMAIL_HOST_PASSWORD", "p#w"),
    ("SECRET_KEY_FALLBACKS", f"{OTHER_KEY}, ", "SECRET_KEY_FALLBACKS", [OTHER_KEY]),
    (CONTACT, "", CONTACT, []),
    (CONTACT, "a@b.example, mailto:c@d.org", CONTACT, ["mailto:a@b.example", "mailto:c@d.org"]),
    (CONTACT, "https://example.org/report", CONTACT, ["https://example.org/report"]),
]  # fmt: skip

# The variable, and what stands there.
REFUSED = [
    ("HTTPS", "on # behind nginx"),
    ("HTTPS", "enabled"),
    ("HTTPS", "onn"),
    ("HTTPS", "2"),
    ("HTTPS", "${TLS}"),
    ("DEBUG", "nope"),
    ("HSTS_PRELOAD", "of"),
    ("HSTS_SECONDS", "one year"),
    ("HSTS_SECONDS", "-1"),
    ("EMAIL_VERIFICATION", "compulsory"),
    ("LOG_LEVEL", "verbose"),
    ("TRUSTED_PROXIES", "-1"),
    ("TRUSTED_PROXIES", "on"),
    ("DATABASE_POOL", "0"),
    ("DATABASE_POOL", "8.5"),
    ("DATABASE_STATEMENT_TIMEOUT", "0"),
    ("DATABASE_STATEMENT_TIMEOUT", "15s"),
    ("DATABASE_PATIENT", "very"),
    ("PREPARED_MEGABYTES", "64 MB"),
    ("PREPARED_MEGABYTES", "-1"),
    ("PORT", "80000"),
    ("WEB_CONCURRENCY", "0"),
    ("WEB_THREADS", "four"),
    ("BIND", "8000"),
    ("BIND", ","),
    ("FORWARDED_ALLOW_IPS", ","),
    ("BIND", "127.0.0.1:http"),
    ("FORWARDED_ALLOW_IPS", "nginx"),
    (HOSTS, "*"),
    (HOSTS, "*.example.org"),
    (HOSTS, ".org"),
    (HOSTS, "."),
    (HOSTS, ", ,"),
    (HOSTS, "https://careers.example.org"),
    (HOSTS, "careers.example.org:443"),
    (HOSTS, "careers.example.org/jobs"),
    (HOSTS, "careers.example.org www.example.org"),
    (HOSTS, "['careers.example.org']"),
    (HOSTS, "careers_1.example.org"),
    (ORIGINS, "forms.example.org"),
    (ORIGINS, "https://*"),
    (ORIGINS, "https://*.org"),
    (ORIGINS, "https://forms.example.org/apply"),
    (ORIGINS, f"https://ada:{SECRET}@forms.example.org"),
    ("SECRET_KEY", ""),
    ("SECRET_KEY", "changeme"),
    ("SECRET_KEY", "change-me-" * 6),
    ("SECRET_KEY", "django-insecure-0123456789abcdefghijklmnopqrstuvwxyz0123456789"),
    ("SECRET_KEY", "change-this-to-a-long-random-string-of-at-least-50-characters"),
    ("SECRET_KEY", "Insert the key of your site here, as long and random as it can be"),
    ("SECRET_KEY", "<a key made with secrets.token_urlsafe(64), which nobody knows>"),
    ("SECRET_KEY", "SECRET_KEY_0123456789abcdefghijklmnopqrstuvwxyz0123456789"),
    ("SECRET_KEY", SECRET),
    ("SECRET_KEY", "a" * 64),
    ("SECRET_KEY", "0123456789abcdef" * 4),
    ("SECRET_KEY", "$OTHER_KEY"),
    ("SECRET_KEY_FALLBACKS", f"{OTHER_KEY},{SECRET}"),
    ("DATABASE_URL", ""),
    ("DATABASE_URL", "nonsense"),
    ("DATABASE_URL", f"postgres:/ada:{SECRET}@db/site"),
    ("DATABASE_URL", f"mysql://ada:{SECRET}@db/site"),
    ("DATABASE_URL", f"postgres://ada:{SECRET}@db"),
    ("DATABASE_URL", f"postgres://ada:{SECRET}#1@db/site"),
    ("DATABASE_URL", f"postgres://ada:{SECRET}/1@db/site"),
    ("DATABASE_URL", f"postgres://ada:1/{SECRET}@db/site"),
    ("DATABASE_URL", f"postgres://ada:{SECRET}[@db/site"),
    ("DATABASE_URL", f"postgres://ada:{SECRET}@db:99999/site"),
    ("DATABASE_URL", f"postgres://ada:{SECRET}@db/site?sslmod=require"),
    ("DATABASE_URL", f"postgres://ada:{SECRET}@db/site?sslmode=requir"),
    ("DATABASE_URL", f"postgres://ada:{SECRET}@db/site?CONN_MAX_AGE=60"),
    ("DATABASE_URL", f"postgres://ada:{SECRET}@db/site?connect_timeout=soon"),
    ("DATABASE_URL", "sqlite://site.sqlite3"),
    ("DATABASE_URL", "sqlite://"),
    ("DATABASE_URL", "sqlite:///no-folder/site.sqlite3"),
    ("DATABASE_URL", "sqlite:////"),
    ("DATABASE_URL", "sqlite:///portal"),
    ("DATABASE_URL", "sqlite:///site.sqlite3?timeot=5"),
    ("EMAIL_URL", ""),
    ("EMAIL_URL", "localhost:25"),
    ("EMAIL_URL", f"smpt://ada:{SECRET}@mail"),
    ("EMAIL_URL", f"smtps://ada:{SECRET}@mail:465"),
    ("EMAIL_URL", f"smtp://ada:{SECRET}@mail:25?timeout=5"),
    ("EMAIL_URL", f"smtp://ada:{SECRET}/1@mail:25"),
    ("EMAIL_URL", f"smtp://{SECRET}@mail:25"),
    ("EMAIL_URL", "smtp://:25"),
    ("DEFAULT_FROM_EMAIL", ""),
    ("DEFAULT_FROM_EMAIL", "Jobs jobs@example.org"),
    ("DEFAULT_FROM_EMAIL", "jobs@"),
    ("DEFAULT_FROM_EMAIL", "jobs@a.example, ada@a.example"),
    ("DEFAULT_FROM_EMAIL", "Jobs: AI <jobs@a.example>"),
    (CONTACT, "security"),
    (CONTACT, "http://example.org/security"),
    (CONTACT, "security@example.org, https://example.org/a page"),
    ("CACHE_URL", ""),
    ("CACHE_URL", f"reddis://:{SECRET}@cache/0"),
    ("CACHE_URL", "dummycache://"),
    ("CACHE_URL", "pylibmc://cache:11211"),
    ("CACHE_URL", "locmemcache://?timeout=long"),
    ("ENV_FILE", ""),
    ("ENV_FILE", "no-such-file.env"),
    ("SITE_URL", ""),
    ("SITE_URL", "localhost"),
    ("SITE_URL", "http://localhost"),
    ("SITE_URL", "https://localhost/careers"),
    ("SITE_URL", "https://careers.example.org"),
    ("SITE_URL", "https://*.localhost"),
    ("SITE_URL", f"https://ada:{SECRET}@localhost"),
    ("SITE_URL", "https://localhost:https"),
    ("ALOWED_HOSTS", "careers.example.org"),
    ("DATABASE_URI", f"postgres://ada:{SECRET}@db/site"),
]


@pytest.mark.parametrize(("name", "value", "setting", "meant"), ACCEPTED)
def test_environment_is_accepted_as_meant(start, key, name, value, setting, meant):
    assert start({"SECRET_KEY": key, **PRIVATE[name], name: value})[setting] == meant


@pytest.mark.parametrize(("name", "value", "setting", "meant"), ACCEPTED)
def test_file_is_accepted_as_meant(start, key, name, value, setting, meant):
    assert start({"SECRET_KEY": key, **PRIVATE[name]}, f"{name}={value}\n")[setting] == meant


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_environment_is_refused_by_name(start, key, capfd, name, value):
    with pytest.raises(ImproperlyConfigured) as refused:
        start({"SECRET_KEY": key, name: value})

    assert re.fullmatch(rf".*\b{name}\b.*", str(refused.value))
    assert SECRET not in str(refused.value)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("name", "value"),
    [case for case in REFUSED if case[0] != "ENV_FILE" and case[1] != "on # behind nginx"],
)
def test_file_is_refused_by_name(start, key, capfd, name, value):
    with pytest.raises(ImproperlyConfigured) as refused:
        start({} if name == "SECRET_KEY" else {"SECRET_KEY": key}, f"{name}={value}\n")

    assert name in str(refused.value)
    assert SECRET not in str(refused.value)
    assert capfd.readouterr() == ("", "")


def test_short_key_will_do_where_the_site_is_not_public(start):
    assert start({"SECRET_KEY": SECRET, "HTTPS": "off"})["SECRET_KEY"] == SECRET


def test_any_host_is_allowed_in_debugging_alone(start, key):
    assert start({"SECRET_KEY": key, "DEBUG": "on", HOSTS: "*"})[HOSTS] == ["*"]
    assert start({"SECRET_KEY": key, "DEBUG": "on", HOSTS: "*"})["SITE_URL"] == "https://localhost"


def test_refusal_says_what_is_allowed(start, key):
    with pytest.raises(ImproperlyConfigured, match=r"^HTTPS is not understood: write on or off"):
        start({"SECRET_KEY": key, "HTTPS": "onn"})
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_POOL must be a whole number from 1"):
        start({"SECRET_KEY": key, "DATABASE_POOL": "0"})
    with pytest.raises(ImproperlyConfigured, match=r"\(entry 2 of 2\) must not include a scheme"):
        start({"SECRET_KEY": key, HOSTS: "a.example, https://b.example"})


def test_all_mistakes_are_told_at_once(start, key):
    with pytest.raises(ImproperlyConfigured) as refused:
        start({"SITE_URL": "", "HTTPS": "onn", "LOG_LEVEL": "loud"}, "SECRET_KEY=b\nHTPS=on")

    names = ["HTTPS", "SECRET_KEY", "SITE_URL", "LOG_LEVEL", "HTPS,"]
    assert [line.split()[0] for line in str(refused.value).split("\n")] == names


def test_site_is_asked_for_its_address_where_https_is_on_alone(start, key):
    assert start({"SECRET_KEY": key, "HTTPS": "off", "SITE_URL": ""})["SITE_URL"] == ""


@pytest.mark.parametrize(
    ("site", "hosts"),
    [("https://jobs.a.example", ".a.example"), ("https://Ü.example:8443", "ü.example")],
)
def test_host_of_the_site_may_be_allowed_by_another_spelling(start, key, site, hosts):
    assert start({"SECRET_KEY": key, "SITE_URL": site, HOSTS: hosts})["SITE_URL"].islower()


def test_relative_file_of_sqlite_lies_in_the_house_wherever_a_command_starts(start, key):
    settings = start({"SECRET_KEY": key, "DATABASE_URL": "sqlite:///site.sqlite3"})

    assert settings["DATABASES"]["default"]["NAME"] == str(settings["BASE_DIR"] / "site.sqlite3")


def test_name_like_ours_is_nobodys_business_where_ours_is_set(start, key):
    process = {"SECRET_KEY": key, "DATABASE_URL": "sqlite://:memory:", "DATABASE_URI": "other"}

    assert start(process)["DATABASES"]["default"]["NAME"] == ":memory:"


def test_server_listens_where_it_is_told(start, key):
    told = {"SECRET_KEY": key, "PORT": "", "BIND": "LOCALHOST:08000, unix:/run/portal.sock"}
    plain, other = start({"SECRET_KEY": key, "PORT": "9000"}), start(told)

    assert plain["GUNICORN"]["bind"] == ["127.0.0.1:9000"]
    assert other["GUNICORN"]["bind"] == ["localhost:8000", "unix:/run/portal.sock"]
