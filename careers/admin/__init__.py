from careers.admin import occupations, resources, roles, skills, sources

__all__ = ["occupations", "resources", "roles", "skills", "sources"]
