#!/bin/sh
# The plugin for Obsidian is built and tested with Node 20 or newer. Takes the system's own if there is none.
set -eu

wanted=20

node_version() { node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0; }
is_there() { [ "$(node_version)" -ge "$wanted" ] && command -v npm >/dev/null 2>&1; }

if is_there; then exit 0; fi
if command -v apt-get >/dev/null 2>&1; then
    root=""
    if [ "$(id -u)" -ne 0 ]; then root="sudo -n"; fi
    { $root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends nodejs npm; } >/dev/null 2>&1 || true
fi
if is_there; then exit 0; fi
cat >&2 <<END
The plugin for Obsidian needs Node $wanted or newer with npm; here is $(node --version 2>/dev/null || echo none).
Get it from https://nodejs.org, from your system's packages (Debian 13: apt-get install nodejs npm),
or with a version manager (nvm install $wanted). To test all but the plugin: make test PLUGIN=no
END
exit 1
