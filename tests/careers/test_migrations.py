"""What migrations make of rows that are there already."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from careers.content_kinds.skills import SkillKind
from careers.models import Profile, Skill, Source
from portal.models import LoadedRow

LONG_AGO, EARLIER, LATER = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 2, 3))


@pytest.mark.django_db(transaction=True)
def test_profiles_of_before_are_last_seen_by_their_rows_and_keep_their_sessions():
    call_command("migrate", "careers", "0019", verbosity=0)
    executor = MigrationExecutor(connection)
    then = executor.loader.project_state([("careers", "0019_family_marks")]).apps
    profile, skill = (then.get_model("careers", name) for name in ("Profile", "Skill"))
    python = skill.objects.create(slug="python", title="Python", kind="tool", category="mlops")
    rated, linked, silent = (profile.objects.create(created=LONG_AGO) for _ in range(3))
    rated.ratings.create(skill=python, level=3, rated=EARLIER)
    rated.history.create(skill=python, level=3, changed=LATER)
    then.get_model("careers", "ReturnLink").objects.create(
        profile=linked, digest="x", created=LONG_AGO, used=EARLIER
    )

    call_command("migrate", verbosity=0)

    now = executor.loader.project_state().apps.get_model("careers", "Profile")
    assert list(now.objects.order_by("pk").values_list("pk", "last_seen", "key")) == [
        (rated.pk, LATER, UUID(int=rated.pk)),
        (linked.pk, EARLIER, UUID(int=linked.pk)),
        (silent.pk, LONG_AGO, UUID(int=silent.pk)),
    ]


@pytest.mark.django_db(transaction=True)
def test_profiles_of_before_get_an_identity_each():
    call_command("migrate", "careers", "0032", verbosity=0)
    executor = MigrationExecutor(connection)
    then = executor.loader.project_state([("careers", "0032_labour_validators")]).apps
    for _ in range(3):
        then.get_model("careers", "Profile").objects.create()

    call_command("migrate", verbosity=0)

    identities = Profile.objects.values_list("identity", flat=True)
    assert [identity.version for identity in identities] == [4, 4, 4]
    assert len(set(identities)) == 3


@pytest.mark.django_db(transaction=True)
def test_links_of_before_are_at_level_2_and_still_the_loaders():
    call_command("migrate", "careers", "0026", verbosity=0)
    executor = MigrationExecutor(connection)
    then = executor.loader.project_state(
        [("careers", "0026_history_of_a_skill"), ("portal", "0012_loaded_file_digest")]
    ).apps
    skill, loaded = then.get_model("careers", "Skill"), then.get_model("portal", "LoadedRow")
    fields = {"kind": "tool", "category": "programming", "definition": "It is."}
    python = skill.objects.create(slug="python", title="Python", **fields)
    pandas = skill.objects.create(slug="pandas", title="Pandas", state="published", **fields)
    pandas.needed.create(needs=python)
    record = {"slug": "pandas", "title": "Pandas", **fields, "prerequisites": ["python"]}
    loaded.objects.create(kind="skill", slug="pandas", digest="x", file_digest="x", record=record)
    loaded.objects.create(kind="skill", slug="python", digest="y", record=None)

    call_command("migrate", verbosity=0)

    [present] = [one for one in SkillKind().records() if one.slug == "pandas"]
    assert present.prerequisites == {"python": 2}
    assert list(
        LoadedRow.objects.order_by("slug").values_list("slug", "digest", "file_digest", "record")
    ) == [
        ("pandas", present.digest(), present.digest(), present.as_json()),
        ("python", "y", "", None),
    ]

    call_command("migrate", "careers", "0026", verbosity=0)

    assert loaded.objects.get(slug="pandas").record == record
    call_command("migrate", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_values_of_before_that_no_form_takes_are_mended_and_nothing_typed_is_lost():
    call_command("migrate", "careers", "0032", verbosity=0)
    executor = MigrationExecutor(connection)
    then = executor.loader.project_state([("careers", "0032_labour_validators")]).apps
    profile, skill, choices, progress, note = (
        then.get_model("careers", name)
        for name in ("Profile", "Skill", "PlanChoices", "SkillProgress", "Note")
    )
    own, other, third = (profile.objects.create() for _ in range(3))
    python = skill.objects.create(slug="python", title="Python", kind="tool", category="mlops")
    kinds = ["video", "video", "podcast", 3, ["book"]]
    choices.objects.create(
        profile=own, start=date(9999, 12, 31), avoided_kinds=kinds, language="EN", free_only=True
    )
    choices.objects.create(profile=other, start=date(2019, 5, 1), avoided_kinds="video")
    choices.objects.create(
        profile=third, start=date(2027, 1, 4), avoided_kinds=["video", "book"], language="zz"
    )
    for level, day in enumerate([date.min, date(2026, 1, 2), date.max], start=1):
        evidence = "A talk." if level == 1 else ""
        progress.objects.create(
            profile=own, skill=python, level=level, state="reached", on=day, evidence=evidence
        )
    note.objects.create(profile=own, skill=python, text=" \n")
    note.objects.create(profile=other, skill=python, text=" mine\n")

    call_command("migrate", verbosity=0)

    names = ("start", "avoided_kinds", "language", "free_only")
    assert list(choices.objects.order_by("pk").values_list(*names)) == [
        (None, ["video"], "", True),
        (None, [], "", False),
        (date(2027, 1, 4), ["video", "book"], "zz", False),
    ]
    assert list(progress.objects.order_by("level").values_list("on", "evidence")) == [
        (None, "A talk.\nDate: 0001-01-01"),
        (date(2026, 1, 2), ""),
        (None, "Date: 9999-12-31"),
    ]
    assert [one.text for one in note.objects.all()] == [" mine\n"]


@pytest.mark.django_db(transaction=True)
def test_words_of_rows_of_before_are_folded_and_twins_stay_apart(caplog):
    call_command("migrate", "careers", "0034", verbosity=0)
    executor = MigrationExecutor(connection)
    then = executor.loader.project_state([("careers", "0034_profile_identity")]).apps
    skill, source = (then.get_model("careers", name) for name in ("Skill", "Source"))
    fields = {"kind": "tool", "category": "programming", "definition": "It is."}
    first = skill.objects.create(slug="one", title="Géron", **fields)
    twin = skill.objects.create(slug="two", title="GÉRON", **fields)
    first.aliases.create(name="K8s")
    first.aliases.create(name="k8s")
    twin.aliases.create(name="K8S", ambiguous=True)
    source.objects.create(
        slug="one", title="Time\u2011series", seen=LONG_AGO, url="https://one.example"
    )

    call_command("migrate", verbosity=0)

    keys = {"one": "géron", "two": f"géron | {twin.pk}"}
    assert dict(Skill.objects.values_list("slug", "title_key")) == keys
    assert Skill.objects.search("geron").count() == 2
    assert Skill.objects.search("k8s").count() == 2
    assert Source.objects.search("time series").count() == 1
    said = "The {} with the key {}, “{}”, looks like another one. Rename one of them in the admin."
    assert [record.message for record in caplog.records if "looks like" in record.message] == [
        said.format("skill", twin.pk, "GÉRON"),
        said.format("skill alias", first.aliases.last().pk, "k8s"),
    ]
    with pytest.raises(ValidationError, match="called “Géron”"):
        Skill.objects.get(slug="two").clean()
