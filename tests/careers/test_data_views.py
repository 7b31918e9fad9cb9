import json
import re
from datetime import timedelta
from urllib.parse import quote, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from careers.data_export.limits import MOST_BYTES
from careers.models import Note, OwnLink, Profile, Rating, ReturnLink
from careers.models.merging import MOST_KEPT
from careers.models.progress import Evidence, ResourceProgress, SkillProgress
from portal.core.publication import State
from portal.models import User
from tests.authenticators import SECRET, code_now
from tests.factories import make_resource, make_role, make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db

NAMES = ["data", "data_profile", "data_resume", "data_import", "data_delete"]
DATA, EXPORT, RESUME, IMPORT, DELETE = (reverse(f"careers:{name}") for name in NAMES)
MAKE, REVOKE = reverse("careers:return_link_create"), reverse("careers:return_link_revoke")
RATINGS = reverse("careers:data_sheet", args=["ratings"])
SHEET = reverse("careers:data_sheet", args=["progress"])


@pytest.fixture
def python():
    return make_skill(slug="python", title="Python", aliases=["Py"])


def fill(own, skill):
    """A row of every kind that a person may keep."""
    own.rate({skill: 3})
    own.goals.create(role=make_role())
    own.left_out.create(skill=skill)
    own.own_links.create(skill=skill, url="https://example.org/")
    Note.objects.keep(own, skill, "Mine.")
    ResourceProgress.objects.keep(own, make_resource(), "done")
    SkillProgress.objects.learn(own, skill, 4, Evidence("=cmd()", "https://e.example/", None))
    apps.get_model("careers", "PlanChoices").objects.create(profile=own)


def rows():
    return {model: model._default_manager.count() for model in apps.get_models()}


def send(visitor, text, **sent):
    content = text if isinstance(text, bytes) else json.dumps(text).encode()
    file = SimpleUploadedFile("profile.json", content, "application/json")
    return visitor.post(IMPORT, {"file": file, **sent}, follow=True)


def exported(visitor):
    return json.loads(visitor.get(EXPORT).content)


def make_link(visitor):
    """The path of a new return link, as the page shows it this once."""
    page = visitor.post(MAKE)
    address = re.search(r"http://testserver/profile/return/[\w-]{43}/", page.content.decode())
    return urlsplit(address.group()).path


# --- What is there -------------------------------------------------------------------------------


def test_data_of_somebody_who_said_nothing_is_empty_and_makes_nothing(client, words):
    assert "Nothing is kept yet, not even a cookie." in words(client.get(DATA))
    assert json.loads(client.get(EXPORT).content)["ratings"] == []
    assert json.loads(client.get(RESUME).content)["skills"] == []
    assert client.get(RATINGS).content.decode().splitlines() == [
        "\ufeffskill,slug,level,word,rated"
    ]
    assert "Nothing to delete" in words(client.get(DELETE))
    assert dict(client.cookies) == {}
    assert Profile.objects.count() == 0


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_everything_is_downloaded_and_brought_back(python, who):
    visitor = make_visitor(ratings={python: 2}, member=make_user() if who == "member" else None)
    fill(Profile.objects.get(), python)
    response = visitor.get(EXPORT)
    other = make_visitor(member=make_user() if who == "visitor" else None)
    page = send(other, response.content)

    assert response["Content-Disposition"] == 'attachment; filename="ai-career-profile.json"'
    assert "no-store" in response["Cache-Control"]
    assert page.redirect_chain == [(DATA, 302)]
    assert exported(other) == exported(visitor)
    lists = {name: held for name, held in exported(other).items() if isinstance(held, list)}
    assert {name: len(held) for name, held in lists.items()} == {
        "ratings": 1,
        "history": 1,
        "goals": 1,
        "left_out": 1,
        "resources": 1,
        "levels": 1,
        "notes": 1,
        "links": 1,
    }


def test_sheets_hold_ratings_and_progress_and_no_formula(python):
    visitor = make_visitor(ratings={python: 3})
    fill(Profile.objects.get(), python)
    today = timezone.localdate().isoformat()

    assert visitor.get(RATINGS).content.decode().splitlines()[1:] == [
        f"Python,python,3,independent,{today}"
    ]
    _, resource, level = visitor.get(SHEET).content.decode().splitlines()
    assert resource.endswith(f",done,,,,{today}")
    assert level == f"level,Python,python,4,learning,'=cmd(),https://e.example/,,{today}"
    assert visitor.get(reverse("careers:data_sheet", args=["people"])).status_code == 404


@pytest.mark.parametrize(
    ("evidence", "cell"),
    [
        *(("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\uff1d1+1", "'\uff1d1+1")),
        *(("\u200b=1", "'\u200b=1"), ("done;=1+1", "done;'=1+1")),
        *(("a=1", "a=1"), ('"a"', '"""a"""')),
    ],
)
def test_cell_that_a_spreadsheet_would_run_is_quoted(python, evidence, cell):
    visitor = make_visitor(ratings={python: 3})
    SkillProgress.objects.learn(Profile.objects.get(), python, 4, Evidence(evidence))

    assert f",learning,{cell}," in visitor.get(SHEET).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_data_costs_the_same_for_more_rows(django_assert_num_queries, rows):
    skills = [make_skill() for _ in range(rows)]
    visitor = make_visitor(ratings=dict.fromkeys(skills, 2), member=make_user())
    own = Profile.objects.get()
    for skill in skills:
        Note.objects.keep(own, skill, "Mine.")

    with django_assert_num_queries(13):
        visitor.get(DATA)


# --- Bringing it back ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"no JSON", "This is not JSON, and so no file that the portal wrote."),
        (b"\x00\xff", "This is not JSON, and so no file that the portal wrote."),
        (b'{"basics": {}}', "This is a r\u00e9sum\u00e9 (JSON Resume)."),
        (b"[" * 50_000, "nested more deeply than anything of ours"),
        (b'{"format": "ai-career-portal-profile",\n}', "Line 2, column 1 is not JSON"),
    ],
    ids=["text", "zeros", "resume", "depth", "comma"],
)
def test_file_that_is_none_of_ours_imports_nothing(text, said, words):
    page = send(make_visitor(), text)

    assert page.status_code == 422
    assert said in words(page)
    assert Profile.objects.count() == 0


def test_no_other_file_that_the_portal_gives_is_taken_for_the_one_to_import(python, words):
    visitor = make_visitor(ratings={python: 1}, goals=[make_role(requirements={python: (4, 5)})])
    others = {
        RESUME: "This is a r\u00e9sum\u00e9 (JSON Resume).",
        RATINGS: "This is a table (CSV).",
        SHEET: "This is a table (CSV).",
        reverse("careers:plan_table"): "This is a table (CSV).",
        reverse("careers:plan_calendar"): "This is a calendar.",
        DATA: "This is a web page",
    }
    for address, said in others.items():
        page = send(visitor, visitor.get(address).content)
        assert page.status_code == 422
        assert said in words(page), address
        assert "Choose the one that “Download everything” gave you." in words(page)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_export_comes_back_however_an_editor_saved_it(python, encoding):
    visitor, other = make_visitor(ratings={python: 2}), make_visitor()
    Note.objects.keep(Profile.objects.get(), python, "\u4e2d\u6587 \U0001f600")
    text = visitor.get(EXPORT).content.decode()

    assert send(other, text.encode(encoding)).status_code == 200
    assert exported(other) == exported(visitor)


@pytest.mark.parametrize("sent", [{}, {"file": SimpleUploadedFile("empty.json", b"")}])
def test_import_without_a_file_says_which_one(sent, words):
    page = make_visitor().post(IMPORT, sent)

    assert page.status_code == 422
    assert "“Download everything” gave you." in words(page)


def test_import_is_all_or_nothing_and_names_the_place(python, words):
    visitor = make_visitor(ratings={python: 2})
    file = exported(visitor)
    moment = file["ratings"][0]["rated"]
    file["ratings"] = [{"skill": "python", "level": 9, "rated": moment}]
    file["notes"] = [{"skill": "python", "text": "Mine.", "changed": moment}]
    page = send(visitor, file)

    assert page.status_code == 422
    assert "ratings, entry 1, level: It should be less than or equal to 5." in words(page)
    assert Note.objects.count() == 0


def test_import_leaves_out_what_is_unknown_only_where_it_is_told_to(python, words):
    make_skill(slug="hidden", state=State.DRAFT)
    visitor = make_visitor(ratings={python: 2})
    file = exported(visitor)
    other = make_visitor()
    moment = file["ratings"][0]["rated"]
    file["goals"] = [{"role": "wizard", "added": moment}]
    file["notes"] = [{"skill": "hidden", "text": "Mine.", "changed": moment}]
    refused = send(other, file)

    assert refused.status_code == 422
    assert "goals, entry 1: the portal shows no role called “wizard”." in words(refused)
    assert "notes, entry 1: the portal shows no skill called “hidden”." in words(refused)
    assert Profile.objects.count() == 1
    taken = send(other, file, skip_unknown="on")
    assert "Imported 2 entries. Left out 2." in words(taken)
    assert [one.level for one in Rating.objects.all()] == [2, 2]


def test_file_with_too_many_entries_is_refused_with_their_count(python, words):
    visitor = make_visitor(ratings={python: 2})
    file = exported(visitor)
    file["history"] = file["history"] * 6_000
    page = send(visitor, file)

    assert page.status_code == 422
    assert "history: 6,000 entries are more than the 5,000 that a list may hold." in words(page)


def test_links_over_the_ceiling_are_refused_with_their_count(python, words, monkeypatch):
    monkeypatch.setitem(MOST_KEPT, "own_links", 2)
    visitor, other = (make_visitor(ratings={python: 2}) for _ in range(2))
    add = reverse("careers:own_link_add", args=["python"])
    for number in (1, 2):
        visitor.post(add, {"url": f"https://example.org/{number}"})
    other.post(add, {"url": "https://example.org/other"})

    refused = visitor.post(add, {"url": "https://example.org/3"})
    assert refused.status_code == 422
    assert "You keep 2 links, which is as many as there is room for." in words(refused)
    renamed = visitor.post(add, {"url": "https://example.org/2", "title": "Two"})
    assert renamed.status_code == 302
    page = send(other, exported(visitor))
    assert page.status_code == 422
    assert "you would keep 3 links, and there is room for 2." in words(page)
    assert [link.url[-1] for link in OwnLink.objects.all()] == ["1", "2", "r"]


def test_notes_and_marks_over_the_ceiling_are_refused_with_their_count(words, monkeypatch):
    skills = [make_skill(slug=slug) for slug in ("a", "b", "c")]
    visitor, other = (make_visitor(ratings=dict.fromkeys(skills, 2)) for _ in range(2))
    for relation in ("notes", "skill_progress"):
        monkeypatch.setitem(MOST_KEPT, relation, 2)
    forms = {
        "skill_note": ({"text": "Mine."}, "2 notes"),
        "skill_progress": ({"level": "3", "state": "learning"}, "2 marks of levels"),
    }
    for name, (typed, kept) in forms.items():
        statuses = [
            visitor.post(reverse(f"careers:{name}", args=[slug]), typed).status_code
            for slug in ("a", "b", "b")
        ]
        refused = visitor.post(reverse(f"careers:{name}", args=["c"]), typed)
        other.post(reverse(f"careers:{name}", args=["c"]), typed)

        assert statuses in ([302, 302, 302], [302, 302, 409])
        assert refused.status_code == 422
        assert f"You keep {kept}, which is as many as there is room for." in words(refused)
    page = send(other, exported(visitor))
    assert page.status_code == 422
    assert "notes: With these you would keep 3 notes, and there is room for 2." in words(page)
    assert "levels: With these you would keep 3 levels, and there is room for 2." in words(page)


def test_rating_too_many_skills_at_once_is_refused_in_words(python, words):
    visitor = make_visitor(ratings={python: 2})
    page = visitor.post(
        reverse("careers:ratings_save"), {f"level-{number}": "1" for number in range(3_000)}
    )

    assert page.status_code == 400
    assert "Nothing was changed." in words(page)


@pytest.mark.parametrize(("beyond", "status"), [(1, 422), (20_000, 413)])
def test_file_that_is_too_large_is_not_read(beyond, status, words):
    page = send(make_visitor(), b" " * (MOST_BYTES + beyond))

    assert page.status_code == status
    assert "This file is larger than 45.0 MB, which none of ours is." in words(page)
    assert "“Download everything” gave you." in words(page)
    assert Profile.objects.count() == 0


# --- The return link -----------------------------------------------------------------------------


def test_link_opens_the_profile_in_a_browser_with_nothing(python, words):
    mine = make_visitor(ratings={python: 4})
    path = make_link(mine)
    other = make_visitor()
    page = other.get(path)

    assert (page.status_code, page["Referrer-Policy"]) == (200, "strict-origin")
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    assert dict(other.cookies) == {}
    assert ReturnLink.objects.get().used is None

    opened = other.post(path, follow=True)
    assert "Welcome back." in words(opened)
    assert "joined" not in words(opened).split("Your progress")[0]
    assert exported(other) == exported(mine)
    assert ReturnLink.objects.get().used is not None
    assert other.session.get_expiry_age() > timedelta(days=170).total_seconds()


def test_only_the_digest_of_a_link_is_kept(python):
    path = make_link(make_visitor(ratings={python: 4}))
    token = path.split("/")[-2]

    assert token not in str(list(ReturnLink.objects.values()))
    assert len(ReturnLink.objects.get().digest) == 64


def test_link_joins_what_the_browser_has(python, words):
    sql = make_skill(slug="sql")
    path = make_link(make_visitor(ratings={python: 4}))
    other = make_visitor(ratings={python: 1, sql: 2})
    make_link(other)

    assert "It is joined to what the link opens" in words(other.get(path))
    assert "What this browser had is joined to it" in words(other.post(path, follow=True))
    assert Profile.objects.get().levels() == {"python": 1, "sql": 2}
    assert ReturnLink.objects.count() == 1


def test_link_opened_where_it_was_made_changes_nothing(python, words):
    mine = make_visitor(ratings={python: 4})
    path = make_link(mine)

    assert "This browser holds what the link opens already." in words(mine.get(path))
    mine.post(path)
    assert Profile.objects.get().levels() == {"python": 4}


def test_link_opened_by_a_member_joins_the_account_and_ends(python, words):
    path = make_link(make_visitor(ratings={python: 4}))
    member = make_visitor(member=make_user(email="ada@example.org"))

    assert "You are signed in as ada@example.org." in words(member.get(path))
    member.post(path)
    own = Profile.objects.get()
    assert (own.member.email, own.levels()) == ("ada@example.org", {"python": 4})
    assert member.get(path).status_code == 404


@pytest.mark.parametrize("how", ["wrong", "revoked", "replaced", "of a member now", "deleted"])
def test_link_that_opens_nothing_says_what_to_do(python, words, how):
    mine = make_visitor(ratings={python: 4})
    path = make_link(mine)
    if how == "wrong":
        path = path.replace(path[-5:], "aaaa/")
    elif how == "revoked":
        assert "The link is revoked." in words(mine.post(REVOKE, follow=True))
    elif how == "replaced":
        make_link(mine)
    elif how == "deleted":
        mine.post(DELETE)
    else:
        Profile.objects.update(member=make_user())

    for response in (make_visitor().get(path), make_visitor().post(path)):
        assert response.status_code == 404
        assert "make a new link" in words(response)
        assert response["Referrer-Policy"] == "strict-origin"


def test_member_is_told_to_sign_in_instead_of_making_a_link(python, words):
    member = make_visitor(ratings={python: 4}, member=make_user())

    assert "Come back from another browser" not in words(member.get(DATA))
    assert "sign in wherever you want" in words(member.post(MAKE, follow=True))
    assert ReturnLink.objects.count() == 0


@pytest.mark.parametrize("address", [MAKE, REVOKE, IMPORT])
def test_links_and_imports_are_sent_and_from_this_site_only(client, address):
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 403


# --- Deleting everything -------------------------------------------------------------------------


def test_visitor_who_deletes_everything_leaves_no_row(python, words):
    fill(Profile.objects.create(), python)
    Profile.objects.all().delete()
    before = rows()
    visitor, elsewhere = make_visitor(ratings={python: 2}), make_visitor()
    fill(Profile.objects.get(), python)
    elsewhere.post(make_link(visitor))
    content = rows()
    page = visitor.post(DELETE, follow=True)

    assert "Everything is deleted." in words(page)
    made = {model: count - before[model] for model, count in content.items()}
    assert sum(made.values()) > 12
    left = {model: count - before[model] for model, count in rows().items()}
    kinds = {model.__name__ for model, count in left.items() if count}
    # Sessions aside, the content that this test made on the way.
    assert kinds - {"Session"} <= {"Role", "Family", "Resource"}
    [left_over] = Session.objects.all()  # of the other browser: it names what is gone
    assert left_over.get_decoded().keys() == {"profile", "_session_expiry"}
    assert exported(elsewhere) == exported(make_visitor())
    assert elsewhere.get(DATA).context["kept"] is None


def make_member(password="correct horse", **fields):
    member = make_user(email="ada@example.org", password=password, **fields)
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


@pytest.mark.parametrize("what", ["data", "account"])
def test_member_chooses_what_goes(python, what, words):
    make_role()
    make_resource()
    before = rows()
    member = make_member()
    visitor, phone = (make_visitor(ratings={python: 2}, member=member) for _ in range(2))
    others = make_visitor(ratings={python: 1}, member=make_user())
    visitor.post(DELETE, {"what": what, "password": "correct horse"})

    left = {model.__name__: count - before[model] for model, count in rows().items()}
    kept = {name: count for name, count in left.items() if count}
    stranger = {"User": 1, "Profile": 1, "Rating": 1, "RatingChange": 1, "Session": 1}
    own = {"User": 2, "EmailAddress": 1, "Session": 3} if what == "data" else {"Session": 2}
    counted = {"RateLimitCount": 3}  # the password was asked for
    assert (
        kept == stranger | own | counted
    )  # with the account, the phone keeps a session that opens nothing
    assert exported(others)["ratings"][0]["level"] == 1
    assert ("Sign out" in words(phone.get(DATA))) == (what == "data")


def test_member_says_what_goes_before_anything_does(python, words):
    visitor = make_visitor(ratings={python: 2}, member=make_member())

    assert "What to delete" in words(visitor.get(DELETE))
    for sent in ({}, {"what": "all"}):
        page = visitor.post(DELETE, {"password": "correct horse", **sent})
        assert (page.status_code, "There is a problem" in words(page)) == (422, True)
    assert Rating.objects.count() == 1


def test_staff_may_delete_their_data_but_not_their_account(python, words):
    visitor = make_visitor(ratings={python: 2}, member=make_member(is_staff=True))
    page = visitor.post(DELETE, {"what": "account", "password": "correct horse"})

    assert page.status_code == 422
    assert "removed by a superuser" in words(page)
    assert (User.objects.count(), Rating.objects.count()) == (1, 1)
    visitor.post(DELETE, {"what": "data", "password": "correct horse"})
    assert (User.objects.count(), Profile.objects.count()) == (1, 0)


def test_reading_deletes_nothing_and_other_sites_cannot(client, python):
    visitor = make_visitor(ratings={python: 2})

    assert visitor.get(DELETE).status_code == 200
    client.cookies = visitor.cookies
    assert client.post(DELETE).status_code == 403
    assert Rating.objects.count() == 1


@pytest.mark.parametrize("what", ["data", "account"])
@pytest.mark.parametrize("password", ["", "wrong"])
def test_member_deletes_nothing_without_the_password(python, what, password, words):
    visitor = make_visitor(ratings={python: 2}, member=make_member())
    page = visitor.post(DELETE, {"what": what, "password": password})

    assert page.status_code == 422
    said = "That is not your password." if password else "Enter your password."
    assert f"Error: {said}" in words(page)
    [chosen] = re.findall(r'value="(\w+)"[^>]*checked', page.content.decode())
    assert chosen == what
    assert (User.objects.count(), Rating.objects.count()) == (1, 1)


def test_passwords_to_delete_by_are_counted_like_those_to_sign_in(python, words):
    visitor = make_visitor(ratings={python: 2}, member=make_member())
    for _ in range(10):
        visitor.post(DELETE, {"what": "data", "password": "wrong"})
    page = visitor.post(DELETE, {"what": "data", "password": "correct horse"})

    assert "Too many" in words(page)
    assert Rating.objects.count() == 1


def test_member_without_a_password_shows_another_way_who_they_are(python, words):
    member = make_member(password=None)
    TOTP.activate(member, SECRET)
    visitor = make_visitor(ratings={python: 2}, member=member)
    page = visitor.post(DELETE, {"what": "account"}, follow=True)

    assert page.redirect_chain == [
        (f"{reverse('mfa_reauthenticate')}?next={quote(DELETE, '')}", 302)
    ]
    assert User.objects.count() == 1
    code = code_now(SECRET)
    page = visitor.post(reverse("mfa_reauthenticate"), {"code": code, "next": DELETE}, follow=True)

    assert "Everything is deleted." in words(page)
    assert User.objects.count() == 0
