"""A real Chromium for the tests that look at a page; `make browser` installs one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str:
    """Return the path of a Chromium, or skip the test and say how to get one."""
    stated = os.environ.get("VAULT_RUNNER_CHROMIUM", "")
    found = stated or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.skip("no Chromium here; `make browser` installs one")
    return found


@contextmanager
def page(width: int = 1280, height: int = 900) -> Iterator[Page]:
    """Open an empty page in a browser of its own."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a page is looked at

    executable = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        try:
            yield browser.new_page(viewport={"width": width, "height": height})
        finally:
            browser.close()
