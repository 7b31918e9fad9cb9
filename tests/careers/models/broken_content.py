"""What breaks each constraint of content, in which words."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.db import models
from django.utils import timezone

from careers.models import (
    OccupationTitle,
    Prerequisite,
    RoleAlias,
    SkillAlias,
    Source,
)
from portal.models import LoadedRow, UnsentMail
from scalability.models import Addresses, Relation
from tests.careers.models.broken_rows import (
    case_topic,
    equivalent,
    first_project,
    itself,
    level,
    looking_the_same,
    occupation_code,
    outlook,
    pay,
    prerequisite,
    rating,
    requirement,
    resource,
    teaches,
    twice,
    typical,
    user,
)
from tests.factories import (
    make_family,
    make_occupation,
    make_role,
    make_skill,
    make_user,
)
from tests.scalability.factories import make_pillar, make_topic

A_LEVEL = "A level is a whole number from 1 to 5."
TIE = {"how": "Thus."}

OF_CONTENT: list[tuple[str, str, Callable[[], models.Model]]] = [
    (
        "portal_user_email_unique",
        "An account with this email address already exists.",
        lambda: make_user(email="ada@example.com") and user("Ada@Example.com"),
    ),
    (
        "portal_loadedrow_unique",
        "This row is already recorded.",
        lambda: twice(LoadedRow(kind="skill", slug="python", digest="0" * 64)),
    ),
    (
        "portal_unsentmail_unique",
        "This message is already stored.",
        lambda: twice(UnsentMail(template="reset", email="ada@example.com", due=timezone.now())),
    ),
    (
        "careers_skillalias_unique",
        "The skill already has this alias.",
        lambda: twice(SkillAlias(skill=make_skill(), name="Py")),
    ),
    (
        "careers_skilllevel_unique",
        "The skill already has an anchor for this level.",
        lambda: twice(level()),
    ),
    ("careers_skilllevel_level", A_LEVEL, lambda: level(level=0)),
    ("careers_skilllevel_level", A_LEVEL, lambda: level(level=6)),
    (
        "careers_prerequisite_unique",
        "The skill already has this prerequisite.",
        lambda: twice(prerequisite()),
    ),
    (
        "careers_prerequisite_not_itself",
        "A skill cannot be its own prerequisite.",
        lambda: itself(Prerequisite, "skill", "needs", make_skill(), level=2),
    ),
    ("careers_prerequisite_level", A_LEVEL, lambda: prerequisite(level=0)),
    ("careers_prerequisite_level", A_LEVEL, lambda: prerequisite(level=6)),
    (
        "careers_rolealias_unique",
        "The role already has this alias.",
        lambda: twice(RoleAlias(role=make_role(), name="Analyst")),
    ),
    (
        "careers_requirement_unique",
        "The role already asks for this skill.",
        lambda: twice(requirement()),
    ),
    ("careers_requirement_level", A_LEVEL, lambda: requirement(level=0)),
    ("careers_requirement_level", A_LEVEL, lambda: requirement(level=6)),
    (
        "careers_requirement_importance",
        "Importance is a whole number from 1 to 5.",
        lambda: requirement(importance=0),
    ),
    (
        "careers_requirement_importance",
        "Importance is a whole number from 1 to 5.",
        lambda: requirement(importance=6),
    ),
    (
        "careers_requirement_choice_number",
        "A choice is numbered 1 or higher, or empty.",
        lambda: requirement(choice=0),
    ),
    (
        "careers_equivalent_unique",
        "The role already names this occupation.",
        lambda: twice(equivalent()),
    ),
    ("careers_pay_amount", "Pay must be more than 0.", lambda: pay(amount=0)),
    (
        "careers_pay_percentiles",
        "The median must be between the two percentiles.",
        lambda: pay(p10=51),
    ),
    (
        "careers_pay_percentiles",
        "The median must be between the two percentiles.",
        lambda: pay(p10=0),
    ),
    (
        "careers_pay_percentiles",
        "The median must be between the two percentiles.",
        lambda: pay(p90=49),
    ),
    (
        "careers_pay_quartiles",
        "The percentiles must rise from the 10th to the 90th.",
        lambda: pay(p25=51),
    ),
    (
        "careers_pay_quartiles",
        "The percentiles must rise from the 10th to the 90th.",
        lambda: pay(p75=49),
    ),
    (
        "careers_pay_quartiles",
        "The percentiles must rise from the 10th to the 90th.",
        lambda: pay(p10=30, p25=29),
    ),
    (
        "careers_pay_quartiles",
        "The percentiles must rise from the 10th to the 90th.",
        lambda: pay(p75=81, p90=80),
    ),
    (
        "careers_pay_unfit",
        "A figure that does not fit belongs in the details.",
        lambda: pay(fit="none", use="beside"),
    ),
    (
        "careers_outlook_openings",
        "Openings must be more than 0, or left empty.",
        lambda: outlook(annual_openings=0),
    ),
    (
        "careers_outlook_change",
        "Employment cannot fall by more than 100 percent.",
        lambda: outlook(percent_change=-101),
    ),
    ("careers_rating_unique", "This skill is already rated.", lambda: twice(rating())),
    (
        "careers_rating_level",
        "A level is a whole number from 0 to 5.",
        lambda: rating(level=6),
    ),
    (
        "careers_source_review_after_seen",
        "The review must be after the day the source was seen.",
        lambda: Source(slug="s", title="S", seen=date(2026, 1, 2), review_by=date(2026, 1, 2)),
    ),
    (
        "careers_resource_hour_range",
        "Give both hours, the lower one first, or neither.",
        lambda: resource(hours_from=5, hours_to=4),
    ),
    (
        "careers_resource_hour_range",
        "Give both hours, the lower one first, or neither.",
        lambda: resource(hours_from=0, hours_to=4),
    ),
    (
        "careers_teaches_unique",
        "The resource already teaches this skill.",
        lambda: twice(teaches(0, 3)),
    ),
    *(
        (
            "careers_teaches_levels",
            "A resource leads from a level to a higher one, 0 to 5.",
            lambda levels=levels: teaches(*levels),
        )
        for levels in [(3, 3), (4, 3), (0, 6)]
    ),
    (
        "scalability_addresses_unique",
        "The strategy already addresses this challenge.",
        lambda: twice(Addresses(strategy=make_topic(), challenge=make_topic(), **TIE)),
    ),
    (
        "scalability_addresses_not_itself",
        "A topic cannot address itself.",
        lambda: itself(Addresses, "strategy", "challenge", make_topic(), **TIE),
    ),
    (
        "scalability_relation_unique",
        "The two topics are already linked in this way.",
        lambda: twice(Relation(topic=make_topic(), other=make_topic(), kind="needs", **TIE)),
    ),
    (
        "scalability_relation_not_itself",
        "A topic cannot be linked to itself.",
        lambda: itself(Relation, "topic", "other", make_topic(), kind="needs", **TIE),
    ),
    (
        "scalability_casetopic_unique",
        "The topic already plays this part.",
        lambda: twice(case_topic()),
    ),
]

OF_CONTENT += [
    (
        name,
        f"Another {name.split('_')[1]} has a title that looks the same.",
        partial(looking_the_same, make),
    )
    for name, make in {
        "careers_family_title": make_family,
        "careers_occupation_title": make_occupation,
        "careers_role_title": make_role,
        "careers_skill_title": make_skill,
        "scalability_pillar_title": make_pillar,
        "scalability_topic_title": make_topic,
    }.items()
]

OF_CONTENT += [
    (
        "careers_occupationtitle_unique",
        "The occupation already has this title.",
        lambda: twice(OccupationTitle(occupation=make_occupation(), title="Staff nurse")),
    ),
    (
        "careers_occupationcode_unique",
        "The occupation already has this code.",
        lambda: twice(occupation_code()),
    ),
    (
        "careers_typicalskill_unique",
        "The occupation already lists this skill.",
        lambda: twice(typical()),
    ),
    *(
        (
            "careers_firstproject_hours",
            "A first project takes 1 to 40 hours; the second figure is not the lower one.",
            lambda hours=hours: first_project(*hours),
        )
        for hours in ((0, 5), (25, 15), (30, 41))
    ),
    *(
        (
            "careers_typicalskill_level",
            "A typical level is a whole number from 1 to 4.",
            lambda level=level: typical(level=level),
        )
        for level in (0, 5)
    ),
    *(
        (
            "careers_typicalskill_element",
            "Name the element of the source; leave it out only for our own judgement.",
            lambda values=values: typical(**values),
        )
        for values in (
            {"element": "Speaking"},
            {"adjusted": True},
            {"basis": "onet_skill"},
        )
    ),
]
