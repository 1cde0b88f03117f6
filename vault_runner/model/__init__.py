"""The values that the rooms hand to each other: frozen, standard library only, no input or output."""

from vault_runner.model.claim import Claim, ClaimKind
from vault_runner.model.edit import Edit, Proposal, VaultFile
from vault_runner.model.finding import Finding, Severity
from vault_runner.model.note import (
    Block,
    Callout,
    Container,
    ContainerKind,
    Link,
    Math,
    Note,
    Option,
    OptionValue,
    Region,
)
from vault_runner.model.plan import BlockOptions, NotePlan, Plan, Session, Skip, Step
from vault_runner.model.result import (
    Display,
    Failure,
    Figure,
    FileRead,
    Frame,
    Mode,
    Notice,
    Observation,
    Output,
    Result,
    SessionRun,
    Status,
    Stream,
)
from vault_runner.model.text import NEWLINE, LineTable, Span
from vault_runner.model.verdict import Verdict, VerdictStatus

__all__ = [
    "NEWLINE",
    "Block",
    "BlockOptions",
    "Callout",
    "Claim",
    "ClaimKind",
    "Container",
    "ContainerKind",
    "Display",
    "Edit",
    "Failure",
    "Figure",
    "FileRead",
    "Finding",
    "Frame",
    "LineTable",
    "Link",
    "Math",
    "Mode",
    "Note",
    "NotePlan",
    "Notice",
    "Observation",
    "Option",
    "OptionValue",
    "Output",
    "Plan",
    "Proposal",
    "Region",
    "Result",
    "Session",
    "SessionRun",
    "Severity",
    "Skip",
    "Span",
    "Status",
    "Step",
    "Stream",
    "VaultFile",
    "Verdict",
    "VerdictStatus",
]
