import pytest

from careers.models import Pay, Requirement, Role, Skill
from careers.models.labour import OccupationMatch
from careers.models.role_similarity import neighbours_of
from careers.rules.matching import Need
from portal.core.publication import State
from tests.factories import (
    make_profile,
    make_requirement,
    make_role,
    make_skill,
    make_source,
)

pytestmark = pytest.mark.django_db


def make_pay(*, role: Role, amount: int, position: int = 0, currency: str = "USD") -> Pay:
    return Pay.objects.create(
        role=role,
        country="US",
        occupation="An occupation",
        relation=OccupationMatch.CLOSEST_OCCUPATION,
        measure=Pay.Measure.MEDIAN_ANNUAL_WAGE,
        amount=amount,
        currency=currency,
        period="2025-05",
        source=make_source(),
        position=position,
    )


def titles(roles) -> list[str]:
    return [role.title for role in roles]


def test_role_drafts_are_not_published():
    published = make_role()
    draft = make_role(state=State.DRAFT)

    assert list(Role.objects.published()) == [published]
    assert (published.is_published, draft.is_published) == (True, False)
    assert Role().state == State.DRAFT


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("machine", ["Machine learning engineer"]),
        ("MACHINE", ["Machine learning engineer"]),
        ("learn eng", ["Machine learning engineer"]),
        ("mle", ["Machine learning engineer"]),
        ("pipelines", ["Data engineer"]),
        ("engineer", ["Data engineer", "Machine learning engineer"]),
        ("engineer pipelines", ["Data engineer"]),
        ("gineer", []),
        ("engineer painter", []),
        ("%", []),
        ("_", []),
        ("", ["Data engineer", "Machine learning engineer"]),
        ("  ", ["Data engineer", "Machine learning engineer"]),
    ],
)
def test_search_finds_roles_by_the_beginnings_of_words(query, found):
    make_role(title="Machine learning engineer", aliases=["MLE"])
    make_role(title="Data engineer", purpose="Builds the pipelines that others rely on.")

    assert titles(Role.objects.search(query)) == found


def test_search_puts_the_role_so_named_first():
    make_role(title="AI engineer in health", purpose="MLE, but in health.")
    make_role(title="Machine learning engineer", aliases=["MLE", "AI engineer"])
    make_role(title="Zoo AI lead", purpose="Leads AI engineers.")
    make_role(title="Bank AI lead", purpose="Leads AI engineers.")

    # an alias that is the query, a title that begins with it, then by title
    assert titles(Role.objects.search("ai engineer")) == [
        "Machine learning engineer",
        "AI engineer in health",
        "Bank AI lead",
        "Zoo AI lead",
    ]
    assert titles(Role.objects.search("mle")) == [
        "Machine learning engineer",
        "AI engineer in health",
    ]


def test_search_finds_a_role_once_however_many_aliases_fit():
    make_role(title="Prompt engineer", aliases=["Prompt designer", "Prompt writer", "Prompter"])

    assert titles(Role.objects.search("prompt")) == ["Prompt engineer"]


@pytest.mark.parametrize("query", ["  data   engineer ", "data\x00 engineer", "\x00data engineer"])
def test_search_minds_neither_spaces_nor_null_characters(query):
    make_role(title="A data engineer in health")
    make_role(title="Data engineer")

    assert titles(Role.objects.search(query)) == ["Data engineer", "A data engineer in health"]


def test_search_takes_no_more_than_eight_words():
    make_role(title="One two three four five six seven eight")

    assert len(Role.objects.search("one two three four five six seven eight nine")) == 1


def test_search_of_published_roles_finds_no_draft():
    make_role(title="Data engineer", state=State.DRAFT)

    assert titles(Role.objects.published().search("data")) == []


def test_asking_finds_roles_that_ask_any_of_the_skills_once():
    python, sql, art = make_skill(slug="python"), make_skill(slug="sql"), make_skill(slug="art")
    both = make_role(title="Both", requirements={python: (3, 3), sql: (3, 3)})
    one = make_role(title="One", requirements={sql: (3, 3), art: (1, 1)})
    make_role(title="Other", requirements={art: (1, 1)})

    assert list(Role.objects.asking("python", "sql")) == [both, one]
    assert list(Role.objects.asking("python")) == [both]
    assert list(Role.objects.asking("nothing")) == []
    assert list(Role.objects.asking()) == []


def test_asking_does_not_see_draft_skills():
    draft = make_skill(slug="secret", state=State.DRAFT)
    make_role(requirements={draft: (3, 3)})

    assert list(Role.objects.asking("secret")) == []


@pytest.mark.parametrize("fact_count", [1, 3])
def test_with_pay_takes_three_queries(fact_count, django_assert_num_queries):
    role = make_role()
    for position in range(fact_count):
        make_pay(role=role, amount=50_000, position=position)

    with django_assert_num_queries(3):
        [row] = Role.objects.with_pay()
        publishers = [pay.source.publisher for pay in row.pay.all()]

    assert publishers == ["A publisher"] * fact_count


def test_recount_writes_the_sums_of_importance():
    role = make_role(
        requirements={make_skill(): (1, 5), make_skill(): (1, 4), make_skill(): (1, 3)}
    )
    empty = make_role()
    Role.objects.update(weight=99, essential_weight=99)

    assert Role.objects.recount() == 2
    assert list(Role.objects.values_list("title", "weight", "essential_weight")) == [
        (role.title, 12, 9),
        (empty.title, 0, 0),
    ]


def test_recount_leaves_out_draft_skills():
    skill = make_skill()
    role = make_role(requirements={skill: (1, 5), make_skill(): (1, 2)})
    skill.state = State.DRAFT
    skill.save()

    Role.objects.recount()
    role.refresh_from_db()

    assert (role.weight, role.essential_weight) == (2, 0)


def test_recount_of_some_roles_leaves_the_others_alone():
    role, other = make_role(), make_role()
    Role.objects.update(weight=99)

    assert Role.objects.filter(pk=role.pk).recount() == 1
    assert dict(Role.objects.values_list("pk", "weight")) == {role.pk: 0, other.pk: 99}


def test_needs_are_what_the_rules_take_the_most_important_first():
    python, sql = make_skill(slug="python"), make_skill(slug="sql")
    art, maths = make_skill(slug="art"), make_skill(slug="maths")
    draft = make_skill(state=State.DRAFT)
    asked = {art: (2, 3), sql: (3, 3), draft: (5, 5), python: (4, 5), maths: (3, 3)}
    role, empty = make_role(requirements=asked), make_role()

    assert Requirement.objects.needs_of([role, empty]) == {
        role.pk: [
            Need("python", "Python", 4, 5),
            Need("maths", "Maths", 3, 3),
            Need("sql", "Sql", 3, 3),
            Need("art", "Art", 2, 3),
        ]
    }


def test_requirements_are_those_of_published_roles_and_skills():
    skill = make_skill()
    shown = make_requirement(skill=skill)
    hidden = make_requirement(skill=skill, role=make_role(state=State.DRAFT))
    unseen = make_requirement(skill=make_skill(state=State.DRAFT))

    assert list(Requirement.objects.published()) == [shown, hidden]
    assert list(Requirement.objects.of_published_roles()) == [shown, unseen]


@pytest.mark.parametrize(("importance", "is_essential"), [(3, False), (4, True)])
def test_requirement_is_essential_from_importance_4(importance, is_essential):
    assert make_requirement(importance=importance).is_essential is is_essential


def test_vectors_are_importance_times_level_of_what_is_published():
    python, sql = make_skill(), make_skill(kind=Skill.Kind.TOOL)
    draft = make_skill(state=State.DRAFT)
    zookeeper = make_role(title="Zookeeper", requirements={python: (4, 5), draft: (5, 5)})
    analyst = make_role(title="Analyst", requirements={python: (1, 2), sql: (3, 3)})
    make_role(state=State.DRAFT, requirements={python: (3, 3)})

    vectors, tools = Requirement.objects.vectors()

    assert vectors == {analyst.name: {python.pk: 2, sql.pk: 9}, zookeeper.name: {python.pk: 20}}
    assert list(vectors) == [analyst.name, zookeeper.name]
    assert tools == {sql.pk}


def test_neighbours_are_published_roles_that_ask_alike_and_tools_count_little():
    skill, other = make_skill(), make_skill()
    tools = {make_skill(kind=Skill.Kind.TOOL): (5, 5) for _ in range(3)}
    engineer = make_role(requirements={skill: (3, 5), **tools})
    alike = make_role(requirements={skill: (3, 5), make_skill(): (1, 1)})
    same_tools = make_role(requirements={other: (3, 5), **tools})
    make_role(state=State.DRAFT, requirements={skill: (3, 5)})
    make_role(requirements={other: (3, 3)})

    neighbours = neighbours_of(engineer.name, 4)

    assert neighbours == [alike.name, same_tools.name]
    assert neighbours_of(engineer.name, 1) == [alike.name]


def test_rows_of_a_role_say_what_they_are():
    role = make_role(title="Analyst", slug="analyst", aliases=["Data analyst"])
    requirement = make_requirement(role=role, skill=make_skill(title="SQL"), level=2)
    pay = make_pay(role=role, amount=50_000)

    assert (str(role), str(role.family), str(role.aliases.get())) == (
        "Analyst",
        role.family.title,
        "Data analyst",
    )
    assert str(requirement) == "Analyst asks SQL at level 2"
    assert str(pay) == "50000 USD, An occupation, 2025-05"
    assert role.get_absolute_url() == "/roles/analyst/"


def test_skill_that_a_role_asks_or_a_person_rated_cannot_be_deleted():
    asked, rated = make_skill(), make_skill()
    make_role(requirements={asked: (1, 1)})
    make_profile(ratings={rated: 1})

    for skill in (asked, rated):
        with pytest.raises(Exception, match="protected foreign keys"):
            skill.delete()
