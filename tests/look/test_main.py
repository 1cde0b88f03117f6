"""The child that looks: one answer for each line, whatever the line holds."""

from __future__ import annotations

import base64
import json
import subprocess
import sys

from look.test_raster import png, svg


def ask(*pairs: tuple[bytes, bytes, str]) -> list[dict[str, object]]:
    lines = [
        json.dumps({"before": base64.b64encode(one).decode(), "after": base64.b64encode(two).decode(), "mime": mime})
        for one, two, mime in pairs
    ]
    command = [sys.executable, "-P", "-m", "vault_runner.look"]
    done = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_pair_is_answered_and_a_broken_one_costs_only_itself() -> None:
    red, green = png((4, 4)), png((4, 4), (0, 255, 0, 255))
    broken, changed, same = ask(
        (b"no png", red, "image/png"), (red, green, "image/png"), (svg(), svg(), "image/svg+xml")
    )
    assert str(broken["problem"]).startswith("UnidentifiedImageError: ")
    assert (changed["share"], same["share"]) == (1.0, 0.0)
