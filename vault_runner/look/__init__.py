"""How much two pictures differ to the eye: drawn as pixels in a process of its own, compared as an eye would.

Started with `python -m vault_runner.look`; nothing imports its modules, so that the command line loads no arrays.
What it is not: a judge of whether a change is right.
"""
