"""Runs the python in an Obsidian vault and tells what in its notes holds.

Nothing is imported here, so that the command line starts at once; the rooms are imported where they are used.
"""

__version__ = "0.1.0"
