"""What a verdict means for the command: baselines, rules by path, ignores, and what a change took away."""
