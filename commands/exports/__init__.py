"""Files that leave the ledger, and the record that they left."""
