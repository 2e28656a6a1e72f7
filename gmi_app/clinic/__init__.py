"""What a physiotherapist looks at: who needs a look and why, and what changed for one patient."""
