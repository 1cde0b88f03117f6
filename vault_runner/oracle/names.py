"""The names that formulas bring with them: functions, operators, and how each is spelled."""

from __future__ import annotations

FUNCTIONS = {
    "sin": "sin", "cos": "cos", "tan": "tan", "cot": "cot", "sec": "sec", "csc": "csc", "sinh": "sinh", "cosh": "cosh",
    "tanh": "tanh", "arcsin": "arcsin", "arccos": "arccos", "arctan": "arctan", "log": "log", "ln": "log",
    "lg": "log10",
    "exp": "exp", "det": "det", "tr": "tr", "Tr": "tr", "trace": "tr", "Trace": "tr", "diag": "diag", "Diag": "diag",
    "rank": "rank", "rk": "rank", "vec": "vec", "sign": "sign", "sgn": "sign", "softmax": "softmax",
    "Softmax": "softmax", "sigmoid": "sigmoid", "ReLU": "relu", "relu": "relu", "softplus": "softplus",
    "GELU": "gelu", "gelu": "gelu", "SiLU": "silu", "silu": "silu", "swish": "silu", "Swish": "silu", "erf": "erf",
    "logsumexp": "logsumexp", "LSE": "logsumexp", "lse": "logsumexp", "LogSumExp": "logsumexp",
    "LayerNorm": "layernorm", "LN": "layernorm", "RMSNorm": "rmsnorm", "mat-exp": "expm", "expm": "expm",
    "LeakyReLU": "leakyrelu", "ELU": "elu", "logit": "logit", "mean": "mean", "sum": "sum", "prod": "prod",
    "Attention": "attention", "attention": "attention", "dim": "dim", "adj": "adj", "adjugate": "adj",
    "proj": "proj", "norm": "norm", "cosh^{-1}": "arccosh", "sinc": "sinc", "logsoftmax": "logsoftmax",
    "log_softmax": "logsoftmax", "sim": "cosine", "cossim": "cosine", "nullity": "nullity", "flip": "flip",
    "cond": "cond", "Dir": "Dir", "dist": "dist", "Abs": "abs", "abs": "abs", "sqrt": "sqrt", "max": "max",
    "min": "min",
    "logdet": "logdet", "artanh": "arctanh", "arctanh": "arctanh", "arcsinh": "arcsinh", "arsinh": "arcsinh",
    "Re": "real", "Im": "imag", "clip": "clip", "onehot": "onehot", "CE": "CE", "Hess": "hess", "concat": "concat",
    "gcd": "gcd", "lcm": "lcm", "expit": "sigmoid", "inf": "min", "sup": "max", "cosine": "cosine",
}  # fmt: skip
"""Functions applied with or without brackets; the value is the operation's own name."""

TAKES_BRACKETS = {
    "Var": "Var", "var": "Var", "Cov": "Cov", "cov": "Cov", "Corr": "Corr", "corr": "Corr", "KL": "KL", "JS": "JS",
    "JSD": "JS", "TV": "TV", "Pr": "P", "mathbb:E": "E", "mathbb:P": "P", "mathbb:V": "Var", "MSE": "MSE",
    "Std": "Std", "std": "Std", "Bias": "Bias", "supp": "supp", "span": "span", "ker": "ker", "im": "im", "col": "col",
}  # fmt: skip
"""Operators of probability and spaces, which take their argument in brackets (or a product, without)."""

DISTRIBUTIONS = {
    "mathcal:N": "normal", "Normal": "normal", "Bernoulli": "bernoulli", "Bern": "bernoulli", "Ber": "bernoulli",
    "Uniform": "uniform", "Unif": "uniform", "mathcal:U": "uniform", "Exp": "exponential",
    "Exponential": "exponential", "Poisson": "poisson", "Pois": "poisson", "Poi": "poisson", "Binomial": "binomial",
    "Bin": "binomial", "Binom": "binomial", "Geometric": "geometric", "Geom": "geometric", "Geo": "geometric",
    "Beta": "beta", "Gamma": "gamma", "Laplace": "laplace", "Categorical": "categorical", "Cat": "categorical",
    "Weibull": "weibull", "Gumbel": "gumbel", "GammaRate": "gamma-rate", "GammaScale": "gamma-scale",
    "Rademacher": "rademacher", "U": "uniform", "N": "normal",
}  # fmt: skip

CONNECTIVES = frozenset(
    ["and", "where", "so", "thus", "hence", "with", "or", "if", "for", "then", "when", "whenever", "unless", "given",
     "provided", "s.t.", "s.t", "st.", "subject", "such", "that", "since", "because", "but", "i.e.", "e.g.", "holds",
     "且", "和", "其中", "所以", "因此", "并且"]
)  # fmt: skip
"""Words between the statements of a display; none of them is a factor."""

BIG = {"sum": "sum", "prod": "prod", "bigcup": "cup", "bigcap": "cap", "bigotimes": "kron", "bigoplus": "oplus"}
LETTER_ACCENTS = frozenset(
    [
        "hat",
        "bar",
        "tilde",
        "dot",
        "ddot",
        "overline",
        "widehat",
        "widetilde",
        "underline",
        "check",
        "breve",
        "mathring",
    ],
)
ADDITIVE = {
    "+": "+",
    "-": "-",
    "−": "-",
    "pm": "±",
    "mp": "∓",
    "cup": "cup",
    "setminus": "setminus",
    "oplus": "oplus",
    "＋": "+",
}
MULTIPLICATIVE = {
    "cdot": "cdot", "times": "times", "*": "ast", "ast": "ast", "odot": "odot", "otimes": "kron", "circ": "circ",
    "/": "/", "cap": "cap", "oslash": "oslash", "div": "/", "·": "cdot", "×": "times", "bullet": "cdot", "star": "ast",
    "⊙": "odot", "⊗": "kron", "wedge": "wedge", "bmod": "mod",
}  # fmt: skip
CONSTANT_COMMANDS = {
    "infty": "infty",
    "emptyset": "emptyset",
    "varnothing": "emptyset",
    "top": "top",
    "dagger": "dagger",
}
DOTS = frozenset(["cdots", "ldots", "dots", "vdots", "ddots", "dotsc", "dotsb", "dotsm", "hdots"])
CONSTANTS = frozenset({"e", "pi"})
"""Numbers that need no declaration."""
