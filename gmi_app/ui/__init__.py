"""Windows, screens and the stage."""
