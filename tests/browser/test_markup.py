"""The HTML of every page, and of every part that htmx asks for, before the Nu checker."""

import os
import re
import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

from portal.core.database.failures import Failure
from tests.browser.pages import FOR, PARTS

CHECKER = os.environ.get("VNU_JAR", "")
SKIPS = {
    "Java is missing: apt-get install default-jre-headless": not shutil.which("java"),
    "The checker is missing: make test-browser fetches it with npm": not Path(CHECKER).is_file(),
}
AROUND = (
    "<!DOCTYPE html>\n<html lang='en'><head><title>A part</title></head><body>\n{}\n</body></html>"
)
TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
WRONG = {"/profile/data/import/": {}, "/plan/choices/save/": {"hours_per_week": "999"}}
WRONG_SIGN_UP = {"/accounts/signup/": {"email": "ada", "password1": "1"}}


@pytest.mark.skipif(any(SKIPS.values()), reason=next((why for why in SKIPS if SKIPS[why]), ""))
def test_every_page_is_valid_html(people, tmp_path):
    pages = dict(written(people))
    for number, html in enumerate(pages.values()):
        (tmp_path / f"{number}.html").write_text(html)
    checked = subprocess.run(
        ["java", "-jar", CHECKER, "--errors-only", "--exit-zero-always", str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    names = list(pages)
    found = [
        re.sub(r'^.*/(\d+)\.html"', lambda path: names[int(path[1])], line)
        for line in checked.stderr.splitlines()
    ]
    assert len(pages) > 100
    assert found == []


def written(people):
    """The name and the HTML of every page as everybody sees it, and of what is part of one."""
    for who, session in people.items():
        client = browser(session)
        for name, path in FOR[who].items():
            yield f"{name} for {who}", html(client.get(path))
        for name, (path, target) in PARTS.items():
            answer = client.get(path, headers={"HX-Request": "true", "HX-Target": target})
            if "<html" not in html(answer):
                part = TITLE.sub("", html(answer))  # which htmx takes out of it too
                yield f"part of {name} for {who}", AROUND.format(part)
    for path, sent in WRONG.items():
        yield f"{path} with mistakes", html(browser(people["member"]).post(path, sent))
    for path, sent in WRONG_SIGN_UP.items():
        yield f"{path} with mistakes", html(browser(None).post(path, sent))
    yield "a spoilt address", html(browser(None).get("/skills/python/)."))
    yield "the address of a form", html(browser(None).get("/profile/rate/"))
    yield (
        "a form of a hidden origin",
        html(Client().post("/profile/rate/", {"a": "b", "c": "d\ne"})),
    )
    for name in ("400.html", "403.html", "403_csrf.html", "409.html", "429.html", "500.html"):
        yield name, render_to_string(name)
    for failure, is_read in product(Failure, (True, False)):
        context = {"failure": failure.value, "is_read": is_read}
        yield f"503.html, {failure}", render_to_string("503.html", context)


def browser(session):
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    if session:
        client.cookies["sessionid"] = session
    return client


def html(answer):
    assert answer["Content-Type"].startswith("text/html"), answer.status_code
    return answer.content.decode()
