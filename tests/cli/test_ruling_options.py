"""The options of a check in CI, through the real command line."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from command import vault_run
from pipeline.repositories import commit, repository, write

WRONG = "```python run\n[1, 2]  # => [1, 3]\n```\n"
RIGHT = WRONG.replace("3]", "2]")


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_one_run_writes_as_many_reports_as_asked_for(note: Path) -> None:
    folder = note.parent
    reports = [f"--report={form}={folder / f'r.{form}'}" for form in ("json", "junit", "sarif", "github", "text")]
    done = vault_run("check", note, "--format", "markdown", "--output", folder / "report.md", *reports)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].startswith("1 thing wrong")
    assert (folder / "report.md").read_text(encoding="utf-8").startswith("## vault-run check\n")
    assert json.loads((folder / "r.json").read_text(encoding="utf-8"))["notes"][0]["status"] == "wrong"
    assert ET.parse(folder / "r.junit").getroot().get("failures") == "1"  # noqa: S314 - our own file
    run = json.loads((folder / "r.sarif").read_text(encoding="utf-8"))["runs"][0]
    assert run["invocations"][0]["exitCode"] == 1
    assert (folder / "r.github").read_text(encoding="utf-8").startswith("::error file=note.md,line=2,")
    assert "note.md:2:" in (folder / "r.text").read_text(encoding="utf-8")


def test_a_summary_is_added_to_what_stands_there(note: Path) -> None:
    summary = note.parent / "summary"
    summary.write_text("before\n", encoding="utf-8")
    done = vault_run("check", note, "--format", "github", GITHUB_STEP_SUMMARY=str(summary), CI="true")
    assert done.stdout.startswith("::error file=note.md")
    assert summary.read_text(encoding="utf-8").startswith("before\n## vault-run check\n\n**1 thing wrong")


def test_on_github_nothing_in_a_diff_is_a_command(note: Path) -> None:
    note.write_text("```python run\nprint(1)\n```\n::error::no\n", encoding="utf-8")
    lines = vault_run("check", note, "--diff", GITHUB_ACTIONS="true").stdout.splitlines()
    assert lines[0].startswith("::stop-commands::")
    token = lines[0].removeprefix("::stop-commands::")
    assert lines[lines.index(f"::{token}::") - 1].startswith((" ", "+"))
    assert " ::error::no" in lines[1 : lines.index(f"::{token}::")]


def test_a_report_never_writes_over_a_note(note: Path) -> None:
    done = vault_run("check", note, "--report", f"markdown={note}")
    assert done.returncode == 2
    assert "is a note, and no report; it was not written over; name another file" in done.stderr
    assert note.read_text(encoding="utf-8") == WRONG


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--select", "VRS11"], "--select: `VRS11` is no rule. Did you mean `VRS101`?"),
        (["--ignore", "VRX006"], "--ignore: VRX006 tells that something was not judged, so it is always told."),
        (["--report", "junt=x"], "--report: `junt=x` names no format and file. Did you mean `junit`?"),
        (
            ["--report", "junit"],
            "--report: `junit` names no format and file. Write it like `--report junit=report.xml`.",
        ),
        (["--report", "text=x", "--report", "json=x"], "Two reports can't go to one file."),
        (["--update-baseline"], "`--update-baseline` needs the file: `--baseline FILE`."),
        (["--settings", "base"], "`--settings base` needs the base: `--changed-since REF`."),
        (["--explain", "VRS111"], "--explain: `VRS111` is no line and no rule. Did you mean `VRS101`?"),
        (["--explain", "99"], "has 4 lines."),
    ],
)
def test_what_cannot_be_meant(note: Path, options: list[str], sentence: str) -> None:
    done = vault_run("check", note, *options)
    assert done.returncode == 2
    assert sentence in " ".join(done.stderr.split())


def test_select_and_ignore(note: Path) -> None:
    assert vault_run("check", note, "--select", "VRO101").returncode == 1
    assert vault_run("check", note, "--select", "vrs,VRX").returncode == 0
    assert vault_run("check", note, "--ignore", "VRO").returncode == 0


def test_a_baseline_from_its_first_day_to_its_last(note: Path) -> None:
    baseline = note.parent / "baseline.json"
    missing = vault_run("check", note, "--baseline", baseline)
    assert missing.returncode == 2
    assert "there is no such baseline; write it with `--update-baseline`" in missing.stderr
    first = vault_run("check", note, "--baseline", baseline, "--update-baseline")
    assert first.returncode == 0
    assert "holds 1 finding now" in first.stderr
    note.write_text("new text above\n\n" + WRONG, encoding="utf-8")
    assert vault_run("check", note, "--baseline", baseline).returncode == 0
    note.write_text(WRONG + "\n" + WRONG.replace("[1, 2]  ", "[1, 4]  "), encoding="utf-8")
    newer = vault_run("check", note, "--baseline", baseline)
    assert newer.returncode == 1
    assert "is [1, 4]" in newer.stdout
    assert "is [1, 2]" not in newer.stdout
    note.write_text(RIGHT, encoding="utf-8")
    last = vault_run("check", note, "--baseline", baseline)
    assert last.returncode == 0
    assert "1 finding of the baseline is gone; shrink it with `--update-baseline`:" in last.stderr
    vault_run("check", note, "--baseline", baseline, "--update-baseline")
    assert json.loads(baseline.read_text(encoding="utf-8"))["findings"] == []


def test_only_what_changed_is_judged_and_what_was_lost_is_told(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", {"a.md": RIGHT, "b.md": WRONG})
    nothing = vault_run("check", folder, "--changed-since", "main", CI="")
    assert (nothing.returncode, nothing.stdout) == (0, f"no notes in {folder}\n")
    assert nothing.stderr.startswith("0 notes changed, or depend on what changed, since ")
    write(folder, {"a.md": RIGHT.replace("run", "run skip")})
    commit(folder)
    done = vault_run("check", folder, "--changed-since", "main", CI="")
    assert "a.md:1:1: doubted: this block ran before the change (line 1 there) [VRT101]" in done.stdout
    assert "b.md" not in done.stdout
    assert vault_run("check", folder, "--changed-since", "main", "--strict", CI="").returncode == 1


def test_on_a_build_server_the_settings_of_the_base_hold(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", {"a.md": RIGHT, "vault-run.yaml": ""})
    write(folder, {"a.md": WRONG, "vault-run.yaml": "rules: [{paths: [a.md], ignore: [VRO]}]\n"})
    here = vault_run("check", folder, "--changed-since", "main", CI="")
    assert (here.returncode, "VRO101" in here.stdout) == (0, False)
    server = vault_run("check", folder, "--changed-since", "main", CI="true")
    assert (server.returncode, "VRO101" in server.stdout) == (1, True)
    assert "vault-run.yaml was changed; the settings of that commit hold, not the changed ones" in server.stderr
    assert "`a.md`: VRO is no longer told [VRT104]" in server.stdout
    assert vault_run("check", folder, "--changed-since", "main", "--settings", "here", CI="true").returncode == 0


def test_an_ignore_in_a_note_holds_and_an_idle_one_is_told(note: Path) -> None:
    note.write_text('<!-- vault-run: ignore VRO101 "as in the paper" -->\n' + WRONG, encoding="utf-8")
    done = vault_run("check", note)
    assert done.returncode == 0
    assert done.stdout.rstrip().endswith("1 ignored with a reason")
    note.write_text('<!-- vault-run: ignore VRO101 "as in the paper" -->\n' + RIGHT, encoding="utf-8")
    assert "nothing here needs the ignore of `VRO101` [VRP303]" in vault_run("check", note).stdout


def test_a_path_that_runs_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"vault-run.yaml": "rules: [{paths: [old/], execute: none}]\n", "old/a.md": WRONG, "b.md": RIGHT})
    done = vault_run("check", tmp_path, "--all")
    assert done.returncode == 0
    assert "1 skipped" in done.stdout


def test_a_link_that_may_mean_two_notes(tmp_path: Path) -> None:
    user = '```python run\n#| depends: "[[Same]]"\nx\n```\n'
    write(
        tmp_path,
        {"a/Same.md": "```python run\nx = 1\n```\n", "b/Same.md": "```python run\nx = 2\n```\n", "c/user.md": user},
    )
    done = vault_run("check", tmp_path)
    assert "`[[Same]]` may mean `a/Same.md`, which is taken, or `b/Same.md` [VRX108]" in done.stdout
    assert "→ write `[[a/Same]]`" in done.stdout
    write(tmp_path, {"c/user.md": user.replace("Same", "a/Same")})
    assert "VRX108" not in vault_run("check", tmp_path).stdout


def test_an_output_whose_block_is_gone(note: Path) -> None:
    vault_run("run", note)
    note.write_text(RIGHT, encoding="utf-8")
    note.write_text("```python run\nprint(1)\n```\n", encoding="utf-8")
    vault_run("run", note)
    text = note.read_text(encoding="utf-8")
    note.write_text("words\n\n" + text[text.index("<!-- vr:out") :], encoding="utf-8")
    assert "note.md:3:1: doubted: this output stands below no block" in vault_run("check", note).stdout
