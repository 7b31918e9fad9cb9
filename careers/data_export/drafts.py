"""How a file proves that its person kept something about content before it became a draft.

An import treats unpublished content as unknown, so that nobody can discover drafts by trying names.
But what a person kept is theirs all the same: their own file unlocks it, in the portal that wrote
the file and in no other.
"""

from collections.abc import Iterable

from django.core.signing import BadSignature, Signer

SALT = "careers.portable.drafts"  # of files people keep: never change it
Draft = tuple[str, str]  # kind and slug of a row of content, or of a language with drafts only


def proof_of(drafts: Iterable[Draft]) -> str:
    """The same for the same drafts; empty for none."""
    named = sorted(drafts)
    return Signer(salt=SALT).sign_object(named) if named else ""


def proven_by(proof: str) -> set[Draft]:
    """The drafts; none for a proof of another portal, or one that was tampered with."""
    try:
        named = Signer(salt=SALT).unsign_object(proof)
    except BadSignature:
        return set()
    return {(kind, slug) for kind, slug in named}
