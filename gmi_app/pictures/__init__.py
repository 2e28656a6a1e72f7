"""Pictures of body parts: what each shows, which side, and how it is turned to be presented."""
