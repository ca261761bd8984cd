"""Numbers of others: what they counted, by which rules and with which places, and the search for an original's rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from analysis.core.errors import did_you_mean
from analysis.settings.country_codes import CountryCode
from analysis.settings.groups import Choice
from analysis.settings.models import Basis, Count, Model
from analysis.settings.values import FileName, Name, Text, YearKey

# what stands in the place of a fault, and of an analysis, in the ids of figures
STEPS = frozenset("start group policy places completed first draw any published remaining names".split())
ENDS = frozenset({"print", "program"})


class Fault(Model):
    """Affiliations that an analysis places otherwise than we do, told apart from its others.

    `affiliation`: one name; `word`: every name with that word; with neither, all that its table has beside the others.
    """

    name: Text = Field(description="What they are called: `of the places: Elm University`.")
    affiliation: Text | None = Field(None, description="The one affiliation, spelt as its table does.")
    word: Text | None = Field(None, description="A word that each of the affiliations has.")
    country: CountryCode | None = Field(
        None, description="Country that it gives them, ISO 3166-1 alpha-2; else that of its table."
    )


class PlacesTable(Model):
    """The published table of an analysis: affiliations with countries in its own words."""

    file: FileName = Field(description="Raw file: CSV, gzipped, with columns `affiliation` and `country`.")
    licence: Text = Field("unknown", description="Its licence, or unknown.")
    ask: Text | None = Field(None, description="Whom to ask for one, where the licence is unknown.")
    countries: dict[str, CountryCode] = Field(
        min_length=1, description="Country as the table spells it → ISO 3166-1 alpha-2; any other is in no group."
    )


class Places(Model):
    """Where an analysis places affiliations otherwise than we do."""

    words: Text = Field(
        "affiliations placed as their table has them", min_length=1, description="The step from our places to theirs."
    )
    table: PlacesTable | None = Field(None, description="Its published table, if there is one.")
    faults: dict[Name, Fault] = Field(
        min_length=1, description="Key in the ids of figures: affiliations that are counted apart."
    )

    @model_validator(mode="after")
    def _each_has_its_place(self) -> Places:
        for key, fault in self.faults.items():
            if key in STEPS:
                raise ValueError(f"faults.{key} stands for something else in the ids of figures; rename it")
            if fault.affiliation and fault.word:
                raise ValueError(f"faults.{key} has an affiliation and a word; give one of them")
            if fault.country and not (fault.affiliation or fault.word):
                raise ValueError(f"faults.{key} gives a country to nothing; add `affiliation` or `word`")
            if not fault.country and not self.table:
                raise ValueError(f"faults.{key} needs a `country`, as there is no table that has it")
        if sum(not (f.affiliation or f.word) for f in self.faults.values()) > 1:
            raise ValueError("only one of the faults can be all the others; give the rest an `affiliation` or a `word`")
        return self


class Independent(Model):
    """Counts that others published."""

    name: Text = Field(description="Name in tables and charts.")
    about: Text = Field(description="What they counted, in words.")
    definition: Text | None = Field(
        None, description="Their rules as a definition of ours, without a basis; leave it out where they are not known."
    )
    counts: dict[YearKey, Annotated[tuple[Count, Count], Field(strict=False)]] = Field(
        min_length=1, description="Year: [joint papers, all papers]."
    )
    places: Places | None = Field(None, description="Where they place affiliations otherwise than we do.")

    @model_validator(mode="after")
    def _counts_are_shares(self) -> Independent:
        for year, (joint, papers) in self.counts.items():
            if not 0 <= joint <= papers or not papers:
                raise ValueError(
                    f"counts of {year} are joint papers and all papers, such as [134, 4497], and not {[joint, papers]}"
                )
        return self


class Record(Model):
    """Where affiliations are read in each year for a reconstruction."""

    name: Text = Field(description="What readers call it.")
    bases: dict[YearKey, Basis] = Field(description="Year: the basis that is counted.")


class Reconstruction(Model):
    """A way to count that may have given an original's number.

    `affiliations` says which of them count, `papers` which are joint by those.
    """

    name: Text = Field(description="Name in tables and charts.")
    about: Text = Field(description="What it counts, in words.")
    affiliations: Literal["all", "first-affiliation", "spelt-out", "mail", "universities", "best-known"] = Field(
        "all", description="Which affiliations count."
    )
    papers: Literal[
        "any",
        "first-author",
        "last-author",
        "first-last",
        "opposite-ends",
        "single-country",
        "two-each",
        "third-each",
        "only-two",
        "fractional",
    ] = Field("any", description="Which papers are joint by those affiliations.")
    records: list[Name] = Field(min_length=1, description="Keys of `reconstructions.records` in which it is counted.")


class Reconstructions(Model):
    """The search for an original's rule."""

    original: Name = Field(description="Key of `independent`: whose number is looked for.")
    near: float = Field(
        gt=0, lt=1, description="How far a count may lie off and still come near, as a share of the original's."
    )
    best_known: int = Field(ge=1, le=10_000, description="How many institutions of either group count as best known.")
    tracks: dict[YearKey, Name] = Field(
        description="Year: the choice of track whose number of papers is nearest to the original's."
    )
    other_tracks: list[Name] = Field(default=[], description="Choices of track that are tried in all years as well.")
    extents: list[Name] = Field(
        default=[], description="Choices of extent that are tried; the first is shown. The headline one if left out."
    )
    records: dict[Name, Record] = Field(description="Key in the ids of figures: where affiliations are read.")
    rules: dict[Name, Reconstruction] = Field(min_length=1, description="Key in the ids of figures: a way to count.")


def definitions_of(independent: Mapping[str, Independent]) -> Iterator[tuple[str, str]]:
    """Key of config.yaml and text of each definition that an analysis has."""
    for key, other in independent.items():
        if other.definition is not None:
            yield f"independent.{key}.definition", other.definition


def check_independent(independent: Mapping[str, Independent]) -> None:
    """Whether analyses can be told from other ends of a waterfall, and at most one has a table, as data/ holds no more.

    Raises
    ------
    ValueError
        It is not so; the message begins with the key of config.yaml.
    """
    if taken := ENDS.intersection(independent):
        raise ValueError(f"independent: {min(taken)!r} stands for something else in the ids of figures; rename it")
    tables = [key for key, other in independent.items() if other.places and other.places.table]
    if len(tables) > 1:
        raise ValueError(f"independent.{tables[1]}.places: {tables[0]!r} has a table already, and data/ holds one")


def check_reconstructions(
    told: Reconstructions, independent: Mapping[str, Independent], definitions: Mapping[str, Mapping[str, Choice]]
) -> None:
    """Whether the search names what there is, for every year of the original.

    Raises
    ------
    ValueError
        It does not; the message begins with the key of config.yaml.
    """
    if told.original not in independent:
        known = did_you_mean(told.original, independent)
        raise ValueError(f"reconstructions.original: {told.original!r} is none of `independent`{known}")
    for year in independent[told.original].counts:
        if told.tracks.get(year) not in definitions["track"]:
            raise ValueError(f"reconstructions.tracks: needs {' or '.join(definitions['track'])} for {year}")
        if lacking := [key for key, record in told.records.items() if year not in record.bases]:
            raise ValueError(
                f"reconstructions.records.{lacking[0]}: names no basis for {year}, which the original counted"
            )
    for where, axis, chosen in (("other-tracks", "track", told.other_tracks), ("extents", "extent", told.extents)):
        for choice in chosen:
            if choice not in definitions[axis]:
                known = did_you_mean(choice, definitions[axis])
                raise ValueError(f"reconstructions.{where}: {choice!r} is no choice of {axis}{known}")
    for key, rule in told.rules.items():
        for record in rule.records:
            if record not in told.records:
                known = did_you_mean(record, told.records)
                raise ValueError(f"reconstructions.rules.{key}.records: {record!r} is no record{known}")
