"""`vault-run figures` as it is used: in batch, byte for byte, with what changed told."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from command import environment, vault_run

from vault_runner.cli.group import group
from vault_runner.write.stamp import is_ours, stamped, unstamped

VAULT = Path(__file__).parents[2] / "vault"
DRAW = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, {y}, 2])\nax.set_title('{title}');\n"


def note(*figures: tuple[str, str], before: str = "", y: int = 3, printed: str = "") -> str:
    """Return a note with a block for each label and title, and one that prints."""
    blocks = [f"```python run\n#| label: {label}\n{DRAW.format(title=title, y=y)}```\n" for label, title in figures]
    if printed:
        blocks.append(f"```python run\nprint({printed!r})\n```\n")
    return before + "\n".join(blocks)


def vault(folder: Path, notes: Mapping[str, str], settings: str = "") -> Path:
    (folder / "vault-run.yaml").write_text(settings, encoding="utf-8")
    for name, text in notes.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def report(*arguments: str | Path, code: int = 0, trust: bool = True, **extra: Any) -> dict[str, Any]:  # noqa: ANN401 - handed on as they are
    approval = ["--trust"] if trust else []
    done = vault_run("figures", *arguments, *approval, "--format", "json", **extra)
    assert done.returncode == code, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def states(told: Mapping[str, Any]) -> dict[str, str]:
    return {figure["path"].rpartition("/")[2]: figure["state"] for figure in told["figures"]}


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a vault of two notes whose figures stand."""
    folder = vault(
        tmp_path_factory.mktemp("drawn"),
        {
            "a.md": note(("loss", "loss"), ("error", "error"), before="---\ntags: [course/week1]\n---\n"),
            "deep/b.md": note(("loss", "other"), before="Some words on #draft here.\n\n", printed="text"),
        },
    )
    report(folder)
    return folder


@pytest.fixture
def copy(drawn: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(drawn, tmp_path / "copy"))


def test_what_is_new_is_written_with_its_link_and_what_draws_nothing_is_left_alone(tmp_path: Path) -> None:
    folder = vault(tmp_path, {"n.md": note(("loss", "a"), printed="text")})
    told = report(folder)
    assert states(told) == {"loss-1.svg": "new"}
    assert told["written"] == ["n.md", "attachments/n/loss-1.svg"]
    text = (folder / "n.md").read_text()
    assert text.count("<!-- vr:out") == 1
    assert "![a](attachments/n/loss-1.svg)" in text


def test_a_second_time_nothing_is_written(copy: Path) -> None:
    before = everything(copy)
    told = report(copy, "--no-cache")
    assert set(states(told).values()) == {"same"}
    assert told["written"] == []
    assert everything(copy) == before


def test_one_changed_figure_is_told_with_how_much_differs(copy: Path) -> None:
    file = copy / "a.md"
    file.write_text(file.read_text().replace("[1, 3, 2]", "[1, 4, 2]", 1))
    told = report(copy)
    figures = {figure["path"]: figure for figure in told["figures"]}
    changed = figures.pop("attachments/a/loss-1.svg")
    assert changed["state"] == "changed"
    assert 0 < changed["difference"] < 0.2
    assert {figure["state"] for figure in figures.values()} == {"same"}
    assert told["written"] == ["a.md", "attachments/a/loss-1.svg"]


def test_diff_writes_nothing_and_says_so_with_its_exit_code(copy: Path) -> None:
    file = copy / "a.md"
    file.write_text(file.read_text().replace("[1, 3, 2]", "[1, 4, 2]", 1))
    before = everything(copy)
    done = vault_run("figures", copy, "--diff", "--trust")
    assert done.returncode == 1
    assert "new or changed file: attachments/a/loss-1.svg" in done.stdout
    assert re.search(r"loss-1\.svg: changed, [\d.]+ % of the picture \(a\.md:\d+\)", done.stdout)
    assert everything(copy) == before


def test_dry_run_runs_nothing(copy: Path) -> None:
    (copy / "a.md").write_text("```python run\nopen('made', 'w')\n```\n")
    done = vault_run("figures", copy, "--dry-run")
    assert done.returncode == 0
    assert "a.md:1: would run" in done.stdout
    assert not list(copy.rglob("made"))


def test_other_bytes_that_look_the_same_stay(copy: Path) -> None:
    """As after an upgrade of matplotlib: same code, other bytes, no difference to the eye."""
    figure = copy / "attachments" / "a" / "loss-1.svg"
    other = unstamped(figure.read_bytes()).replace(b'<g id="figure_1">', b'<g id="figure_1" opacity="1">')
    figure.write_bytes(stamped(other, "image/svg+xml"))
    before = everything(copy)
    told = report(copy)
    assert states(told)["loss-1.svg"] in {"alike", "same"}
    assert [figure["state"] for figure in told["figures"]].count("alike") == 1
    assert everything(copy) == before


def test_an_output_that_was_edited_by_hand_is_kept(copy: Path) -> None:
    file = copy / "a.md"
    above, code, below = file.read_text().replace("![error]", "![my own words]").rpartition("[1, 3, 2]")
    assert code
    file.write_text(f"{above}[1, 4, 2]{below}")
    before = everything(copy)
    told = report(copy)
    assert [figure["state"] for figure in told["figures"]].count("kept") == 1
    assert [finding["rule"] for finding in told["findings"]] == ["VRW001"]
    assert everything(copy) == before


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--only", "a"], ["a/loss-1.svg", "a/error-1.svg"]),
        (["--only", "deep/*"], ["b/loss-1.svg"]),
        (["--only", "deep/"], ["b/loss-1.svg"]),
        (["--only", "LOSS"], ["a/loss-1.svg", "b/loss-1.svg"]),
        (["--only", "err*", "--only", "b.md"], ["a/error-1.svg", "b/loss-1.svg"]),
        (["--only", "loss-1.svg", "--tag", "draft"], ["b/loss-1.svg"]),
        (["--tag", "course"], ["a/loss-1.svg", "a/error-1.svg"]),
        (["--tag", "#Course/Week1"], ["a/loss-1.svg", "a/error-1.svg"]),
        (["--tag", "cour"], []),
        (["--only", "nothing*"], []),
    ],
)
def test_figures_are_chosen_by_name_and_tag(drawn: Path, options: list[str], expected: list[str]) -> None:
    told = CliRunner(env=environment()).invoke(group, ["figures", str(drawn), *options, "--trust", "--format", "json"])
    assert told.exit_code == 0, told.output
    figures = json.loads(told.stdout)["figures"]
    assert [figure["path"].removeprefix("attachments/") for figure in figures] == expected


def test_figures_are_chosen_by_what_changed_since_a_commit(copy: Path) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", "-C", str(copy), *who, *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "all")
    file = copy / "deep" / "b.md"
    file.write_text(file.read_text() + "\nmore\n")
    assert [figure["note"] for figure in report(copy, "--changed-since", "HEAD")["figures"]] == ["deep/b.md"]
    done = vault_run("figures", copy, "--changed-since", "nowhere", "--trust")
    assert done.returncode == 2
    assert "nowhere" in done.stderr


def test_what_nobody_approved_is_left_unrun(drawn: Path) -> None:
    assert report(drawn, trust=False, code=3)["figures"] == []
    assert report(drawn, "--only", "a", trust=False, code=3)["figures"] == []
    assert len(report(drawn / "a.md", trust=False)["figures"]) == 2


def test_a_failed_block_is_told_and_the_others_are_drawn(copy: Path) -> None:
    file = copy / "deep" / "c.md"
    file.write_text("```python run\n1 / 0\n```\n")
    told = report(copy, code=1)
    assert [finding["message"] for finding in told["findings"]] == ["ZeroDivisionError: division by zero"]
    assert len(told["figures"]) == 3


def test_all_figures_of_the_bundled_vault_are_the_same_twice(tmp_path: Path) -> None:
    """In two folders, two processes and two caches, under two clocks and two hash seeds."""
    bare = Path(shutil.copytree(VAULT, tmp_path / "bare", ignore=shutil.ignore_patterns("attachments")))
    drawing = [note.relative_to(bare) for note in bare.rglob("*.md") if "attachments/" in note.read_text("utf-8")]
    drawn = {str(path.relative_to(VAULT)) for path in (VAULT / "attachments").rglob("*") if path.is_file()}
    assert len(drawn) >= 9
    made = []
    for number, zone in enumerate(("UTC", "Asia/Tokyo")):
        folder = Path(shutil.copytree(bare, tmp_path / f"copy {number}" / "vault"))
        cache, notes = str(tmp_path / f"cache {number}"), [folder / note for note in drawing]
        told = report(*notes, "--dark", TZ=zone, PYTHONHASHSEED=str(number), XDG_CACHE_HOME=cache)
        assert {figure["path"] for figure in told["figures"]} == drawn
        made.append(everything(folder))
    assert made[0] == made[1]


def test_png_figures_are_the_same_twice_and_hold_no_date(tmp_path: Path) -> None:
    settings = "figures:\n  format: png\n  dpi: 50\n"
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        folder = vault(tmp_path / name, {"n.md": note(("loss", "损失曲线"))}, settings)
        report(folder, "--no-cache")
        made.append((folder / "attachments" / "n" / "loss-1.png").read_bytes())
    assert made[0] == made[1]
    assert b"tIME" not in made[0]
    assert b"matplotlib" not in made[0]


def test_a_dark_variant_is_in_the_same_file(copy: Path) -> None:
    told = report(copy, "--dark", "--only", "a")
    assert set(states(told).values()) == {"changed"}
    drawing = (copy / "attachments" / "a" / "loss-1.svg").read_text()
    assert drawing.count('class="vr-light"') == drawing.count('class="vr-dark"') == 1
    assert "#1e1e1e" in drawing


def test_a_png_cannot_be_dark(tmp_path: Path) -> None:
    folder = vault(tmp_path, {"n.md": note(("loss", "a"))}, "figures:\n  format: png\n")
    done = vault_run("figures", folder, "--dark")
    assert done.returncode == 2
    assert "a png can't hold a dark variant" in done.stderr


def test_the_style_of_a_vault_is_used_and_a_change_of_its_file_is_noticed(tmp_path: Path) -> None:
    folder = vault(tmp_path, {"n.md": note(("loss", "a"))}, "figures:\n  style: looks/paper.mplstyle\n")
    style = folder / "looks" / "paper.mplstyle"
    style.parent.mkdir()
    style.write_text("axes.facecolor: abcdef\n")
    report(folder)
    drawing = folder / "attachments" / "n" / "loss-1.svg"
    assert "#abcdef" in drawing.read_text()
    style.write_text("axes.facecolor: fedcba\n")
    assert states(report(folder)) == {"loss-1.svg": "changed"}
    assert "#fedcba" in drawing.read_text()


def test_a_block_may_have_its_own_format_and_resolution(tmp_path: Path) -> None:
    text = note(("loss", "a")).replace("#| label", "#| fig-format: png\n#| fig-dpi: 40\n#| fig-width: 2\n#| label")
    folder = vault(tmp_path, {"n.md": text + "\n" + note(("next", "b"))})
    assert states(report(folder)) == {"loss-1.png": "new", "next-1.svg": "new"}
    content = (folder / "attachments" / "n" / "loss-1.png").read_bytes()
    assert (int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")) == (80, 160)


def test_an_interrupt_leaves_whole_files_only(tmp_path: Path) -> None:
    slow = note(("loss", "a")) + "```python run\nimport time\ntime.sleep(0.3)\n```\n"
    folder = vault(tmp_path, {f"n{number}.md": slow for number in range(30)})
    started = subprocess.Popen(
        [sys.executable, "-m", "vault_runner", "figures", str(folder), "--trust", "-j", "1"],
        env=environment(XDG_CACHE_HOME=str(tmp_path / "cache")),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    time.sleep(4)
    started.send_signal(signal.SIGINT)
    said, _ = started.communicate(timeout=60)
    assert started.returncode == 130, said
    assert "interrupted" in said
    assert not list(folder.rglob(".vr-*"))
    drawn = list(folder.rglob("*.svg"))
    assert len(drawn) < 30
    for path in drawn:
        assert is_ours(path.read_bytes())
        assert f"attachments/{path.parent.name}/loss-1.svg" in (folder / f"{path.parent.name}.md").read_text()


def test_undo_takes_a_batch_back(copy: Path) -> None:
    before = everything(copy)
    file = copy / "a.md"
    file.write_text(file.read_text().replace("[1, 3, 2]", "[1, 4, 2]"))
    edited = everything(copy)
    report(copy)
    assert everything(copy) != edited
    assert vault_run("undo", copy).returncode == 0
    assert everything(copy) == edited
    assert edited != before
