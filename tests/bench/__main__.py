"""`make bench`: what the README and the design promise in figures, measured in one run.

Benches that each need a site and settings of their own are run by `make stress`, or one by one.
"""

from tests.bench import pages, plans, questions, ranking


def main() -> None:
    for bench in (plans, pages, ranking, questions):
        bench.main()


main()
