"""A plan as a calendar, in iCalendar format (RFC 5545)."""

from datetime import datetime, timedelta
from uuid import uuid4, uuid5

from django.utils import timezone
from icalendar import Calendar, Event

from careers.models.dates import first_day
from careers.planning.plans import PersonalPlan, PlannedStep
from careers.rules.levels import Level

SECONDS_A_MINUTE = 60  # in seconds, a sequence would exceed its 31 bits in 2038


def calendar_of(plan: PersonalPlan, page: str) -> bytes:
    """Each dated step as an all-day event, over the weeks of a learner who takes the time.

    `page` is the absolute address of the plan.
    """
    now = timezone.now()
    calendar = Calendar()
    calendar.add("prodid", "-//AI Career Portal//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Plan: {', '.join(role.title for role in plan.roles)}")
    for step in plan.dated_steps:
        calendar.add_component(_event(plan, step, page, now))
    content: bytes = calendar.to_ical()
    return content


def _event(plan: PersonalPlan, step: PlannedStep, page: str, now: datetime) -> Event:
    """A step is the same event in every file, because its id is made from the person and the skill,
    and a plan has one step per skill.

    Of two files with the same event the later one wins: its sequence is higher, even after an edit
    in the calendar.
    """
    gap = step.step.gap
    person = plan.profile.identity if plan.profile else uuid4()
    event = Event()
    event.add("uid", str(uuid5(person, gap.skill)))
    event.add("sequence", int(now.timestamp()) // SECONDS_A_MINUTE)
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("dtstart", first_day(plan.start, step.weeks.careful.first))
    event.add("dtend", step.done.late + timedelta(days=1))  # the first day after it
    event.add("summary", f"{gap.title}: level {gap.have} to {gap.level}")
    event.add("description", _description(step))
    event.add("url", page)
    event.add("transp", "TRANSPARENT")  # nobody is busy all day
    return event


def _description(step: PlannedStep) -> str:
    gap = step.step.gap
    lines = [f"To level {gap.level}, {Level(gap.level).name.lower()}: {step.anchor}"]
    lines += [f"{one.resource} ({one.resource.by}): {one.resource.url}" for one in step.taken]
    lines.append(f"Done by {step.done}, by our estimate of the hours.")
    return "\n".join(lines)
