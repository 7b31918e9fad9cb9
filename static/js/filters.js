// A list that is there already is not asked for again: what was ticked or opened in it stays, and
// one press of the back button leads to the list before it.
document.addEventListener("htmx:beforeRequest", (event) => {
  const { pathInfo, requestConfig } = event.detail;
  const here = location.pathname + location.search;
  if (requestConfig.verb === "get" && pathInfo.finalRequestPath === here) event.preventDefault();
});
