import pytest

from careers.models import Occupation
from portal.core.publication import State
from tests.factories import make_occupation, make_role, make_skill, make_visitor


@pytest.fixture
def work():
    """Occupations, one of them hidden, and a role; "consultant" is two of them, "analyst" both."""
    care, talk, sums = make_skill(title="Care"), make_skill(title="Talk"), make_skill(title="Sums")
    hidden = make_skill(title="Hidden", state=State.DRAFT)
    make_occupation(
        title="Nurse",
        titles=["Registered nurse", "RN"],
        typical={talk: 3, care: 2, hidden: 4},
        group=Occupation.Group.HEALTH,
    )
    finance = Occupation.Group.FINANCE
    make_occupation(
        title="Accountant",
        titles=["Consultant", "Analyst"],
        typical={sums: 4, talk: 2},
        group=finance,
    )
    make_occupation(title="Auditor", titles=["consultant"], typical={talk: 1}, group=finance)
    make_occupation(title="Spy", state=State.DRAFT, typical={talk: 4})
    make_role(slug="analyst", title="Analyst", requirements={sums: (3, 5)}, aliases=["Data guru"])
    make_role(title="Engineer", requirements={sums: (3, 5), care: (2, 3)})
    return {"care": care, "talk": talk, "sums": sums}


@pytest.fixture
def visitor():
    return make_visitor()
