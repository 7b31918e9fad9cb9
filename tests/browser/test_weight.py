"""How much a page weighs on the wire, cold: a budget that the build keeps."""

from collections import Counter

import pytest

from tests.browser.measures import shifts
from tests.browser.pages import GUARDED, HALF_IN, PERSONAL, SHARED, STRANGERS, TO_SET_UP

KB = 1024
PAGE, FIRST_PAGE = 40 * KB, 25 * KB  # bytes in all, compressed
SHEETS = 12 * KB  # bytes of style


class Scales:
    """What comes over the network for a page when nothing is kept from before, without headers."""

    def __init__(self, page) -> None:
        self.page = page
        self.sent: Counter[str] = Counter()
        network = page.context.new_cdp_session(page)
        self.heads: dict[str, tuple[str, int]] = {}
        network.on("Network.responseReceived", self._answered)
        network.on("Network.loadingFinished", self._finished)
        network.send("Network.enable")
        network.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def open(self, path) -> tuple[int, int]:
        """Bytes in all, and bytes of style."""
        self.sent.clear()
        self.page.goto(path)
        self.page.wait_for_timeout(20)  # the events come beside the page
        return self.sent.total(), self.sent["Stylesheet"]

    def _answered(self, event):
        self.heads[event["requestId"]] = event["type"], event["response"]["encodedDataLength"]

    def _finished(self, event):
        kind, head = self.heads.get(event["requestId"], ("Other", 0))
        self.sent[kind] += int(event["encodedDataLength"]) - int(head)


PAGES = {
    "reader": SHARED | STRANGERS,
    "newcomer": TO_SET_UP,
    "member": PERSONAL,
    "guarded": GUARDED,
    "half in": HALF_IN,
}


@pytest.mark.parametrize("who", PAGES)
def test_pages_are_light_and_nothing_moves_while_they_load(open_page, people, who):
    page = open_page(None, person=people[who], viewport={"width": 360, "height": 800})
    scales = Scales(page)
    heavy, moved = {}, {}
    for name, path in PAGES[who].items():
        whole, style = scales.open(path)
        if whole > PAGE or style > SHEETS:
            heavy[name] = whole, style
        if found := shifts(page):
            moved[name] = found
    assert heavy == {}
    assert moved == {}


def test_first_page_is_lighter_still_without_scripts(open_page):
    scales = Scales(open_page(None, java_script_enabled=False))
    whole, style = scales.open("/")
    assert 0 < style < whole <= FIRST_PAGE
    assert "Script" not in scales.sent
