"""What a page is like on the screen, asked of the browser."""

PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 900}

# Boxes that hide what does not fit, and hold more than fits. What is hidden on purpose is a pixel;
# what is typed into a field scrolls in it.
CUT_OFF = """() => [...document.querySelectorAll("body :not(input)")].filter((one) => {
  const style = getComputedStyle(one);
  const hides = ["hidden", "clip"].includes(style.overflowX) && style.display !== "inline";
  return hides && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1;
}).map((one) => one.outerHTML.slice(0, 120))"""

# What reaches beyond the window, the innermost of it, where the page scrolls sideways.
BEYOND = """() => document.documentElement.scrollWidth <= innerWidth ? []
  : [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
    .filter((one, _, all) => !all.some((other) => other !== one && one.contains(other)))
    .map((one) => one.outerHTML.slice(0, 120))"""

SHIFTS = """() => new Promise((resolve) => {
  const found = [];
  new PerformanceObserver((list) => found.push(...list.getEntries()))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve(found.filter((one) => !one.hadRecentInput).map((one) => ({
    value: one.value,
    moved: one.sources.map(({node}) => node?.outerHTML?.slice(0, 120) ?? "text"),
  }))), 100);
})"""

# Of what has the focus: whether it is in sight, whether an outline marks it (its label's or the
# label's row, for a control that is small or hidden; a thick stroke, for a part of a drawing), and
# whether something else lies over it.
FOCUS = """() => {
  const one = document.activeElement;
  const outlined = (element) => {
    const {outlineStyle, outlineWidth} = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
  };
  const stroked = (element) => {
    const {stroke, strokeWidth} = getComputedStyle(element);
    return stroke !== "none" && parseFloat(strokeWidth) >= 3;
  };
  const labels = [...(one.labels ?? [])];
  const box = [...one.getClientRects()].find(({width, height}) => width && height);
  const y = box && Math.max(1, Math.min(box.y + box.height / 2, innerHeight - 1));
  const top = box && document.elementFromPoint(box.x + box.width / 2, y);
  const related = (element) => element.contains(top) || top.contains(element);
  return {
    name: one.outerHTML.slice(0, 120),
    isPage: one === document.body,
    isSeen: Boolean(box) && box.bottom > 0 && box.top < innerHeight && box.right > 0,
    isMarked: [one, ...labels, ...labels.map((label) => label.parentElement)].some(outlined)
      || (Boolean(one.ownerSVGElement) && [...one.children].some(stroked)),
    isFree: Boolean(top) && [one, ...labels].some(related),
    over: top?.outerHTML.slice(0, 120),
  };
}"""


def beyond(page) -> list[str]:
    """What makes the page scroll sideways."""
    return page.evaluate(BEYOND)


def cut_off(page) -> list[str]:
    return page.evaluate(CUT_OFF)


def shifts(page) -> list[dict]:
    """What moved without anybody's doing, from the load on."""
    return page.evaluate(SHIFTS)


def focus(page) -> dict:
    return page.evaluate(FOCUS)
