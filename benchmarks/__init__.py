"""基准. How fast: figures and ratios, and nothing of it a test."""
