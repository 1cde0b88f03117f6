"""Score the equation engine on labelled rows: totals per label and verdict, false verdicts first.

Usage: python tests/bench/bench_equations.py [rows.jsonl …] [--show LABEL] [--product]

With `--product` every row becomes a note, and what `vault-run check --format json` says of them is scored.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from vault_runner.oracle import ask_row

ORDER = ("refuted", "doubted", "ambiguous", "not-checkable", "verified-exact", "verified", "recurrence", "definition")


def of_the_product(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return what a check of one note a row reports, in the form of the engine's answers."""
    with tempfile.TemporaryDirectory() as folder:
        for number, row in enumerate(rows):
            text = f"{row.get('context', '')}\n\n$$\n{row['latex']}\n$$\n"
            (Path(folder) / f"{number:05}.md").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "vault_runner", "check", folder, "--format", "json"]
        env = {**os.environ, "XDG_CACHE_HOME": f"{folder}/.cache"}
        report = json.loads(subprocess.run(command, capture_output=True, text=True, check=False, env=env).stdout)
    found: dict[int, list[dict[str, Any]]] = {}
    for note in report["notes"]:
        number = int(Path(note["path"]).stem)
        first = 2 + rows[number].get("context", "").count("\n") + 1
        for claim in note["claims"]:
            if claim["line"] >= first:
                code = dict(claim["evidence"]).get("code", "")
                answer = {"verdict": claim["status"], "code": code, "reason": claim["reason"]}
                found.setdefault(number, []).append(answer)
    nothing = {"verdict": "not-checkable", "code": "no-claim", "reason": "no claim was reported"}
    return [found.get(number, [nothing]) for number in range(len(rows))]


def verdict_of(answers: list[dict[str, Any]]) -> tuple[str, str, str]:
    """Return the verdict on a whole row: the worst of its links; definitions give way to claims."""
    claims = [answer for answer in answers if answer["code"] != "condition"] or answers
    worst = min(claims, key=lambda answer: ORDER.index(answer["verdict"]))
    return worst["verdict"], worst["code"], worst["reason"]


def is_false(row: dict[str, Any], verdict: str) -> bool:
    """Tell whether a verdict is a false one for a row's label."""
    label, accepts = row["label"], row.get("note", "")
    if verdict.startswith("verified"):
        return label == "false" or (label in {"definition", "uncheckable"} and "accept: true" not in accepts)
    return verdict == "refuted" and label != "false"


def main() -> None:
    """Print the score."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--product", action="store_true", help="score the whole tool instead of the engine alone")
    parser.add_argument("--show", default="", help="print the rows of this label that were missed")
    options = parser.parse_args()
    rows = [json.loads(line) for path in options.files for line in path.read_text().splitlines() if line.strip()]
    table: Counter[tuple[str, str]] = Counter()
    codes: Counter[str] = Counter()
    seconds: list[float] = []
    reported = of_the_product(rows) if options.product else []
    for number, row in enumerate(rows):
        start = time.perf_counter()
        answers = reported[number] if options.product else ask_row(row.get("context", ""), row["latex"])
        verdict, code, reason = verdict_of(answers)
        seconds.append(time.perf_counter() - start)
        table[row["label"], verdict] += 1
        if verdict in {"not-checkable", "ambiguous"} and row["label"] in {"true", "false"}:
            codes[code] += 1
        missed = {"true": not verdict.startswith("verified"), "false": verdict != "refuted"}.get(row["label"], False)
        if is_false(row, verdict):
            print("FALSE", row["id"], row["label"], verdict, row["context"], "||", row["latex"], reason)
        elif options.show == row["label"] and missed:
            print(f"{verdict:14}{code:18}{row['id']} {row['context']} || {row['latex']} || {reason}")
    for label in ("true", "false", "definition", "uncheckable"):
        counts = {verdict: table[label, verdict] for verdict in ORDER if table[label, verdict]}
        print(f"{label:12}{sum(counts.values()):4}  {counts}")
    print("abstained because:", dict(codes.most_common()))
    if seconds:
        slow = statistics.quantiles(seconds, n=20)[18] if len(seconds) > 1 else seconds[0]
        print(
            f"median {1000 * statistics.median(seconds):.1f} ms, p95 {1000 * slow:.0f} ms, worst {max(seconds):.2f} s"
        )


if __name__ == "__main__":
    main()
