"""A long note as people keep them, with pasted answers in admonitions: what is verified, cited, doubted, reported."""

from __future__ import annotations

import json
from typing import Any

import pytest
from command import vault_run

NOTE = r"""---
created: 2025
---

The entries of a vector add up to a product with the vector 1 that holds ones alone:

$$
\langle x, 1 \rangle = \sum_{i=1}^{d} x_i
$$

---

## What a product costs

1. **By the definition**

   * The product $Z = XY$, where

     * $X$ has shape $(r, s)$
     * $Y$ has shape $(s, t)$.
   * Each element $Z_{ij}$ takes **s multiplications and s additions**.
   * In all, the cost of the multiplications is:

     $$
     O(r \cdot s \cdot t)
     $$

---

2. **Square ones**

   * If both of them are $(n, n)$:

     $$
     O(n \cdot n \cdot n) = O(n^3)
     $$

---

3. **Faster ones**

   * Strassen: $O(n^{2.81})$
   * Coppersmith and Winograd: $O(n^{2.37})$

---

Take $X \sim (n,a,b)$ and $Y \sim (n,b,c)$.

````ad-hint
Zwei Regeln und ein Beispiel.

---

## 1. Ein Beispiel

```python
import numpy as np
A = np.ones((6, 4, 5, 2))
B = np.ones((6, 4, 2, 3))
C = A @ B
```

* Hier ist `A.shape = (6, 4, 5, 2)`
* `B.shape = (6, 4, 2, 3)`
* 最后两维 `(5,2) @ (2,3) → (5,3)`
* 结果：`C.shape = (6, 4, 5, 3)`

---

## 2. Allgemein

* 设 `A.shape = (*batch, m, k)`，且 `B.shape = (*batch, k, n)`，
  于是

  $$
  C = A @ B \quad \Rightarrow \quad C.shape = (*batch, m, n)
  $$
````

---

```ad-note
* $W \in \mathbb{R}^{o \times d}$

## Flattened

* 可以把它展平：$\text{vec}(W) \in \mathbb{R}^{od}$
```

---

Powers of a matrix $M \in \mathbb{R}^{n \times n}$ by hand:

* $M^0 = I$
* $M^1 = M$ as well as $M^3 = MMM$, and so on

---

```ad-note
Inputs are $u \in \mathbb{R}^d$.

## A Jacobian

$$
g(u,v) =
\begin{bmatrix}
u^3 - v \\
\cos(v)
\end{bmatrix}
$$

Its Jacobian is

$$
J =
\begin{bmatrix}
3u^2 & -1 \\
0 & -\sin(v)
\end{bmatrix}
$$
```

---

A layer $y = Vu$ with $V \in \mathbb{R}^{o \times d}$ and $u \in \mathbb{R}^d$.
Indeed $\partial_u [Vu] = V$ whatever V is.

Someone walks along $w = (w_x, w_y)$ in the plane.

---

The likelihood of a model $h(x;s)$ under $p(x)$. Whenever $p(x)>0$ also $h(x;s)>0$. Then:

$$
\arg\min_{s} D_{\mathrm{KL}}\!\left(p \,\|\, h(\cdot;s)\right)
= \arg\min_{s}\Big(\mathbb{E}_{p}[\log p(x)]-\mathbb{E}_{p}[\log h(x;s)]\Big)
= \arg\max_{s}\mathbb{E}_{p}[\log h(x;s)]
$$

---

The step of an optimiser, as somebody copied it:

$$
m_t = \beta_1 m_{t-1} + (1-\beta_1) \nabla f(x_t)
$$

$$
\hat{m}_t = \frac{m_t}{1-\beta_1^t}
$$

$$
x_t = x_{t-1} - \eta \hat{m}_t
$$
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    note = tmp_path_factory.mktemp("mathematics") / "note.md"
    note.write_text(NOTE, encoding="utf-8")
    done = vault_run("check", note, "--all", "--trust", "--format", "json")
    assert done.returncode == 0, done.stdout
    found: dict[str, Any] = json.loads(done.stdout)["notes"][0]
    return found


VERIFIED = (
    r"\langle x, 1 \rangle = \sum_{i=1}^{d} x_i",
    "s multiplications and s additions",
    r"O(r \cdot s \cdot t)",
    r"O(n \cdot n \cdot n) = O(n^3)",
    "`A.shape = (6, 4, 5, 2)`",
    "`B.shape = (6, 4, 2, 3)`",
    "(5,2) @ (2,3) → (5,3)",
    "`C.shape = (6, 4, 5, 3)`",
    "C.shape = (*batch, m, n)",
    r"\text{vec}(W) \in \mathbb{R}^{od}",
    "M^0 = I",
    "M^3 = MMM",
    r"\partial_u [Vu] = V",
)


@pytest.mark.parametrize("text", VERIFIED)
def test_what_is_true_is_verified(report: dict[str, Any], text: str) -> None:
    (claim,) = (claim for claim in report["claims"] if claim["text"] == text)
    assert claim["status"] in {"verified", "verified-exact"}, claim["reason"]


def test_the_jacobian_of_a_literal_function_is_verified(report: dict[str, Any]) -> None:
    (claim,) = (claim for claim in report["claims"] if claim["text"].startswith("J ="))
    assert claim["status"] in {"verified", "verified-exact"}, claim["reason"]


def test_both_links_of_a_chain_of_optimisers_are_verified(report: dict[str, Any]) -> None:
    links = [claim for claim in report["claims"] if claim["text"].startswith(r"\arg\min")]
    assert [link["status"] for link in links] == ["verified", "verified"]


@pytest.mark.parametrize("text", ["C = A @ B", "w = (w_x, w_y)"])
def test_what_names_a_thing_is_a_definition(report: dict[str, Any], text: str) -> None:
    (claim,) = (claim for claim in report["claims"] if claim["text"] == text)
    assert claim["status"] == "definition", claim["reason"]


def test_what_quotes_a_result_is_cited(report: dict[str, Any]) -> None:
    reasons = [claim["reason"] for claim in report["claims"] if claim["text"].startswith("O(n^{2.")]
    assert [reason.partition(":")[0] for reason in reasons] == ["cited", "cited"]


def test_nothing_is_refuted_or_doubted(report: dict[str, Any]) -> None:
    assert [claim for claim in report["claims"] if claim["status"] in {"refuted", "doubted", "ambiguous"}] == []


def test_the_cycle_of_the_recurrences_is_reported(report: dict[str, Any]) -> None:
    (finding,) = (finding for finding in report["findings"] if finding["rule"] == "VRE104")
    assert "all at the same step" in finding["message"]
    assert "x_t" in finding["message"]
    assert "m_t" in finding["message"]
