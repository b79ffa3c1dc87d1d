"""Where staff come from in the years ahead: channels, graduates, hiring, posts, and what a clinic is owed."""
