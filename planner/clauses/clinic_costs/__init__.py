"""What clinics cost, who bears it, and what each receives of public funds."""
