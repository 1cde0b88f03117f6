"""A note as people keep them, with nested admonitions and run-together code, as it was written and as mojibake.

Every identity in it is verified, its shapes are checked, Adam's cycle is found, and nothing is held against it. The
mojibake is made as it comes about: UTF-8 taken for Windows-1254, what that page lacks and soft hyphens dropped.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import vault_run

NOTE = Path(__file__).parent / "reading_note.md"
IDENTITIES = [
    r"\langle x, 1 \rangle = \sum_{i=1}^{d} x_i",
    r"\|x - y\|^2 = \langle x, x \rangle + \langle y, y \rangle - 2 \langle x, y \rangle",
    r"\|x\|^2 = \langle x, x \rangle",
    r"[X \odot Y]_{ij} = X_{ij} Y_{ij}",
    r"e^x = \sum_{k=0}^\infty \frac{x^k}{k!}",
    r"e^X = \sum_{k=0}^\infty \frac{1}{k!} X^k",
    r"X^0 = I",
    r"X^1 = X",
    r"X^2 = XX",
    r"x(t) = e^{At} x(0)",
    r"e^{X\theta} = \begin{bmatrix}\cos\theta & -\sin\theta \\ \sin\theta & \cos\theta\end{bmatrix}",
    r"\sum_i x_i = \sum_{i=1}^n x_i",
    r"[X \odot Y]_{ijk} = X_{ijk} Y_{ijk}",
    r"\text{GDT}(X, Y) = \sum_{i,j,k} X_{ijk} Y_{ijk}",
    r"\partial [f(g(x))] = [\partial f(\cdot)] \, \partial g(x)",
    r"J = \begin{bmatrix} 2x & 1 \\ \cos(x) & 0 \\ 0 & 2y \end{bmatrix}",
    r"\partial_x [Wx] = W",
    r"D_{p_t} f(x_{t-1}) = \langle \nabla f(x_{t-1}), \; p_t \rangle",
    r"D_{p_t} f(x_{t-1}) = \|\nabla f(x_{t-1})\| \, \|p_t\| \cos(\alpha)",
    r"s^* = \arg\min_s D_{\text{KL}}(p(x) \, \| \, f(x; s))",
    (
        r"\mathbb{E}_{x\sim p}\!\left[\log \frac{p(x)}{f(x;s)}\right]"
        r" = \mathbb{E}_{p}[\log p(x)] - \mathbb{E}_{p}[\log f(x;s)]"
    ),
    r"D_{\mathrm{KL}}\!\left(p \,\|\, f(\cdot;s)\right) = \mathbb{E}_{x\sim p}\!\left[\log \frac{p(x)}{f(x;s)}\right]",
    (
        r"\arg\min_{s} D_{\mathrm{KL}}\!\left(p \,\|\, f(\cdot;s)\right)"
        r" = \arg\min_{s}\Big(\mathbb{E}_{p}[\log p(x)]-\mathbb{E}_{p}[\log f(x;s)]\Big)"
    ),
    (
        r"\arg\min_{s}\Big(\mathbb{E}_{p}[\log p(x)]-\mathbb{E}_{p}[\log f(x;s)]\Big)"
        r" = \arg\max_{s}\mathbb{E}_{p}[\log f(x;s)]"
    ),
    r"s^*=\arg\min_{s} D_{\mathrm{KL}}\!\left(p \,\|\, f(\cdot;s)\right)",
]
SHAPES = [
    "shape (batch=6, m=4, k=2)", "shape (batch=6, k=2, n=3)", "shape (6, 4, 3)", "`A.shape = (8, 6, 4, 2)`",
    "`B.shape = (8, 6, 2, 3)`", "`C.shape = (8, 6, 4, 3)`", "C.shape = (*batch, m, n)", "(3,4,2)", "(3,4,3)",
    "(6,4,2) @ (6,2,3)` → `(6,4,3)", "(4,2) @ (2,3) → (4,3)", r"\text{vec}(W) \in \mathbb{R}^{od}",
    "Jacobian 的形状就是 $(o, d)$", "Jacobian 的形状是 $(o, o, d)$", r"(3 \times 2 \text{ 矩阵})",
]  # fmt: skip
COUNTED = [r"O(a \cdot b \cdot c)", r"O(n \cdot n \cdot n) = O(n^3)", "b multiplications and b additions"]
CITED = ["O(n^{2.81})", "O(n^{2.37})"]
FALSE = [
    (IDENTITIES[1], IDENTITIES[1].replace("- 2", "+ 2")),
    (IDENTITIES[9], r"x(t) = e^{-At} x(0)"),
    (IDENTITIES[14], r"\partial [f(g(x))] = \partial g(x) \, [\partial f(\cdot)]"),
    (IDENTITIES[10], IDENTITIES[10].replace(r"& -\sin", r"& \sin")),
    (IDENTITIES[17], r"D_{p_t} f(x_{t-1}) = -\langle \nabla f(x_{t-1}), \; p_t \rangle"),
]
VERIFIED = {"verified", "verified-exact"}


def misread(text: str) -> str:
    """Return what becomes of a text that is read as Windows-1254."""
    return text.encode("utf-8").decode("cp1254", "ignore").replace("\u00ad", "")


def written(text: str) -> str:
    """Return a text as it is."""
    return text


def checked(folder: Path, text: str) -> dict[str, Any]:
    """Check a note all by itself, as a person would."""
    (folder / "note.md").write_text(text, encoding="utf-8")
    report = json.loads(vault_run("check", "--all", folder, "--format", "json").stdout)
    note: dict[str, Any] = report["notes"][0]
    return note


@pytest.fixture(scope="module", params=[written, misread])
def form(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, dict[str, Any]]:
    damage = request.param
    return damage, checked(tmp_path_factory.mktemp("reading"), damage(NOTE.read_text(encoding="utf-8")))


def status_of(note: dict[str, Any], text: str) -> set[str]:
    plain = " ".join(text.split())
    return {claim["status"] for claim in note["claims"] if " ".join(claim["text"].split()) == plain}


@pytest.mark.parametrize("latex", IDENTITIES)
def test_each_identity_is_verified(form: tuple[Any, dict[str, Any]], latex: str) -> None:
    assert status_of(form[1], latex)
    assert status_of(form[1], latex) <= VERIFIED


@pytest.mark.parametrize("text", SHAPES)
def test_each_shape_is_checked(form: tuple[Any, dict[str, Any]], text: str) -> None:
    damage, note = form
    assert status_of(note, damage(text))
    assert status_of(note, damage(text)) <= VERIFIED


def test_costs_are_counted_and_quoted_ones_left(form: tuple[Any, dict[str, Any]]) -> None:
    assert all(status_of(form[1], text) == {"verified"} for text in COUNTED)
    reasons = {claim["text"]: claim["reason"] for claim in form[1]["claims"] if claim["status"] == "not-checkable"}
    assert all(reasons[text].startswith("cited") for text in CITED)


def test_the_cycle_of_adam_is_told(form: tuple[Any, dict[str, Any]]) -> None:
    found = [finding for finding in form[1]["findings"] if finding["rule"] == "VRE104"]
    assert len(found) == 1
    assert all(name in found[0]["message"] for name in ("x_t needs", "v_t", "x_{t-1}"))


def test_nothing_is_held_against_the_note(form: tuple[Any, dict[str, Any]]) -> None:
    assert [
        claim["text"] for claim in form[1]["claims"] if claim["status"] in {"refuted", "doubted", "ambiguous"}
    ] == []
    assert {finding["rule"] for finding in form[1]["findings"] if finding["severity"] != "info"} <= {"VRE104", "VRP007"}


@pytest.mark.parametrize("damage", [written, misread])
def test_wrong_ones_are_never_verified(tmp_path: Path, damage: Callable[[str], str]) -> None:
    text = NOTE.read_text(encoding="utf-8")
    for true, false in FALSE:
        assert true in text
        text = text.replace(true, false)
    note = checked(tmp_path, damage(text))
    for _, false in FALSE:
        assert status_of(note, false)
        assert not status_of(note, false) & VERIFIED
