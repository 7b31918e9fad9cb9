"""What each way to write a secret becomes in a line of the log; `test_log_canaries` drives them."""

import re
from time import perf_counter
from urllib.parse import quote

import pytest
from django.conf import settings

from portal.core.log_redaction import redact

TOKEN = "Zk3_q9xV-bT7mN2wLpR8sY4cH6dJ1fGaQeUiOoWzXyA"
SESSION = "k3jx9q2mv8zt1wbn4rp7yc5hd6gfs0la"


@pytest.mark.parametrize("short", [TOKEN, "t0k"])
@pytest.mark.parametrize(
    "path",
    [
        *("/profile/return/{}/", "/profile/%72eturn/{}", "/profile/%2572eturn/{}", "//return//{}"),
        *("/PROFILE/RETURN/{}/", "/profile/return%2F{}", "/profile/return/../return/{}"),
        *("/accounts/password/reset/key/{}/", "/accounts/confirm%2Demail/{}/"),
    ],
)
def test_key_in_a_path_is_hidden_however_the_path_is_written(path, short):
    for line in (
        path.format(short),
        f'"GET {path.format(short)} HTTP/1.1"',
        f"'{path}'".format(short),
    ):
        assert short not in redact(line)


@pytest.mark.parametrize(
    "address",
    [
        *("ada@example.com", "ada+list@example.com", "ada@[127.0.0.1]", "ada.müller@exämple.org"),
        *(
            "ada\uff20example.com",
            "ada\ufe6bexample.com",
            '"ada lovelace"@example.com',
            "ada\\@example.com",
        ),
    ],
    ids=ascii,
)
@pytest.mark.parametrize(
    "line",
    [
        *("{}", "<{}>", "mailto:{}", "to {}, again", "{{'{}': (550, b'no')}}", "Key (email)=({})"),
        *(
            "GET /admin/portal/user/?q={}",
            "GET /search/{}/",
            "Referer: https://portal/x?next=/y/{}",
        ),
    ],
)
def test_mailbox_is_hidden_in_any_surroundings(line, address):
    for written in (address, quote(address), quote(quote(address))):
        assert "ada" not in redact(line.format(written))


@pytest.mark.parametrize(
    "line",
    [
        *("password={}", "password1={}&x=1", "'password': '{}'", '"oldpassword": "{}"'),
        *("<QueryDict: {{'password1': ['{}']}}>", "{{'password': ('{}',)}}", 'passwd = "{}"'),
        *("SECRET_KEY='{}'", "api_key: '{}'", "otp=['{}']"),
    ],
)
@pytest.mark.parametrize("secret", ["hunter2", "correct horse battery"])
def test_value_that_is_said_to_be_secret_is_hidden_whole(line, secret):
    if " " in secret and not {"'", '"'} & set(line):
        secret = quote(secret)
    told = redact(line.format(secret))

    assert not any(word in told for word in ("hunter2", "correct", "horse", "battery"))


@pytest.mark.parametrize(
    "line",
    [
        *(f"Cookie: sessionid={SESSION}", f"sessionid%3D{SESSION}", f"Session {SESSION} is gone."),
        *("HTTP_AUTHORIZATION: Basic k3jx9q2m", "authorization='Bearer k3jx9q2m'"),
        *("postgres://ada:k3jx9q2m@db/portal", "otpauth://totp/Portal:ada?secret=k3jx9q2m"),
        "'argon2$argon2id$v=19$m=19456$k3jx9q2m$k3jx9q2m'",
    ],
)
def test_key_that_opens_something_is_hidden(line):
    assert "k3jx9q2m" not in redact(line)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "GET /roles/ml-engineer/?page=2 HTTP/1.1",
            "Not Found: /robots.txt",
            "id=" + "0a1b2c3d" * 4,
        ),
        'File "/srv/portal/careers/views/return_links.py", line 33, in return_link_create',
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)",
        "scalability.models.CaseStudy.DoesNotExist: CaseStudy matching query does not exist.",
    ],
)
def test_line_without_a_secret_stays_as_it_is(line):
    assert redact(line) == line


@pytest.mark.parametrize("piece", ["password='", 'password:["', "a@", "%25", "/return/", "?a=b&"])
def test_long_line_made_to_be_slow_takes_no_time(piece):
    begun = perf_counter()
    redact(piece * 4_000)
    assert perf_counter() - begun < 1


def test_log_of_the_proxy_in_the_guide_names_nothing_that_may_hold_a_secret():
    """Paths, queries, `Referer` and cookies do; nginx quotes whole requests at the level error."""
    guide = (settings.BASE_DIR / "docs" / "operating.md").read_text()
    [logged] = re.findall(r"log_format portal '([^']+)'", guide)

    assert set(re.findall(r"\$\w+", logged)) == {
        *("$remote_addr", "$time_iso8601", "$request_method", "$status", "$body_bytes_sent"),
        *("$request_time", "$request_id"),
    }
    assert re.search(r"error_log \S+ crit;", guide)
    assert "proxy_set_header X-Request-ID $request_id;" in guide
