"""The grammar's trees, the sizes, and what the prose reader declares."""

from __future__ import annotations

import pytest

from vault_runner.oracle.dims import ClashError, Dim, Unifier
from vault_runner.oracle.prose import read_prose
from vault_runner.oracle.scope import Scope
from vault_runner.oracle.statements import parse_expression, read_formula
from vault_runner.oracle.syntax import UnreadableError

TREES = {
    r"a + b c": "(add a (mul b c))",
    r"-x^2": "(neg (pow x 2))",
    r"x^\top A x": "(mul (mul (transpose x) A) x)",
    r"f(x)": "(call:( f x)",
    r"\|x\|_2^2": "(pow (sub (norm x) 2) 2)",
    r"\left| x \right|": "(abs x)",
    r"\frac12 x": "(mul (div:frac 1 2) x)",
    r"\frac{d}{dt} x(t)": "(deriv:d (call:( x t) t)",
    r"X_{ij}": "(sub X i j)",
    r"x_{t-1}": "(sub x (add t (neg 1)))",
    r"\sum_{i=1}^n x_i": "(big:sum (rel:= i 1) n (sub x i))",
    r"\log p(x)": "(fun:log (call:( p x))",
    r"A \odot B": "(mul:odot A B)",
    r"\mathbb{E}[X \mid Y]": "(apply:| E X Y)",
    r"\Big[\lambda\|w\|^2\Big]": "(group:[ (mul lambda (pow (norm w) 2)))",
}


@pytest.mark.parametrize("latex", TREES)
def test_trees(latex: str) -> None:
    assert str(parse_expression(latex)) == TREES[latex]


def test_every_token_has_its_place() -> None:
    left = read_formula(r"A^\top B = C")[0].members[0]
    assert (left.start, left.end) == (0, 8)


@pytest.mark.parametrize("latex", [r"\foo x = 1", "C = A @ B", r"x = \frac{1}{"])
def test_what_is_not_read_fails_with_a_code(latex: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_formula(latex)
    assert caught.value.code


def test_sizes_are_polynomials() -> None:
    n, m = Dim.of("n"), Dim.of("m")
    assert (n + Dim.of(1)) * m == n * m + m
    assert str(n + n + Dim.of(1)) == "2n+1"
    sizes = Unifier()
    unknown = sizes.fresh()
    assert sizes.unify(unknown, n * m) == n * m
    with pytest.raises(ClashError, match="differ"):
        sizes.unify(n, m)


def declared(text: str) -> Scope:
    """Read a paragraph."""
    scope = Scope()
    read_prose(scope, text)
    return scope


@pytest.mark.parametrize(
    ("text", "name", "prop"),
    [
        ("Let $A$ be a symmetric positive definite matrix.", "A", "spd"),
        ("设 $A$ 为 $n$ 阶正交矩阵。", "A", "orthogonal"),
        (r"$A\in\mathbb{R}^{n\times n}$ is skew-symmetric.", "A", "skew"),
        ("可逆矩阵 $B$ 满足", "B", "invertible"),
        (r"unit vector $u\in\mathbb{R}^n$", "u", "unit"),
        (r"$P\in\mathbb{R}^{n\times n}$, $P^2 = P$.", "P", "idempotent"),
    ],
)
def test_properties_are_given_to_their_symbol(text: str, name: str, prop: str) -> None:
    scope = declared(text)
    assert prop in scope.symbols[name].props
    assert not scope.unread


def test_words_that_are_not_known_are_kept() -> None:
    assert declared(r"$A\in\mathbb{R}^{n\times n}$ is frobnicated.").unread == ["frobnicated"]


def test_a_symbol_that_is_described_by_a_noun_is_not_free() -> None:
    assert "solution" in declared(r"$x\in\mathbb{R}^n$ is the solution of the system.").unread


def test_noun_phrases_without_symbol_are_kept_apart() -> None:
    assert declared("The distance between two vectors:").phrases == [("col", 2)]


@pytest.mark.parametrize(
    "text",
    [
        r"$a,b\in\mathbb{R}$ have the same sign.",
        r"$f:\mathbb{R}\to\mathbb{R}$ attains its minimum at $x\in\mathbb{R}$.",
        r"$A\in\mathbb{R}^{n\times n}$ 的各行之和为 1。",
        r"$A\in\mathbb{R}^{n\times n}$ is the identity.",
    ],
)
def test_what_is_said_of_a_symbol_is_never_passed_over(text: str) -> None:
    assert declared(text).unread
