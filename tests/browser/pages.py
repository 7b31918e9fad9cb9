"""One page of every type, by name: what the checks of this folder look at, each in its way.

tests/test_access.py holds the list to the map of the site: a new page cannot forget to be here.
"""

ROLE = "machine-learning-engineer"
COMPARE = f"/roles/compare/?role={ROLE}"

# The same for everybody but for the masthead and what somebody's own levels add.
PUBLIC = {
    "home": "/",
    "role list": "/roles/",
    "role list, filtered": "/roles/?q=engineer&family=engineering",
    "role list, nothing found": "/roles/?q=zzz",
    "role": f"/roles/{ROLE}/",
    "transitions": f"/roles/{ROLE}/transitions/",
    "compare, none": "/roles/compare/",
    "compare, one": COMPARE,
    "compare, one unknown": f"{COMPARE}&role=data-engineer&role=nobody",
    "compare, four": f"{COMPARE}&role=data-engineer&role=ai-auditor&role=data-scientist",
    "skill list": "/skills/",
    "skill list, filtered": "/skills/?q=data",
    "skill list, nothing found": "/skills/?q=zzz",
    "skill": "/skills/python/",
    "skill with many ties": "/skills/llm-serving/",
    "resource list": "/resources/",
    "resource list, nothing found": "/resources/?q=zzz",
    "resource": "/resources/cs50-python/",
    "start": "/start/",
    "start, several": "/start/?q=teacher",
    "start, misspelt": "/start/?q=acountant",
    "start, nothing found": "/start/?q=zzz",
    "occupation list": "/occupations/",
    "occupation list, filtered": "/occupations/?q=teacher",
    "occupation list, nothing found": "/occupations/?q=zzz",
    "occupation": "/occupations/registered-nurse/",
    "occupation without codes": "/occupations/school-leaver/",
    "search, no words": "/search/",
    "search": "/search/?q=data",
    "search, misspelt": "/search/?q=pyhton",
    "search, nothing found": "/search/?q=zzz",
    "about the match": "/about/match/",
    "about the balance": "/about/balance/",
    "sources": "/about/sources/",
    "hub": "/scalability/",
    "pillar": "/scalability/data-management/",
    "topic": "/scalability/topics/data-parallelism/",
    "case study list": "/scalability/case-studies/",
    "case study": "/scalability/case-studies/deepseek-v3/",
}
PERSONAL = {
    "start from an occupation": "/start/registered-nurse/",
    "profile": "/profile/",
    "profile, nothing found": "/profile/?q=zzz",
    "present role": "/profile/present-role/",
    "present role, said": "/profile/present-role/?role=data-analyst",
    "progress": "/profile/progress/",
    "data": "/profile/data/",
    "delete": "/profile/delete/",
    "return link": "/profile/return/no-such-page/",
    "questions": "/profile/questions/",
    "question": "/profile/questions/?asked=",
    "question, changed": "/profile/questions/?asked=python,machine-learning&again=python",
    "matches": "/matches/",
    "matches, filtered": "/matches/?family=research&entry=mid",
    "plan": "/plan/",
    "plan for a role": f"/plan/{ROLE}/",
}
STRANGERS = {
    "sign in": "/accounts/login/",
    "sign up": "/accounts/signup/",
    "reset": "/accounts/password/reset/",
    "reset, sent": "/accounts/password/reset/done/",
    "reset, link gone": "/accounts/password/reset/key/1-gone/",
    "confirm, sent": "/accounts/confirm-email/",
    "confirm, link gone": "/accounts/confirm-email/gone/",
}
MEMBERS = {
    "sign out": "/accounts/logout/",
    "email": "/accounts/email/",
    "password": "/accounts/password/change/",
    "sign in again": "/accounts/reauthenticate/",
}
FACTOR = "/accounts/second-factor"
TO_SET_UP = {
    "second factor, none": f"{FACTOR}/",
    "app to set up": f"{FACTOR}/totp/activate/",
    "passkey to add": f"{FACTOR}/webauthn/add/",
    "passkeys, none": f"{FACTOR}/webauthn/",
}
GUARDED = {  # of whoever is the first with factors, so that the passkey is number 1
    "second factor": f"{FACTOR}/",
    "code once more": f"{FACTOR}/reauthenticate/",
    "app to remove": f"{FACTOR}/totp/deactivate/",
    "passkeys": f"{FACTOR}/webauthn/",
    "passkey once more": f"{FACTOR}/webauthn/reauthenticate/",
    "passkey to rename": f"{FACTOR}/webauthn/keys/1/edit/",
    "passkey to remove": f"{FACTOR}/webauthn/keys/1/remove/",
    "recovery codes": f"{FACTOR}/recovery-codes/",
    "recovery codes to make": f"{FACTOR}/recovery-codes/generate/",
}
HALF_IN = {"second step": f"{FACTOR}/authenticate/"}
MISSING = {"missing": "/no-such-page/"}

SHARED = PUBLIC | PERSONAL | MISSING
# Who looks at which pages; where a page is the same for two of them, one looks.
FOR = {
    "reader": SHARED | STRANGERS,
    "visitor": PERSONAL,
    "newcomer": PERSONAL | MEMBERS | TO_SET_UP | {"home": "/"},
    "member": SHARED | MEMBERS,
    "guarded": GUARDED,
    "half in": HALF_IN,
}

# What htmx asks for alone: the address, and the id of the element that the answer replaces.
PARTS = {
    "role list": ("/roles/?family=research", "results"),
    "skill list": ("/skills/?q=python", "results"),
    "resource list": ("/resources/?q=python", "results"),
    "start": ("/start/?q=nur", "suggested"),
    "occupation list": ("/occupations/?q=nurse", "results"),
    "transitions": (f"/roles/{ROLE}/transitions/?family=research", "results"),
    "profile": ("/profile/?q=python", "skills"),
    "matches": ("/matches/?family=research", "results"),
}
