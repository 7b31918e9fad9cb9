"""What the first projects of roles lack."""

from collections import defaultdict
from collections.abc import Iterator

from careers.models import FirstProject, Role, Source
from portal.core.content.findings import Finding, due


def first_project_findings() -> Iterator[Finding]:
    roles = Role.objects.published()
    yield Finding.of("Roles without a first project", roles.filter(first_project=None))
    yield Finding.of(
        "First projects that exercise none of the skills their role asks",
        roles.exclude(first_project=None).exclude(requirements__in_first_project=True),
    )
    yield Finding.of("Data of first projects due for review", due(_citing_late()), is_gap=False)


def _citing_late() -> dict[Source, list[str]]:
    citing: dict[Source, list[str]] = defaultdict(list)
    projects = FirstProject.objects.of_published_roles().filter(sources__in=Source.objects.due())
    for project in projects.select_related("role").distinct():
        for source in project.sources.due():
            citing[source].append(str(project.role))
    return citing
