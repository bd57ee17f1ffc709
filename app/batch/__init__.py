"""批量. A whole province at once: columns in, columns out, over the same core.

Needs the extra `batch` (Arrow, numpy); nothing outside imports this package but its commands.
"""
