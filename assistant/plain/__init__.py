"""The same answer in plainer words: shorter sentences, everyday words, explained terms; same figures, same sources."""
