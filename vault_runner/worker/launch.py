"""Started by the notes' interpreter: makes `vault_runner.worker` importable there, and becomes what is asked for.

That is the zygote, or where forking is not safe a `minder` or a `spawned` child, named by the first argument.

Only the package's own folder is made known. The site-packages that vault-runner is installed in stay out of sight,
since their versions are not those of the notes' environment.
"""

import importlib.util
import sys
from pathlib import Path

OLDEST = (3, 10)
ROLES = ("minder", "spawned")


def expose_package() -> None:
    """Register the package without running its `__init__`, and forget the folder that this file lies in."""
    here = Path(__file__).resolve().parent
    package = here.parent
    sys.path[:] = [folder for folder in sys.path if Path(folder) != here]
    spec = importlib.util.spec_from_file_location(
        "vault_runner", package / "__init__.py", submodule_search_locations=[str(package)]
    )
    if spec is None:
        sys.exit(f"{package} can't be imported")
    sys.modules["vault_runner"] = importlib.util.module_from_spec(spec)


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit("python {}.{} is too old, 3.10 is the least".format(*sys.version_info[:2]))
    expose_package()
    role = sys.argv.pop(1) if sys.argv[1] in ROLES else "zygote"
    importlib.import_module(f"vault_runner.worker.{role}").main()
