"""The settings of a vault, each with its type, its bounds, its default and the sentence that explains it.

The JSON schema, the commented file that `init` writes and the sentences of errors are all made from here.
Not here: what belongs to a device and never to a vault that is shared, such as trust.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from vault_runner.lazily import LazyModule
from vault_runner.model.finding import Severity

if TYPE_CHECKING:
    import json
else:
    json = LazyModule("json")  # only `init` and the schema's own command write any

DEVICE_PATTERN = r"^(auto|cpu|mps|(cuda|xpu)(:\d+)?)$"
CHECK_PATTERN = r"^(all|none|(no-)?(shapes|outputs|equations|complexity))$"
WIDTH = 100

Timeout = Annotated[float, Meta(gt=0, le=604800)]
Inches = Annotated[float, Meta(gt=0, le=100)]
Count = Annotated[int, Meta(ge=1, le=1024)]


class FigureConfig(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How figures are drawn and where their files are kept."""

    format: Annotated[Literal["svg", "png"], Meta(description="The kind of file that a figure becomes.")] = "svg"
    dpi: Annotated[int, Meta(ge=20, le=1200, description="Dots per inch of a png figure.")] = 144
    width: Annotated[Inches, Meta(description="Width in inches where a block doesn't say `fig-width`.")] = 6.0
    height: Annotated[Inches, Meta(description="Height in inches where a block doesn't say `fig-height`.")] = 4.0
    folder: Annotated[
        str, Meta(description="Folder of the figures' files; empty for the vault's own attachment folder.")
    ] = ""
    style: Annotated[
        str,
        Meta(
            description="Look of the figures: the name of a style of matplotlib, such as `ggplot`, or a `.mplstyle` "
            "file by its path in the vault; empty for matplotlib's own look."
        ),
    ] = ""
    dark: Annotated[
        bool,
        Meta(
            description="Whether each figure has a dark variant as well, which shows where the page is dark. "
            "Both are in one svg file; a png can't hold two."
        ),
    ] = False


class PathRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What holds for the notes of some paths; of several that speak of one note, the last one wins."""

    paths: Annotated[
        tuple[Annotated[str, Meta(min_length=1)], ...],
        Meta(min_length=1, description="The notes and folders that it is about, in .gitignore's patterns."),
    ]
    ignore: Annotated[
        tuple[str, ...], Meta(description="Rules, such as VRE102, or families, such as VRS, that are not told there.")
    ] = ()
    severity: Annotated[
        dict[str, Severity], Meta(description="How grave rules or families are there: error, warning or info.")
    ] = msgspec.field(default_factory=dict)
    execute: Annotated[
        Literal["", "tagged", "all", "none"],
        Meta(description="Which python blocks run there; with `none` no note or block can ask for more."),
    ] = ""


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings of a vault."""

    execute: Annotated[
        Literal["tagged", "all"],
        Meta(
            description="Which python blocks run: those that are tagged with `run`, or all of them. "
            "A note says so for itself with the property `vault-run-execute`."
        ),
    ] = "tagged"
    python: Annotated[
        str,
        Meta(description="The python that runs the notes' code; empty for the active environment's."),
    ] = ""
    timeout: Annotated[Timeout, Meta(description="Seconds that one block may take.")] = 30.0
    memory: Annotated[int, Meta(ge=64, description="MiB of memory that one session may take.")] = 4096
    output: Annotated[
        int, Meta(ge=1, le=65536, description="KiB of text that are kept of one block's output; the rest is cut.")
    ] = 64
    threads: Annotated[
        Count, Meta(description="Threads that numpy and torch may use in one session; more than one rarely helps.")
    ] = 1
    seed: Annotated[
        int,
        Meta(ge=0, le=4294967295, description="Seed of the random numbers of python, numpy and torch, once a session."),
    ] = 0
    jobs: Annotated[
        int, Meta(ge=0, le=1024, description="Sessions that run at the same time; 0 for one a processor core.")
    ] = 0
    device: Annotated[
        str,
        Meta(
            pattern=DEVICE_PATTERN,
            description="Where tensors live unless a block says otherwise: "
            "auto, cpu, cuda, cuda:1, mps or xpu. A device that is named and isn't there is an error.",
        ),
    ] = "auto"
    exclude: Annotated[
        tuple[str, ...],
        Meta(
            description="Notes and folders to leave out, in .gitignore's patterns, on top of what is always left out: "
            "folders that begin with a dot, node_modules, *.excalidraw.md, templates and the copies that "
            "synchronisation leaves behind."
        ),
    ] = ()
    session: Annotated[
        str,
        Meta(
            min_length=1,
            description="Session of a block that names none; `none` gives each block a session of its own.",
        ),
    ] = "default"
    warning: Annotated[bool, Meta(description="Whether python's warnings are part of the output.")] = True
    error: Annotated[bool, Meta(description="Whether a block that fails is shown instead of reported.")] = False
    check: Annotated[
        tuple[Annotated[str, Meta(pattern=CHECK_PATTERN)], ...],
        Meta(
            description="Which kinds of statements are checked: shapes, outputs, equations, complexity; "
            "`[no-equations]` leaves one out, `[none]` all, and nothing said means all of them. "
            "A note says so for itself with the property `vault-run-check`."
        ),
    ] = ()
    figures: Annotated[FigureConfig, Meta(description="How figures are drawn and where their files are kept.")] = (
        msgspec.field(default_factory=FigureConfig)
    )
    rules: Annotated[
        tuple[PathRule, ...],
        Meta(
            description="What holds for some paths alone, a list such as "
            '`[{paths: ["Drafts/"], ignore: [VRE], severity: {VRS101: warning}, execute: none}]`.'
        ),
    ] = ()


def json_schema() -> bytes:
    """Return the JSON schema of `vault-run.yaml`."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "vault-run.yaml",
        **msgspec.json.schema(Config),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2).encode() + b"\n"


def properties(struct: type[Struct] = Config) -> Mapping[str, Mapping[str, Any]]:
    """Return the JSON schema of each setting of `struct`, by name."""
    definitions = msgspec.json.schema(Config)["$defs"]
    found: Mapping[str, Mapping[str, Any]] = definitions[struct.__name__]["properties"]
    return found


def default_yaml() -> str:
    """Return a `vault-run.yaml` that explains every setting and leaves each at its default."""
    heading = [
        "# The settings of this vault for vault-runner. Every line stands at its default;",
        "# remove a `#` to set.",
    ]
    return "\n".join([*heading, *_explained(Config, "")]) + "\n"


def _explained(struct: type[Struct], indent: str) -> Iterator[str]:
    for name, schema in properties(struct).items():
        yield ""
        yield from textwrap.wrap(
            schema["description"], WIDTH, initial_indent=f"# {indent}", subsequent_indent=f"# {indent}"
        )
        if name == "figures":
            yield f"{name}:"  # never commented out, so that a setting below it can be set by itself
            yield from _explained(FigureConfig, "  ")
        else:
            yield f"#{indent}{name}: {json.dumps(schema['default'])}"
