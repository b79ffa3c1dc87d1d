"""What is received after leaving."""
