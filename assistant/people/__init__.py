"""The half of Lotse that people do: who they are, what they take over and what they answer."""
