#!/bin/sh
# Install the Neovim of the system's packages, which the tests use as a language client that we did not write.
# Where it can't be had, its tests are skipped and say so.
set -eu

if command -v nvim >/dev/null 2>&1; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "no Neovim here, so its tests are skipped; install it with your system's package manager" >&2
    exit 0
fi
root=""
if [ "$(id -u)" -ne 0 ]; then root="sudo -n"; fi
if ! { $root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends neovim >/dev/null; }; then
    echo "Neovim could not be installed, so its tests are skipped" >&2
fi
