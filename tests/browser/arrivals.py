"""How a page looks once htmx has brought it, held to how it looks when the browser loads it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from django.urls import resolve

SECOND = "/profile/questions/?asked=python"  # a question whose links and forms htmx takes over
SCRIPT = Path(__file__).with_suffix(".js")
KIND = re.compile(r"(.+?)(?:, .*| with .*)?")  # of a page, by its name in `pages`
Look = dict[str, Any]
Faults = dict[str, tuple[Any, Any]]  # what is seen on arrival, and what is right


class Way(NamedTuple):
    """A kind of link, or of form with the button that sends it, on one type of page."""

    page: str
    method: str
    view: str
    button: str


BACK = Way("question", "get", "careers:questions", "")


class Step(NamedTuple):
    """The first of a kind: the page that it is on, its address and its button."""

    page: str
    address: str
    button: str


class Guest:
    """Somebody who comes to the site again and again, each time as they were at first."""

    def __init__(self, context, url, session, take_back) -> None:
        self.context, self.url, self.session, self.take_back = context, url, session, take_back
        self.page = context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.add_init_script(path=SCRIPT)

    def come(self) -> None:
        self.take_back()
        self.context.clear_cookies()
        if self.session:
            cookie = {"url": self.url, "name": "sessionid", "value": self.session}
            self.context.add_cookies([cookie])

    def ways(self, pages: dict[str, str]) -> dict[Way, Step]:
        self.come()
        self.page.goto("/")
        return ways(self.page, pages)

    def way_back(self) -> Step:
        """From the second question to the first."""
        return self.ways({"question": SECOND})[BACK]

    def faults(self, step: Step) -> Faults:
        """What is otherwise where the step leads than it is after a reload."""
        self.come()
        return faults(follow(self.page, step), reload(self.page))

    def faults_of_refusal(self, step: Step) -> Faults:
        """What is otherwise than where the form goes its own way.

        The scripts of the page that it was on may be there still.
        """
        self.come()
        seen = follow(self.page, step, is_wrong=True)
        self.come()
        right = follow(self.page, step, is_wrong=True, by_htmx=False)
        seen["scripts"] = [one for one in seen["scripts"] if one in right["scripts"]]
        return faults(seen, right)


def ways(page, pages: dict[str, str]) -> dict[Way, Step]:
    """Every kind of link and form of these pages that htmx takes over, for who is on the page."""
    found: dict[Way, Step] = {}
    for name, address in pages.items():
        for one in page.evaluate("page => arrivals.find(page)", address):
            kind = KIND.fullmatch(name)[1]
            way = Way(kind, one["method"], resolve(one["path"]).view_name, one["button"])
            found.setdefault(way, Step(address, one["address"], one["button"]))
    return found


def follow(page, step: Step, *, is_wrong: bool = False, by_htmx: bool = True) -> Look:
    """Press the link, or fill in the form and send it; how what comes looks."""
    page.goto(step.page)
    what = {"address": step.address, "button": step.button}
    how = {"isWrong": is_wrong, "byHtmx": by_htmx}
    page.evaluate("step => arrivals.follow(step)", what | how)
    return arrive(page)


def turn(page, button: Callable[[], object]) -> Look:
    """Press the back or the forward button; how the page looks then."""
    page.evaluate("arrivals.expect('htmx:historyRestore')")
    button()
    return arrive(page)


def arrive(page) -> Look:
    page.wait_for_function("() => arrivals.isThere()")
    page.wait_for_load_state()
    return page.evaluate("arrivals.look()")


def reload(page) -> Look:
    page.reload()
    return arrive(page)


def takes_refusals(page) -> bool:
    """Whether the page shows what a form refuses, and does not only say that it was not saved."""
    return page.evaluate("arrivals.takesRefusals()")


def faults(seen: Look, right: Look) -> Faults:
    return {name: _apart(seen[name], right[name]) for name in right if seen[name] != right[name]}


def _apart(seen: Any, right: Any) -> tuple[Any, Any]:
    """What only one of two lists has; both whole where they are texts or only the order differs."""
    if isinstance(seen, str) or sorted(seen) == sorted(right):
        return seen, right
    return [one for one in seen if one not in right], [one for one in right if one not in seen]
