import pytest

from tests.factories import make_role, make_skill


@pytest.fixture
def training():
    """A role with three gaps that build on one another, and a fourth skill; all by slug."""
    python = make_skill(slug="python")
    pandas = make_skill(slug="pandas", prerequisites={python: 4})
    between = make_skill(slug="between", prerequisites=[pandas])  # the role does not ask it
    spark = make_skill(slug="spark", prerequisites=[between])
    law = make_skill(slug="law")
    role = make_role(
        slug="engineer", requirements={spark: (3, 5), pandas: (3, 4), python: (4, 2), law: (2, 3)}
    )
    return {"role": role, "python": python, "pandas": pandas, "spark": spark, "law": law}
