"""The walls around a note's code, from the innermost layer of the process itself outwards.

    raising     puts them up, in the one order that works, in a child that has not run anything of the note yet
    landlock    which files may be read and written
    seccomp     which system calls may be made (`bpf` assembles, `syscalls` has the numbers)
    namespaces  a network, a memory for messages and a view of the disk of its own, where the system allows it
    rlimits     how much of a few things one process may take
    reach       which files a note's code needs to see
    closed      what is said to code that meets a wall
    probe       which of all this holds here, found out by trying what is forbidden

Nothing here decides who is confined: the tool says so for every session. A wall that was asked for and can't be put
up is an error, and the code behind it does not run.
"""
