"""Papers for committees: a model of their content, and the forms they are written in."""
