"""Which statements of a session may give something else on another day: chance, clocks, the machine.

Read off the code, name by name: what is drawn, or made of what was drawn, hangs on chance; its shape does not.
When in doubt a statement does; then a pasted output that differs is no contradiction.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import Final

from vault_runner.lazy_pattern import lazy_pattern
from vault_runner.model import Step

_SOURCES: Final = lazy_pattern(
    r"(?:^|_)rand|random|shuffle|^r?sample(?:_n)?$|dropout|^choices?$|permutation|^randperm|default_rng|^rvs$|seed"
    r"|^(?:standard_|log_?)?normal_?$|bernoulli|multinomial|^(?:uniform|exponential|cauchy|geometric|poisson)_?$"
    r"|^(?:new_)?empty|^init$|^(?:xavier|kaiming|orthogonal|trunc_normal)|^reset_parameters$"
    r"|^(?:Lazy)?(?:Linear|Bilinear|Conv|Embedding|LSTM|GRU|RNN|Transformer|Multihead|Module$)|^models$|from_pretrained"
    r"|KMeans|_split$|^MLP|^TSNE$|umap|resnet|vgg"
    r"|^id$|^hash$|data_ptr|cpu_count|num_threads|hostname|getmtime|^executable$|^cwd$"
    r"|uuid|secrets|getpid|urandom|version|platform|environ|getcwd|listdir|glob|tempfile|mkdtemp"
    r"|device_count|is_available|cuda|mps|requests|urllib|socket|memory|getsizeof|tracemalloc|getrefcount"
    r"|[Tt]hread|multiprocess|concurrent|asyncio"
    r"|^time$|^time_ns$|^now$|today|utcnow|perf_counter|timeit|tqdm|ctime|monotonic|strftime|process_time|^sleep$"
    r"|load_dataset|download|urlopen|Faker",
)
_TIMES: Final = lazy_pattern(r"\btime\b|tqdm|datetime|perf_counter|timeit|monotonic|\bsleep\b", re.IGNORECASE)
_STEADY_ATTRIBUTES: Final = frozenset({"shape", "ndim", "dtype", "device", "requires_grad", "is_leaf", "layout"})
_STEADY_METHODS: Final = frozenset({"size", "dim", "numel", "nelement", "element_size", "ndimension"})
_STEADY_CALLS: Final = frozenset({"len", "type", "isinstance", "ndim", "shape", "callable", "hasattr"})
_SIMPLE: Final = (ast.Assign, ast.AnnAssign, ast.AugAssign)


def chancy_lines(steps: Sequence[Step]) -> frozenset[tuple[str, int]]:
    """Return, of each top-level statement that hangs on chance, its block's identifier and its line of the source."""
    reader = _Reader()
    found: set[tuple[str, int]] = set()
    for step in steps:
        tree = parsed(step.source)
        if tree is None:
            found.update((step.block.id, line) for line in range(1, len(step.lines) + 1))
            continue
        found.update((step.block.id, line) for line in reader.chancy(tree))
    return frozenset(found)


def looks_at_clocks(steps: Sequence[Step]) -> bool:
    """Tell whether anything in a session measures or prints times."""
    return any(_TIMES.search(step.source) for step in steps)


def parsed(source: str) -> ast.Module | None:
    """Return the tree of a block's code, `await` at top level included; None if it doesn't parse."""
    try:
        tree = compile(source, "", "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return tree if isinstance(tree, ast.Module) else None


class _Reader:
    """The names that hang on chance so far, in the order of the statements."""

    def __init__(self) -> None:
        self.drawn: set[str] = set()
        self.packages: set[str] = {"np", "torch", "nn", "F", "plt", "vm", "print", "display"}

    def chancy(self, tree: ast.Module) -> Iterator[int]:
        for node in tree.body:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                self.packages.update((alias.asname or alias.name).partition(".")[0] for alias in node.names)
                if isinstance(node, ast.ImportFrom):
                    self.drawn.update(alias.asname or alias.name for alias in node.names if _SOURCES.search(alias.name))
            elif self._hangs_on_chance(node):
                self._spread(node)
                yield node.lineno
            elif isinstance(node, (ast.Assign, ast.AnnAssign)):
                # Set anew from what is steady.
                self.drawn.difference_update(_stored(node))

    def _hangs_on_chance(self, node: ast.AST) -> bool:
        """Look at a node and into it; not into what is steady whatever the values are."""
        if _is_steady(node):
            return False
        match node:
            case ast.Name(id=name):
                return name in self.drawn or (name not in self.packages and _SOURCES.search(name) is not None)
            case ast.Attribute(attr=name):
                return _SOURCES.search(name) is not None or self._hangs_on_chance(node.value)
            case _:
                return any(map(self._hangs_on_chance, ast.iter_child_nodes(node)))

    def _spread(self, node: ast.stmt) -> None:
        """Let everything hang on chance that a statement sets, or may have changed."""
        names = _stored(node) if isinstance(node, _SIMPLE) else _named(node)
        self.drawn.update(names - self.packages)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            self.drawn.add(node.name)


def _is_steady(node: ast.AST) -> bool:
    """Tell whether a value is the same for all values of an array: its shape, its type, a length."""
    match node:
        case ast.Attribute(attr=name):
            return name in _STEADY_ATTRIBUTES
        case ast.GeneratorExp(elt=part) | ast.ListComp(elt=part):
            return _is_steady(part) and not any(each.ifs for each in node.generators)
        case ast.Call(func=ast.Attribute(attr=name)):
            return name in _STEADY_METHODS
        case ast.Call(func=ast.Name(id=name)):
            return name in _STEADY_CALLS
        case _:
            return False


def _stored(node: ast.AST) -> set[str]:
    """Return the names that a statement sets; of `x[0] = …` and `x.a = …` it is `x`."""
    targets: list[ast.expr] = getattr(node, "targets", None) or [getattr(node, "target")]  # noqa: B009 - one or the other
    names: set[str] = set()
    for target in targets:
        names |= _named(target)
    return names


def _named(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
