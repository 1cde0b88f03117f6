r"""Claims about the cost of matrix products: counted, not timed. `O(abc)`, “b multiplications and b additions”, `n^3`.

What is counted is the naive product that the same section states, with the shapes that it states. A bound that quotes
a faster algorithm is no statement that could be counted here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from vault_runner.lazy_pattern import lazy_pattern
from vault_runner.model import Claim, Note, Verdict
from vault_runner.model.prose_forms import PROSE_COUNT, PROSE_SHAPE
from vault_runner.verify.counting import Cost, Monomial, cost_of, divides, monomial, shown
from vault_runner.verify.reserve_words import RESERVE
from vault_runner.verify.sections import Sections
from vault_runner.verify.shape_rules import Sizes, read_sizes

_CITED = lazy_pattern(
    r"strassen|coppersmith|winograd|sch[oö]nhage|le gall|alman|best[- ]known|state of the art|\bblas\b|lapack|cublas"
    r"|\bmkl\b|已知最|目前最|最优算法",
    re.IGNORECASE,
)
_BROKEN_POWER = lazy_pattern(r"\^\s*\{?\s*(?:\d+\.\d+|\\omega)")
_BOUND = lazy_pattern(
    r"\s*(?:\\mathcal\s*\{?O\}?|O)\s*(?:\\left)?\((?P<body>.*?)(?:\\right)?\)\s*[.,]?\s*\Z", re.DOTALL
)
_SPACE = lazy_pattern(
    r"memor|space|storage|stor(?:e|ing)|parameter|parallel|bandwidth|内存|显存|空间|存储|参数|并行|带宽", re.IGNORECASE
)
_FASTER = lazy_pattern(r"sparse|low[- ]rank|diagonal|banded|\bfft\b|tiled|parallel|稀疏|低秩|对角|并行", re.IGNORECASE)
_EACH = lazy_pattern(
    r"\b(?:each|every|per|one|single)\b[^.\n]{0,40}(?:element|entry|entries|output)|每个?[^。\n]{0,12}元素",
    re.IGNORECASE,
)
_MULTIPLYING = lazy_pattern(r"multipl|product|matmul|乘", re.IGNORECASE)
_IN_SPACE = lazy_pattern(r"^(?P<names>[A-Z](?:\s*,\s*[A-Z])*)\s*\\in\s*\\mathbb\s*\{?R\}?\s*\^\s*\{(?P<sizes>[^{}]*)\}")
_LIKE = lazy_pattern(r"^(?P<names>[A-Z](?:\s*,\s*[A-Z])*)\s*\\sim\s*(?P<sizes>\(.*\))\s*\Z")
_SQUARE = lazy_pattern(r"^\s*([a-z])\s*\\times\s*\1\s*\Z")
_PRODUCT = lazy_pattern(r"^\s*(?:[A-Z]\s*=\s*)?([A-Z])\s*(?:\\cdot|@)?\s*([A-Z])\s*[.,]?\s*\Z")


def judge_costs(note: Note, formulas: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Return the verdicts on counts and bounds that the equation engine left open, by position in the note."""
    if not any(claim.kind == "complexity" for claim in note.claims):
        return {}
    judge = _Judge(note)
    found = {}
    for at, claim in enumerate(note.claims):
        before = formulas.get(at)
        if claim.kind == "complexity" and (before is None or before.status == "not-checkable"):
            verdict = judge.verdict(claim)
            if verdict is not None:
                found[at] = verdict
    return found


class _Judge:
    """Judges the costs that one note states."""

    def __init__(self, note: Note) -> None:
        self.note = note
        self.sections = Sections(note)
        self._found: dict[int, list[tuple[int, str, str]]] = {}

    def verdict(self, claim: Claim) -> Verdict | None:
        """Return the verdict on a claim, None if nothing here speaks of it."""
        if _BROKEN_POWER.search(claim.text) or _CITED.search(self.sections.line(claim.span.start)):
            return Verdict(claim, "not-checkable", "cited: it quotes a result, which nothing here can count")
        costs = set(self._costs(claim.span.start))
        if _FASTER.search(self.sections.line(claim.span.start)) or len(costs) != 1:
            return None
        cost = costs.pop()
        if claim.form == PROSE_COUNT:
            return self._count(claim, cost)
        bound = _BOUND.match(claim.text)
        return None if bound is None else self._bound(claim, bound["body"], cost)

    def _bound(self, claim: Claim, body: str, cost: Cost) -> Verdict | None:
        terms = [monomial(part) for part in body.split("+")]
        read = [term for term in terms if term is not None]
        if len(read) != len(terms) or not _names(read) <= _names([cost.total]):
            return None
        said, counted = "+".join(map(shown, read)), shown(cost.total)
        if cost.total in read and all(divides(term, cost.total) for term in read):
            return _verdict(claim, "verified", cost, said, f"the count is {counted} at every size")
        if any(divides(cost.total, term) for term in read):
            reason = f"asymptotic: the naive product takes {counted} multiplications, which this bounds, not tightly"
            return Verdict(claim, "not-checkable", reason, said, counted)
        line = self.sections.line(claim.span.start)
        lead = self._lead(claim) + line
        if RESERVE.search(line) or _SPACE.search(lead) or not _MULTIPLYING.search(lead):
            return None
        reason = f"the naive product of the shapes stated here takes {counted} multiplications, more than O({said})"
        return _verdict(claim, "doubted", cost, said, reason)

    def _count(self, claim: Claim, cost: Cost) -> Verdict | None:
        amounts = [monomial(part) for part in _amounts(claim.text)]
        times = amounts[0] if amounts else None
        if times is None or not _names([times]) <= _names([cost.total]):
            return None
        each = _EACH.search(self.sections.line(claim.span.start)) is not None
        meant = cost.each if each else cost.total
        said, counted = shown(times), shown(meant)
        if times == meant and all(amount == meant for amount in amounts):
            what = "for each element" if each else "in all"
            return _verdict(
                claim, "verified", cost, said, f"{counted} multiplications {what}; the first addition is to 0"
            )
        if times in {cost.each, cost.total} or RESERVE.search(self.sections.line(claim.span.start)):
            return None  # it may speak of the one or of the other, or of what is not so
        return _verdict(claim, "doubted", cost, said, f"the naive product takes {counted} multiplications, not {said}")

    def _lead(self, claim: Claim) -> str:
        """Return what stands before a claim in its section, at most a few lines of it."""
        start, _ = self.sections.around(claim.span.start)
        return self.note.text[max(start, claim.span.start - 300) : claim.span.end]

    def _costs(self, place: int) -> Iterator[Cost]:
        """Yield the costs of the products that the section of a place states before it."""
        start, _ = self.sections.around(place)
        text = self.note.text[start:place]
        shapes = self._shapes(start, place)
        for at, left, right in self._products(start):
            if at >= place:
                return
            cost = None
            if left in shapes and right in shapes:
                cost = cost_of(shapes[left], shapes[right])
            elif left == right and left.islower() and not shapes and _MULTIPLYING.search(text):
                cost = cost_of((left, left), (left, left))
            if cost is not None:
                yield cost

    def _products(self, start: int) -> list[tuple[int, str, str]]:
        """Return the products of a section: its place and factors, or twice the size of square matrices."""
        if start not in self._found:
            products = []
            for math in self.sections.math(start):
                square, factors = _SQUARE.match(math.latex), _PRODUCT.match(math.latex)
                if square:
                    products.append((math.span.start, square[1], square[1]))
                elif factors:
                    products.append((math.span.start, factors[1], factors[2]))
            self._found[start] = products
        return self._found[start]

    def _shapes(self, start: int, place: int) -> dict[str, Sizes]:
        """Return the shapes that a section states of single capitals; of one that has two of them, none."""
        found: dict[str, set[Sizes]] = {}
        for name, sizes in self._declared:
            if start <= name[1] < place:
                found.setdefault(name[0], set()).add(sizes)
        return {name: sizes.pop() for name, sizes in found.items() if len(sizes) == 1}

    @cached_property
    def _declared(self) -> list[tuple[tuple[str, int], Sizes]]:
        found = []
        for claim in self.note.claims:
            if claim.form == PROSE_SHAPE:
                name = claim.text.lstrip("`$ ")[:1]
                sizes = read_sizes(claim.text.rstrip("`$ "))
                names = [name] if name.isupper() and claim.text.lstrip("`$ ")[1:2] in "`$ ." else []
            elif claim.kind == "shape" and not claim.block:
                said = _IN_SPACE.match(claim.text) or _LIKE.match(claim.text)
                names = re.findall(r"[A-Z]", said["names"]) if said else []
                sizes = read_sizes(f"({said['sizes'].replace(chr(92) + 'times', ',').strip('()')})") if said else None
            else:
                continue
            if sizes:
                found += [((name, claim.span.start), sizes) for name in names]
        return found


def _amounts(text: str) -> list[str]:
    """Return the amounts of a count, such as `b` and `b`."""
    words = re.split(r"(?:scalar )?multiplications?|additions?|次乘法|次加法", text)
    parts = (re.sub(r"^[\s,，、和与及]*(?:and\s+)?", "", word).strip() for word in words)
    return [part for part in parts if part]


def _names(monomials: list[Monomial]) -> set[str]:
    return {name for one in monomials for name, _ in one}


def _verdict(claim: Claim, status: str, cost: Cost, said: str, reason: str) -> Verdict:
    counted = f"{shown(cost.total)} multiplications in all, {shown(cost.each)} for each element, exactly so at "
    evidence = (("counted", f"{counted}{cost.points} choices of sizes"), ("engine", status))
    verified = status == "verified"
    return Verdict(
        claim, "verified" if verified else "doubted", reason, said, said if verified else shown(cost.total), evidence
    )
