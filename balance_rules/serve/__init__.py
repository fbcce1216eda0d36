"""The service: an assessment over HTTP, and the page in the browser that needs no terminal; the extra ``serve``.

```python
from balance_rules.serve import app

service = app(br.load())  # an ASGI application: run it, or mount it in one of your own
```

It keeps nothing: every answer follows from what the request holds.
"""

from __future__ import annotations

from balance_rules.errors import UnsupportedError

try:
    import fastapi  # noqa: F401
except ImportError as error:  # pragma: no cover - shown by a test that hides the module
    raise UnsupportedError.without("serve", "no module 'fastapi'", "the library that serves HTTP") from error

from balance_rules.serve.application import app
from balance_rules.serve.limits import Limits

__all__ = ["Limits", "app"]
