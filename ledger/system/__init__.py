"""Files, folders and locks as each operating system has them."""
