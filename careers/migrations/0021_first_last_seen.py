from django.db import migrations
from django.db.models import F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

PORTION = 500
# The moments that rows of a person hold: what told until now that somebody is still there.
SIGNS = {
    "Rating": ["rated"],
    "RatingChange": ["changed"],
    "Goal": ["added"],
    "PlanChoices": ["changed"],
    "LeftOut": ["added"],
    "ResourceProgress": ["changed"],
    "SkillProgress": ["changed"],
    "Note": ["changed"],
    "OwnLink": ["added"],
    "ReturnLink": ["created", "used"],
}


def look_back(apps, schema_editor):
    """In portions of a transaction each: the site may be serving."""
    profile = apps.get_model("careers", "Profile")
    latest = [
        _latest(apps.get_model("careers", model), moment)
        for model, moments in SIGNS.items()
        for moment in moments
    ]
    unseen = profile.objects.filter(last_seen=None).order_by("pk")
    while keys := list(unseen.values_list("pk", flat=True)[:PORTION]):
        profile.objects.filter(pk__in=keys).update(last_seen=Greatest("created", *latest))


def _latest(model, moment):
    rows = model.objects.filter(profile=OuterRef("pk")).order_by()
    latest = rows.values("profile").annotate(latest=Max(moment)).values("latest")
    return Coalesce(Subquery(latest), F("created"))


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('careers', '0020_last_seen'),
    ]

    operations = [
        migrations.RunPython(look_back, migrations.RunPython.noop),
    ]
