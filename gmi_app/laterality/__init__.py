"""Left-right discrimination: balanced blocks, timed trials, the drill, and its scoring."""
