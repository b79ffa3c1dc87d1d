"""What is done again and again, by which day, and what is kept on record."""
