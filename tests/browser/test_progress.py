"""What a learner does between two plans, without scripts and without an account."""

from django.apps import apps
from django.contrib.sessions.models import Session

from careers.models import Profile

RESOURCE, SKILL = "/resources/cs50-python/", "/skills/python/"


def rate_python(page, level):
    page.goto(SKILL)
    page.get_by_role("radio", name=f"{level} ").first.check()
    page.get_by_role("button", name="Save your level").click()
    page.get_by_text(f"Your level is kept: {level} ").wait_for()


def finish_a_resource(page):
    page.goto(RESOURCE)
    page.get_by_role("button", name="Started").click()
    assert page.get_by_text("Marked as started: ").is_visible()
    page.get_by_role("button", name="Done").click()
    pressed = page.locator("[aria-pressed=true]")
    assert pressed.all_inner_texts() == ["Done"]


def answer_the_suggestion(page):
    page.goto("/profile/progress/")
    question = page.locator("li.notice", has_text="You rated yourself 1")
    assert question.get_by_text("Would you now say 2 guided?").is_visible()
    question.get_by_role("button", name="Yes, I am at level 2 of Python").click()
    assert page.get_by_text("1 rating saved.").is_visible()
    assert page.locator("li.notice", has_text="carries Python").count() == 0


def reach_a_level_with_evidence(page):
    page.goto(SKILL)
    level = page.locator("#progress details").nth(3)
    level.locator("summary").click()
    level.get_by_label("What shows it").fill("I published a package.")
    level.get_by_label("Link").fill("https://example.org/package")
    level.get_by_label("Date").fill("2026-03-01")
    level.get_by_role("button", name="I have reached it").click()
    assert page.get_by_text("Level 4 of Python is reached. Your rating is now 4.").is_visible()


def write_a_note(page):
    page.goto(SKILL)
    page.get_by_label("Your note").fill("Read chapter 3 again.")
    page.get_by_role("button", name="Save the note").click()
    assert page.get_by_text("Note saved.").is_visible()


def make_a_return_link(page):
    page.goto("/profile/data/")
    page.get_by_role("button", name="Make a link").click()
    link = page.locator(".copy").inner_text()
    mail = page.get_by_role("link", name="Send it to yourself")
    assert mail.get_attribute("href").startswith("mailto:?")
    page.goto("/profile/data/")
    assert link not in page.content()
    return link


def test_learner_without_scripts_goes_on_comes_back_elsewhere_and_leaves_nothing(open_page):
    page = open_page("/", java_script_enabled=False)
    rate_python(page, 1)
    finish_a_resource(page)
    answer_the_suggestion(page)
    reach_a_level_with_evidence(page)
    write_a_note(page)
    link = make_a_return_link(page)

    elsewhere = open_page(link, java_script_enabled=False)
    assert elsewhere.context.cookies() == []
    elsewhere.get_by_role("button", name="Open it here").click()
    assert elsewhere.get_by_text("Welcome back.").is_visible()
    for text in ("I published a package.", "Read chapter 3 again.", "1 March 2026"):
        assert elsewhere.get_by_text(text).is_visible()
    assert elsewhere.locator("svg.chart").count() >= 1
    elsewhere.get_by_text("Every change of a rating").click()
    assert elsewhere.get_by_role("row", name="Python 2 guided 4 advanced").is_visible()

    page.get_by_role("button", name="Revoke the link").click()
    assert page.get_by_text("The link is revoked.").is_visible()
    page.get_by_role("link", name="See what would be deleted").click()
    page.get_by_role("button", name="Delete it for good").click()
    assert page.get_by_text("Everything is deleted.").is_visible()
    assert Profile.objects.count() == Session.objects.count() == 0
    people = ("Rating", "RatingChange", "ResourceProgress", "SkillProgress", "Note", "ReturnLink")
    assert [apps.get_model("careers", name).objects.count() for name in people] == [0] * 6
    elsewhere.goto("/profile/progress/")
    assert elsewhere.get_by_text("Nothing begun yet").is_visible()


def test_everything_goes_through_a_file_from_one_browser_to_another(open_page, tmp_path):
    page = open_page("/")
    rate_python(page, 2)
    write_a_note(page)
    page.goto("/profile/data/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download everything").click()
    file = tmp_path / "profile.json"
    download.value.save_as(file)

    other = open_page("/profile/data/", java_script_enabled=False)
    other.get_by_label("The file").set_input_files(file)
    other.get_by_role("button", name="Import the file").click()
    assert other.get_by_text("Imported 3 entries.").is_visible()
    other.goto("/profile/progress/")
    assert other.get_by_text("Read chapter 3 again.").is_visible()
