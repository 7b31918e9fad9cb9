// Say it where a rating could not be saved: htmx itself stays silent.
for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(name, () => {
    document.getElementById("saved").textContent =
      "Not saved. Check your connection, then choose the level again.";
  });
}
