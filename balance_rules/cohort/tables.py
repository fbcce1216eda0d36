"""Whatever holds a table, opened: Polars, pandas, Arrow, DuckDB, Ibis, PySpark, or the path of files."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from balance_rules.errors import FactError, Problem, UnsupportedError

Kind = Literal["eager", "lazy", "files", "engine", "spark"]
PARQUET, CSV = (".parquet", ".pq"), (".csv", ".tsv")
EXTRAS = {"narwhals": "cohort", "polars": "cohort", "pyarrow": "cohort", "pandas": "pandas", "duckdb": "duckdb"}
EXTRAS |= {"ibis": "ibis", "pyspark": "spark", "sqlglot": "ibis"}


def needed(module: str) -> Any:
    """Return a library that an extra brings.

    Raises
    ------
    UnsupportedError
        When it is not installed; the error names the extra.
    """
    try:
        return import_module(module)
    except ImportError:
        extra = EXTRAS.get(module.partition(".")[0], "cohort")
        fix = f"Install it with: pip install 'balance-rules[{extra}]'"
        raise UnsupportedError([Problem("cohort", f"no library {module!r}", f"the extra {extra!r}", fix)]) from None


@dataclass(frozen=True, slots=True)
class Opened:
    """A table: of which kind, as what runs it reads it, and how a result becomes the caller's kind again."""

    kind: Kind
    native: Any
    restore: Callable[[Any], Any]
    paths: tuple[str, ...] = ()


def open_table(source: Any) -> Opened:
    """Return a table opened, nothing read yet of what is lazy.

    Raises
    ------
    FactError
        When a path names no file, or a file of another kind.
    UnsupportedError
        When the table is of no kind that is read, or its library is missing.
    """
    if isinstance(source, (str, Path)):
        return _open_files(str(source))
    pl = needed("polars")
    needed("narwhals")
    library = type(source).__module__.partition(".")[0]
    match library, type(source).__name__:
        case "polars", "DataFrame":
            return Opened("eager", source, lambda frame: frame)
        case "polars", "LazyFrame":
            return Opened("lazy", source, lambda frame: frame)
        case "pandas", "DataFrame":
            needed("pyarrow")
            return Opened("eager", pl.from_pandas(source), lambda frame: frame.to_pandas())
        case "pyarrow", "Table" | "RecordBatch" | "RecordBatchReader":
            whole = source.read_all() if hasattr(source, "read_all") else source
            return Opened("eager", pl.from_arrow(whole), lambda frame: frame.to_arrow())
        case (("duckdb" | "_duckdb" | "ibis"), _) if hasattr(source, "columns"):
            return Opened("engine", source, lambda frame: frame)
        case "pyspark", "DataFrame":
            return Opened("spark", source, lambda frame: frame)
    expected = "a table of Polars, pandas, Arrow, DuckDB, Ibis or PySpark, or the path of Parquet or CSV files"
    found = f"a {type(source).__module__}.{type(source).__name__}"
    raise UnsupportedError([Problem("cohort", found, expected, "Convert it to one of these.")])


def _open_files(pattern: str) -> Opened:
    pl = needed("polars")
    folder = Path(pattern)
    matches = sorted(glob.glob(pattern, recursive=True))
    if folder.is_dir():
        matches = sorted(str(path) for path in folder.rglob("*") if path.suffix.lower() in PARQUET + CSV)
    if not matches:
        raise FactError([Problem(pattern, "no file", "the path or glob of Parquet or CSV files", "Check the path.")])
    suffixes = {Path(match).suffix.lower() for match in matches}
    if suffixes <= set(PARQUET):
        scan = pl.scan_parquet(matches)
    elif suffixes <= set(CSV) and len(suffixes) == 1:
        # every value stays the text that was typed, so that decimals and units are read exactly
        scan = pl.scan_csv(matches, infer_schema=False, separator="\t" if suffixes == {".tsv"} else ",")
    else:
        found = f"files ending in {', '.join(sorted(suffixes)) or 'nothing'}"
        fix = "Give files of one kind: .parquet, .csv or .tsv."
        raise FactError([Problem(pattern, found, "Parquet or CSV files", fix)])
    return Opened("files", scan, lambda frame: frame, tuple(matches))


def batches(lazy: Any, rows: int) -> Iterator[Any]:
    """Yield a lazy Polars table as data frames of about `rows` rows.

    Raises
    ------
    FactError
        When a file is corrupt or its columns differ from the others'.
    """
    with reading():
        yield from lazy.collect_batches(chunk_size=rows, engine="streaming")


class reading:
    """Turns what Polars finds wrong with files into a `FactError`."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        pl = needed("polars")
        if isinstance(error, (pl.exceptions.PolarsError, OSError)):
            found = " ".join(str(error).split())[:200]
            fix = "Replace the file that is corrupt or unlike the others."
            raise FactError(
                [Problem("files", found, "files that can be read and have the same columns", fix)]
            ) from None
