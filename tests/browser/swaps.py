"""What has to hold wherever htmx replaces a part of a page instead of loading a new one."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

from playwright.sync_api import expect

# Kept in the document itself: a new document has it no more. What stands after the part has to
# move where the part grows or shrinks; nothing else may.
WATCH = """(part) => {
  const moved = [];
  const near = (node) => document.querySelector(part)?.compareDocumentPosition(node)
    & Node.DOCUMENT_POSITION_PRECEDING;
  new PerformanceObserver((list) => moved.push(...list.getEntries().flatMap(
    ({sources}) => sources.map(({node}) => node).filter((node) => node?.isConnected && near(node))
  ))).observe({type: "layout-shift"});
  const settled = new Promise((resolve) => {
    document.addEventListener("htmx:afterSettle", () => setTimeout(resolve, 100), {once: true});
  });
  const focused = document.activeElement;
  const [heard, stood] = [said(), place()];
  function said() {
    return [...document.querySelectorAll("[role=status], [aria-live]")]
      .map((one) => one.textContent.replace(/\\s+/g, " ").trim());
  }
  function place() {
    return [scrollX, scrollY, document.activeElement.getBoundingClientRect().top];
  }
  document.look = async () => {
    await settled;
    return {
      moved: moved.map((node) => node.outerHTML ?? node.textContent),
      isFocusKept: document.activeElement.isSameNode(focused),
      news: said().filter((text) => text && !heard.includes(text)),
      isInPlace: place().every((one, n) => Math.abs(one - stood[n]) < 1),
    };
  };
}"""


def mark(page) -> None:
    """A page that is loaded anew forgets it."""
    page.evaluate("document.isKept = true")


def is_kept(page) -> bool:
    return page.evaluate("document.isKept === true")


@contextmanager
def swap(page, part: str, *, pushes: bool = True) -> Iterator[None]:
    """Whoever has the focus does something in the block, and only `part` is replaced.

    The document, the focus and the place on the page stay; a live region says something new; the
    address and the title are those of the page that would have been loaded.
    """
    before = page.url
    page.evaluate(WATCH, part)
    yield
    seen = page.evaluate("document.look ? document.look() : null")
    assert seen, "A new page was loaded."
    assert seen["moved"] == []
    assert seen["isFocusKept"], "The focus was lost."
    assert seen["isInPlace"], "The page jumped."
    assert seen["news"], "No live region says what changed."
    assert (page.url != before) == pushes
    assert page.title() == title_at(page, page.url)


def title_at(page, url) -> str:
    """The title of the whole page at an address."""
    html = page.context.request.get(url).text()
    return " ".join(unescape(re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1]).split())


def go_back(page, part: str) -> None:
    """The back button brings back the page as it was: its part, its address and its title."""
    was = page.locator(part).inner_text()
    page.go_back()
    expect(page.locator(part)).not_to_have_text(was)
    expect(page).to_have_title(title_at(page, page.url))
