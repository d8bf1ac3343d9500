// Nothing: what loading any module costs.
