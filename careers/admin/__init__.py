from careers.admin import resources, roles, skills, sources

__all__ = ["resources", "roles", "skills", "sources"]
