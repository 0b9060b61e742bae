"""What the companies on a business park should do together, what it costs, and who pays what."""
