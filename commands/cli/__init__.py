"""The menu: one command a file, a folder a noun. No command imports another."""
