"""People: accounts, guests, logins and what each may do."""
