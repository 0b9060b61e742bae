"""The doors to all below: the command line, and later a page in the browser. Nothing here computes."""
