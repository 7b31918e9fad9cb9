// Pages that change in place: the one in use stays where it is, and what takes long or fails is said.
const find = (selector) => document.querySelector(selector);
const on = (name, act) => document.addEventListener(`htmx:${name}`, act);
const height = () => document.activeElement.getBoundingClientRect().top;
let slow, before;

function say(text, kind) {
  const note = document.createElement("p");
  note.className = "notice";
  note.dataset.kind = kind;
  note.textContent = text;
  find("#said").replaceChildren(note);
}

function refocus() {
  if (document.activeElement !== document.body) return;
  const place = find("#said > .notice") ?? find("#main h1");
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

on("beforeRequest", () => {
  find("#main").setAttribute("aria-busy", "true");
  slow = setTimeout(say, 400, "Working…", "info");
});
on("afterRequest", () => {
  clearTimeout(slow);
  find("#main").removeAttribute("aria-busy");
});
for (const name of ["sendError", "responseError"]) {
  on(name, ({ detail: { xhr, requestConfig } }) => {
    const lost = requestConfig.verb === "get"
      ? "The page could not be loaded. Check your connection, then try again."
      : "That was not saved. Check your connection, then try again.";
    // The site says it in plain text; a proxy that stands in for it would send a page.
    const ours = xhr.getResponseHeader("Content-Type")?.startsWith("text/plain");
    say(ours ? xhr.responseText : lost, "error");
  });
}
on("beforeSwap", () => {
  const { form, type, value } = document.activeElement;
  const place = `form[action="${form?.getAttribute("action")}"] [value="${value}"]`;
  const same = type === "submit" && value && place;
  before = { scroll: scrollY, height: height(), same };
});
on("afterSwap", () => {
  const isInPlace = find("#page[data-hx-target]:not([data-hx-push-url])");
  if (!find("#page[data-hx-target]")) scrollTo(0, 0); // a page of another kind begins at its top
  if (document.activeElement.autofocus || !isInPlace) return refocus();
  if (before.same) find(before.same)?.focus({ preventScroll: true });
  if (document.activeElement === document.body) scrollTo(0, before.scroll);
  else scrollBy(0, height() - before.height);
  refocus();
});
on("historyRestore", refocus);
// Back leads to the answer just given, not to whichever question would come next.
on("beforeHistoryUpdate", ({ detail }) => {
  const { back } = detail.requestConfig.elt.dataset;
  if (back) history.replaceState({ htmx: true }, "", back);
});
