"""The kinds of record, one a file, and nothing else."""
