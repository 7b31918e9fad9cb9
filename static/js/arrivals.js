// htmx brings no style sheets or scripts: the browser loads a page that needs others than are here,
// and errors. Uses in_place.js.
const sourcesOf = ({ head }) =>
  [...head.querySelectorAll("[rel=stylesheet], [src]")].map(({ href, src }) => href ?? src).join();
const notIn = (list) => (one) => !list.some((other) => other.isEqualNode(one));
let page;

function isLike(html) {
  page = new DOMParser().parseFromString(html, "text/html");
  return sourcesOf(page) === sourcesOf(document);
}

function take() {
  const [here, there] = [document, page]
    .map(({ head }) => [...head.children].filter(({ src }) => !src));
  for (const one of here.filter(notIn(there))) one.remove();
  document.head.append(...there.filter(notIn(here)));
  for (const part of [".account", ".site-nav"]) {
    const [old, fresh] = [document, page].map((root) => root.querySelector(part));
    if (!old.isEqualNode(fresh) && !old.matches(":focus-within")) old.replaceWith(fresh);
  }
}

on("beforeOnLoad", (event) => {
  const { xhr, requestConfig, pathInfo } = event.detail;
  // A link, or a form that was saved and led on.
  const isRead = requestConfig.verb === "get" || !xhr.responseURL.endsWith(pathInfo.requestPath);
  if ((isLike(xhr.response) && xhr.status < 400) || !isRead) return;
  event.preventDefault();
  location.assign(xhr.responseURL);
});
on("beforeSwap", ({ detail }) => {
  if (!detail.shouldSwap) return;
  if (!page.querySelector("#page")) {
    Object.assign(detail, { shouldSwap: false, isError: true });
    return;
  }
  take();
  const { hxSelect } = detail.requestConfig.elt.closest("[data-hx-select]").dataset;
  if (page.querySelector(hxSelect)) return;
  const another = { target: find("#page"), selectOverride: "#page", swapOverride: "outerHTML" };
  Object.assign(detail, another);
});
const reload = () => location.reload();
on("historyCacheMiss", ({ detail }) => (detail.xhr.onerror = reload));
on("historyCacheMissLoadError", reload);
on("historyCacheMissLoad", ({ detail }) => (isLike(detail.response) ? take() : reload()));
