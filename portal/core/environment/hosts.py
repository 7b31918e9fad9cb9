"""Host names, origins and listen addresses, in the one form Django compares with."""

import re
from collections.abc import Callable
from ipaddress import IPv6Address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.http.request import validate_host

from portal.core.environment.values import InvalidSettingError

NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
USUAL_PORTS = {"http": 80, "https": 443}
PORTS = range(1, 65_536)


def host(*, any_host: bool = False) -> Callable[[str], str]:
    """A name the site answers to; one beginning with a dot stands for all its subdomains too."""

    def read(value: str) -> str:
        if value == "*":
            if any_host:
                return value
            raise InvalidSettingError(
                "must name the hosts, because * lets anybody make up the site's name"
            )
        if value.startswith("*."):
            raise InvalidSettingError(
                "contains a *: write .example.org for example.org and its subdomains"
            )
        if value.startswith("."):
            return f".{_parent(_host_name(value.removeprefix('.')))}"
        return _host_name(value)

    return read


def origin(value: str) -> str:
    """A scheme and a host, such as https://www.example.org or https://*.example.org."""
    parts = _split(value)
    any_subdomain = "*." if parts.netloc.startswith("*.") else ""
    if any_subdomain:
        parts = parts._replace(netloc=parts.netloc.removeprefix("*."))
        _parent(parts.hostname or "")
    return _address(parts, any_subdomain)


def site_url(allowed_hosts: list[str], *, https: bool) -> Callable[[str], str]:
    """The site's own origin, under one of the names it answers to."""

    def read(value: str) -> str:
        parts = _split(value)
        if https and parts.scheme != "https":
            raise InvalidSettingError("must begin with https://, because HTTPS is on")
        address = _address(parts)
        name = urlsplit(address).netloc
        name = name if name.endswith("]") else name.rpartition(":")[0] or name
        if not validate_host(name, allowed_hosts):
            raise InvalidSettingError("has a host that is not in ALLOWED_HOSTS: add it there")
        return address

    return read


def listening_place(value: str) -> str:
    """Where gunicorn listens: 127.0.0.1:8000, [::1]:8000 or unix:/run/portal.sock."""
    is_socket = value.startswith(("unix:", "fd://"))
    name, _, port = value.rpartition(":")
    if not is_socket and (not name or not port.isdecimal() or int(port) not in PORTS):
        raise InvalidSettingError("must be host:port or unix:/path, such as 127.0.0.1:8000")
    return value if is_socket else f"{_host_name(name)}:{int(port)}"


def proxy_addresses(value: str) -> str:
    """Addresses or networks of proxies, or * for any."""
    try:
        if value != "*":
            ip_network(value)
    except ValueError:
        raise InvalidSettingError(
            "must hold IP addresses or networks, such as 10.0.0.0/8"
        ) from None
    return value


def _split(value: str) -> SplitResult:
    if not value.lower().startswith(("http://", "https://")):
        raise InvalidSettingError(
            "must begin with https:// or http://, such as https://www.example.org"
        )
    try:
        return urlsplit(value)
    except ValueError:
        raise InvalidSettingError("is not understood: write https://www.example.org") from None


def _address(parts: SplitResult, before: str = "") -> str:
    if parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise InvalidSettingError(
            "must be just a scheme and a host, such as https://www.example.org"
        )
    try:
        port = parts.port
    except ValueError:
        raise InvalidSettingError("has a port that is not a number from 1 to 65535") from None
    name = _host_name(parts.netloc.rpartition(":")[0] if port else parts.netloc.rstrip(":"))
    shown = "" if port in {None, USUAL_PORTS[parts.scheme]} else f":{port}"
    return f"{parts.scheme}://{before}{name}{shown}"


def _parent(name: str) -> str:
    """The name, unless it covers domains that strangers can register."""
    if "." not in name and name != "localhost":
        raise InvalidSettingError(
            "names a whole top-level domain: write .example.org, or each host"
        )
    return name


def _host_name(value: str) -> str:
    """In lower case, an international name in its xn-- form, an IPv6 address in brackets."""
    if "://" in value:
        raise InvalidSettingError(
            "must not include a scheme: write www.example.org without https://"
        )
    if "/" in value:
        raise InvalidSettingError("must not include a path: write just www.example.org")
    try:
        return f"[{IPv6Address(value.strip('[]')).compressed}]"
    except ValueError:
        pass
    if ":" in value:
        raise InvalidSettingError("must not include a port: write just www.example.org")
    if any(letter.isspace() for letter in value):
        raise InvalidSettingError("contains a space: separate names by commas")
    try:
        name = value.lower().rstrip(".").encode("idna").decode()
    except UnicodeError:
        name = ""
    if not NAME.fullmatch(name):
        raise InvalidSettingError(
            "contains something that is not a host name, such as www.example.org"
        )
    return name
