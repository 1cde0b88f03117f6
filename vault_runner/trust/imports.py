"""Which files of a vault a piece of code may run: by importing them, by naming them, or by means that can't be read.

Packages of the interpreter are not the vault's. Whatever the vault holds comes first where python looks, so that a
name is the vault's if a file there bears it.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

CODE: Final = frozenset(
    (".py", ".pyw", ".pyc", ".pyd", ".pyx", ".so", ".dll", ".dylib", ".sh", ".bash", ".zsh", ".fish", ".bat", ".ps1")
) | frozenset((".pl", ".rb", ".js", ".lua", ".r", ".ipynb", ".pkl", ".pickle", ".pt", ".pth", ".joblib", ".dill"))
"""Endings of files that are code, or that run code when they are loaded."""
IMPORTABLE: Final = (".py", ".so", ".pyd", ".pyc")
_OPENING_NAMES: Final = frozenset(("exec", "eval", "execfile", "__import__"))
_OPENING_MODULES: Final = frozenset(
    ("importlib", "imp", "runpy", "pkgutil", "zipimport", "site", "subprocess", "multiprocessing", "ctypes", "cffi")
)
_OPENING_PARTS: Final = frozenset(
    ("path_hooks", "meta_path", "system", "popen", "addsitedir", "cpp_extension", "load_library")
)
_OPENING_FROM: Final = {"sys": frozenset(("path", "meta_path", "path_hooks")), "os": frozenset(("system", "popen"))}


@dataclass(slots=True)
class Reach:
    """What code may run beside itself."""

    files: set[Path] = field(default_factory=set)
    open: bool = False
    """Whether it may run files that can't be told from its text."""


def reach_of(source: str, folder: Path, root: Path) -> Reach:
    """Return what code that runs in `folder` may run of the vault at `root`, in however many steps."""
    reach = Reach()
    waiting: list[tuple[str, Path | None]] = [(source, None)]
    while waiting:
        text, package = waiting.pop()
        tree = _tree(text)
        if tree is None:
            continue
        reach.open |= _is_open(tree)
        found = {*_imported(tree, folder, package), *_named(tree, folder, root)}
        for path in {Path(os.path.normpath(path)) for path in found} - reach.files:
            reach.files.add(path)
            if path.suffix == ".py":
                waiting.append((_text(path), path.parent))
    return reach


def importable(folder: Path) -> tuple[str, ...]:
    """Return the names of all that can be imported from a folder: a new one may come before a package's own."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return ()
    return tuple(entry.name for entry in entries if entry.name.endswith(IMPORTABLE) or _is_package(entry))


def shadows(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that stand in for a module of python itself."""
    for name in importable(folder):
        if name.split(".")[0] in sys.stdlib_module_names:
            yield from _module_files(folder, name.split(".")[0])


def all_code(root: Path, limit: int) -> Iterator[Path]:
    """Yield the files of a vault that are code, one more than `limit` at the most."""
    count = 0
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in sorted(files):
            if os.path.splitext(name)[1].lower() in CODE:  # noqa: PTH122 - strings throughout
                yield Path(folder, name)
                count += 1
                if count > limit:
                    return


def _tree(text: str) -> ast.Module | None:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return ""


def _is_open(tree: ast.Module) -> bool:
    """Tell whether code may run what its text doesn't name."""
    return any(_opens(node) for node in ast.walk(tree))


def _opens(node: ast.AST) -> bool:
    match node:
        case ast.Name(id=name):
            return name in _OPENING_NAMES
        case ast.Attribute(value=ast.Name(id="sys"), attr="path"):
            return True
        case ast.Attribute(attr=part):
            return part in _OPENING_PARTS or part.startswith(("spawn", "execv", "execl"))
        case ast.Import(names=names):
            return any(alias.name.split(".")[0] in _OPENING_MODULES for alias in names)
        case ast.ImportFrom(module=str(module), names=names):
            parts = {alias.name for alias in names}
            first = module.split(".")[0]
            return first in _OPENING_MODULES or bool(parts & _OPENING_FROM.get(module, frozenset()))
        case _:
            return False


def _imported(tree: ast.Module, folder: Path, package: Path | None) -> Iterator[Path]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _module_files(folder, alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = folder
            if node.level and package is not None:
                base = package.joinpath(*[".."] * (node.level - 1))
            stem = f"{node.module}." if node.module else ""
            if node.module:
                yield from _module_files(base, node.module)
            for alias in node.names:
                if alias.name == "*":
                    yield from _inside(base.joinpath(*stem.rstrip(".").split(".")))
                else:
                    yield from _module_files(base, stem + alias.name)


def _module_files(folder: Path, dotted: str) -> Iterator[Path]:
    """Yield what python reads of `folder` to import `dotted`: the packages on the way, and the module."""
    place = folder
    for part in dotted.split("."):
        yield from _bearing(place, part)
        place = place / part
        yield from _bearing(place, "__init__")


def _bearing(folder: Path, stem: str) -> Iterator[Path]:
    """Yield the files that python may load for a module, the compiled ones that it keeps included."""
    try:
        names = os.listdir(folder) if stem else []  # noqa: PTH208 - names alone
    except OSError:
        return
    for name in names:
        if name.startswith(f"{stem}.") and name.endswith(IMPORTABLE):
            yield folder / name
            kept = folder / "__pycache__"
            if name == f"{stem}.py" and kept.is_dir():
                yield from sorted(kept.glob(f"{_escaped(stem)}.*.pyc"))


def _inside(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (folder / name for name in os.listdir(folder) if name.endswith(IMPORTABLE))  # noqa: PTH208


def _named(tree: ast.Module, folder: Path, root: Path) -> Iterator[Path]:
    """Yield the files of the vault that are code and whose names stand in the code as text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from code_file(node.value, folder, root)


def code_file(name: str, folder: Path, root: Path) -> Iterator[Path]:
    """Yield the file of the vault that `name` means beside a note or from the top, if it is code."""
    if len(name) > 1000 or "\0" in name or os.path.splitext(name)[1].lower() not in CODE:  # noqa: PLR2004, PTH122
        return
    for base in dict.fromkeys((folder, root)):
        path = Path(os.path.normpath(base / name))
        try:
            if path.is_file() and path.is_relative_to(root):
                yield path
        except (OSError, ValueError):
            continue


def _is_package(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir() and any(Path(entry.path, f"__init__{end}").is_file() for end in IMPORTABLE)
    except OSError:
        return False


def _escaped(stem: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in stem)
