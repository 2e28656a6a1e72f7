"""One module for every screen."""
