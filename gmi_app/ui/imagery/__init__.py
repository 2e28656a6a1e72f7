"""Imagined movements on the screen: the window, its sheets, the guide that moves them."""
