"""A heat network as such: where it could lie, which pipes it takes, and how water flows through them."""
