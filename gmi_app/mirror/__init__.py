"""Mirror therapy: what goes where in the picture, the ladder of exercises, the guided session."""
