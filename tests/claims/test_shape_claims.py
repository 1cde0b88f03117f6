"""Every form of a shape, dtype or device claim, judged by running it: what is right, what is wrong, what is silent."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
import torch
from claims.judging import Judged, brief, judge_notes, told

from vault_runner.verify.shape_rewrite import actual_text

OK, BAD, NO = "verified", "refuted", "not-checkable"
CASES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "trailing": (
        """
        X = torch.zeros(4, 5, 2)  # shape (batch=4, m=5, k=2)
        Y = torch.zeros(4, 2, 3)  # (4, 2, 3)
        Z = X @ Y                 # torch.Size([4, 5, 3])
        Z = X @ Y                 # 形状为[4, 5, 3]
        Z = X @ Y                 # 4x5x3
        Z = X @ Y                 # Z: [4, 5, 3]
        Z = X @ Y                 # the result has shape (4, 5, 2)
        """,
        [
            ("shape (batch=4, m=5, k=2)", OK), ("(4, 2, 3)", OK), ("torch.Size([4, 5, 3])", OK),
            ("形状为[4, 5, 3]", OK), ("4x5x3", OK), ("Z: [4, 5, 3]", OK), ("the result has shape (4, 5, 2)", BAD),
        ],
    ),
    "own line": (
        """
        # (4, 9) names nothing, so it can't be wrong
        a = torch.zeros(4, 5)
        # a: (4, 9)
        b = a.T
        # b: (5, 4)
        b = a.T
        # b: (4, 5)
        b = a.T
        # shape of c: (5, 5)
        c = b @ a
        # c: (5, 4)
        """,
        [
            ("(4, 9) names nothing, so it can't be wrong", NO), ("a: (4, 9)", BAD), ("b: (5, 4)", OK),
            ("b: (4, 5)", BAD), ("shape of c: (5, 5)", OK), ("c: (5, 4)", BAD),
        ],
    ),
    "in functions that something else reads too": (
        """
        import pickle
        x = torch.zeros(5, 5)
        y = x
        def f(x):
            # x: (3, 4)
            y = x.T  # y: (4, 3)
            return y  # (9, 9)
        z = f(torch.zeros(3, 4))  # (4, 3)
        """,
        [("x: (3, 4)", NO), ("y: (4, 3)", NO), ("(9, 9)", NO), ("(4, 3)", OK)],
    ),
    "the value before or after": (
        """
        x = torch.zeros(2, 3)
        # x: (2, 3)
        x = x.T
        # x: (2, 3)
        x = x.T
        # x: (7, 3)
        x = x.T
        """,
        [("x: (2, 3)", NO), ("x: (2, 3)", OK), ("x: (7, 3)", BAD)],
    ),
    "symbols": (
        """
        x = torch.zeros(2, 6, 8)  # (B, T, C)
        y = x.mean(1)             # (B, C)
        z = x[:, 1:]              # (B, T-1, C)
        w = torch.cat([x, x], 2)  # (B, T, 2*C)
        v = x.view(2, 6, 2, 4)    # (B, T, h, C//h)
        u = x.transpose(1, 2)     # (B, T, C)
        r = x[None]               # (1, *rest, C)
        s = x.sum(2)              # [B, 6]
        t = x.sum(2)              # [B, 5]
        """,
        [
            ("(B, T, C)", NO), ("(B, C)", OK), ("(B, T-1, C)", OK), ("(B, T, 2*C)", OK), ("(B, T, h, C//h)", OK),
            ("(B, T, C)", BAD), ("(1, *rest, C)", OK), ("[B, 6]", OK), ("[B, 5]", BAD),
        ],
    ),
    "variables of the code": (
        """
        B, T = 2, 6
        d_model = 8
        x = torch.zeros(B, T, d_model)  # (B, T, d_model)
        y = x.sum(1)                    # (B, T)
        n = 3
        z = torch.ones(5, 3)            # (m, n)
        n = 9
        q = torch.ones(5, 3)            # (m, n)
        """,
        [("(B, T, d_model)", OK), ("(B, T)", BAD), ("(m, n)", OK), ("(m, n)", OK)],
    ),
    "several targets": (
        """
        U, S, Vh = torch.linalg.svd(torch.zeros(5, 3), full_matrices=False)  # (5, 3), (3,), (3, 3)
        U, S, Vh = torch.linalg.svd(torch.zeros(5, 3), full_matrices=False)  # U: (5, 3), S: (4,)
        q, k = torch.zeros(2, 4).chunk(2)  # (1, 4) each
        q, k = torch.zeros(2, 4).chunk(2)  # (2, 4)
        a, b = torch.zeros(2), torch.zeros(3)  # (3,)
        pair = (torch.zeros(2), torch.zeros(3))  # (2,), (4,)
        q, k = torch.zeros(2, 4), torch.zeros(2, 5)  # q, k: (2, 4)
        """,
        [
            ("(5, 3)", OK), ("(3,)", OK), ("(3, 3)", OK), ("U: (5, 3)", OK), ("S: (4,)", BAD), ("(1, 4) each", OK),
            ("(2, 4)", BAD), ("(3,)", OK), ("(2,)", OK), ("(4,)", BAD), ("q, k: (2, 4)", BAD),
        ],
    ),
    "reading a shape": (
        """
        x = torch.zeros(3, 2)
        a = np.zeros((3, 2))
        x.shape  # (3, 2)
        a.shape  # (2, 3)
        x.size()  # torch.Size([3, 3])
        print(x.shape)  # torch.Size([3, 2])
        m, n = a.shape  # (3, 2)
        m, n = a.shape  # (2, 3)
        s = tuple(x.shape)  # (3, 1)
        """,
        [
            ("(3, 2)", OK), ("(2, 3)", BAD), ("torch.Size([3, 3])", BAD), ("torch.Size([3, 2])", OK), ("(3, 2)", OK),
            ("(2, 3)", BAD), ("(3, 1)", BAD),
        ],
    ),
    "other targets": (
        """
        class Bag: pass
        bag, d = Bag(), {}
        bag.w = torch.zeros(2, 3)  # (2, 3)
        bag.w = torch.zeros(2, 3)  # w: (3, 2)
        d["k"] = torch.zeros(4)  # k: (4,)
        d["k"] = torch.zeros(4)  # (5,)
        d["k"] += torch.zeros(3, 4)[0]  # (4, 1)
        """,
        [("(2, 3)", OK), ("w: (3, 2)", BAD), ("k: (4,)", OK), ("(5,)", BAD), ("(4, 1)", BAD)],
    ),
    "arrows": (
        """
        X = torch.zeros(3, 5, 2)
        Y = torch.zeros(2, 3)  # (2,3) → 会被广播成 (3,2,3)
        Y = torch.zeros(2, 3)  # (2,3) → 会被广播成 (7,2,3)
        Y = torch.zeros(2, 3)  # (2,4) → 会被广播成 (3,2,3)
        Y = torch.zeros(2, 3)  # (2,3) → 会被广播成 (3,2,4)
        Z = X @ Y
        a = torch.zeros(8, 4)
        b = a[:, :2]  # (8, 4) -> (8, 2)
        b = a[:, :2]  # (8, 4) -> (8, 3)
        b = a[:, :2]  # (8, 5) -> (8, 2)
        c = a[:, :1] + a[:1]  # (8, 1) + (1, 4) → (8, 4)
        c = a[:, :1] + a[:1]  # (8, 1) + (1, 4) → (4, 8)
        """,
        [
            ("(2,3) → 会被广播成 (3,2,3)", OK), ("(2,3) → 会被广播成 (7,2,3)", BAD),
            ("(2,4) → 会被广播成 (3,2,3)", BAD), ("(2,3) → 会被广播成 (3,2,4)", BAD), ("(8, 4) -> (8, 2)", OK),
            ("(8, 4) -> (8, 3)", BAD), ("(8, 5) -> (8, 2)", BAD), ("(8, 1) + (1, 4) → (8, 4)", OK),
            ("(8, 1) + (1, 4) → (4, 8)", BAD),
        ],
    ),
    "an axis dropped or kept": (
        """
        X = torch.zeros(6, 4)  # (6, 4)
        m = X.mean(1)          # (6, 1)
        k = X.mean(1, True)    # (6,)
        s = X.sum()            # (1,)
        """,
        [("(6, 4)", OK), ("(6, 1)", BAD), ("(6,)", BAD), ("(1,)", BAD)],
    ),
    "silence": (
        """
        x = torch.tensor([2, 3, 4])  # (2, 3, 4)
        p = torch.zeros(1, 2)        # (0, 1)
        g = torch.zeros(5, 2)        # (x, y)
        h = torch.zeros(2, 5)        # (x, y)
        v, i = torch.zeros(3, 2).max(1)  # (values, indices)
        a, b = torch.zeros(3, 2), torch.zeros(2)  # (train, test)
        im = torch.zeros(1, 6, 28, 28)   # (6, 28, 28)
        im = torch.zeros(2, 6, 14, 14)   # (2, 2)
        big = np.zeros((480, 640))       # 640x480
        w = torch.zeros(4, 3)            # not (3, 4)
        w = torch.zeros(4, 3)            # see (3, 5)
        n = 3                            # (1, 2)
        """,
        [
            ("(2, 3, 4)", OK), ("(0, 1)", NO), ("(x, y)", NO), ("(x, y)", NO), ("(values, indices)", NO),
            ("(train, test)", NO), ("(6, 28, 28)", NO), ("(2, 2)", NO), ("640x480", NO), ("not (3, 4)", NO),
            ("(1, 2)", NO),
        ],
    ),
    "dtypes": (
        """
        x = torch.zeros(2)  # float32
        x = x.double()      # torch.float32
        x.dtype             # torch.float64
        y = np.zeros(2)     # y.dtype: float64
        z = y.astype(int)   # dtype: int32
        b = y > 0           # bool
        h = x.half()        # torch.half
        f = y > 0           # dtype=float
        q = 3.0             # float64
        """,
        [
            ("float32", OK), ("torch.float32", BAD), ("torch.float64", OK), ("y.dtype: float64", OK),
            ("dtype: int32", BAD), ("bool", OK), ("torch.half", OK), ("dtype=float", NO), ("float64", NO),
        ],
    ),
    "devices": (
        """
        x = torch.zeros(2)      # on cpu
        y = torch.zeros(2)      # on cuda:0
        z = torch.zeros(2, device="meta")  # on cpu
        x.device                # cpu
        """,
        [("on cpu", OK), ("on cuda:0", BAD), ("on cpu", BAD), ("cpu", OK)],
    ),
    "a note for a machine with an accelerator": (
        """
        device = "cuda" if torch.cuda.is_available() else "cpu"
        x = torch.zeros(2).to(device)  # on cuda:0
        y = np.zeros(2)                # on cuda:0
        """,
        [("on cuda:0", OK if torch.cuda.is_available() else NO), ("on cuda:0", BAD)],
    ),
    "one comment, three claims": (
        """
        x = torch.zeros(2, 3)  # (2, 3), float32, on cpu
        x = torch.zeros(2, 3)  # (3, 2), float64, on cpu
        """,
        [("(2, 3)", OK), ("float32", OK), ("on cpu", OK), ("(3, 2)", BAD), ("float64", BAD), ("on cpu", OK)],
    ),
    "functions": (
        """
        def f(x, w):  # x: (n, d), w: (d,)
            # x: (n, d)
            y = x @ w      # (n,)
            z = y[:, None]  # (n, 2)
            return z       # (n, 1)

        f(torch.zeros(2, 3), torch.zeros(3))
        f(torch.zeros(5, 4), torch.zeros(4))
        """,
        [
            ("x: (n, d)", NO), ("w: (d,)", OK), ("x: (n, d)", OK), ("(n,)", OK), ("(n, 2)", BAD), ("(n, 1)", OK),
        ],
    ),
    "methods": (
        """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.w = nn.Parameter(torch.zeros(3, 7))  # (3, 7)
            def forward(self, x):
                B, T, C = x.shape
                h = x @ self.w     # (B, T, H)
                if B > 2:
                    h = h.mean(1)  # (B, T)
                return h, x        # (B, H), (B, T, C)
        net = Net()
        net(torch.zeros(4, 2, 3))
        """,
        [("(3, 7)", OK), ("(B, T, H)", OK), ("(B, T)", BAD), ("(B, H)", OK), ("(B, T, C)", OK)],
    ),
    "sizes of one call don't reach the next": (
        """
        def head(x):
            if len(x) > 3:
                return x[:1]  # (1, D)
            a = x * 2         # (N, D)
            return a          # (N, D)
        head(torch.zeros(2, 3)); head(torch.zeros(9, 5)); head(torch.zeros(3, 4))

        def deep(n, x):
            y = torch.cat([x, x])  # (k, 2)
            if n:
                deep(n - 1, y)
            return y               # (k, 2)
        deep(3, torch.zeros(1, 2))
        """,
        [("(1, D)", OK), ("(N, D)", NO), ("(N, D)", OK), ("(k, 2)", OK), ("(k, 2)", OK)],
    ),
    "loops": (
        """
        for n in (2, 3):
            A = torch.zeros(n, n)  # (n, n)
            b = A.sum(0)           # (n, 1)
        for x in torch.zeros(7, 4).split(3):  # x: (3, 4)
            y = x.sum(1)           # (B,)
            z = x.T                # (4, B)
        for t in range(3):
            h = torch.zeros(t, 2)  # (2, 2)
        """,
        [("(n, n)", OK), ("(n, 1)", BAD), ("x: (3, 4)", BAD), ("(B,)", NO), ("(4, B)", OK), ("(2, 2)", BAD)],
    ),
    "what grows in a loop": (
        """
        def grow(x):
            # x: (B, T)
            B, T = x.shape
            for _ in range(3):
                n = x[:, :1]                # (B, 1)
                x = torch.cat([x, n], 1)    # (B, T+1)
                y = x.T                     # (B, 9)
            return x
        grow(torch.zeros(2, 5))
        buf = torch.zeros(1, 2)             # (T, 2)
        for _ in range(3):
            buf = torch.cat([buf, buf])     # (2*T, 2)
        """,
        [
            ("x: (B, T)", NO), ("(B, 1)", OK), ("(B, T+1)", OK), ("(B, 9)", BAD), ("(T, 2)", OK), ("(2*T, 2)", OK),
        ],
    ),
    "the name of a layout": (
        """
        x = torch.zeros(2, 3, 8, 8)             # (N, C, H, W)
        x = x[:, :, ::2, ::2]                   # (N, C, H, W)
        y = x.flatten(1)                        # (N, C*H*W)
        y = x.flatten(2)                        # (N, C, H)
        """,
        [("(N, C, H, W)", NO), ("(N, C, H, W)", NO), ("(N, C*H*W)", OK), ("(N, C, H)", BAD)],
    ),
    "another example in the same block": (
        """
        x = torch.zeros(2, 3)  # (B, D)
        y = x * 2              # (B, D)
        x = torch.zeros(5, 7)  # (B, D)
        y = x.T                # (D, B)
        W = torch.zeros(6, 4)  # (D, K)
        """,
        [("(B, D)", NO), ("(B, D)", OK), ("(B, D)", NO), ("(D, B)", OK), ("(D, K)", BAD)],
    ),
    "with, if, try": (
        """
        with torch.no_grad():
            a = torch.zeros(2, 3)  # (B, 3)
        if len(a) == 2:
            b = a.T                # (3, B)
        else:
            b = a                  # (9, 9)
        try:
            c = a @ a              # (2, 2)
        except RuntimeError:
            c = a @ a.T            # (2, 3)
        """,
        [("(B, 3)", OK), ("(3, B)", OK), ("(9, 9)", NO), ("(2, 2)", NO), ("(2, 3)", BAD)],
    ),
    "no claims": (
        """
        y = torch.stack([
            torch.zeros(2),  # (3,)
            # (4, 4)
            torch.zeros(2),
        ])  # (2, 2)
        # y = y.view(4)  # (5,)
        s = "# (2, 3)"
        z = y  # type: (int) -> (3, 3)
            # (7, 7)
        """,
        [("(2, 2)", OK)],
    ),
    "a model tried with other sizes": (
        """
        class Embed(torch.nn.Module):
            def __init__(self, width=768):
                super().__init__()
                self.cls = torch.nn.Parameter(torch.zeros(1, 1, width))  # (1, 1, 768)
            def forward(self, x):
                # x: (B, 196, 768)
                cls = self.cls.expand(len(x), -1, -1)  # (B, 1, 768)
                x = torch.cat((cls, x), 1)             # (B, 197, 768)
                return x[:, 0]                         # (B, 768)
        y = Embed(8)(torch.zeros(2, 5, 8))  # (2, 768)
        """,
        [
            ("(1, 1, 768)", NO), ("x: (B, 196, 768)", NO), ("(B, 1, 768)", NO), ("(B, 197, 768)", NO),
            ("(B, 768)", NO), ("(2, 768)", BAD),
        ],
    ),
    "one far-off size in a function": (
        """
        def double(x):
            y = x.repeat(1, 2)  # (B, 1024)
            return y.T          # (17, B)
        z = double(torch.zeros(3, 8))
        """,
        [("(B, 1024)", NO), ("(17, B)", BAD)],
    ),
    "vectors as columns": (
        """
        A = torch.ones(3, 5)
        u = A @ torch.ones(5)    # 3×1
        s = u @ u                # 1x1
        v = A @ torch.ones(5)    # 5×1
        w = A @ torch.ones(5)    # (3, 1)
        r = A.sum(0, keepdim=True)  # 5×1
        """,
        [("3×1", NO), ("1x1", NO), ("5×1", NO), ("(3, 1)", BAD), ("5×1", BAD)],
    ),
    "an axis of length 1 that came in": (
        """
        x = torch.zeros(2, 6)          # (B, T)
        mask = torch.ones(1, 6)
        mask = mask[:, None, None, :]  # (B, 1, 1, T)
        n = x.sum(0, keepdim=True)     # (B, T)
        m = mask[..., :3]              # (B, 1, 1, T)
        """,
        [("(B, T)", NO), ("(B, 1, 1, T)", NO), ("(B, T)", BAD), ("(B, 1, 1, T)", BAD)],
    ),
    "axes that are counted": (
        """
        d = 8
        K = torch.zeros(0, d)  # (0, d)
        for t in range(3):
            K = torch.cat([K, torch.zeros(1, d)])  # (t+1, d)
            L = torch.cat([K, torch.zeros(1, d)])  # (t+3, d)
        f = torch.zeros(3, 4)  # (3, d / 2)
        g = torch.zeros(3, 4)  # (3, d / 3)
        """,
        [("(0, d)", OK), ("(t+1, d)", OK), ("(t+3, d)", BAD), ("(3, d / 2)", OK), ("(3, d / 3)", NO)],
    ),
    "factors that don't go together": (
        """
        a = torch.zeros(2, 3)
        b = a @ a.T  # (2, 3) @ (3, 2) -> (2, 2)
        b = a @ a.T  # (2, 3) @ (4, 2) -> (2, 2)
        """,
        [("(2, 3) @ (3, 2) -> (2, 2)", OK), ("(2, 3) @ (4, 2) -> (2, 2)", NO)],
    ),
    "expected to be wrong": (
        """
        y = torch.zeros(2, 3)  # (3, 2) expect: wrong "the axes are the other way round"
        z = torch.zeros(2, 3)  # (2, 3) expect: wrong "it was once"
        w = torch.zeros(2, 3)  # (2, 3), float64 expect: wrong "one of them"
        """,
        [("(3, 2)", BAD), ("(2, 3)", OK), ("(2, 3)", OK), ("float64", BAD)],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    texts = {f"{name}.md": f"```python\n{textwrap.dedent(code).strip()}\n```\n" for name, (code, _) in CASES.items()}
    return judge_notes(texts, tmp_path_factory.mktemp("vault"))


@pytest.mark.parametrize("name", CASES)
def test_each_claim_is_judged(judged: Judged, name: str) -> None:
    _, verdicts = judged[f"{name}.md"]
    kept = [verdict for verdict in verdicts if verdict.claim.kind != "output" or verdict.claim.text.startswith("(")]
    assert brief(kept) == CASES[name][1]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("trailing", "Z: says (4, 5, 2), is (4, 5, 3); axis 2 is 3, not 2"),
        ("own line", "b: says (4, 5), is (5, 4); axis 0 is 5, not 4"),
        ("symbols", "u: says (B, T, C), is (2, 8, 6); axis 1 is 8, not 6 (`T` is 6 since line 2)"),
        ("variables of the code", "y: says (B, T), is (2, 8); axis 1 is 8, not 6 (`T` is 6 in the code of line 2)"),
        ("several targets", "S: says (4,), is (3,); axis 0 is 3, not 4"),
        ("several targets", "pair[1]: says (4,), is (3,); axis 0 is 3, not 4"),
        ("arrows", "Y broadcast with X: says (7,2,3), is (3, 2, 3); axis 0 is 3, not 7"),
        ("an axis dropped or kept", "m: says (6, 1), is (6,); it has 1 axis, not 2"),
        ("dtypes", "x: says torch.float32, is torch.float64"),
        ("devices", "y: says cuda:0, is on cpu"),
        ("functions", "z: says (n, 2), is (2, 1); axis 1 is 1, not 2"),
        ("expected to be wrong", "is expected to be wrong (“it was once”), but it is right"),
    ],
)
def test_a_person_is_told_name_shape_and_axis(judged: Judged, name: str, message: str) -> None:
    note, verdicts = judged[f"{name}.md"]
    assert message in told(note, list(verdicts))


def test_what_is_meant_to_be_wrong_is_no_finding(judged: Judged) -> None:
    note, verdicts = judged["expected to be wrong.md"]
    assert len(told(note, list(verdicts))) == 1


def mended(judged: Judged, name: str) -> str:
    """Return the text of a case with every actual shape in the place of the stated one."""
    note, verdicts = judged[f"{name}.md"]
    text = note.text
    for span, actual in sorted(filter(None, map(actual_text, verdicts)), key=lambda fix: -fix[0].start):
        text = text[: span.start] + actual + text[span.end :]
    return text


def test_with_the_actual_shape_in_its_place_each_claim_is_right(judged: Judged, tmp_path: Path) -> None:
    texts = {f"{name}.md": mended(judged, name) for name in CASES}
    again = judge_notes(texts, tmp_path)
    left = [verdict.reason for _, verdicts in again.values() for verdict in verdicts if actual_text(verdict)]
    assert left == []
    assert sum(text != judged[name][0].text for name, text in texts.items()) > 10
