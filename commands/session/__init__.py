"""One run of the program: whose it is, what was meant, and how it is signed and recorded."""
