Migration = tuple[str, str]  # of which app, and its name


class BackupError(Exception):
    """A backup that was not written, or not restored, and what to do; nothing has changed."""
