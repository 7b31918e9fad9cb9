// Ratings that save themselves, one at a time: only the choice just made is sent.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const { name, value } = detail.triggeringEvent?.target ?? {};
  if (name?.startsWith("level-")) {
    detail.parameters = { [name]: value, next: detail.parameters.next };
  }
});

// The first rating brings the session of the next ones, so Save waits for it.
document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!form.matches(".htmx-request[data-hx-trigger=change]")) return;
  event.preventDefault();
  form.addEventListener("htmx:afterRequest", () => form.requestSubmit(submitter), { once: true });
});

// Say it where a rating could not be saved: htmx itself stays silent.
for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(name, ({ detail: { xhr, requestConfig } }) => {
    if (!requestConfig.elt.querySelector("[name^=level-]")) return;
    const lost = "Not saved. Check your connection, then choose the level again.";
    // The site says it in plain text; a proxy that stands in for it would send a page.
    const ours = xhr.getResponseHeader("Content-Type")?.startsWith("text/plain");
    document.querySelector("[data-saved]").textContent =
      ours ? xhr.responseText : lost;
  });
}
