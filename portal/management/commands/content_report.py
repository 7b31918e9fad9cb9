from argparse import ArgumentParser
from typing import Any

from django.contrib.admin.utils import model_ngettext
from django.core.management.base import BaseCommand, CommandError

from careers import content_checks as careers
from careers.models import Occupation, Resource, Role, Skill
from portal.core.content import text_report
from portal.core.content.findings import Finding
from portal.core.publication import PublicationQuerySet
from portal.management.commands.load_content import KINDS as FILES
from scalability import content_checks as scalability
from scalability.models import CaseStudy, Pillar, Topic

KINDS = (Role, Skill, Resource, Occupation, Pillar, Topic, CaseStudy)


class Command(BaseCommand):
    help = "Report what the published content holds, what it lacks, and what is due for review."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Fail if there are gaps; thin content passes."
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        self.stdout.write(f"Published: {', '.join(map(_counted, KINDS))}.\n")
        findings = [
            *text_report.text_findings(FILES),
            *careers.careers_findings(),
            *scalability.scalability_findings(),
        ]
        gaps = [one for one in findings if one.is_gap and one.rows]
        thin = [one for one in findings if not one.is_gap and one.rows]
        self._list("Gaps", gaps)
        self._list("Thin", thin)
        count = sum(len(one.rows) for one in gaps)
        self.stdout.write(f"\n{len(findings)} checks, {count} gap{'' if count == 1 else 's'}.")
        if check and gaps:
            raise CommandError("The content has gaps.")

    def _list(self, heading: str, findings: list[Finding]) -> None:
        self.stdout.write(f"\n{heading}" if findings else f"\n{heading}: none")
        for one in findings:
            self.stdout.write(f"\n  {one.title} ({len(one.rows)})")
            for row in one.rows:
                self.stdout.write(f"    {row}")


def _counted(model: Any) -> str:
    rows: PublicationQuerySet[Any] = model.objects.published()
    count = rows.count()
    return f"{count} {model_ngettext(model._meta, count)}"
