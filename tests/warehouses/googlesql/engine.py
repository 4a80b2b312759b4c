"""Google's own analyzer and reference engine of GoogleSQL, compiled to WebAssembly.

The wheel `zetasql` brings the engine and its messages. Its client is slow where bytes
cross the border, and starts for half a minute, so those two are ours: the machine code
is kept beside the interpreter that made it.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections import OrderedDict
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

import wasmtime
from google.protobuf import empty_pb2
from zetasql.core.exceptions import ServerError
from zetasql.core.wasm_client import WasmClient, get_tzinfo_dir
from zetasql.wasi import get_wasm_path
from zetasql.wasi._pb2.zetasql.local_service import (
    local_service_pb2 as service,
)
from zetasql.wasi._pb2.zetasql.proto import (
    options_pb2,
    simple_catalog_pb2,
)
from zetasql.wasi._pb2.zetasql.public import (
    options_pb2 as public,
)
from zetasql.wasi._pb2.zetasql.public import type_pb2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Name = tuple[str, ...]
"""A table's name, part by part."""
Columns = tuple[tuple[str, str], ...]
"""Names of columns with BigQuery's names of their types."""
Tables = tuple[tuple[Name, Columns], ...]

COMPILED = Path(sys.prefix) / "zetasql.cwasm"
BIGQUERY_ONLY = ("int", "integer", "bigint", "smallint", "tinyint", "byteint")
"""Names that BigQuery, and no other dialect of GoogleSQL, gives to INT64."""
NOT_IN_BIGQUERY = (
    "AGGREGATE_FILTERING",
    "ARRAY_EQUALITY",
    "ARRAY_ORDERING",
    "CONCAT_MIXED_TYPES",
    "DML_RETURNING",
    "FOR_UPDATE",
    "GROUP_BY_ARRAY",
    "INSERT_ON_CONFLICT_CLAUSE",
    "JSON_TYPE_COMPARISON",
    "LATERAL_JOIN",
    "LIMIT_OFFSET_EXPRESSIONS",
    "LITERAL_CONCATENATION",
    "MULTILEVEL_AGGREGATION",
)
KINDS = {
    "BIGNUMERIC": "BIGNUMERIC",
    "BOOL": "BOOL",
    "BOOLEAN": "BOOL",
    "BYTES": "BYTES",
    "DATE": "DATE",
    "DATETIME": "DATETIME",
    "FLOAT64": "DOUBLE",
    "FLOAT": "DOUBLE",
    "INT64": "INT64",
    "INTEGER": "INT64",
    "JSON": "JSON",
    "NUMERIC": "NUMERIC",
    "STRING": "STRING",
    "TIME": "TIME",
    "TIMESTAMP": "TIMESTAMP",
}
BIGQUERY_NAMES = {kind: name for name, kind in reversed(KINDS.items())}
CATALOGS_KEPT = 64
CHANGING = {
    "resolved_alter_object_stmt_node",
    "resolved_create_statement_node",
    "resolved_drop_stmt_node",
}
ALTERED = re.compile(r"\s*alter\s+table\s+([\w`.-]+)", re.IGNORECASE)
VARINT = 0


class Refused(Exception):
    """GoogleSQL does not accept, or cannot run, a statement."""


class Client(WasmClient):  # type: ignore[misc]
    """The wheel's client, quick to start and quick with bytes."""

    def __init__(self) -> None:
        engine = wasmtime.Engine(_config())
        self.store = wasmtime.Store(engine)
        wasi = wasmtime.WasiConfig()
        wasi.inherit_stderr()
        wasi.preopen_dir(get_tzinfo_dir(), "/usr/share/zoneinfo")
        self.store.set_wasi(wasi)
        linker = wasmtime.Linker(engine)
        linker.define_wasi()
        instance: Any = linker.instantiate(self.store, _module(engine))
        self.exports = instance.exports(self.store)
        self.exports["_initialize"](self.store)
        self.memory = self.exports["memory"]

    def write_bytes(self, ptr: int, data: bytes) -> None:
        ctypes.memmove(self._address + ptr, data, len(data))

    def read_bytes(self, ptr: int, size: int) -> bytes:
        return ctypes.string_at(self._address + ptr, size)

    @property
    def _address(self) -> int:
        return ctypes.addressof(self.memory.data_ptr().contents)


def _config() -> Any:
    config = wasmtime.Config()
    config.shared_memory = True
    return config


def _module(engine: Any) -> Any:
    """Return the engine's machine code, compiled once for this environment."""
    try:
        return wasmtime.Module.deserialize_file(engine, str(COMPILED))
    except wasmtime.WasmtimeError:
        module = wasmtime.Module.from_file(engine, str(get_wasm_path()))
        with NamedTemporaryFile(dir=COMPILED.parent, delete=False) as written:
            written.write(module.serialize())
        # At once: another process may be looking for it.
        Path(written.name).replace(COMPILED)
        return module


class GoogleSQL:
    """GoogleSQL as BigQuery speaks it: its types, its names, UTC."""

    def __init__(self) -> None:
        self._client = Client()
        self._language = self._call(
            "GetLanguageOptions",
            service.LanguageOptionsRequest(maximum_features=True),
            options_pb2.LanguageOptionsProto,
        )
        for feature in NOT_IN_BIGQUERY:
            number = public.LanguageFeature.Value(f"FEATURE_{feature}")
            self._language.enabled_language_features.remove(number)
        self._language.ClearField("supported_statement_kinds")
        self._language.product_mode = public.PRODUCT_EXTERNAL
        self._language.reserved_keywords.append("QUALIFY")
        self._catalogs: OrderedDict[Tables, int] = OrderedDict()

    def statements(self, script: str) -> Iterator[tuple[str, list[Name]]]:
        """Yield the statements of a text, each with the tables that it names."""
        request = service.ExtractTableNamesFromNextStatementRequest(
            options=self._language
        )
        data, place = script.encode(), 0
        while rest := data[place:].strip(b" \t\r\n;"):
            request.parse_resume_location.input = rest.decode()
            request.parse_resume_location.byte_position = 0
            found = self._call(
                "ExtractTableNamesFromNextStatement",
                request,
                service.ExtractTableNamesFromNextStatementResponse,
            )
            place = data.index(rest, place) + found.resume_byte_position
            names = [tuple(each.table_name_segment) for each in found.table_name]
            statement = rest[: found.resume_byte_position].decode()
            if altered := ALTERED.match(statement):
                # which the engine does not name
                names.append(tuple(re.findall(r"[^`.]+", altered[1])))
            yield statement, names

    def analyze(
        self,
        statement: str,
        tables: Mapping[Name, Columns],
        parameters: Parameters | None = None,
    ) -> dict[Name, Columns | None]:
        """Return the tables that a statement makes, changes or drops (None).

        Raise `Refused` if Google's analyzer refuses it on these tables.
        """
        request = service.AnalyzeRequest(
            sql_statement=statement,
            options=self._options(parameters),
            registered_catalog_id=self._catalog(tuple(sorted(tables.items()))),
        )
        answer = self._call("Analyze", request, None)
        return dict(changed_tables(answer, tables))

    def evaluate(
        self, query: str, tables: Mapping[str, Columns], contents: Mapping[str, Any]
    ) -> tuple[Columns, Any]:
        """Run a query over tables whose names have one part; return what it finds.

        Contents are the engine's own messages: what one query found another reads.
        """
        request = service.PrepareQueryRequest(
            sql=query,
            options=self._options(None),
            simple_catalog=self._with_functions(
                catalog({(name,): tables[name] for name in tables})
            ),
        )
        for name, content in contents.items():
            request.table_content[name].CopyFrom(content)
        prepared = self._call("PrepareQuery", request, service.PrepareQueryResponse)
        state = prepared.prepared
        try:
            found = self._call(
                "EvaluateQuery",
                service.EvaluateQueryRequest(prepared_query_id=state.prepared_query_id),
                service.EvaluateQueryResponse,
            )
        finally:
            self._call(
                "UnprepareQuery",
                service.UnprepareQueryRequest(
                    prepared_query_id=state.prepared_query_id
                ),
            )
        columns = tuple((it.name, _type_name(it.type)) for it in state.columns)
        return columns, found.content

    def _options(self, parameters: Parameters | None) -> Any:
        options = options_pb2.AnalyzerOptionsProto(
            language_options=self._language, default_timezone="UTC"
        )
        if parameters is not None:
            parameters.declare(options)
        return options

    def _catalog(self, tables: Tables) -> int:
        """Return the engine's number of a catalog; to make one takes 20 ms."""
        if tables not in self._catalogs:
            request = service.RegisterCatalogRequest(
                simple_catalog=self._with_functions(catalog(dict(tables)))
            )
            found = self._call("RegisterCatalog", request, service.RegisterResponse)
            self._catalogs[tables] = found.registered_id
        if len(self._catalogs) > CATALOGS_KEPT:
            _, oldest = self._catalogs.popitem(last=False)
            request = service.UnregisterRequest(registered_id=oldest)
            self._call("UnregisterCatalog", request)
        self._catalogs.move_to_end(tables)
        return self._catalogs[tables]

    def _with_functions(self, tables: Any) -> Any:
        tables.builtin_function_options.language_options.CopyFrom(self._language)
        return tables

    def _call(self, method: str, request: Any, response: Any = empty_pb2.Empty) -> Any:
        """Ask the engine; return its answer, as bytes where no response is named."""
        name, data = f"ZetaSqlLocalService_{method}", request.SerializeToString()
        try:
            answer = self._client._call_grpc_method(name, data)
        except ServerError as error:
            raise Refused(" ".join(error.message.split())) from None
        return response.FromString(answer) if response else answer


class Parameters:
    """The parameters of a query, by the types that the request gives them."""

    def __init__(self, declared: list[dict[str, Any]]) -> None:
        self._types = [
            (each.get("name"), each["parameterType"]["type"]) for each in declared
        ]

    def declare(self, options: Any) -> None:
        """Write them into the analyzer's options."""
        for name, type_name in self._types:
            if name is None:
                options.parameter_mode = public.PARAMETER_POSITIONAL
                options.positional_query_parameters.append(_type(type_name))
            else:
                options.query_parameters.add(name=name, type=_type(type_name))


def changed_tables(
    answer: bytes, tables: Mapping[Name, Columns]
) -> Iterator[tuple[Name, Columns | None]]:
    """Yield what an analyzed statement does to tables' columns; None: it drops them."""
    pruned = _pruned(answer, service.AnalyzeResponse.DESCRIPTOR)
    statement = _innermost(service.AnalyzeResponse.FromString(pruned))
    kind = statement.DESCRIPTOR.name
    if kind == "ResolvedDropStmtProto":
        yield tuple(statement.name_path), None
    elif kind == "ResolvedAlterTableStmtProto":
        name = tuple(statement.parent.name_path)
        actions = map(_innermost, statement.parent.alter_action_list)
        yield name, tables[name] + _columns(it.column_definition for it in actions)
    elif kind == "ResolvedCreateViewStmtProto":
        found = statement.parent.output_column_list
        columns = tuple((it.name, _type_name(it.column.type)) for it in found)
        yield tuple(statement.parent.parent.name_path), columns
    elif kind.startswith("ResolvedCreateTable"):
        found = statement.parent
        yield tuple(found.parent.name_path), _columns(found.column_definition_list)


def _columns(definitions: Iterable[Any]) -> Columns:
    return tuple((column.name, _type_name(column.type)) for column in definitions)


def _innermost(node: Any) -> Any:
    """Return the node within the messages that only say of which kind it is."""
    while node.DESCRIPTOR.oneofs and (
        kind := node.WhichOneof(node.DESCRIPTOR.oneofs[0].name)
    ):
        node = getattr(node, kind)
    return node


def _pruned(data: bytes, kind: Any) -> bytes:
    """Leave out queries, which nest deeper than protobuf reads."""
    kept = bytearray()
    place = 0
    while place < len(data):
        start = place
        tag, place = _varint(data, place)
        field = kind.fields_by_number[tag >> 3]
        if tag & 7 == VARINT:
            _, place = _varint(data, place)
            kept += data[start:place]
            continue
        size, place = _varint(data, place)
        value = data[place : place + size]
        place += size
        if kind.name == "AnyResolvedStatementProto" and field.name not in CHANGING:
            continue
        if field.name == "parent" or field.containing_oneof:
            value = _pruned(value, field.message_type)
        if field.name != "query":
            kept += _as_varint(tag) + _as_varint(len(value)) + value
    return bytes(kept)


def _varint(data: bytes, place: int) -> tuple[int, int]:
    found = shift = 0
    while True:
        byte = data[place]
        found |= (byte & 127) << shift
        place, shift = place + 1, shift + 7
        if byte < 128:
            return found, place


def _as_varint(number: int) -> bytes:
    written = bytearray()
    while number > 127:
        written.append(number & 127 | 128)
        number >>= 7
    return bytes([*written, number])


def catalog(tables: Mapping[Name, Columns]) -> Any:
    """Return a catalog in which each name leads to its table, part by part."""
    root = simple_catalog_pb2.SimpleCatalogProto(name="root")
    for alias in BIGQUERY_ONLY:
        root.named_type.add(name=alias, type=_type("INT64"))
    folders: dict[Name, Any] = {(): root}
    for name, columns in tables.items():
        for depth in range(1, len(name)):
            if name[:depth] not in folders:
                folders[name[:depth]] = folders[name[: depth - 1]].catalog.add(
                    name=name[depth - 1]
                )
        table = folders[name[:-1]].table.add(name=name[-1])
        for column, type_name in columns:
            table.column.add(name=column, type=_type(type_name))
    return root


def _type(name: str) -> Any:
    plain = re.sub(r"\(.*\)", "", name).upper()
    kind = type_pb2.TypeKind.Value(f"TYPE_{KINDS[plain]}")
    return type_pb2.TypeProto(type_kind=kind)


def _type_name(found: Any) -> str:
    kind: str = type_pb2.TypeKind.Name(found.type_kind).removeprefix("TYPE_")
    return BIGQUERY_NAMES.get(kind, kind)
