"""Files that leave the program and come back."""
