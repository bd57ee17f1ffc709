"""名词. The nouns of the law: frozen values without input or output."""
