"""Settings are whole numbers within their limits, or the start is refused in words."""

import pytest

from pages.http.settings import SettingError, whole_number


def test_a_setting_that_is_not_given_or_empty_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKERS", raising=False)
    assert whole_number("WORKERS", 2) == 2
    monkeypatch.setenv("WORKERS", " ")
    assert whole_number("WORKERS", 3) == 3


def test_a_setting_is_read_as_a_whole_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8061")
    assert whole_number("PORT", 8050, least=1) == 8061


@pytest.mark.parametrize("text", ["two", "-1", "2.5", "65536", "²"])
def test_what_cannot_be_used_is_named_with_what_may_be_given(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(SettingError, match=f"PORT is '{text}': give a whole number from 0 to 65535"):
        whole_number("PORT", 8050)
