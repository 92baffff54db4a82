"""What the benchmarks print is what they measured."""

from __future__ import annotations

import sys

import pytest

from benchmarks.measure import Run, Series, run, table


def series(title: str, *seconds: float, peak: int = 10_000_000) -> Series:
    return Series(title, [Run(value, peak, "") for value in seconds])


def test_a_run_has_its_time_its_memory_and_what_it_said() -> None:
    done = run([sys.executable, "-c", "print('said')"])
    assert done.output == "said\n"
    assert done.seconds > 0
    assert done.peak > 1_000_000


def test_a_command_that_fails_ends_the_benchmark() -> None:
    with pytest.raises(SystemExit, match="Failed with 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"])


def test_the_slow_run_of_a_few_is_the_slowest() -> None:
    assert series("few", 1, 5, 2).slow == 5
    assert series("few", 1, 5, 2).middle == 2


def test_the_slow_run_of_many_is_the_95th_percentile() -> None:
    # 1 to 99 stand at the hundredths 1 to 99, so 95 is at the 95th.
    assert series("many", *range(1, 100)).slow == 95


def test_the_ratios_of_a_table_are_to_its_first_row() -> None:
    rows = [series("ours", 0.1, 0.2, 0.3), series("theirs", 0.5, peak=40_000_000)]
    assert table(rows).splitlines()[2:] == [
        "| ours | 0.200 s | 0.300 s | 10 MB | 1.00 | 1.00 |",
        "| theirs | 0.500 s | 0.500 s | 40 MB | 2.50 | 4.00 |",
    ]
