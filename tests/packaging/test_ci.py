"""What CI promises: nothing that it could run is skipped in silence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
NEEDS_CORPUS = "tests/forms/test_xpath_corpus.py"


@pytest.mark.parametrize(("required", "code"), [("", 0), ("browser", 0), ("browser,corpus", 1)])
def test_a_skip_fails_where_the_marker_is_required(required: str, code: int) -> None:
    """The corpus is not where CORPUS says: elsewhere that is a reason to skip."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", NEEDS_CORPUS],
        cwd=ROOT, env={**os.environ, "REQUIRE": required, "CORPUS": "/nonexistent"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == code, done.stdout
    assert "set CORPUS" in done.stdout


def test_ci_runs_the_tests_that_people_run() -> None:
    """One way to test, with the browser demanded."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert script.splitlines()[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in script
    assert script.rstrip().endswith("make test")
    assert "REQUIRE=browser" in script
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
