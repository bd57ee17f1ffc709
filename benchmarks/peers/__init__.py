"""同类. The waiting period of a person, reckoned by us and by the engines that people would pick instead."""
