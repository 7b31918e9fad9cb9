from portal.models.content_versions import ContentVersion
from portal.models.loaded_rows import LoadedRow, LoadedRowQuerySet
from portal.models.nothing_found import NothingFound, NothingFoundDay
from portal.models.people import TAKEN, User, UserManager
from portal.models.rate_limits import RateLimit, RateLimitCount
from portal.models.unsent_mail import UnsentMail

__all__ = [
    "TAKEN",
    "ContentVersion",
    "LoadedRow",
    "LoadedRowQuerySet",
    "NothingFound",
    "NothingFoundDay",
    "RateLimit",
    "RateLimitCount",
    "UnsentMail",
    "User",
    "UserManager",
]
