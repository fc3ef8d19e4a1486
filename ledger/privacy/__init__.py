"""Personal values, kept apart so that they can be erased, and the search for where they stand."""
