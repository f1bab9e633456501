"""How days are written, from the settings to the documents."""

from __future__ import annotations

from datetime import date

import pytest

from postmortem.config import Config, example_config, read_config
from postmortem.dates import DateStyle, day_words
from postmortem.errors import PostmortemError
from postmortem.toml_border import read_toml


@pytest.mark.parametrize(
    ("style", "whole", "short"),
    [
        (DateStyle.DAY_FIRST, "4 October 2026", "4 October"),
        (DateStyle.MONTH_FIRST, "October 4, 2026", "October 4"),
        (DateStyle.ISO, "2026-10-04", "2026-10-04"),
    ],
)
def test_each_way(style, whole, short):
    assert day_words(date(2026, 10, 4), style) == whole
    assert day_words(date(2026, 10, 4), style, year=False) == short


def settings(tmp_path, text: str) -> Config:
    path = tmp_path / "postmortem.toml"
    path.write_text(text, encoding="utf-8")
    return read_config(read_toml(path), path)


@pytest.mark.parametrize("style", list(DateStyle))
def test_a_setting_is_its_own_example(tmp_path, style):
    assert settings(tmp_path, f'[documents]\ndate_format = "{style.value}"').dates is style


@pytest.mark.parametrize("line", ['date_format = "dd.mm.yyyy"', 'date_format = "14. Oktober 2026"', 'language = "English"', 'language = "e"'])
def test_what_is_not_known_is_told_with_what_is(tmp_path, line):
    with pytest.raises(PostmortemError, match="Write one"):
        settings(tmp_path, f"[documents]\n{line}")


@pytest.mark.parametrize("language", ["en-GB", "en-US", "en", "cy", "zh-Hant-TW", "es-419"])
def test_languages(tmp_path, language):
    assert settings(tmp_path, f'[documents]\nlanguage = "{language}"').language == language


def test_the_example_says_the_defaults(tmp_path):
    config = settings(tmp_path, example_config())
    assert (config.language, config.dates) == (Config().language, Config().dates)
