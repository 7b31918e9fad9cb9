from hypothesis import settings

# No deadline: how long one example takes says more about the machine than about the code.
settings.register_profile("portal", deadline=None)
settings.load_profile("portal")
