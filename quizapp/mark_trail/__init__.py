"""The audit trail of marks: who looked at whose, and who changed them, as a chain of hashes."""
