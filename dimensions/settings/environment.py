"""Environment variables, with errors that say what a value should be."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

WORDS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


class Environment(environ.Env):
    """Takes no text for a number, and no word that is neither yes nor no for no."""

    def int(self, var: str, default: Any = environ.Env.NOTSET) -> Any:
        """Return a whole number. Raise ImproperlyConfigured with a sentence for anything else."""
        try:
            return super().int(var, default)
        except ValueError as error:
            raise ImproperlyConfigured(f"{var} is “{self.str(var)}”: give it a whole number, such as 1.") from error

    def bool(self, var: str, default: Any = environ.Env.NOTSET) -> Any:
        """Return yes or no. Raise ImproperlyConfigured with a sentence for anything else."""
        if var not in self:
            return super().bool(var, default)
        value = WORDS.get(self.str(var).strip().lower())
        if value is None:
            raise ImproperlyConfigured(f"{var} is “{self.str(var)}”: give it true or false.")
        return value
