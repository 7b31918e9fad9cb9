// Pages that htmx brings look as they do after a reload: what is in their head comes along, and
// they are not shown before their style sheets are here. What htmx cannot bring, the browser loads.
const SHEET = "link[rel=stylesheet]";
// What htmx looks at next: the page, where it is a whole one, and whether it can be shown in place.
let answer;

const isHtml = (xhr) => xhr.getResponseHeader("Content-Type")?.startsWith("text/html");

function pageOf(xhr) {
  if (!isHtml(xhr) || !/<head[\s>]/.test(xhr.responseText)) return null; // or a part of a page
  return new DOMParser().parseFromString(xhr.responseText, "text/html");
}

const scriptsOf = ({ scripts }) =>
  [...scripts].map((one) => one.getAttribute("src")).filter(Boolean).join();

function sheetLike({ head }, sheet) {
  const address = sheet.getAttribute("href");
  return [...head.querySelectorAll(SHEET)].find((one) => one.getAttribute("href") === address);
}

// Loads the style sheets that are missing, each at its place; none is in force yet.
function bringSheets(page) {
  const coming = [];
  let last;
  for (const sheet of page.querySelectorAll(SHEET)) {
    let link = sheetLike(document, sheet);
    if (!link) {
      link = document.importNode(sheet);
      link.media = "not all";
      coming.push(loaded(link));
      if (last) last.after(link);
      else document.head.prepend(link);
    }
    last = link;
  }
  return Promise.all(coming);
}

function loaded(link) {
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => reject(link.remove());
  });
}

function take(page) {
  takeHead(page);
  takeMasthead(page);
}

function takeHead(page) {
  for (const sheet of document.querySelectorAll(SHEET)) {
    const wanted = sheetLike(page, sheet);
    if (!wanted) sheet.remove();
    else if (sheet.media !== wanted.media) sheet.media = wanted.media;
  }
  const others = ({ head }) => [...head.children].filter((one) => !one.matches(`${SHEET}, [src]`));
  const [old, fresh] = [others(document), others(page)];
  const notIn = (all) => (one) => !all.some((other) => other.isEqualNode(one));
  for (const one of old.filter(notIn(fresh))) one.remove();
  for (const one of fresh.filter(notIn(old))) document.head.append(document.importNode(one, true));
}

// Where somebody is, and who they are, stands outside the part that is replaced.
function takeMasthead(page) {
  for (const part of [".account", ".site-nav"]) {
    const [old, fresh] = [document, page].map((one) => one.querySelector(part));
    if (old.isEqualNode(fresh) || old.contains(document.activeElement)) continue;
    old.replaceWith(document.importNode(fresh, true));
  }
}

// Lets htmx see an answer once its style sheets are here. Scripts are not brought: they could not
// be taken back, and after an upgrade of the site old and new would run side by side.
function hold(xhr, isHistory) {
  const { onload } = xhr;
  xhr.onload = async () => {
    const page = pageOf(xhr);
    const isAlike = page?.querySelector("#page") && scriptsOf(page) === scriptsOf(document);
    let canShow = xhr.status < 400 && isHtml(xhr) && (!page || isAlike);
    if (page) await bringSheets(page).catch(() => (canShow = false));
    answer = { page, canShow };
    if (isHistory && !canShow) location.reload();
    else onload.call(xhr);
  };
}

const on = (name, act) => document.addEventListener(`htmx:${name}`, act);
on("beforeSend", ({ detail: { xhr } }) => hold(xhr, false));
on("beforeOnLoad", (event) => {
  const { xhr, requestConfig, pathInfo } = event.detail;
  // A link, or a form that was saved and led on, can be asked for again.
  const isRead = requestConfig.verb === "get" || !xhr.responseURL.endsWith(pathInfo.requestPath);
  if (answer.canShow || !isRead) return;
  event.preventDefault();
  location.assign(xhr.responseURL);
});
on("beforeSwap", ({ detail }) => {
  const { page } = answer;
  if (!detail.shouldSwap) return;
  if (detail.xhr.status >= 400 && !page?.querySelector("#page")) {
    Object.assign(detail, { shouldSwap: false, isError: true });
  } else if (page) {
    take(page);
    const { hxSelect } = detail.requestConfig.elt.closest("[data-hx-select]")?.dataset ?? {};
    if (hxSelect && page.querySelector(hxSelect)) return;
    // Another page than the one whose part was asked for: all of it is shown.
    const target = document.querySelector("#page");
    Object.assign(detail, { target, selectOverride: "#page", swapOverride: "outerHTML" });
  }
});
// A part comes without a head: a list that is filtered is the first page of one that has no number.
on("pushedIntoHistory", () => {
  const canonical = document.querySelector("link[rel=canonical]");
  if (!answer.page && canonical) canonical.href = new URL(location.pathname, canonical.href);
});
on("historyCacheMiss", ({ detail: { xhr } }) => {
  xhr.onerror = () => location.reload();
  hold(xhr, true);
});
on("historyCacheMissLoad", () => answer.page && take(answer.page));
