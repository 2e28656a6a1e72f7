"""Who exercises and what is prescribed."""
