"""An approval is bound to every byte that would run, and to nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from vault_runner.config import Config
from vault_runner.parse import parse
from vault_runner.plan import plan
from vault_runner.trust import Substance, changes, substance_of

NOTE = "Prose.\n\n```python run\nimport helper\nfrom tools.deep import one\nprint(helper.x)\n```\n"
FILES = {
    "helper.py": "import further\nx = 1\n",
    "further.py": "y = 2\n",
    "tools/__init__.py": "",
    "tools/deep.py": "from . import beside\none = 1\n",
    "tools/beside.py": "two = 2\n",
    "unrelated.py": "z = 3\n",
    "script.sh": "echo 1\n",
    "data.csv": "1\n",
}


@pytest.fixture(name="vault")
def _vault(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def of(vault: Path, text: str = NOTE, **others: str) -> Substance:
    notes = {f"{name}.md": parse(other, f"{name}.md") for name, other in others.items()}
    return substance_of(plan([parse(text, "note.md")], Config(), others=notes).notes[0], vault)


def test_a_changed_prose_byte_changes_nothing(vault: Path) -> None:
    assert of(vault, "New.\n\n" + NOTE + "\n```python\nnot_run\n```\n").digest == of(vault).digest


@pytest.mark.parametrize(
    ("before", "after"),
    [("helper.x)", "helper.x )"), ("python run", "python run timeout=5"), ("python run", "python run seed=3")],
)
def test_a_changed_byte_of_code_or_an_option_changes_the_digest(vault: Path, before: str, after: str) -> None:
    assert of(vault, NOTE.replace(before, after)).digest != of(vault).digest


@pytest.mark.parametrize("name", ["helper.py", "further.py", "tools/__init__.py", "tools/deep.py", "tools/beside.py"])
def test_so_does_a_module_of_the_vault_in_however_many_steps(vault: Path, name: str) -> None:
    approved = of(vault)
    (vault / name).write_text(FILES[name] + "#\n", encoding="utf-8")
    assert of(vault).digest != approved.digest
    assert any(line == f"changed: {name}" for line in changes(approved.pieces, of(vault).pieces))


@pytest.mark.parametrize("name", ["unrelated.py", "script.sh", "data.csv"])
def test_files_that_it_does_not_run_change_nothing(vault: Path, name: str) -> None:
    approved = of(vault)
    (vault / name).write_text("other\n", encoding="utf-8")
    assert of(vault).digest == approved.digest


@pytest.mark.parametrize("name", ["numpy.py", "secrets.py", "helper.cpython-311-x86_64-linux-gnu.so"])
def test_a_new_file_that_may_come_before_a_package_changes_it(vault: Path, name: str) -> None:
    approved = of(vault)
    (vault / name).write_text("", encoding="utf-8")
    assert of(vault).digest != approved.digest


def test_compiled_code_that_python_would_take_instead_counts(vault: Path) -> None:
    approved = of(vault)
    (vault / "__pycache__").mkdir()
    (vault / "__pycache__" / "helper.cpython-311.pyc").write_bytes(b"\0\1")
    assert of(vault).digest != approved.digest


@pytest.mark.parametrize(
    "code", ["import importlib", "exec(text)", "import sys\nsys.path.append('lib')", "import subprocess"]
)
def test_code_that_may_run_anything_is_bound_to_all_code_of_the_vault(vault: Path, code: str) -> None:
    note = f"```python run\n{code}\n```\n"
    approved = of(vault, note)
    (vault / "unrelated.py").write_text("other\n", encoding="utf-8")
    assert of(vault, note).digest != approved.digest


def test_code_named_by_depends_or_in_the_text_counts(vault: Path) -> None:
    for note in (
        "```python run\n#| depends: unrelated.py\nprint(1)\n```\n",
        "```python run\nprint('unrelated.py')\n```\n",
    ):
        (vault / "unrelated.py").write_text("z = 3\n", encoding="utf-8")
        approved = of(vault, note)
        (vault / "unrelated.py").write_text("z = 4\n", encoding="utf-8")
        assert of(vault, note).digest != approved.digest


def test_the_blocks_of_a_note_that_comes_first_count_and_its_prose_does_not(vault: Path) -> None:
    note = '```python run\n#| depends: "[[base]]"\nprint(x)\n```\n'
    base = "Prose.\n\n```python run\nx = 1\n```\n"
    approved = of(vault, note, base=base)
    assert of(vault, note, base="Other.\n" + base).digest == approved.digest
    assert of(vault, note, base=base.replace("1", "2")).digest != approved.digest
