"""Static files as they are served: hashed names, compressed, our style sheets in one file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLE = "ui/fairway.css"
IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>\w+)\);')
URL = re.compile(r"url\((?P<quote>['\"]?)(?P<path>(?![a-z]+:|/)[^'\")]+)")


class Static(CompressedManifestStaticFilesStorage):
    # Only our own modules: a pattern over minified libraries would match by accident.
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (
            "*/js/*.js",
            (
                (r"""(?P<matched>import\("(?P<url>\.[^"]+)"\))""", 'import("%(url)s")'),
                (r"""(?P<matched>from "(?P<url>\.[^"]+)";)""", 'from "%(url)s";'),
            ),
        ),
    )

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if BUNDLE in paths and not dry_run:
            if self.exists(BUNDLE):
                self.delete(BUNDLE)
            self.save(BUNDLE, ContentFile(bundle(paths).encode()))
            paths = {**paths, BUNDLE: (self, BUNDLE)}
        return super().post_process(paths, dry_run=dry_run, **options)


def bundle(paths: dict[str, Any]) -> str:
    """The style sheet with each import written out in its layer."""

    def read(name: str) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            return file.read().decode()

    def write_out(found: re.Match[str]) -> str:
        folder = posixpath.dirname(found["path"])
        css = read(posixpath.join(posixpath.dirname(BUNDLE), found["path"]))
        if folder:
            css = URL.sub(lambda url: f"url({url['quote']}{folder}/{url['path']}", css)
        return f"@layer {found['layer']} {{\n{css}}}"

    return IMPORT.sub(write_out, read(BUNDLE))
