"""What readers notice while many sign in.

    python -m tests.bench.sign_ins

On SQLite, or on the empty PostgreSQL database that DATABASE_URL names.
For 20 s, 20 people a second sign in, with the right password or a wrong one, to 300 accounts
and from 256 addresses, so that few are too many for a limit; each password has to be hashed, which
is meant to cost. Readers ask for 20 public pages a second meanwhile.

Bar: 99 in 100 readers wait less than 500 ms, and nobody for nothing. Whoever signs in is let in or
not, or told to come back: 429 after too many tries, 503 while too many are hashed.
"""

import random
import secrets
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from tests.bench.arrivals import HEAD, Answer, Request, arrive, show, verdict, warm
from tests.bench.servers import HOST, Server, chosen, environ_of, prepare, serve, setup_django
from tests.browser.pages import PUBLIC

SECONDS, RATE, ACCOUNTS = 20, 20, 300
SEED = 2026
BAR = 500  # milliseconds
PASSWORD = "correct horse battery"
TOKEN = secrets.token_hex(16)
LOGIN = "/accounts/login/"
ENDINGS = {200: "wrong password", 302: "let in", 429: "too many tries", 503: "too many at once"}


def main() -> None:
    with TemporaryDirectory() as folder:
        environ = chosen(environ_of(Path(folder))) | {"TRUSTED_PROXIES": "1"}
        prepare(environ)
        setup_django(environ)
        _make_members()
        with serve("portal.wsgi:application", environ) as site:
            _run(site)


def _run(site: Server) -> None:
    warm(site, PUBLIC.values())
    count = SECONDS * RATE
    with ThreadPoolExecutor(1) as pool:
        signing_in = pool.submit(arrive, site, islice(_sign_ins(site), count), RATE)
        pages = (Request("public", path, {}) for path in cycle(PUBLIC.values()))
        readers = arrive(site, islice(pages, count), RATE)
        people = signing_in.result()
    print(f"\n{RATE} readers and {RATE} sign-ins a second for {SECONDS} s: milliseconds\n{HEAD}")
    times, is_well = show("readers", readers, _is_page), all(map(_is_page, readers))
    show("sign-ins", people, _is_answered)
    ends = Counter(one.status for one in people)
    print(f"  hashed: {ends[200] + ends[302]} of {count}; " + ", ".join(_said(ends)))
    is_answered = all(map(_is_answered, people))
    verdict(f"99 in 100 readers within {BAR} ms", is_kept=times.p99 < BAR and is_well)
    verdict("every sign-in is answered", is_kept=is_answered)


def _sign_ins(site: Server) -> Iterator[Request]:
    draw = random.Random(SEED)
    headers = {
        "Cookie": f"csrftoken={TOKEN}",
        "Origin": f"http://{HOST}:{site.port}",
        "Sec_Fetch_Site": "same-origin",
    }
    while True:
        number, address = draw.randrange(ACCOUNTS), f"192.0.2.{draw.randrange(256)}"
        password = draw.choice([PASSWORD, f"wrong {number}"])
        form = {"login": _email(number), "password": password, "csrfmiddlewaretoken": TOKEN}
        yield Request("sign-in", LOGIN, headers | {"X_Forwarded_For": address}, urlencode(form))


def _make_members() -> None:
    from allauth.account.models import EmailAddress  # noqa: PLC0415 -- the settings are known only now
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415

    from portal.models import User  # noqa: PLC0415

    hashed = make_password(PASSWORD)
    users = User.objects.bulk_create(
        User(email=_email(number), password=hashed) for number in range(ACCOUNTS)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=one, email=one.email, verified=True, primary=True) for one in users
    )


def _email(number: int) -> str:
    return f"person{number}@example.org"


def _said(ends: Counter[int]) -> Iterator[str]:
    for status, count in sorted(ends.items()):
        yield f"{count} x {status} ({ENDINGS.get(status, 'a fault')})"


def _is_page(answer: Answer) -> bool:
    return answer.status == 200


def _is_answered(answer: Answer) -> bool:
    return answer.status in ENDINGS


if __name__ == "__main__":
    main()
