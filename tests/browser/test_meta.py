"""What a browser makes of the head of pages; a complaint of the policy fails by `open_page`."""

import json

ROLE = "/roles/machine-learning-engineer/"


def test_data_for_programs_is_read_and_never_run(open_page):
    page = open_page(ROLE)
    blocks = page.locator('script[type="application/ld+json"]').all_inner_texts()

    assert {json.loads(block)["@type"] for block in blocks} == {"Occupation", "BreadcrumbList"}


def test_card_of_a_link_is_a_picture_of_the_size_it_says(open_page):
    page = open_page(ROLE)
    said = [
        int(page.locator(f'meta[property="og:image:{side}"]').get_attribute("content"))
        for side in ("width", "height")
    ]
    address = page.locator('meta[property="og:image"]').get_attribute("content")
    seen = """async address => {
        const image = new Image()
        image.src = address
        await image.decode()
        return [image.naturalWidth, image.naturalHeight]
    }"""

    assert page.evaluate(seen, address) == said


def test_site_can_be_put_among_the_apps_of_a_phone(open_page):
    page = open_page("/")
    manifest = page.context.new_cdp_session(page).send("Page.getAppManifest")

    assert manifest["errors"] == []
    for icon in json.loads(manifest["data"])["icons"]:
        assert page.request.get(icon["src"]).ok
    assert page.request.get("/favicon.ico").ok


def test_filter_changes_the_title_and_going_back_brings_it_back(open_page):
    page = open_page("/roles/")
    before = page.title()
    page.get_by_label("Entry level").select_option("Graduate")
    page.wait_for_url("**entry=graduate**")

    page.wait_for_function("document.title.includes('Graduate')")
    assert page.locator("title").count() == 1
    page.go_back()
    page.wait_for_function("title => document.title === title", arg=before)
