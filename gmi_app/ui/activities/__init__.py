"""What goes beside the exercises, on the screen."""
