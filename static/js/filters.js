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
