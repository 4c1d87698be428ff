"""Forbids sockets to the process that imports it, as Python does by itself from a folder in PYTHONPATH."""

from __future__ import annotations

import socket
import sys

_FORBIDDEN = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
_NAMES = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    """Raise at what could reach another machine; processes of one machine may talk."""
    if event in _NAMES:
        raise RuntimeError(f"{event}: no network")
    if event in _FORBIDDEN and getattr(arguments[0], "family", None) != getattr(socket, "AF_UNIX", object()):
        raise RuntimeError(f"{event}: no network")


sys.addaudithook(_forbid)
