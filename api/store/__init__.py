"""What people said and what became of it: tables of the application database."""
