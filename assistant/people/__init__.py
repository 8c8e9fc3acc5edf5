"""What people do when the assistant should not answer alone: values and rules. Knows no SQL, no HTTP."""
