"""veraPDF, the reference validator, on many files in one run.

Its jars come from Maven Central, at the version of verapdf/pom.xml.
"""

from __future__ import annotations

import functools
import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.programs import require

POM = Path(__file__).resolve().parent / "verapdf" / "pom.xml"
PROFILES = ("ua1", "2a")


def available() -> None:
    """Skip the test where there is no Java, except where it must never be skipped."""
    require("java", package="default-jre-headless")
    require("mvn", package="maven")


@functools.cache
def classpath() -> str:
    """Where Maven keeps the jars, which it fetches the first time."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "classpath"
        command = ["mvn", "--quiet", "--batch-mode", "--file", str(POM), "dependency:build-classpath"]
        subprocess.run([*command, f"-Dmdep.outputFile={target}"], check=True)
        return target.read_text(encoding="utf-8").strip()


def failures(
    files: Mapping[str, bytes], folder: Path, profiles: Sequence[str] = PROFILES
) -> dict[str, set[str]]:
    """The rules each of *files* breaks, as “ua1 7.1-3”; *folder* holds them meanwhile."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    found: dict[str, set[str]] = {name: set() for name in files}
    for profile in profiles:
        jobs = _report(profile, [folder / name for name in files])["report"]["jobs"]
        assert len(jobs) == len(files), "veraPDF looked at every file"
        for job in jobs:
            found[Path(job["itemDetails"]["name"]).name] |= {f"{profile} {rule}" for rule in _broken(job)}
    return found


def _report(profile: str, paths: list[Path]) -> dict:
    command = ["java", "-cp", classpath(), "org.verapdf.apps.GreenfieldCliWrapper", "--format", "json"]
    run = subprocess.run([*command, "-f", profile, *map(str, paths)], capture_output=True, check=False)
    return json.loads(run.stdout)


def _broken(job: dict) -> set[str]:
    """The rules of one file that failed; a file that cannot be read fails."""
    results = job.get("validationResult", [])
    if not results:
        return {"unreadable"}
    rules = [rule for result in results for rule in result["details"]["ruleSummaries"]]
    broken = {f"{rule['clause']}-{rule['testNumber']}" for rule in rules if rule["failedChecks"]}
    assert bool(broken) != all(result["compliant"] for result in results)
    return broken
