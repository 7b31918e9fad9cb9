from django.contrib import admin

from careers.models import Source
from portal.admin.content import ContentAdmin


@admin.register(Source)
class SourceAdmin(ContentAdmin):
    list_display = ["title", "publisher", "year", "seen", "review_by"]
    list_filter = ["seen", "review_by"]
    search_fields = ["title", "publisher", "url"]
    fields = ["title", "slug", "publisher", "url", "year", ("seen", "review_by")]
