"""How the example parks are made; never imported by the package."""
