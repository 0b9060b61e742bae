"""The park in full detail: companies with heat, vehicles and stores of their own, made from a seed and solved."""
