"""What a browser tells while somebody uses the site: complaints, failures, requests to others."""

MISSING = ("/no-such-page/", "/500/")  # asked for on purpose


class Watch:
    def __init__(self, site: str) -> None:
        self.site = site
        self.complaints: list[str] = []

    def over(self, page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _heard(self, message) -> None:
        """Chromium reports a page that is missing on purpose too."""
        if not message.location["url"].endswith(MISSING):
            self.complaints.append(f"{message.type}: {message.text}")

    def _asked(self, request) -> None:
        if not request.url.startswith((f"{self.site}/", "data:")):
            self.complaints.append(f"leaves the site: {request.url}")

    def _failed(self, request) -> None:
        """A download, and a request that a newer one overtakes, are broken off by the browser."""
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.failure}: {request.url}")

    def _answered(self, response) -> None:
        if response.status >= 400 and not response.url.endswith(MISSING):
            self.complaints.append(f"{response.status}: {response.url}")
