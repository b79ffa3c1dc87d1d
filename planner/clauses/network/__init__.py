"""Which village has which clinic, how far the network reaches, and what a clinic is."""
