// A list that is there already is not asked for again: what was ticked or opened in it stays, and
// one press of the back button leads to the list before it. What was saved since may change it.
let saved = false;
document.addEventListener("htmx:beforeRequest", (event) => {
  const { pathInfo, requestConfig } = event.detail;
  const isHere = pathInfo.finalRequestPath === location.pathname + location.search;
  if (requestConfig.verb !== "get") saved = true;
  else if (isHere && !saved) event.preventDefault();
  else saved = false;
});
// What htmx does not show, the browser loads: it says what went wrong.
document.addEventListener("htmx:responseError", ({ detail: { xhr, requestConfig } }) => {
  if (requestConfig.verb === "get") location.assign(xhr.responseURL);
});
document.addEventListener("htmx:historyCacheMissLoadError", () => location.reload());
document.addEventListener("htmx:historyCacheMiss", ({ detail: { xhr } }) => {
  xhr.onerror = () => location.reload();
});
// The first page of a list has no number in its address.
document.addEventListener("htmx:pushedIntoHistory", () => {
  const canonical = document.querySelector("link[rel=canonical]");
  canonical.href = new URL(location.pathname, canonical.href);
});
