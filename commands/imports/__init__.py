"""Tables brought in: an office's own tracker read, and drafted as commands to check."""
