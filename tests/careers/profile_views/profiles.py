"""What tests of profile share."""

from django.urls import reverse

PROFILE, RATE = reverse("careers:profile"), reverse("careers:ratings_save")


def checked(response) -> list[str]:
    """The names and values of the ratings that are chosen."""
    inputs = response.content.decode().split("<input")
    chosen = [" ".join(one.split(">")[0].split()) for one in inputs if "checked" in one]
    return [one.split('name="')[1].replace('" value="', "=").split('"')[0] for one in chosen]
