"""What somebody may say of their work in one glance, before they are asked about single skills."""

from typing import NamedTuple

DOING = 2  # the level of one of its skills from which somebody says that they do it


class WorkBranch(NamedTuple):
    """A thing that people do at work, and the skills, by slug, that those who do it have."""

    key: str
    skills: tuple[str, ...]


WORK_BRANCHES = tuple(
    WorkBranch(key, tuple(skills.split()))
    for key, skills in {
        "code": "python java javascript-typescript cpp go-language rust r-language "
        "software-engineering web-app-development data-structures-algorithms git api-design "
        "software-testing debugging-profiling",
        "systems": "linux computer-networking cloud-computing containers kubernetes "
        "infrastructure-as-code ci-cd observability shell-scripting sre storage-systems databases "
        "system-design aws azure google-cloud platform-engineering",
        "security": "cybersecurity threat-modeling application-security incident-management",
        "data": "data-visualization bi-tools data-cleaning exploratory-analysis sql "
        "data-warehousing data-modeling data-pipelines databases product-analytics",
        "mathematics": "statistics probability calculus linear-algebra numerical-methods "
        "optimization time-series causal-inference experimentation",
        "learning": "machine-learning deep-learning pytorch tensorflow scikit-learn "
        "model-evaluation large-language-models nlp computer-vision feature-engineering "
        "transformers",
        "research": "research-methods scientific-writing reproducibility",
        "machines": "control-theory embedded-systems robotics digital-hardware-design "
        "computer-architecture simulation ros audio-signal-processing",
        "images": "geospatial-analysis remote-sensing image-processing vision-3d medical-imaging",
        "health": "clinical-data medical-imaging bioinformatics protein-modeling",
        "law": "public-policy ip-licensing ai-regulation ai-auditing data-governance "
        "ai-risk-management",
        "privacy": "data-privacy ethical-reasoning",
        "writing": "technical-writing linguistics data-storytelling",
        "teaching": "teaching",
        "design": "ux-design prototyping user-research accessibility",
        "people": "people-leadership change-management",
        "projects": "project-management stakeholder-management product-management "
        "agile-delivery requirements-analysis",
    }.items()
)
