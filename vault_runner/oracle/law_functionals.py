r"""Functions that belong to the law of a variable: `M_X(t)`, `F_X(x)`, `f_X(x)` and the differential entropy `h(X)`.

They are put as what they mean, `\mathbb{E}[e^{tX}]`, `P(X \le x)`, a value of the density, where X has a law that the
note gives and the note itself says nothing else of the name. What it says in other words leaves the name alone.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace

import numpy as np

from vault_runner.oracle.continuous import LAWS, Continuous, on_the_line
from vault_runner.oracle.elaborator import Elaborator, rule
from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value, operation
from vault_runner.oracle.late import integrate
from vault_runner.oracle.laws import CONTINUOUS, KNOWN_LAWS
from vault_runner.oracle.planning import law_terms
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import PAIR, Node
from vault_runner.oracle.terms import NUM, Term

MEANT = "functional "
_ENTROPY = re.compile(r"\bdifferential entropy\b|微分熵", re.IGNORECASE)
_OTHER_ENTROPY = re.compile(
    r"\b(?:bits?|shannons?|hartleys?|base|not|never|negative|minus|power|relative|conditional|half|twice|entropy rate"
    r"|r[ée]nyi)\b|比特|底|非|不|负|条件|率",
    re.IGNORECASE,
)
_SAID = re.compile(r"\$\s*(?P<letter>[MFfph])_\{?[A-Z]\}?\s*(?:\([^$()]*\)\s*)?\$")
_USUAL = {
    "M": re.compile(r"\b(?:moment[- ]generating function|mgf)\b|矩母函数|矩生成函数", re.IGNORECASE),
    "F": re.compile(r"\b(?:(?:cumulative )?distribution functions?|cdf)\b|分布函数", re.IGNORECASE),
    "f": re.compile(r"\b(?:density|densities|density functions?|pdf)\b|密度", re.IGNORECASE),
    "p": re.compile(r"\b(?:density|densities|mass functions?|pmf|pdf)\b|密度|质量函数|分布律", re.IGNORECASE),
}
_UNUSUAL = re.compile(
    r"\b(?:surviv\w*|complement\w*|tails?|exceed\w*|cumulant\w*|hazard\w*|quantile\w*|inverse|log\w*|empirical|median|mode"
    r"|not|never|un-?normali[sz]ed|scaled|truncated|conditional|strict\w*|left[- ]continuous|minus|negative"
    r"|some other)\b|生存|尾|累积量|分位|经验|中位|未|非|不|左连续",
    re.IGNORECASE,
)
_LEFT_OPEN = "left open"
_EVERYWHERE = frozenset({"normal", "laplace", "gumbel"})
_POSITIVE = frozenset({"exponential", "gamma", "gamma-rate", "gamma-scale", "weibull"})
EDGE = 1e-9


_CLAUSE = re.compile(
    r"(?:(?:and|where|with|其中|且)\s*)?\$\s*h\s*\(\s*[A-Z]\s*\)\s*\$\s*(?:is|denotes|be|for|是|表示|为)\s*"
    r"(?:its|the|their)?\s*(?:differential entropy|微分熵)(?: of \$\s*[A-Z]\s*\$)?(?:,? (?:measured |given )?in nats)?"
    r"(?=\s*(?:$|[.,;。，；]))",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"(?P<law>\\(?:operatorname|text|mathrm)\{Exp(?:onential)?\}\s*\(\s*(?P<name>\\?[A-Za-z]+)\s*\)\s*\$),?"
    r"\s*with (?:the )?rate(?: parameter)?\s*(?=\$\s*(?P=name)\s*(?:>\s*0\s*)?\$)"
)


def stated_functionals(prose: str) -> tuple[str, dict[str, str]]:
    """Return a paragraph without the words of such functions that are read, and what it says of their letters."""
    found = _letters(prose)
    if found.get(MEANT + "h") == "differential entropy":
        prose = _CLAUSE.sub(" ", prose)
    return _RATE.sub(r"\g<law> with ", prose), found


def _letters(prose: str) -> dict[str, str]:
    """Return of each letter whether what a paragraph says is usual, or something else."""
    found: dict[str, str] = {}
    words = re.sub(r"\$[^$]*\$", " ", prose)
    if _ENTROPY.search(words):
        found[MEANT + "h"] = _LEFT_OPEN if _OTHER_ENTROPY.search(words) else "differential entropy"
    for said in _SAID.finditer(prose):
        letter = said["letter"]
        known = letter in _USUAL and _USUAL[letter].search(words) and not _UNUSUAL.search(words)
        found[MEANT + letter] = "usual" if known else _LEFT_OPEN
    return found


def with_functionals(scope: Scope, statement: Statement) -> Statement:
    """Put what the functions of laws mean in their places."""
    if not any(symbol.law is not None for symbol in scope.symbols.values()):
        return statement
    given = _given_values(scope, statement)
    if given:
        statement = replace(statement, members=tuple(_renamed(member, given) for member in statement.members))
    return replace(statement, members=tuple(_meant(scope, member) for member in statement.members))


def _meant(scope: Scope, node: Node) -> Node:
    node = replace(node, args=tuple(_meant(scope, part) for part in node.args)) if node.args else node
    if node.head != "call" or len(node.args) != PAIR or node.text not in {"(", "["}:
        return node
    whole, argument = node.args
    if whole.head == "sym" and whole.text == "h" and scope.options.get(MEANT + "h") == "differential entropy":
        return replace(node, head="differential entropy", args=(argument,)) if _law(scope, argument) else node
    if whole.head != "sub" or len(whole.args) != PAIR or whole.args[0].head != "sym":
        return node
    letter, variable = whole.args[0].text, whole.args[1]
    symbol = _law(scope, variable)
    if symbol is None or _taken(scope, letter, name_of(whole)) or any(_random(scope, part) for part in argument.walk()):
        return node
    made = _made(letter, variable, argument, symbol)
    if made is not None and name_of(argument) and scope.get(name_of(argument)) is None:
        where = _support(letter, symbol)
        if where is None:
            return node
        scope.declare(Symbol(name_of(argument), NUM, where))
    return made or node


def _support(letter: str, symbol: Symbol) -> frozenset[str] | None:
    """Return where an undeclared argument is taken from: a formula of a density is meant on its support alone.

    None if that lies between parameters, so that nothing in the sample's vocabulary says it.
    """
    law = symbol.law.text if symbol.law is not None else ""
    if letter == "M" or law in _EVERYWHERE:
        return frozenset()
    if law in _POSITIVE:
        return frozenset({"positive"})
    return None if law in CONTINUOUS or letter == "F" else frozenset({"counting"})


def _made(letter: str, variable: Node, argument: Node, symbol: Symbol) -> Node | None:
    law = symbol.law.text if symbol.law is not None else ""
    if letter == "M":
        power = Node("pow", (Node("sym", (), "e"), Node("mul", (Node("group", (argument,), "("), variable))))
        return Node("apply", (Node("op", (), "E"), power))
    if letter == "F":
        return Node("call", (Node("sym", (), "P"), Node("rel", (variable, argument), "<=")), "(")
    if letter in {"f", "p"} and law in CONTINUOUS:
        return Node("density of", (variable, argument))
    if letter == "p" and law in KNOWN_LAWS:
        return Node("call", (Node("sym", (), "P"), Node("rel", (variable, argument), "=")), "(")
    return None


def _law(scope: Scope, node: Node) -> Symbol | None:
    symbol = scope.get(name_of(node)) if node.head == "sym" else None
    known = symbol is not None and symbol.random and symbol.ty in {NUM, None}
    return symbol if known and symbol is not None and symbol.law is not None and symbol.law.text in KNOWN_LAWS else None


def _random(scope: Scope, node: Node) -> bool:
    symbol = scope.get(name_of(node))
    return symbol is not None and symbol.random


def _taken(scope: Scope, letter: str, name: str) -> bool:
    """Tell whether the note gives the letter, alone or with its index, a meaning of its own."""
    known = [symbol for symbol in (scope.get(letter), scope.get(name)) if symbol is not None]
    said = scope.options.get(MEANT + letter)
    stated = any(symbol.body is not None or (said != "usual" and (symbol.ty or symbol.role)) for symbol in known)
    return stated or letter in scope.notations or said == _LEFT_OPEN


def _given_values(scope: Scope, statement: Statement) -> dict[str, str]:
    r"""Return the letters that stand for any value of a given Gaussian, `\mathbb{E}[Y \mid X = x]`, by the variable."""
    nodes = [node for member in statement.members for node in member.walk()]
    equations = [node for node in nodes if node.head == "rel" and node.text == "=" and node.args[1].head == "sym"]
    given = [part for node in nodes if "|" in node.text for part in node.args if part in equations]
    found = {node.args[1].text: name_of(node.args[0]) for node in given if _joint(scope, node.args[0])}
    fresh = all(scope.get(value) is None and value not in scope.sizes for value in found)
    spoken = [node for node in equations if node.args[1].text in found]
    return (
        found
        if fresh and all(node in given and found[node.args[1].text] == name_of(node.args[0]) for node in spoken)
        else {}
    )


def _joint(scope: Scope, node: Node) -> bool:
    symbol = scope.get(name_of(node))
    return symbol is not None and symbol.law is not None and symbol.law.text == "joint" and symbol.ty == NUM


def _renamed(node: Node, values: dict[str, str]) -> Node:
    """Speak of the variable itself where its value is given."""
    if node.head == "rel" and node.text == "=" and values.get(node.args[1].text) == name_of(node.args[0]):
        return node.args[0]
    if node.head == "sym" and node.text in values:
        return replace(node, text=values[node.text])
    return replace(node, args=tuple(_renamed(part, values) for part in node.args)) if node.args else node


@rule("density of")
def _density(el: Elaborator, node: Node) -> Term:
    law, terms = _parameters(el, node.args[0])
    point = el.term(node.args[1])
    if point.ty != NUM:
        raise MeaningError("kind", "a density at something that is no number")
    return Term("density of", (point, *terms), law, NUM)


@rule("differential entropy")
def _entropy(el: Elaborator, node: Node) -> Term:
    law, terms = _parameters(el, node.args[0])
    if law not in CONTINUOUS:
        raise MeaningError("chance", "the differential entropy of a discrete variable")
    return Term("differential entropy", terms, law, NUM)


def _parameters(el: Elaborator, variable: Node) -> tuple[str, tuple[Term, ...]]:
    symbol = el.scope.get(name_of(variable))
    if symbol is None or symbol.law is None or symbol.law.text not in LAWS:
        raise MeaningError("chance", "a function of a law that isn't known on the line")
    return symbol.law.text, law_terms(el, symbol.law, symbol.ty)


@operation("density of")
def _density_value(ev: Evaluator, term: Term) -> Value:
    point, *parameters = (float(ev(part)) for part in term.args)
    law = _on_the_line(term.text, parameters)
    if any(abs(point - end) < EDGE for end in law.ends):
        raise EvaluationError("domain", "a density at the end of its interval")
    return law.density(point) if law.ends[0] <= point <= law.ends[1] else 0.0


@operation("differential entropy")
def _entropy_value(ev: Evaluator, term: Term) -> Value:
    law = _on_the_line(term.text, [float(ev(part)) for part in term.args])

    def part(u: float) -> float:
        density = law.density(law.quantile(u))
        return -math.log(density) if density > 0 else math.nan

    with np.errstate(all="ignore"):
        value, error = integrate.quad(part, 0.0, 1.0, limit=400, epsabs=1e-11, epsrel=1e-11)
    if not math.isfinite(value) or error > 1e-7 * max(1.0, abs(value)):
        raise EvaluationError("slow-integral", "an entropy that can't be computed well")
    return float(value)


def _on_the_line(law: str, parameters: list[float]) -> Continuous:
    found = on_the_line(law, parameters) if all(map(math.isfinite, parameters)) else None
    if found is None:
        raise EvaluationError("domain", "a law with these parameters")
    return found
