"""An openly simulated patient, for trying the program out. Nothing in here measures a person."""
