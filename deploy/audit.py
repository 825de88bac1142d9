"""Asks for known vulnerabilities of what is installed: `python deploy/audit.py`, by `make audit` and in CI.

Exit code 1 when one is found. Where the service that knows them cannot be asked, or knows none of the packages, as behind a
mirror that holds packages only, nothing was audited: that is said loudly and is no failure, unless --strict is given.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

FOUND, NOT_AUDITED, SOUND = 1, 3, 0
_FRAME = "!" * 100


def main(arguments: list[str]) -> int:
    """Runs the audit; `--strict` makes one that could not be done a failure."""
    report, told = _report()
    code = verdict(report, told)
    return 0 if code == NOT_AUDITED and "--strict" not in arguments else code


def verdict(report: dict[str, Any] | None, told: str = "") -> int:
    """What a report of pip-audit (its JSON, None when there is none) means; prints it."""
    packages: list[dict[str, Any]] = report["dependencies"] if report else []
    audited = [one for one in packages if "skip_reason" not in one]
    found = [(one, fault) for one in audited for fault in one["vulns"]]
    for one, fault in found:
        fixed = ", ".join(fault["fix_versions"]) or "nothing yet"
        print(f"VULNERABLE {one['name']} {one['version']}: {fault['id']}, mended in {fixed}")
    if found:
        return FOUND
    if not audited:
        reason = (
            f"none of {len(packages)} packages is known to the service" if packages else "the service cannot be asked"
        )
        print(f"{_FRAME}\nNOT AUDITED: {reason}. Nothing is known about vulnerabilities.", file=sys.stderr)
        print(
            f"Run `make audit` where the service can be reached, before each release.\n{told}{_FRAME}", file=sys.stderr
        )
        return NOT_AUDITED
    left = [one["name"] for one in packages if "skip_reason" in one]
    print(
        f"Audited {len(audited)} packages, no known vulnerability."
        + (f" Not audited: {', '.join(left)}." if left else "")
    )
    return SOUND


def _report() -> tuple[dict[str, Any] | None, str]:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "audit.json"
        command = [sys.executable, "-m", "pip_audit", "--local", "--skip-editable", "--progress-spinner", "off"]
        done = subprocess.run(  # noqa: S603 (our own command)
            [*command, "--timeout", "15", "--format", "json", "--output", str(output)],
            capture_output=True,
            text=True,
            check=False,
        )
        if not output.is_file() or not output.stat().st_size:
            # The last line names the error, and what it quotes names the host that was asked; its type is enough.
            last = done.stderr.strip().splitlines()[-1:] or [""]
            return None, f"({last[0].partition(':')[0]})\n"
        found: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
        return found, ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
