from django.contrib import admin

from careers.models import Source
from portal.admin.content import ContentAdmin


@admin.register(Source)
class SourceAdmin(ContentAdmin):
    list_display = ["title", "publisher", "year", "kind", "seen", "review_by"]
    list_filter = ["kind", "seen", "review_by"]
    search_fields = ["title", "publisher", "url"]
    view_on_site = False  # it is an entry in a list and has no page
    fields = ["title", "slug", "publisher", "url", "year", "kind", ("seen", "review_by")]
