"""What the tests of a heat network share."""
