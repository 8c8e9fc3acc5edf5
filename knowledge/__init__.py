"""What is known, and how it is found: registry, indexes, search. Imports no other package of Lotse."""
