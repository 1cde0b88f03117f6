"""Formulas: the questions to the engine, the answers that are kept, and code held against them."""
