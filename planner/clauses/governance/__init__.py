"""The texts themselves: which overrides, what repeats, who answers."""
