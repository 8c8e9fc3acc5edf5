"""The console's pages on the knowledge: where it comes from, what it says, and what is held back."""

from api.console.knowledge import document, documents, head, overview, quarantine, review, runs, uploads

ROUTERS = tuple(page.router for page in (overview, runs, documents, uploads, quarantine, review, head, document))
