// Forms that change the page in place: say that it takes a while or failed, and never lose the focus.
const find = (selector) => document.querySelector(selector);
let slow;

function say(text, kind) {
  const note = document.createElement("p");
  note.className = "notice";
  note.dataset.kind = kind;
  note.textContent = text;
  find("#said").replaceChildren(note);
}

document.addEventListener("htmx:beforeRequest", () => {
  find("#main").setAttribute("aria-busy", "true");
  slow = setTimeout(say, 400, "Working…", "info");
});
document.addEventListener("htmx:afterRequest", () => {
  clearTimeout(slow);
  find("#main").removeAttribute("aria-busy");
});
for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(name, () => {
    say("That was not saved. Check your connection, then try again.", "error");
  });
}
for (const name of ["htmx:afterSettle", "htmx:historyRestore"]) {
  document.addEventListener(name, () => {
    if (document.activeElement !== document.body) return;
    const place = find("#said > .notice") ?? find("#main h1");
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  });
}
