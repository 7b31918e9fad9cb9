from portal.admin import people

__all__ = ["people"]
