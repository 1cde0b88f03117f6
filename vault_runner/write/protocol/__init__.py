"""Write into a note that somebody may be typing in, without losing a keystroke.

`Writer` is the way in: one for each command. Around it: `quiet` (when to begin), `siblings` (when not to),
`lease` and `exchange` (what the system gives), `journal` and `sweep` (after a crash), `grace` (late writers),
`recovery` (what could not be merged), `parked` (results that could not be written yet), `lock` (one command at a
time), `own` (which bytes were ours).

What this is not: a way to write into a note that an editor holds unsaved. Only its editor knows what was typed
there.
"""
