from django.db import models


class ContentVersion(models.Model):
    """One row, whose value every write to the content replaces (`portal.core.content_version`)."""

    is_content = False

    value = models.CharField(max_length=36)

    def __str__(self) -> str:
        return self.value
