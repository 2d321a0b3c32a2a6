"""The teacher's side of banks: finding, editing, publishing and retiring questions."""
