"""Words by which a line says that it speaks of what does not hold, or of what is only supposed."""

import re

RESERVE = re.compile(
    r"wrong|error|fail|mistake|incorrect|invalid|illegal|mismatch|\bnot?\b|n't|cannot|instead|unless|≠|❌|✗"
    r"|错|误|不能|不行|不可|不是|不匹配|无法|失败|报错|并非|而非",
    re.IGNORECASE,
)
SUPPOSED = re.compile(
    r"\b(?:if|suppose|assume|imagine|say|e\.g\.|for example|would|or)\b|如果|假设|若|例如|比如|假如|或", re.IGNORECASE
)
