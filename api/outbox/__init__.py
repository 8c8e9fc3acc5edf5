"""Mail and webhooks that leave the house: what is to be delivered, and how it gets there at least once."""
