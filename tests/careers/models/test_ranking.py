"""The order by query is the order by the rule: any catalogue, any person, any titles."""

import pytest
from django.core.paginator import Paginator
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.models import Family, Prerequisite, Profile, Requirement, Role, Skill
from careers.rules.matching import explain
from portal.core.publication import State
from tests.factories import make_profile, make_role, make_skill

TITLES = ["Analyst", "analysis", "Ärztin", "Zoo lead", "a b", "a-b", "AI", "Éditeur", "🤖 tamer"]


MOST_TELLING = 5_000


def by_rule(profile: Profile, roles: list[Role]) -> list[str]:
    """The order by `Score.rank`, which is the definition; ties by title as Python orders them."""
    needs = Requirement.objects.needs_of(roles)
    levels = profile.levels()

    def rank(role: Role):
        return explain(needs.get(role.pk, []), levels).score.rank

    return [role.title for role in sorted(roles, key=lambda role: (rank(role), role.title))]


def with_choices(needs):
    """Skill, level, importance and choice; those of a choice ask what the first of them asks."""
    first = {}
    for skill, (scale, choice) in needs.items():
        yield skill, *(first.setdefault(choice, scale) if choice else scale), choice


def titles(roles) -> list[str]:
    return [role.title for role in roles]


# Small ones, so that roles tie, and up to more than a skill weighs that one of a billion jobs has.
telling_weights = st.integers(1, 3) | st.integers(1, MOST_TELLING)


@st.composite
def catalogues(draw):
    """Skills by state and weight, roles by state and what they ask, and what two people rated."""
    skill_rows = st.tuples(st.sampled_from(State), telling_weights)
    skills = draw(st.lists(skill_rows, min_size=1, max_size=8))
    names = draw(st.lists(st.sampled_from(TITLES), min_size=1, unique=True))
    skill = st.integers(0, len(skills) - 1)
    scale = st.tuples(st.integers(1, 5), st.integers(1, 5))
    asked = st.dictionaries(skill, st.tuples(scale, st.sampled_from([None, 1, 2])))
    roles = {name: (draw(st.sampled_from(State)), draw(asked)) for name in names}
    rated = st.dictionaries(skill, st.integers(0, 5))
    return skills, roles, draw(st.lists(rated, min_size=2, max_size=2))


@pytest.mark.django_db
@settings(max_examples=200)
@given(catalogues(), st.integers(1, 4))
def test_order_by_query_is_the_order_by_the_rule(catalogue, size):
    skill_rows, asked, rated = catalogue
    with transaction.atomic():
        skills = Skill.objects.bulk_create(
            Skill(slug=f"s{n}", title=f"S{n}", state=state, telling=telling)
            for n, (state, telling) in enumerate(skill_rows)
        )
        family = Family.objects.create(slug="family", title="Family")
        roles = Role.objects.bulk_create(
            Role(slug=f"r{n}", title=title, family=family, state=state)
            for n, (title, (state, _)) in enumerate(asked.items())
        )
        Requirement.objects.bulk_create(
            Requirement(
                role=role, skill=skills[n], level=level, importance=importance, choice=choice
            )
            for role, (_, needs) in zip(roles, asked.values(), strict=True)
            for n, level, importance, choice in with_choices(needs)
        )
        Role.objects.recount()
        for ratings in rated:
            profile = make_profile(ratings={skills[n]: level for n, level in ratings.items()})
            for asked_roles in (Role.objects.all(), Role.objects.published()):
                pages = Paginator(profile.ranked(asked_roles), size)
                by_query = [role.title for page in pages for role in page]
                assert by_query == by_rule(profile, list(asked_roles))
                assert by_query == titles(profile.ranked(asked_roles))
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_order_keeps_what_was_asked_of_the_roles():
    python, law = make_skill(slug="python"), make_skill(slug="law")
    make_role(title="Data lawyer", requirements={law: (3, 3), python: (5, 1)})
    make_role(title="Data engineer", requirements={python: (3, 3)})
    make_role(title="Baker", requirements={python: (3, 3)})
    make_role(title="Data painter")
    profile = make_profile(ratings={python: 3, law: 3})

    asked = Role.objects.published().search("data").select_related("family").with_pay()

    assert titles(profile.ranked(asked)) == ["Data lawyer", "Data engineer", "Data painter"]
    assert titles(profile.ranked(Role.objects.asking("law"))) == ["Data lawyer"]
    assert len(profile.ranked(asked)) == 3


@pytest.mark.django_db
def test_order_of_no_roles_is_empty():
    profile = make_profile(ratings={make_skill(): 3})

    assert titles(profile.ranked(Role.objects.none())) == []
    assert titles(profile.ranked(Role.objects.published())) == []
    assert len(profile.ranked(Role.objects.none())) == 0


@pytest.mark.django_db
def test_order_sees_an_edit_at_once():
    python, art = make_skill(), make_skill(telling=3)
    first = make_role(requirements={python: (4, 5)})
    second = make_role(requirements={python: (2, 5)})
    third = make_role(requirements={art: (1, 2)})
    profile = make_profile(ratings={python: 4, art: 5})

    def order():
        return list(profile.ranked(Role.objects.published()))

    assert order() == [first, second, third]  # 5 x 4, 5 x 2 and 3 x 2 x 1
    first.requirements.update(level=1)
    assert order() == [second, third, first]
    Skill.objects.filter(pk=art.pk).update(telling=6)
    assert order() == [third, second, first]


@pytest.mark.django_db
def test_order_goes_by_how_telling_the_skills_are():
    """Two common skills, met in full, against one that few jobs have."""
    office, writing = make_skill(telling=5), make_skill(telling=5)
    genomics = make_skill(telling=281)
    clerk = make_role(requirements={office: (3, 5), writing: (3, 5)})
    biologist = make_role(requirements={genomics: (5, 3), make_skill(): (5, 5)})
    profile = make_profile(ratings={office: 4, writing: 4, genomics: 1})

    assert list(profile.ranked(Role.objects.published())) == [biologist, clerk]


@pytest.mark.django_db
def test_order_leaves_out_what_is_implied():
    """Else who rates one skill would be sent where much builds on the same."""
    python, pytorch = make_skill(), make_skill()
    Prerequisite.objects.create(skill=pytorch, needs=python, level=4)
    plain = make_role(title="PyTorch", requirements={pytorch: (3, 4)})
    both = make_role(title="Both", requirements={pytorch: (3, 4), python: (4, 5)})
    profile = make_profile(ratings={pytorch: 4})

    assert list(profile.ranked(Role.objects.published())) == [both, plain]  # a tie, by title
    assert profile.scores([both])[both.pk].implied_weight == 5
    plain.requirements.update(importance=5)
    assert list(profile.ranked(Role.objects.published())) == [plain, both]


@pytest.mark.django_db
def test_order_holds_with_fits_that_a_small_number_would_not_hold():
    """PostgreSQL multiplies columns of 16 bits in 16 bits: one need's fit alone is beyond them."""
    skills = [make_skill(telling=MOST_TELLING) for _ in range(5)]
    roles = [
        make_role(title="One", requirements={skills[0]: (5, 5)}),
        make_role(title="Many", requirements=dict.fromkeys(skills, (5, 5))),
        make_role(title="Any", requirements={tuple(skills): (5, 4)}),
    ]
    profile = make_profile(ratings=dict.fromkeys(skills, 5))

    assert MOST_TELLING * 5 * 5 > 2**15
    assert titles(profile.ranked(Role.objects.published())) == ["Many", "One", "Any"]
    assert titles(profile.ranked(Role.objects.published())) == by_rule(profile, roles)


@pytest.mark.django_db
def test_order_gives_one_role_by_its_place():
    python = make_skill()
    roles = [make_role(requirements={python: (level, 5)}) for level in (2, 4, 5)]
    ranked = make_profile(ratings={python: 2}).ranked(Role.objects.published())

    assert [ranked[place] for place in range(3)] == roles
    with pytest.raises(IndexError):
        ranked[3]


@pytest.mark.django_db
@pytest.mark.parametrize("role_count", [1, 3])
def test_page_of_roles_with_rated_skills_takes_two_queries(role_count, django_assert_num_queries):
    skill = make_skill()
    for _ in range(5):
        make_role(requirements={skill: (3, 4)})
    ranked = make_profile(ratings={skill: 3}).ranked(Role.objects.published())

    with django_assert_num_queries(2):
        page = ranked[1 : 1 + role_count]

    assert len(page) == role_count
    with django_assert_num_queries(1):
        assert len(ranked) == 5


@pytest.mark.django_db
def test_page_that_reaches_past_rated_skills_takes_three_queries(django_assert_num_queries):
    skill = make_skill()
    role, bare = make_role(requirements={skill: (3, 4)}), make_role(title="Bare")
    ranked = make_profile(ratings={skill: 3}).ranked(Role.objects.published())

    with django_assert_num_queries(3):
        page = ranked[0:2]

    assert page == [role, bare]
