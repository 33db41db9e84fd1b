"""`make bench`: every figure, one after the other."""

from __future__ import annotations

from tests.bench import counting, delivery, engine, throughput, transport, xpath


def main() -> None:
    """Print them all."""
    for bench in (counting, xpath, engine, transport, throughput, delivery):
        bench.main()
        print()


if __name__ == "__main__":
    main()
