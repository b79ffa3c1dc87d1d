"""Who moves when, who is sent where a clinic has no doctor, and the help that comes from outside."""
