#!/bin/sh
# Install what the tests look at pages with, unless it is here: a Chromium, and a font with Chinese characters.
# Both come from the system's own packages; the browser serves the tests in Python and those of the plugin.
set -eu

find_chromium() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$name" >/dev/null 2>&1; then return 0; fi
    done
    return 1
}

has_font() { command -v fc-list >/dev/null 2>&1 && fc-list :lang=zh family | grep -q .; }

missing=""
find_chromium || missing="$missing chromium"
has_font || missing="$missing fontconfig fonts-noto-cjk"
if [ -z "$missing" ]; then exit 0; fi

if ! command -v apt-get >/dev/null 2>&1; then
    echo "the tests need:$missing; install them with your system's package manager" >&2
    exit 1
fi
root=""
if [ "$(id -u)" -ne 0 ]; then root="sudo -n"; fi
$root apt-get update -qq
# shellcheck disable=SC2086 - each word is a package
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing >/dev/null
