"""Words that can't touch the shape of an expression: what arrays hold, how many samples, which layer they belong to.

A claim about a shape speaks of sizes alone. Words for contents leave these as declared, so they hold nothing back
there. A word for another arrangement or an equality of sizes may, as may a property or a word that nobody knows.
"""

from __future__ import annotations

import re

from vault_runner.oracle.scope import Scope

ARRANGED = "arranged"
_CONTENTS = frozenset(
    ["batch", "batches", "weight", "weights", "target", "targets", "label", "labels", "sample", "samples", "data",
     "dataset", "feature", "features", "embedding", "embeddings", "token", "tokens", "input", "inputs", "output",
     "outputs", "query", "queries", "key", "keys", "score", "scores", "attention", "layer", "hidden",
     "image", "images", "sequence", "sequences", "time", "holds", "taken", "per", "one", "row", "regression",
     "observation", "observations", "response", "responses", "parameter", "parameters", "bias", "activation",
     "activations", "批", "批量", "样本", "数据", "权重", "标签", "特征", "词", "图像", "序列", "时间", "注意力"],
)  # fmt: skip
_ARRANGING = re.compile(
    r"transpos|stored|\bsame\b|equal|\bsquare\b|\bmany\b|\bmuch\b|\bsingle\b|\bjust\b|\bonly\b|reshap|stack|flatten|concat|orthogonal"
    r"|orthonormal|invertib|singular|symmetric|definite|diagonal|\bper\b(?!\s+row)|\bone\b(?!\s+(sample|example|token)\s+per\s+row)"
    r"|\bpad|crop|trunc|split|repeat|\btil(e|ing)|broadcast|swap|permut|\blike\b|match|correspond|coincid|shared?\b|\bcolumn"
    r"|转置|相同|相等|方阵|展平|拼接|堆叠|重排|互换|对应|正交|可逆|对称|等于|一样|单个|只有|每列",
    re.IGNORECASE,
)


def stated_arrangement(prose: str) -> dict[str, str]:
    """Return the option that the words of a paragraph may speak of sizes or of another arrangement."""
    return {ARRANGED: "yes"} if _ARRANGING.search(prose) else {}


def touching(scope: Scope) -> list[str]:
    """Return the doubts of a scope that may touch the sizes of arrays."""
    if ARRANGED in scope.options:
        return scope.doubts
    return [text for text in scope.doubts if text not in _CONTENTS or text in scope.reserve]
