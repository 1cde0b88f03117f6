"""What is remembered of a vault between two commands, and what has to be judged again."""
