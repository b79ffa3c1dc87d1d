"""How many doctors a clinic has, and which lawful posting is preferred."""
