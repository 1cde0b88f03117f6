"""The server's life: the handshake, who may talk, and the end of every process."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from command import environment
from editor import Editor, Refused

ENDLESS = "```python run\nimport time\nprint('begun', flush=True)\nwhile True:\n    time.sleep(0.01)\n```\n"


def _below(process: int) -> set[int]:
    """Return the processes that descend from one."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found = {process}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _alive(processes: set[int]) -> set[int]:
    alive = set()
    for process in processes:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            alive.add(process)
    return alive


def _gone_within(processes: set[int], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while _alive(processes) and time.monotonic() < end:
        time.sleep(0.02)
    return not _alive(processes)


def _running(editor: Editor) -> set[int]:
    """Start a block that never ends, and return every process of the server."""
    uri = editor.open("n.md", ENDLESS)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("vaultRunner/output")
    processes = _below(editor.process.pid)
    assert len(processes) > 2
    return processes


def test_the_handshake_says_what_both_sides_speak(editor: Editor) -> None:
    result = editor.start()
    assert result["capabilities"]["experimental"]["vaultRunner"]["protocol"] == 1
    assert result["capabilities"]["positionEncoding"] == "utf-16"
    assert result["serverInfo"]["name"] == "vault-run"


@pytest.mark.parametrize(("spoken", "side"), [((2, 3), "the backend"), ((0, 0), "the editor's plugin")])
def test_without_a_common_protocol_the_side_to_update_is_named(
    editor: Editor, spoken: tuple[int, int], side: str
) -> None:
    with pytest.raises(Refused) as refused:
        editor.start(protocol=spoken)
    assert refused.value.code == 1008
    assert refused.value.data["hint"] == f"update {side}"


def test_nothing_is_answered_before_the_handshake(editor: Editor) -> None:
    with pytest.raises(Refused, match="initialize"):
        editor.ask("vaultRunner/status")


def test_an_unknown_method_is_refused_and_an_unknown_notification_passed_over(editor: Editor) -> None:
    editor.start()
    editor.notify("workspace/didChangeConfiguration", settings={})
    with pytest.raises(Refused) as refused:
        editor.ask("textDocument/rename")
    assert refused.value.code == -32601


def test_a_message_that_can_not_be_read_is_refused_and_the_next_is_answered(editor: Editor) -> None:
    editor.start()
    with pytest.raises(Refused) as refused:
        editor.ask("vaultRunner/run", uri="file:///n.md", scope="everything")
    assert refused.value.code == -32602
    editor.notify("textDocument/didOpen", textDocument={"uri": 3})
    assert editor.ask("vaultRunner/status")["jobs"] == []


def test_goodbye_ends_the_server(editor: Editor) -> None:
    editor.start()
    assert editor.ask("shutdown") is None
    editor.notify("exit")
    assert editor.process.wait(5) == 0


def test_exit_without_shutdown_is_told_by_the_exit_code(editor: Editor) -> None:
    editor.start()
    editor.notify("exit")
    assert editor.process.wait(5) == 1


def test_the_end_of_the_stream_ends_every_process(editor: Editor) -> None:
    editor.start()
    processes = _running(editor)
    editor.hang_up()
    assert _gone_within(processes, 1.0), _alive(processes)
    assert editor.process.wait(5) == 0


def test_sigterm_ends_every_process(editor: Editor) -> None:
    editor.start()
    processes = _running(editor)
    editor.process.send_signal(signal.SIGTERM)
    assert _gone_within(processes, 2.0), _alive(processes)


def test_a_killed_server_leaves_no_process(editor: Editor) -> None:
    editor.start()
    processes = _running(editor)
    editor.process.kill()
    editor.process.wait()
    assert _gone_within(processes, 3.0), _alive(processes)


def test_the_server_ends_with_the_editor_though_its_stream_stays_open(start: Callable[[], Editor]) -> None:
    parent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    editor = start()
    editor.ask("initialize", processId=parent.pid, rootUri=None, capabilities={})
    parent.communicate()
    assert editor.process.wait(60) == 0


def test_what_is_printed_while_modules_load_does_not_reach_the_editor(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "path").mkdir()
    (tmp_path / "path" / "yaml.py").write_text(
        "import os, sys\nprint('noise')\nos.write(1, b'noise')\nsys.path.remove(os.path.dirname(__file__))\n"
        "del sys.modules['yaml']\nimport yaml\nsys.modules['yaml'] = yaml\n"
    )
    with Editor(vault, cache=tmp_path / "cache", PYTHONPATH=str(tmp_path / "path")) as editor:
        editor.start()
        editor.open("n.md", "$$1 + 1 = 2$$\n")
        editor.wait("vaultRunner/checks")
    assert editor.broken == b""
    assert b"noise" in b"".join(editor.log)


def test_the_command_says_what_it_is_for() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "vault_runner", "lsp", "--help"],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Serve an editor" in shown.stdout
