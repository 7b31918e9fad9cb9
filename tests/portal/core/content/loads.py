"""What tests of loading share."""

NOTHING = ["0 added, 0 changed, 0 kept, 0 removed"]
