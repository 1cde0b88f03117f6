"""Virtual devices: code written for an accelerator runs where there is none.

Two modes share one mechanism. A tensor on a virtual device is a wrapper: its outside is a `meta` tensor, whose index
is the device's ordinal, so that autograd and functorch work on it as on any device; its inside holds what the device
would hold. In `value` mode the inside is a tensor on the CPU and every operation really happens. In `shape` mode a
`FakeTensorMode` lies below, so that the inside has a shape and no values.

Not for saying how fast or how exact a device would be: nothing here knows.

Nothing is imported but by a session's child, and torch by nothing else: see `virtual.py`.
"""
