"""What tests of the way in share."""

from django.urls import reverse

START, MATCHES = reverse("careers:start"), reverse("careers:matches")


def offer_of(slug: str) -> str:
    return reverse("careers:start_occupation", args=[slug])


NURSE = offer_of("nurse")
