"""What a message means after those before it, and what it tells of the asker."""
