"""What those who serve are paid, what is taken off, and who funds it."""
