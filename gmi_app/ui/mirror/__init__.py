"""The mirror on the screen: its view, its window, its sheets, and the session that moves them."""
