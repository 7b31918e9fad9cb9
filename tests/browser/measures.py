"""What a page is like on the screen, asked of the browser."""

# Boxes that hide what does not fit, and hold more than fits. What is hidden on purpose is a pixel.
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  const hides = ["hidden", "clip"].includes(style.overflowX) && style.display !== "inline";
  return hides && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1;
}).map((one) => one.outerHTML.slice(0, 120))"""

SHIFTS = """() => new Promise((resolve) => {
  const found = [];
  new PerformanceObserver((list) => found.push(...list.getEntries()))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve(found.filter((one) => !one.hadRecentInput).map((one) => ({
    value: one.value,
    moved: one.sources.map(({node}) => node?.outerHTML?.slice(0, 120) ?? "text"),
  }))), 100);
})"""

# Of what has the focus: its outline, and whether something else lies over its middle.
FOCUS = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const box = [...one.getClientRects()].find(({width, height}) => width && height);
  const top = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    name: one.outerHTML.slice(0, 120),
    isPage: one === document.body,
    isSeen: Boolean(box) && box.bottom > 0 && box.top < innerHeight && box.right > 0,
    isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    isFree: Boolean(top) && (one.contains(top) || top.contains(one)
      || [...(one.labels ?? [])].some((label) => label.contains(top))),
  };
}"""


def width(page) -> int:
    """How wide the page is, which is more than the window where it scrolls sideways."""
    return page.evaluate("document.documentElement.scrollWidth")


def cut_off(page) -> list[str]:
    return page.evaluate(CUT_OFF)


def shifts(page) -> list[dict]:
    """What moved without anybody's doing, from the load on."""
    return page.evaluate(SHIFTS)


def focus(page) -> dict:
    return page.evaluate(FOCUS)
