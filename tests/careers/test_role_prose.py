from careers.pages.role_prose import RoleProse, role_prose


def test_prose_is_taken_apart_by_its_headings():
    body = (
        "It depends.\n\n## A day in the work\n\nCoffee.\n\n### Later\n\nTea.\n\n"
        "## Beside its neighbours\n\nNear.\n\n## Ways in and ways on\n\nIn.\n"
    )

    assert role_prose(body) == RoleProse(
        day="Coffee.\n\n### Later\n\nTea.",
        ways="In.",
        rest="It depends.\n\n## Beside its neighbours\n\nNear.",
    )


def test_prose_without_these_headings_is_left_whole():
    assert role_prose("") == RoleProse("", "", "")
    assert role_prose("A text.\n\n## Another\n\nWord.").rest == "A text.\n\n## Another\n\nWord."


def test_second_part_of_one_heading_is_kept():
    prose = role_prose("## A day in the work\n\nOne.\n\n## A day in the work\n\nTwo.")

    assert prose.day == "One."
    assert prose.rest == "## A day in the work\n\nTwo."
