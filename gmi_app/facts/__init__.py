"""Facts: what happened, append-only. And the journal: how the program writes and reads them."""
