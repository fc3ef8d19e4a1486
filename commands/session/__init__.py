"""One run of the program: who is using it, what they meant, how it is signed and recorded."""
