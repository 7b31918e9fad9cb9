from typing import Any

from allauth.mfa.totp.views import ActivateTOTPView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class SetUpApp(ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """A form sent twice leads to the same page both times, not to removing the app."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        if getattr(response, "url", None) != reverse("mfa_deactivate_totp"):
            return response
        return redirect("mfa_view_recovery_codes" if request.method == "POST" else "mfa_index")


set_up_app = SetUpApp.as_view()
