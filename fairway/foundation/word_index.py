"""An index of the words in a column, each database's own kind: found by how words begin.

The database keeps it, so that no way of writing can forget it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value
from django.db.models.expressions import RawSQL

MOST_WORDS = 6
ENDS_A_QUOTE = str.maketrans("", "", "\"'\\\0")


def _accented() -> dict[str, str]:
    """Latin letters with an accent, and the letter under it."""
    letters = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
    under = {letter: unicodedata.normalize("NFKD", letter)[0] for letter in letters}
    return {
        letter: plain
        for letter, plain in under.items()
        if letter.islower() and plain.isascii() and plain.isalpha()
    }


ACCENTED = _accented()


@dataclass(frozen=True)
class WordIndex:
    """`folded`: the column has neither case, accents nor signs, so that splitting it is enough."""

    table: str
    column: str
    folded: bool = False

    @property
    def name(self) -> str:
        return f"{self.table}_words"

    def make(self, apps: Any, schema_editor: Any) -> None:
        vendor = schema_editor.connection.vendor
        for statement in [self._in_postgresql()] if vendor == "postgresql" else self._in_sqlite():
            schema_editor.execute(statement, None)

    def drop(self, apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP INDEX {self.name}")
            return
        for verb in ("insert", "delete", "update"):
            schema_editor.execute(f"DROP TRIGGER {self.name}_{verb}")
        schema_editor.execute(f"DROP TABLE {self.name}")

    def has(self, words: list[str]) -> Q:
        """Each of these words begins a word of the column."""
        if connection.vendor == "postgresql":
            asked = " & ".join(f"'{word}':*" for word in words)
            return Q(_HasWords(F(self.column), Value(asked), folded=self.folded))
        return Q(pk__in=self.rows_in_sqlite(words))

    def newest(self, rows: QuerySet[Any], words: list[str], most: int) -> QuerySet[Any]:
        """Those of the last so many that have the words: a word that very many have then costs
        no more than a rare one."""
        if connection.vendor == "postgresql":
            found = rows.model._base_manager.filter(self.has(words)).order_by("-pk").values("pk")
            return rows.filter(pk__in=found[:most])
        return rows.filter(pk__in=self.rows_in_sqlite(words, f" ORDER BY rowid DESC LIMIT {most}"))

    def rows_in_sqlite(self, words: list[str], which: str = "") -> RawSQL:
        # Quoted: what is typed is looked for, never read as a query.
        asked = " AND ".join(f'"{word}"*' for word in words)
        statement = f"SELECT rowid FROM {self.name} WHERE {self.name} MATCH %s{which}"  # noqa: S608
        return RawSQL(statement, [asked])  # noqa: S611 (a fixed statement)

    def add_on_insert(self) -> str:
        """The trigger by which SQLite takes up a new row."""
        return (
            f"CREATE TRIGGER {self.name}_insert AFTER INSERT ON {self.table} BEGIN {self._add}END"
        )

    def rebuild(self) -> str:
        return f"INSERT INTO {self.name}({self.name}) VALUES ('rebuild')"  # noqa: S608

    @property
    def _add(self) -> str:
        return f"INSERT INTO {self.name}(rowid, {self.column}) VALUES (new.id, new.{self.column}); "  # noqa: S608

    def _in_sqlite(self) -> list[str]:
        name, table, column = self.name, self.table, self.column
        splits = "detail='none'" if self.folded else "tokenize='unicode61 remove_diacritics 2'"
        remove = (
            f"INSERT INTO {name}({name}, rowid, {column}) "  # noqa: S608
            f"VALUES ('delete', old.id, old.{column}); "
        )
        return [
            f"CREATE VIRTUAL TABLE {name} USING fts5("
            f"{column}, content='{table}', content_rowid='id', prefix='1 2 3', {splits})",
            self.add_on_insert(),
            f"CREATE TRIGGER {name}_delete AFTER DELETE ON {table} BEGIN {remove}END",
            f"CREATE TRIGGER {name}_update AFTER UPDATE OF {column} ON {table} "
            f"BEGIN {remove}{self._add}END",
            self.rebuild(),
        ]

    def _in_postgresql(self) -> str:
        column = self.column if self.folded else _plain(self.column)
        words = f"to_tsvector('simple', {column})"
        return f"CREATE INDEX {self.name} ON {self.table} USING gin ({words})"


def words_of(typed: str) -> list[str]:
    """The words somebody looks for, without what would end their being quoted."""
    words = [word.translate(ENDS_A_QUOTE) for word in typed.split()]
    return [word for word in words if any(letter.isalnum() for letter in word)][:MOST_WORDS]


def _plain(expression: str) -> str:
    return f"translate(lower({expression}), '{''.join(ACCENTED)}', '{''.join(ACCENTED.values())}')"


class _HasWords(Func):
    """PostgreSQL's own way, written as its index is."""

    output_field = BooleanField()

    def __init__(self, column: Any, words: Any, *, folded: bool) -> None:
        super().__init__(column, words)
        self.folded = folded

    def as_sql(
        self,
        compiler: Any,
        connection: Any,
        function: str | None = None,
        template: str | None = None,
        arg_joiner: str | None = None,
        **extra_context: Any,
    ) -> Any:
        column, words = (compiler.compile(one) for one in self.source_expressions)
        if self.folded:
            fits = f"(to_tsvector('simple', {column[0]})) @@ to_tsquery('simple', {words[0]})"
        else:
            fits = (
                f"(to_tsvector('simple', {_plain(column[0])})) "
                f"@@ to_tsquery('simple', {_plain(words[0])})"
            )
        return f"({fits})", (*column[1], *words[1])
