"""A plan in the formats that town halls work with; one pure function per format."""
