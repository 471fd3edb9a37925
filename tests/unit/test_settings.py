"""Settings are what they may be, or the start is refused in words that never repeat a secret."""

import pytest

from pages.http.settings import SettingError, long_secret, one_of, web_address, whole_number


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


def test_a_word_is_one_of_those_offered_and_the_first_where_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIEWING", raising=False)
    assert one_of("VIEWING", "open", "closed") == "open"
    monkeypatch.setenv("VIEWING", "  ")
    assert one_of("VIEWING", "closed", "open") == "closed"
    monkeypatch.setenv("VIEWING", " closed ")
    assert one_of("VIEWING", "open", "closed") == "closed"


@pytest.mark.parametrize("text", ["Open", "ope", "open closed", "yes"])
def test_any_other_word_is_named_with_those_offered(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("VIEWING", text)
    with pytest.raises(SettingError, match=f"^VIEWING is '{text}': give open or closed$"):
        one_of("VIEWING", "open", "closed")


def test_a_secret_is_long_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    assert long_secret("SECRET_KEY") == ""
    monkeypatch.setenv("SECRET_KEY", " \n")
    assert long_secret("SECRET_KEY") == ""
    monkeypatch.setenv("SECRET_KEY", f" {'s' * 31}t\n")
    assert long_secret("SECRET_KEY") == "s" * 31 + "t"
    monkeypatch.setenv("SECRET_KEY", "seven77")
    assert long_secret("SECRET_KEY", least=7) == "seven77"


def test_a_short_secret_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", f"  {'qz' * 15}q  ")
    with pytest.raises(SettingError) as caught:
        long_secret("SECRET_KEY")
    assert str(caught.value) == "SECRET_KEY has 31 characters: give at least 32 random ones"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", ""),
        (" / ", ""),
        ("https://parity.example.org", "https://parity.example.org"),
        (" https://parity.example.org/ ", "https://parity.example.org"),
        ("http://127.0.0.1:8050//", "http://127.0.0.1:8050"),
        ("https://example.org/parity/", "https://example.org/parity"),
        ("http://[::1]:8050", "http://[::1]:8050"),
    ],
)
def test_a_web_address_has_no_slash_at_its_end(monkeypatch: pytest.MonkeyPatch, text: str, address: str) -> None:
    monkeypatch.setenv("PUBLIC_URL", text)
    assert web_address("PUBLIC_URL") == address


@pytest.mark.parametrize(
    "text",
    [
        "parity.example.org",
        "ftp://parity.example.org",
        "javascript:alert(1)",
        "https:",
        "https:///path",
        "https://:8050",
        "https://parity.example.org?a=b",
        "https://parity.example.org#there",
        "http://[::1",
        "http://parity.example.org:many",
        "http://parity.example.org:70000",
    ],
)
def test_what_is_no_web_address_is_named_with_an_example(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PUBLIC_URL", text)
    with pytest.raises(SettingError) as caught:
        web_address("PUBLIC_URL")
    assert str(caught.value) == f"PUBLIC_URL is {text!r}: give an address like https://parity.example.org"
