"""The real command over real files: what an edit leads to."""

from __future__ import annotations

import re
import time
from pathlib import Path

from watching import block, outputs, save, until, watched


def test_an_edit_in_place_is_run_and_its_output_written(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block("print(1)")}) as watch:
        note = watch.vault / "a.md"
        until(lambda: outputs(note) == ["1\n"], "the first pass")
        note.write_text(note.read_text().replace("print(1)", "print(2)"), encoding="utf-8")
        until(lambda: outputs(note) == ["2\n"], "the output after an edit in place")
        watch.says("a.md changed")
        watch.says("wrote a.md", times=2)


def test_an_editor_that_puts_a_new_file_in_the_notes_place(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block("print(1)")}) as watch:
        note = watch.vault / "a.md"
        until(lambda: outputs(note) == ["1\n"], "the first pass")
        for number in range(2, 5):
            save(note, note.read_text().replace(f"print({number - 1})", f"print({number})"))
            until(lambda number=number: outputs(note) == [f"{number}\n"], "the output")  # type: ignore[misc]


def test_an_editor_that_moves_the_old_note_away_first(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block("print(1)")}) as watch:
        note = watch.vault / "a.md"
        until(lambda: outputs(note) == ["1\n"], "the first pass")
        text = note.read_text().replace("print(1)", "print(2)")
        note.rename(watch.vault / "a.md~")
        note.write_text(text, encoding="utf-8")
        (watch.vault / "a.md~").unlink()
        until(lambda: outputs(note) == ["2\n"], "the output")


def test_edits_while_a_note_runs_are_picked_up_right_after_it(tmp_path: Path) -> None:
    slow = "import time\ntime.sleep(1.2)\nprint({})"
    with watched(tmp_path, {"a.md": block(slow.format(1)), "b.md": block("print('b')")}) as watch:
        note, other = watch.vault / "a.md", watch.vault / "b.md"
        until(lambda: outputs(note) == ["1\n"] and outputs(other) == ["b\n"], "the first pass")
        save(note, note.read_text().replace("print(1)", "print(2)"))
        watch.says("a.md changed")
        time.sleep(0.4)
        save(other, other.read_text().replace("'b'", "'c'"))
        save(note, note.read_text().replace("print(2)", "print(3)"))
        until(lambda: outputs(note) == ["3\n"] and outputs(other) == ["c\n"], "both edits of meanwhile")


def test_a_new_note_a_renamed_one_and_a_deleted_one(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block("print(1)")}) as watch:
        until(lambda: outputs(watch.vault / "a.md") == ["1\n"], "the first pass")
        new = watch.vault / "deep" / "er" / "new.md"
        new.parent.mkdir(parents=True)
        new.write_text(block("print('new')"), encoding="utf-8")
        until(lambda: outputs(new) == ["new\n"], "a note in a new folder")
        (watch.vault / "a.md").rename(watch.vault / "moved.md")
        watch.says("moved.md renamed")
        moved = watch.vault / "moved.md"
        save(moved, moved.read_text().replace("print(1)", "print(7)"))
        until(lambda: outputs(moved) == ["7\n"], "an edit of the renamed note")
        assert not (watch.vault / "a.md").exists()
        moved.unlink()
        watch.says("moved.md gone")
        time.sleep(0.5)
        assert not moved.exists()


def test_a_renamed_folder_takes_its_notes_along(tmp_path: Path) -> None:
    with watched(tmp_path, {"one/a.md": block("print(1)")}) as watch:
        until(lambda: outputs(watch.vault / "one/a.md") == ["1\n"], "the first pass")
        (watch.vault / "one").rename(watch.vault / "two")
        watch.says("two/a.md renamed")
        note = watch.vault / "two/a.md"
        save(note, note.read_text().replace("print(1)", "print(2)"))
        until(lambda: outputs(note) == ["2\n"], "an edit below the renamed folder")


def test_notes_that_depend_on_an_edited_one_run_again(tmp_path: Path) -> None:
    needs = '```python run\n#| depends: "[[a]]"\nprint(x + 1)\n```\n'
    with watched(tmp_path, {"a.md": block("x = 1"), "b.md": needs, "c.md": block("print('c')")}) as watch:
        until(lambda: outputs(watch.vault / "b.md") == ["2\n"], "the first pass")
        save(watch.vault / "a.md", block("x = 10"))
        until(lambda: outputs(watch.vault / "b.md") == ["11\n"], "the dependant")
        assert not [line for line in watch.lines if "c.md" in line and "changed" in line]


def test_a_data_file_and_a_module_that_a_note_reads(tmp_path: Path) -> None:
    files = {
        "a.md": block("print(open('data.csv').read().strip())"),
        "b.md": block("import tools_here\nprint(tools_here.twice(4))"),
        "c.md": block("print('apart')"),
        "data.csv": "1,2\n",
        "tools_here.py": "def twice(x):\n    return 2 * x\n",
    }
    with watched(tmp_path, files) as watch:
        until(lambda: outputs(watch.vault / "b.md") == ["8\n"], "the first pass")
        until(lambda: outputs(watch.vault / "a.md") == ["1,2\n"], "the first pass")
        (watch.vault / "data.csv").write_text("3,4\n", encoding="utf-8")
        until(lambda: outputs(watch.vault / "a.md") == ["3,4\n"], "the note that reads the file")
        (watch.vault / "tools_here.py").write_text("def twice(x):\n    return 20 * x\n", encoding="utf-8")
        until(lambda: outputs(watch.vault / "b.md") == ["80\n"], "the note that imports the module")
        assert watch.count("c.md") <= 2


def test_a_file_outside_of_the_vault_that_a_note_reads(tmp_path: Path) -> None:
    data = tmp_path / "elsewhere.txt"
    data.write_text("old", encoding="utf-8")
    with watched(tmp_path, {"a.md": block(f"print(open({str(data)!r}).read())")}) as watch:
        until(lambda: outputs(watch.vault / "a.md") == ["old\n"], "the first pass")
        time.sleep(2.2)
        data.write_text("new", encoding="utf-8")
        until(lambda: outputs(watch.vault / "a.md") == ["new\n"], "the note that reads it")


def test_a_thousand_files_at_once_are_one_batch(tmp_path: Path) -> None:
    notes = {f"n{number:04}.md": f"# {number}\n\nProse.\n" for number in range(999)}
    with watched(tmp_path, {"a.md": block("print(1)"), **notes}) as watch:
        until(lambda: outputs(watch.vault / "a.md") == ["1\n"], "the first pass")
        for name in notes:
            (watch.vault / name).write_text("# Other\n\nProse, and more of it.\n", encoding="utf-8")
        save(watch.vault / "a.md", block("print(2)"))
        until(lambda: outputs(watch.vault / "a.md") == ["2\n"], "the one note with code")
        batches = [line for line in watch.lines if " changed" in line]
        assert len(batches) == 1, batches
        assert "a.md, n0000.md, n0001.md and 997 more changed" in batches[0]


def test_settings_that_change_hold_at_once_and_broken_ones_leave_those_of_before(tmp_path: Path) -> None:
    plain = "```python\nprint('untagged')\n```\n"
    with watched(tmp_path, {"a.md": plain, "b.md": block("print(1)")}) as watch:
        until(lambda: outputs(watch.vault / "b.md") == ["1\n"], "the first pass")
        assert outputs(watch.vault / "a.md") == []
        settings = watch.vault / "vault-run.yaml"
        settings.write_text("execute: al\n", encoding="utf-8")
        watch.says("the settings of before hold")
        settings.write_text("execute: all\n", encoding="utf-8")
        until(lambda: outputs(watch.vault / "a.md") == ["untagged\n"], "the note that is run by the new settings")


def test_a_failing_edit_is_told_and_leaves_the_last_output(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block("print(1)")}) as watch:
        note = watch.vault / "a.md"
        until(lambda: outputs(note) == ["1\n"], "the first pass")
        save(note, note.read_text().replace("print(1)", "print(1 / 0)"))
        watch.says("ZeroDivisionError")
        watch.says("1 wrong")
        time.sleep(0.6)
        assert outputs(note) == ["1\n"]
        save(note, note.read_text().replace("print(1 / 0)", "print(3)"))
        until(lambda: outputs(note) == ["3\n"], "the mended block")


def test_what_another_command_wrote_or_took_back_is_left_alone(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block("print(1)")}) as watch:
        note = watch.vault / "a.md"
        until(lambda: outputs(note) == ["1\n"], "the first pass")
        assert watch.run("undo", watch.vault).returncode == 0
        assert outputs(note) == []
        time.sleep(2.5)
        assert outputs(note) == []
        save(note, block("print(2)"))
        until(lambda: outputs(note) == ["2\n"], "the next edit")


def test_a_second_start_judges_nothing_anew(tmp_path: Path) -> None:
    notes = {f"{number}.md": block(f"print({number})") for number in range(4)}
    with watched(tmp_path, notes) as watch:
        until(lambda: all(outputs(watch.vault / name) for name in notes), "the first pass")
        time.sleep(3)
    with watched(tmp_path, {}, trusted=False) as watch:
        watch.says("watching 4 notes")
        time.sleep(1.5)
        assert not re.search(r"[1-9]\d* blocks? ran", watch.text), watch.text


def test_an_output_does_not_wait_for_the_verdicts_of_formulas(tmp_path: Path) -> None:
    hard = "\n".join(
        f"$$\n\\sum_{{k=1}}^{{{n}}} k^3 = \\left(\\sum_{{k=1}}^{{{n}}} k\\right)^2\n$$\n" for n in range(30, 60)
    )
    with watched(tmp_path, {"a.md": block("print(1)")}) as watch:
        note = watch.vault / "a.md"
        until(lambda: outputs(note) == ["1\n"], "the first pass")
        save(note, block("print(2)") + "\n" + hard)
        until(lambda: outputs(note) == ["2\n"], "the output")
        watch.says("statements hold")
        until(lambda: watch.text.count("wrote a.md") > 1, "word of both outputs")
        wrote = [at for at, line in enumerate(watch.lines) if "wrote a.md" in line]
        told = [at for at, line in enumerate(watch.lines) if "statements hold" in line]
        assert len(wrote) == 2, "once for each output"
        assert told
