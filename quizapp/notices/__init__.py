"""What people are told: read from how things stand, what they chose, and what they have read."""
