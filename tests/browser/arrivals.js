// What arrivals.py asks of a page: `arrivals` is there in each document that is opened.
window.arrivals = (() => {
  const AS_IT_CHANGES = "as it changes";
  const FILE = '{"format": "ai-career-portal-profile", "version": 1}';

  const isTaken = (one) =>
    one.matches("[data-hx-get], [data-hx-post], [hx-get], [hx-post]")
    || one.closest("[data-hx-boost], [hx-boost]")?.matches("[data-hx-boost=true], [hx-boost=true]");
  const takenIn = (root) => [...root.querySelectorAll("a[href], form")].filter(isTaken);
  const addressOf = (one) => one.getAttribute("action") ?? one.getAttribute("href");
  const sendsAsItChanges = ({ dataset }) => dataset.hxTrigger?.includes("change");
  const sendersOf = (form) => [...form.elements].filter(({ type }) => type === "submit");
  const nameOf = ({ name, value }) => `${name}=${value}`;

  // Every link and form of a page that htmx takes over, each with every button that sends it.
  async function find(page) {
    const html = await (await fetch(page)).text();
    const root = new DOMParser().parseFromString(html, "text/html");
    if (![...root.scripts].some(({ src }) => src.includes("htmx"))) return [];
    return takenIn(root).flatMap((one) => {
      const address = addressOf(one);
      const path = new URL(address, new URL(page, location)).pathname;
      const way = { address, path, method: one.method ?? "get", button: "" };
      if (one.tagName === "A") return [way];
      if (sendsAsItChanges(one)) return [{ ...way, button: AS_IT_CHANGES }];
      return sendersOf(one).map((sender) => ({ ...way, button: nameOf(sender) }));
    });
  }

  const isOf = ({ address, button }) => (one) =>
    addressOf(one) === address
    && (!button.includes("=") || sendersOf(one).some((sender) => nameOf(sender) === button));

  // Something small and right, or something wrong.
  function write(field, fields, isWrong) {
    const { name, type } = field;
    if (!name || ["hidden", "submit", "date"].includes(type)) return;
    if (["radio", "checkbox"].includes(type)) {
      fields.filter((other) => other.name === name).at(type === "radio" ? -1 : 0).checked = true;
      if (isWrong) field.value = "wrong";
    } else if (type === "file") {
      const files = new DataTransfer();
      files.items.add(new File([FILE], "profile.json"));
      if (!isWrong) field.files = files.files;
    } else if (field.matches("select")) {
      if (isWrong) field.add(new Option("", "wrong"), 1);
      field.selectedIndex = 1;
    } else if (isWrong) field.value = "x".repeat(6000);
    else field.value = type === "url" ? location.href : "data";
  }

  // What is folded is opened before it is used.
  function change(form, isWrong) {
    form.closest("details")?.setAttribute("open", "");
    const fields = [...form.elements];
    const first = fields.find(({ name, type }) => name && type !== "hidden");
    const changed = fields.filter(({ name }) => name === first.name);
    for (const field of changed) write(field, fields, isWrong);
    const event = form.dataset.hxTrigger.startsWith("input") ? "input" : "change";
    changed.at(-1).dispatchEvent(new Event(event, { bubbles: true }));
  }

  function send(form, { button, isWrong, byHtmx }) {
    const fields = [...form.elements];
    const sender = sendersOf(form).find((one) => nameOf(one) === button) ?? sendersOf(form)[0];
    for (const field of fields) {
      write(field, fields, isWrong);
      if (isWrong && /^level/.test(field.name)) field.value = "99";
    }
    if (isWrong && sender.name === "state") sender.value = "wrong";
    form.noValidate = true;
    if (byHtmx) return sender.click();
    const sent = Object.assign(document.createElement("input"), { type: "hidden" });
    form.append(Object.assign(sent, { name: sender.name, value: sender.value }));
    return HTMLFormElement.prototype.submit.call(form);
  }

  // `arrivals.state` is "open" in a document that the browser loads, as is all of a new document.
  function expect(event) {
    api.state = "asked";
    const arrived = () => setTimeout(() => {
      if (api.state === "asked") api.state = "open";
    }, 60);
    document.addEventListener(event, arrived, { once: true });
    navigation.addEventListener("navigate", ({ destination }) => {
      if (!destination.sameDocument) api.state = "left";
    });
  }

  function follow(step) {
    const one = takenIn(document).find(isOf(step));
    expect("htmx:afterOnLoad");
    if (one.tagName === "A") one.click();
    else if (step.button === AS_IT_CHANGES && step.byHtmx) change(one, step.isWrong);
    else send(one, step);
  }

  const box = (origin) => (one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    const name = `${one.tagName} ${one.id} ${one.getAttribute("class") ?? ""}`;
    return [name, ...[x, y - origin, width, height].map(Math.round)].join(" ");
  };

  // Places are counted from the page's own part, and live regions in it are emptied first: what they
  // say is said once; thanks for a verdict are gone next time. Properties (og:) are for sites that
  // read the address themselves.
  function look() {
    const page = document.querySelector("#page");
    for (const one of page.querySelectorAll("[role=status]")) one.replaceChildren();
    page.querySelector("#verdict[role=status]")?.remove();
    const marks = "nav, main, header, h1, h2, h3, form, section, fieldset, label, aside";
    const about = "meta[name], link:not([rel=stylesheet]), [type='application/ld+json']";
    return {
      title: document.title,
      frame: document.documentElement.cloneNode().outerHTML + document.body.className,
      head: [...document.head.querySelectorAll(about)].map((one) => one.outerHTML).sort(),
      masthead: document.querySelector(".masthead").innerText
        + document.querySelector(".site-nav").innerHTML,
      sheets: [...document.styleSheets].map(({ href, media, disabled, cssRules }) =>
        [new URL(href).pathname, media.mediaText, disabled, cssRules.length].join(" ")),
      scripts: [...document.scripts].map(({ src }) => src).filter(Boolean).sort(),
      boxes: [page, ...page.querySelectorAll(marks)].slice(0, 60)
        .map(box(page.getBoundingClientRect().top)),
    };
  }

  const isThere = () =>
    api.state === "open"
    && [...document.querySelectorAll("link[rel=stylesheet]")].every(({ sheet }) => sheet);

  const takesRefusals = () =>
    htmx.config.responseHandling.some(({ code, swap }) => swap && new RegExp(code).test("422"));

  const api = { state: "open", find, follow, expect, isThere, look, takesRefusals };
  return api;
})();
