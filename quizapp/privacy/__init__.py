"""What people may take with them and leave behind: their data, their leaving, unused guests."""
