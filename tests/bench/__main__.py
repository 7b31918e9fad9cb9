"""`make bench`: what the README and the design promise in figures, measured in one run."""

from tests.bench import pages, ranking


def main() -> None:
    for bench in (pages, ranking):
        bench.main()


main()
