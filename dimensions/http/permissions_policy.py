"""Permissions Policy (https://www.w3.org/TR/permissions-policy/): device features that pages and players may not use.

A member's passport asks for the location when the button is pressed; no other feature is used.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

HEADER = "Permissions-Policy"
UNUSED = (
    *("accelerometer", "camera", "display-capture", "gyroscope", "hid", "idle-detection", "magnetometer"),
    *("microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking"),
)
POLICY = ", ".join([*(f"{feature}=()" for feature in UNUSED), "geolocation=(self)"])


class PermissionsPolicyMiddleware:
    """Sets the policy on every response; the rules of web servers repeat it for stored pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the header."""
        response = self.get_response(request)
        response.headers.setdefault(HEADER, POLICY)
        return response
