from portal.admin import nothing_found, people

__all__ = ["nothing_found", "people"]
