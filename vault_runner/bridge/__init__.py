"""The bridge to editors: a language server and its `vaultRunner/*` messages."""
