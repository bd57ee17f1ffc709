"""接口文档. The OpenAPI 3.1 document: calls from Litestar's routes, types from structs, words from a file."""
