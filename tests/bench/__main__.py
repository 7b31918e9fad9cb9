"""`make bench`: what the README and the design promise in figures, measured in one run."""

from tests.bench import pages, plans, questions, ranking


def main() -> None:
    for bench in (plans, pages, ranking, questions):
        bench.main()


main()
