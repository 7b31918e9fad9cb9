"""What somebody signs in with: the codes of an authenticator app, and a passkey that was added."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = 30  # seconds
PASSKEY = {
    "type": "public-key",
    "id": "1KNlKkX-Bg1Ys4YLEAN6zx16x4O2UM_WPz1wfYtZx6U",
    "rawId": "1KNlKkX-Bg1Ys4YLEAN6zx16x4O2UM_WPz1wfYtZx6U",
    "clientExtensionResults": {"credProps": {"rk": True}},
    "response": {
        "clientDataJSON": (
            "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoidE9Ud09GNDhxMTdXYklNVnltRXpp"
            "SUV2M3ZuTzNoa3lEY1ZIMFZSeXpmdyIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6NTkzNDkiLCJj"
            "cm9zc09yaWdpbiI6ZmFsc2V9"
        ),
        "attestationObject": (
            "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikSZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMd"
            "l2NFAAAAAQECAwQFBgcIAQIDBAUGBwgAINSjZSpF_gYNWLOGCxADes8deseDtlDP1j89cH2LWcelpQEC"
            "AyYgASFYIKFlq_yh7u6hlxQV1MpBmFTtRSYkckTSCxQjeoxo7wczIlgg5VAsuLG9ztABkcXp9vCjkf1w"
            "UOaeYfiJTxRYy9FimTw"
        ),
    },
}


def code_now(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP))
