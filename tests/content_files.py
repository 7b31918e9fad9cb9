SOURCES = "careers/content/sources.yaml"
FAMILIES = "careers/content/families.yaml"
PROGRAMMING = "careers/content/skills/programming.yaml"
MATHS = "careers/content/skills/mathematics-statistics.yaml"
CARE = "careers/content/skills/human.yaml"
ANALYST = "careers/content/roles/data-analyst.md"
ENGINEER = "careers/content/roles/data-engineer.md"
RESOURCES = "careers/content/resources/programming.yaml"
OCCUPATIONS = "careers/content/occupations/health.yaml"
DATA_PILLAR = "scalability/content/pillars/data-management.md"
COMPUTING_PILLAR = "scalability/content/pillars/distributed-computing.md"
VOLUME = "scalability/content/topics/data-volume.md"
SHARDING = "scalability/content/topics/sharding.md"
SHOP = "scalability/content/case-studies/shop.md"

ROWS = 19  # records in the files below

FILES = {
    SOURCES: """\
- slug: scaling-paper
  title: On scaling
  publisher: A. Author and B. Author
  url: https://papers.example/scaling
  seen: 2026-11-02

- slug: wage-survey
  title: Survey of wages
  publisher: Bureau of statistics
  url: https://statistics.example/wages
  year: 2025
  seen: 2026-11-01
  review_by: 2027-05-01
""",
    FAMILIES: """\
- {slug: data, title: Data, summary: Roles that work with data.}
""",
    PROGRAMMING: """\
- slug: python
  title: Python
  kind: tool
  definition: A programming language.
  aliases: [Python 3]
  ambiguous_aliases: [Py]
  esco:
    label: Python (computer programming)
    uri: http://data.europa.eu/esco/skill/ccd0a1d9
    match: exact
  levels:
    1: Reads a short script and says what it does.
    2: Changes a script from an example.
    3: Writes a tested program alone.
    4: Finds why a program is slow and makes it fast.
    5: Shapes how a whole company writes Python.

- slug: sql
  title: SQL
  kind: tool
  definition: The language of relational databases.
  prerequisites: {statistics: 2}
  levels: {1: Reads a query., 2: Changes one., 3: Writes one., 4: Tunes one., 5: Teaches it.}
""",
    MATHS: """\
- slug: statistics
  title: Statistics
  kind: technical
  definition: What data can and cannot say.
  levels: {1: Reads a mean., 2: Takes one., 3: Tests it., 4: Models it., 5: Teaches it.}
""",
    CARE: """\
- slug: care
  title: Care
  kind: human
  definition: Looking after people.
  levels: {1: Washes one., 2: Feeds one., 3: Nurses one., 4: Heals one., 5: Teaches nursing.}

- slug: listening
  title: Listening
  kind: human
  definition: Hearing what people say.
  levels: {1: Hears., 2: Waits., 3: Asks back., 4: Calms., 5: Teaches listening.}
""",
    ANALYST: """\
---
title: Data analyst
family: data
purpose: Answers questions of a business from its data.
entry_level: graduate
entry_route: From a degree in a field that counts things.
aliases: [Analytics specialist, Insight analyst]
tasks: [Ask what the question is, Answer it in a page]
equivalents:
- scheme: esco
  code: '2511.3'
  title: data analyst
  uri: http://data.europa.eu/esco/occupation/d3edb8f8
  match: exact
  source: wage-survey
- scheme: onet
  code: 15-2051.00
  title: Data Scientists
  match: related_title
  source: wage-survey
pay:
- country: US
  occupation: Data scientists
  relation: occupation_lists_title
  measure: median_annual_wage
  amount: 112590
  p10: 63650
  p90: 194410
  currency: USD
  period: 2025-05
  source: wage-survey
outlook:
- country: US
  occupation: Data scientists
  relation: occupation_lists_title
  percent_change: 34
  period: 2024-2034
  annual_openings: 23400
  openings_scope: all data scientists
  evidence: primary_page
  source: wage-survey
requirements:
- {skill: sql, level: 4, importance: 5}
- {skill: python, level: 2, importance: 3}
references: [wage-survey]
---

A day begins with **questions**.

It ends with answers.
""",
    ENGINEER: """\
---
title: Data engineer
family: data
purpose: Builds the pipelines that others rely on.
entry_level: mid
entry_route: From software engineering.
tasks: [Move data, Keep it right]
requirements:
- {skill: python, level: 4, importance: 5}
---
""",
    RESOURCES: """\
- slug: python-tutorial
  title: The Python tutorial
  by: Python Software Foundation
  summary: A first course for people who have never programmed.
  url: https://docs.python.example/tutorial
  kind: docs
  cost: free
  practice: exercises
  hours_from: 10
  hours_to: 14
  year: 2026
  teaches:
  - {skill: python, level_from: 0, level_to: 3}
  - {skill: sql, level_from: 0, level_to: 1}

- slug: sql-book
  state: draft
  title: A book on SQL
  by: C. Author
  url: https://books.example/sql
  kind: book
  cost: paid
  practice: none
  language: de
  teaches:
  - {skill: sql, level_from: 1, level_to: 4}
""",
    OCCUPATIONS: """\
- slug: dentist
  title: Dentist
  summary: Looks after teeth.
  titles: [Doctor]
  typical:
  - {skill: care, level: 1, basis: editorial}
  bridge: Dentists label pictures of teeth.

- slug: physician
  state: draft
  title: Physician
  summary: Looks after patients.
  titles: [Doctor, GP]
  codes:
  - scheme: onet
    code: 29-1216.00
    title: Physicians
    uri: https://occupations.example/29-1216
    match: close
    source: wage-survey
  typical:
  - skill: care
    level: 2
    basis: onet_skill
    element: 2.B.1.f Service Orientation
    adjusted: true
  - skill: listening
    level: 1
    basis: editorial
  references: [wage-survey]
  bridge: Physicians come over by way of trials.
""",
    DATA_PILLAR: """\
---
title: Data management
kind: challenge
summary: Data grows.
position: 1
references: [scaling-paper]
---

It grows faster than the teams.
""",
    COMPUTING_PILLAR: """\
---
title: Distributed computing
kind: strategy
summary: Many machines do the work of one.
position: 2
---

Work is split, and its parts wait for one another.
""",
    VOLUME: """\
---
title: Data volume
pillar: data-management
problem: More data than one machine holds.
how_tackled: [Keep less, Spread it]
trade_offs: [What is gone is gone]
rules_of_thumb:
- rule: Data doubles every two years.
  formula: v = v0 * 2 ** (t / 2)
  basis: Worked out from two figures of the source.
  confidence: medium
  source: scaling-paper
relations:
- {topic: sharding, kind: needs, how: Volume asks for many machines.}
skills: [sql]
roles: [data-engineer]
references: [scaling-paper]
---

Why it hurts.
""",
    SHARDING: """\
---
title: Sharding
pillar: distributed-computing
problem: One machine is not enough.
how_tackled: [Split by key]
trade_offs: [Joins across machines are slow]
addresses:
- {topic: data-volume, how: Each machine holds a part.}
skills: [python, sql]
references: [scaling-paper]
---

How to split.
""",
    SHOP: """\
---
organisation: Acme
title: Fewer shops
year: 2024
domain: retail
summary: A shop met more data than it could hold.
position: 1
scale:
- what: Orders a day
  value: over 20 million
  unit: orders
  confidence: high
  source: scaling-paper
outcome:
- what: Time for a report
  value: '12'
  unit: minutes
  note: down from an hour
  confidence: medium
  source: scaling-paper
challenges:
- {topic: data-volume, how: Orders filled the disk of one machine.}
strategies:
- {topic: sharding, how: Orders were split by customer.}
result: Reports came before lunch.
people: One engineer did it.
lessons: [Begin small]
skills: [sql]
roles: [data-engineer]
references: [scaling-paper]
---

The long story.
""",
}
