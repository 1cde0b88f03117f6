"""What blocks set and read: a table of small programs."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from vault_runner.plan.names import NO_NAMES, names_of
from vault_runner.plan.source import parse_python


@dataclass(frozen=True)
class Case:
    """A program, and the names that it is about; empty where there are none."""

    name: str
    text: str
    sets: str = ""
    reads: str = ""
    """Read before they are set; builtins left out."""
    late: str = ""
    """Those of `reads` that only functions read."""
    doubtful: str = ""
    removes: str = ""
    closures: dict[str, str] = field(default_factory=dict)


BUILTINS = {"print", "range", "len", "int", "str", "NameError", "Exception", "ValueError", "sum", "type"}

CASES = [
    Case("assignment", "x = y", sets="x", reads="y"),
    Case("set before read", "x = 1\nprint(x)", sets="x"),
    Case("own name on both sides", "x = x + 1", sets="x", reads="x"),
    Case("unpacking", "(a, [b, *c]), d.e = f", sets="a b c", reads="d f"),
    Case("chained", "a = b = c", sets="a b", reads="c"),
    Case("augmented", "total += step", sets="total", reads="total step"),
    Case("annotated", "x: int = y", sets="x", reads="y"),
    Case("annotation alone sets nothing", "x: Tensor", reads="Tensor"),
    Case("annotations left alone", "from __future__ import annotations\nx: Tensor = 1", sets="annotations x"),
    Case("subscript and attribute set no name", "x[i] = 1\ny.z = 2", reads="x i y"),
    Case("import", "import a.b.c, d.e as f\nfrom g import h, i as j", sets="a f h j"),
    Case("walrus", "if (n := len(s)) > m: pass", sets="n", reads="s m"),
    Case("del", "del x", reads="x", removes="x"),
    Case("set and deleted", "x = 1\ndel x", removes="x"),
    Case("deleted and set again", "del x\nx = 1", sets="x", reads="x"),
    Case("deleted perhaps", "if c:\n    del x", reads="c x"),
    Case("for target", "for i, (a, b) in pairs: c = a", sets="i a b c", reads="pairs"),
    Case("for else", "for i in r:\n    pass\nelse:\n    print(z)", sets="i", reads="r z"),
    Case("with target", "with open_it(p) as (f, g.h): x = f", sets="f x", reads="open_it p g"),
    Case(
        "except target is gone afterwards",
        "try:\n    f()\nexcept ValueError as e:\n    print(e)\nprint(e)",
        reads="f e",
    ),
    Case(
        "except target set before stays", "e = 1\ntry:\n    f()\nexcept ValueError as e:\n    pass", sets="e", reads="f"
    ),
    Case("either branch sets", "if c:\n    x = 1\nelse:\n    x = 2\nprint(x)", sets="x", reads="c"),
    Case("try import", "try:\n    import a\nexcept Exception:\n    a = None\na.b", sets="a"),
    Case("guarded name", "try:\n    foo\nexcept NameError:\n    foo = 1", sets="foo", reads="foo", doubtful="foo"),
    Case("guarded by nothing that catches it", "try:\n    foo\nexcept ValueError:\n    pass", reads="foo"),
    Case("bare except guards", "try:\n    foo\nexcept:\n    pass", reads="foo", doubtful="foo"),
    Case(
        "set by an earlier round",
        "for i in range(3):\n    if i: print(last)\n    last = i",
        sets="i last",
        reads="last",
        doubtful="last",
    ),
    Case("summed up in a loop without a start", "for i in range(3): s += i", sets="i s", reads="s"),
    Case("while test comes first", "while n: n = n - 1", sets="n", reads="n"),
    Case("doubtful in the loop, sure after it", "for i in r:\n    f(x)\n    y = 1\nx", sets="i y", reads="r f x"),
    Case("list comprehension", "[f(i, k) for i in xs for j in i if j]", reads="f k xs"),
    Case("its other iterables are inside", "[i for i in xs for j in f(i, ys)]", reads="xs f ys"),
    Case("its first iterable is outside", "[x for x in x]", reads="x"),
    Case("its targets stay inside", "[i for i in xs]\nprint(i)", reads="xs i"),
    Case("dict comprehension and generator", "{k: v for k, v in p}; sum(a for a in q)", reads="p q"),
    Case("walrus in a comprehension gets out", "[y := f(i) for i in xs]\nprint(y)", sets="y", reads="f xs"),
    Case(
        "function",
        "def f(a, b=c, *d, e: t, **g) -> r:\n    return a, b, d, e, g, h",
        sets="f",
        reads="c t r h",
        late="h",
        closures={"f": "h"},
    ),
    Case("decorator", "@d(x)\ndef f(): pass", sets="f", reads="d x"),
    Case("local of a function", "def f():\n    x = 1\n    return x", sets="f"),
    Case("local although set later", "def f():\n    print(x)\n    x = 1", sets="f"),
    Case("late binding to a later line", "def f(): return w\nw = 1", sets="f w", closures={"f": "w"}),
    Case("late and early", "def f(): return w\nprint(w)", sets="f", reads="w", closures={"f": "w"}),
    Case("global", "def f():\n    global g\n    g = h", sets="f g", reads="h", late="h", closures={"f": "h"}),
    Case(
        "global read in a nested function",
        "def f():\n    x = 1\n    def g():\n        global x\n        return x",
        sets="f",
        reads="x",
        late="x",
        closures={"f": "x"},
    ),
    Case("nonlocal", "def f():\n    x = 1\n    def g():\n        nonlocal x\n        x += 1\n    return g", sets="f"),
    Case(
        "nested function sees outer locals",
        "def f(a):\n    def g(): return a, b\n    return g",
        sets="f",
        reads="b",
        late="b",
        closures={"f": "b"},
    ),
    Case("lambda", "f = lambda a, b=c: a + b + d", sets="f", reads="c d", late="d", closures={"f": "d"}),
    Case("recursion", "def f(n): return f(n - 1)", sets="f", closures={"f": "f"}),
    Case("class", "class A(B, metaclass=M):\n    c = d\n    e = c", sets="A", reads="B M d"),
    Case(
        "methods don't see the class",
        "class A:\n    c = 1\n    def m(self): return c",
        sets="A",
        reads="c",
        late="c",
        closures={"A": "c"},
    ),
    Case("comprehension in a class", "class A:\n    n = 3\n    x = [n for _ in range(n)]", sets="A", reads="n"),
    Case("class sets a global", "class A:\n    global g\n    g = 1", sets="A g"),
    Case(
        "match",
        "match p:\n    case {'k': a, **b}: pass\n    case K(x=c) | [c]: pass\n"
        "    case [d, *e] if f: pass\n    case m.N: pass",
        sets="a b c d e",
        reads="p K f m",
    ),
    Case(
        "await and async",
        "async def f():\n    async for i in g: pass\nawait f()",
        sets="f",
        reads="g",
        late="g",
        closures={"f": "g"},
    ),
    Case("async for at the top", "async for i in g: x = i", sets="i x", reads="g"),
    Case("f-string", "f'{a!r:>{b}}'", reads="a b"),
    Case("conditional expression", "x = a if b else c", sets="x", reads="a b c"),
    Case("star arguments", "f(*a, **b)", reads="f a b"),
    Case("try star", "try:\n    a\nexcept* ValueError as e:\n    b = e", sets="b", reads="a"),
    Case("return outside a function is still read", "return x", reads="x"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_names(case: Case) -> None:
    tree = parse_python(case.text)
    assert tree is not None
    names = names_of(tree)
    assert names.sets == set(case.sets.split())
    assert names.reads.keys() - BUILTINS == set(case.reads.split())
    assert names.late - BUILTINS == set(case.late.split())
    assert names.doubtful - BUILTINS == set(case.doubtful.split())
    assert names.removes == set(case.removes.split())
    closures = {name: set(free) - BUILTINS for name, free in names.closures.items()}
    assert {name: free for name, free in closures.items() if free} == {
        name: set(free.split()) for name, free in case.closures.items()
    }


OPAQUE = {
    "from math import *": True,
    "exec(text)": True,
    "globals()['x'] = 1": True,
    "vars()['x'] = 1": True,
    "vars(x)": False,
    "eval(text)": False,
    "x.exec()": False,
    "def f():\n    exec(text)": True,
}


@pytest.mark.parametrize(("text", "expected"), OPAQUE.items())
def test_code_that_may_set_anything(text: str, expected: bool) -> None:
    assert names_of(parse_python(text)).opaque is expected


def test_the_line_of_a_name_is_where_it_is_first_read() -> None:
    names = names_of(parse_python("x = 1\nprint(\n    x,\n    y)\ny"))
    assert names.reads == {"print": 2, "y": 4}


def test_modules_are_found_wherever_they_are_imported() -> None:
    text = "import a.b as c\nfrom d.e import f\nfrom . import g\nfrom __future__ import annotations\n"
    assert names_of(parse_python(text + "def h():\n    import i\n")).modules == {"a", "d", "i"}


def test_names_of_which_attributes_are_read() -> None:
    assert names_of(parse_python("np.ones(2).sum()\nF = f(x)\ny[0].z")).dotted == {"np"}


def test_what_cannot_be_parsed_has_no_names() -> None:
    assert names_of(None) == NO_NAMES


def test_code_nested_too_deep_to_be_walked_is_read_roughly() -> None:
    names = names_of(parse_python("y = " + "+".join(["x"] * 900)))
    assert names.sets == {"y"}
    assert names.reads == {"x": 1}
    assert names.doubtful == {"x"}


def test_type_parameters_and_aliases_of_python_3_12() -> None:
    tree = parse_python(
        "type Pair[T] = tuple[T, U]\ndef first[S](p: Pair[S]) -> S: return p[0]\nclass Box[V](W[V]): pass"
    )
    if tree is None:
        pytest.skip("this python has no type parameters")
    names = names_of(tree)
    assert names.sets == {"Pair", "first", "Box"}
    assert names.reads.keys() == {"tuple", "U", "W"}
