"""The programs that run notes: zygote, guardian and child.

They are started by the notes' own interpreter, so this package needs the standard library alone, under any
Python from 3.10 on, and imports nothing else of vault-runner. It is not for the tool's side: that is
`vault_runner.execute`, which shares only `frames`, `plain` and `tree` with it.

    zygote    imports the heavy packages once, then forks a guardian for every session
    guardian  watches one session from outside: memory, processes, interrupts, the end; sweeps what is left
    child     runs the blocks of that session and reports through frames
"""
