"""How fast and how heavy the explorer is, measured in a real browser."""
