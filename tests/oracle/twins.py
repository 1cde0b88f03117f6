"""Statements with their wrong twins, one a line: `mark @@ prose @@ formula`.

T must be verified and F refuted; t is true and f is false in a way that the engine may leave open, but never call
the opposite; N states nothing that could be judged.
"""

from __future__ import annotations

from pathlib import Path

from vault_runner.oracle import ask_row

FOLDER = Path(__file__).parent / "twins"


def rows_of(topic: str) -> list[tuple[str, str, str]]:
    """Read the rows of a topic."""
    lines = (FOLDER / f"{topic}.txt").read_text(encoding="utf-8").splitlines()
    found = [tuple(line.split(" @@ ")) for line in lines if " @@ " in line and not line.startswith("#")]
    return [(mark, prose, latex) for mark, prose, latex in found]


def missed(topic: str) -> list[tuple[str, str, str, list[str]]]:
    """Return the rows whose verdict isn't the wanted one."""
    answers = [(*row, claimed(row[1], row[2])) for row in rows_of(topic)]
    return [row for row in answers if not _fits(row[0], row[3])]


def claimed(prose: str, latex: str) -> list[str]:
    """Return the verdicts on what a display claims; what it only supposes is left out."""
    answers = ask_row(prose, latex)
    return [one["verdict"] for one in answers if one["code"] != "condition"] or [one["verdict"] for one in answers]


def _fits(mark: str, found: list[str]) -> bool:
    verified = all(verdict.startswith("verified") for verdict in found)
    refuted = "refuted" in found
    return {"T": verified, "F": refuted, "t": not refuted, "f": not verified, "N": not (verified or refuted)}[mark]
