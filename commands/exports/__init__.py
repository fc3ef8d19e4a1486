"""What leaves the ledger as a file, and the record that it left."""
