"""Who may enter a village-doctor post, by which papers, and what ends the service."""
