"""示例人口. A made-up population for trying, testing and measuring: no line of it is about anybody."""
