"""The house keeps its own rules: names, twins, sizes, and nothing that leaks."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections import defaultdict
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
MODELS = sorted((ROOT / "models").rglob("*.sql"))
MACROS = sorted((ROOT / "macros").glob("*.sql"))
SOURCE_MODULES = sorted((ROOT / "loaders").rglob("*.py"))
# Lines of the longest model's SQL. It only falls: towards the 80 of the house style.
LONGEST_MODEL = 357
INTERMEDIATE = sorted((ROOT / "models/intermediate").rglob("*.sql"))
SOURCES = sorted(
    folder.name
    for folder in (ROOT / "models/staging").iterdir()
    if folder.is_dir() and folder.name != "countinghouse"
)
# Models of the intermediate room whose names say neither a source nor a step.
SHARED = {
    "int_business_units": "every unit, listed by the vendor or only named by a report",
    "int_days": "the calendar, built from nothing",
    "int_fiscal_days": "the calendar again, in the fiscal year of each entity",
    "int_open_items": "the sub-ledger's second table: what its entries belong to",
    "int_periods": "the spans of days that readers compare",
    "int_sales_lines": "the one table of sales; decision 6",
    "int_subledger_entries": "the sub-ledger itself; decision 1",
}
# Where dbt's own files are, the macros left out.
DBT = ("dbt_project.yml", "models/", "seeds/", "snapshots/", "tests/dbt/")
# dbt itself calls these, by their names.
CALLED_BY_DBT = {
    "bigquery__create_csv_table",
    "bigquery__get_assert_columns_equivalent",
    "bigquery__load_csv_rows",
    "generate_schema_name",
    "get_merge_sql",
}

MACHINE_PATH = re.compile(r"(?<![\w./~-])/(work|tmp|root|home|Users)/\w")
SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY"
    r"|\bAKIA[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_\w{36}"
    r"|\bxox[abprs]-\w{10}"
    r"|\bAIza[\w-]{35}"
    r"|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}"
    r"|(?i:secret|token|password|api_key)\w*[\"']?\s*[=:]\s*[\"'][\w+/=-]{32,}[\"']"
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def described(properties: Path, kind: str) -> set[str]:
    """The names of one kind that a properties file describes."""
    if not properties.exists():
        return set()
    content = yaml.safe_load(properties.read_text()) or {}
    return {entry["name"] for entry in content.get(kind, [])}


def kept_files() -> Iterator[tuple[str, str]]:
    """Every text file that is, or would be, part of the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    for path in listed.stdout.decode().splitlines():
        if (ROOT / path).is_file():
            yield path, (ROOT / path).read_text(errors="replace")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number}"
        for path, text in kept_files()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_every_model_has_its_twin(model: Path) -> None:
    families = model.parent.glob("_int_*.yml")
    twins = {
        each
        for file in (model.with_suffix(".yml"), *families)
        for each in described(file, "models")
    }
    assert model.stem in twins, f"{name(model)} is described in no file beside it"


def test_no_description_outlives_its_model() -> None:
    models = {model.stem for model in MODELS}
    files = (ROOT / "models").rglob("*.yml")
    assert [name(file) for file in files if described(file, "models") - models] == []


def intermediate_names() -> str:
    """The one rule for names of intermediate models, as dbt-bouncer holds it too."""
    shared = "|".join(model.removeprefix("int_") for model in sorted(SHARED))
    sources = "|".join(SOURCES)
    things, step = "[a-z]+(_[a-z]+)*", "[a-z]+ed(_[a-z]+)*"
    return f"^int_({shared}|({sources})_{things}|{things}__({sources}|{step}))$"


@pytest.mark.parametrize("model", INTERMEDIATE, ids=name)
def test_an_intermediate_model_names_its_source_or_its_step(model: Path) -> None:
    assert re.match(intermediate_names(), model.stem)
    of_source = re.match(rf"int_({'|'.join(SOURCES)})_", model.stem)
    if of_source and model.stem not in SHARED:
        assert model.parent.name == of_source[1]


def test_dbt_bouncer_holds_the_same_rule_for_names() -> None:
    checks = yaml.safe_load((ROOT / "dbt-bouncer.yml").read_text())["manifest_checks"]
    patterns = [
        check["model_name_pattern"]
        for check in checks
        if check["name"] == "check_model_names"
        and check["include"] == "^models/intermediate"
    ]
    assert patterns == [intermediate_names()]
    assert {path.stem for path in INTERMEDIATE} >= set(SHARED)


def test_no_model_grows_longer_than_the_longest() -> None:
    lengths = {name(model): len(model.read_text().splitlines()) for model in MODELS}
    assert {it: n for it, n in lengths.items() if n > LONGEST_MODEL} == {}
    assert max(lengths.values()) == LONGEST_MODEL, "it was split: lower it"


def test_no_model_or_test_of_dbt_is_off_by_default() -> None:
    switch = re.compile(r"\benabled['\"]?\s*[=:]")
    assert [found for found in lines_with(switch) if found.startswith(DBT)] == []


def test_only_macros_know_which_warehouse_it_is() -> None:
    asking = re.compile(r"\btarget\s*[.\[]\s*['\"]?(type|name)\b")
    assert [found for found in lines_with(asking) if found.startswith(DBT)] == []


def test_no_folders_of_intermediate_read_each_other() -> None:
    folders = {model.stem: model.parent.name for model in INTERMEDIATE}
    read: dict[str, set[str]] = defaultdict(set)
    for model in INTERMEDIATE:
        for found in re.findall(r"\bref\(\s*['\"](\w+)", model.read_text()):
            if folders.get(found, model.parent.name) != model.parent.name:
                read[model.parent.name].add(folders[found])
    try:
        TopologicalSorter(read).prepare()
    except CycleError as circle:
        pytest.fail(f"each folder is read by the next: {circle.args[1]}")


@pytest.mark.parametrize("macro", MACROS, ids=name)
def test_every_macro_is_in_its_own_file_described_and_used(macro: Path) -> None:
    assert re.search(rf"{{%-? macro {macro.stem}\(", macro.read_text())
    assert macro.stem in described(ROOT / "macros/_macros.yml", "macros")
    assert macro.stem in CALLED_BY_DBT or any(is_called(macro.stem))


def is_called(macro: str) -> Iterator[bool]:
    """Whether each SQL or properties file but the macro's own mentions a call of it."""
    call = re.compile(rf"(?<!macro )\b{macro}\(")
    yield bool(call.search((ROOT / "dbt_project.yml").read_text()))
    for folder in ("models", "macros", "snapshots", "tests/dbt"):
        for file in (ROOT / folder).rglob("*.*"):
            if file.suffix in {".sql", ".yml"} and file.stem != macro:
                yield bool(call.search(file.read_text()))


@pytest.mark.parametrize("module", SOURCE_MODULES, ids=name)
def test_loader_modules_and_functions_stay_short(module: Path) -> None:
    code = lines_of_code(module)
    assert len(code) <= 150, f"{name(module)} has grown into two modules"
    for function in ast.walk(ast.parse(module.read_text())):
        if isinstance(function, ast.FunctionDef) and function.end_lineno:
            length = len(code & {*range(function.lineno, function.end_lineno + 1)})
            assert length <= 25, f"{function.name} has grown into two functions"


def lines_of_code(module: Path) -> set[int]:
    """The numbers of the lines that are no blank, no comment and no docstring."""
    text = module.read_text()
    written = {
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.lstrip().startswith("#")
    }
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            written -= {*range(node.lineno, (node.end_lineno or 0) + 1)}
    return written


def test_no_file_names_a_path_of_one_machine() -> None:
    assert lines_with(MACHINE_PATH) == []


def test_no_file_holds_a_secret() -> None:
    assert lines_with(SECRET) == []


def test_every_setting_that_dbt_reads_is_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text()
    setting = re.compile(r"env_var\(\s*['\"](\w+)")
    read = {
        found
        for folder in ("profiles", "models", "macros")
        for file in (ROOT / folder).rglob("*.*")
        for found in setting.findall(file.read_text())
    }
    assert {found for found in read if f"{found}=" not in example} == set()


def test_the_lock_holds_what_the_project_asks_for_and_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text()
    assert "://" not in text
    pins: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE):
        pins.setdefault(package, set()).add(version)
    for wanted in requirements():
        pinned = pins.get(canonicalize_name(wanted.name), set())
        assert pinned, f"{wanted} is not in the lock"
        assert all(wanted.specifier.contains(version) for version in pinned), wanted


def requirements() -> list[Requirement]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
    extras = project["project"]["optional-dependencies"].values()
    lists = [project["project"]["dependencies"], *extras]
    return [Requirement(text) for texts in lists for text in texts]


# Read by the marts of the ledger and of inventory to come.
NOT_READ_YET = {
    "stg_erpnext__bins",
    "stg_erpnext__currency_exchanges",
    "stg_erpnext__warehouses",
    "stg_quickbooks__classes",
    "stg_quickbooks__departments",
    "stg_quickbooks__transfers",
    "stg_xero__manual_journal_lines",
    "stg_xero__manual_journals",
    "stg_xero__tracking_categories",
    "stg_xero__tracking_options",
}


def test_every_staging_model_is_read() -> None:
    readers = [*MODELS, *(ROOT / "snapshots").iterdir()]
    reference = re.compile(r"\bref\(\s*['\"](\w+)['\"]\s*\)")
    read = {found for file in readers for found in reference.findall(file.read_text())}
    staged = {it.stem for it in (ROOT / "models/staging").rglob("*.sql")}
    assert staged - read == NOT_READ_YET


CTE = re.compile(r"^(\w+) as \(\n(.*?)^\)", re.DOTALL | re.MULTILINE)
ALL_COLUMNS = re.compile(r"(select|,)\s+(\w+\.)?\*")
# Not contracted yet, and united all the same.
IN_THE_ORDER_OF_THEIR_SQL = "int_tie_outs__"


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_no_union_can_swap_columns(model: Path) -> None:
    """A union goes by position, and only a contracted table keeps its columns' order.

    So `select *` is united only of those, and of what names its columns itself.
    """
    ctes = dict(CTE.findall(model.read_text()))
    for body in ctes.values():
        for part in body.split("union all") if "union all" in body else ():
            for read in models_read_whole(ctes, part):
                assert read in contracted_tables() or read.startswith(
                    IN_THE_ORDER_OF_THEIR_SQL
                ), f"{name(model)} unites all columns of {read}, which keeps no order"


def models_read_whole(ctes: dict[str, str], select: str) -> Iterator[str]:
    """Yield the models of which a select, or a CTE that it reads, takes all columns."""
    if ALL_COLUMNS.search(select):
        yield from re.findall(r"ref\('(\w+)'\)", select)
        for read in re.findall(r"(?:from|join) (\w+)", select):
            yield from models_read_whole(ctes, ctes[read])


@cache
def contracted_tables() -> set[str]:
    """The names of the models whose columns stand in the order of a contract."""
    contracted = {each.stem for each in MODELS if "marts" in each.parts}
    for file in (ROOT / "models/intermediate").rglob("*.yml"):
        for entry in yaml.safe_load(file.read_text())["models"]:
            if entry.get("config", {}).get("contract", {}).get("enforced"):
                contracted.add(entry["name"])
    views = {each.stem for each in MODELS if "materialized='view'" in each.read_text()}
    return contracted - views
