"""Papers for those who read them: a model of what is said, and the forms it is written in."""
