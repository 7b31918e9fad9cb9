"""What the portal adds to allauth."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpResponse

from careers.views.visitor import bring_along


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def post_login(self, request: Any, user: Any, **kwargs: Any) -> HttpResponse:
        """What somebody rated before they signed in comes along."""
        bring_along(request)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response
