"""The SQL prompt, and the list of tables and columns."""
