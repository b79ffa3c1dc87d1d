"""This module is where a sentence exists in both languages of the planner, Chinese and English."""

from typing import Literal, NamedTuple

Language = Literal["zh", "en"]


class Text(NamedTuple):
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    def pick(self, language: Language) -> str:
        """Return the sentence in the language asked for."""
        return self.zh if language == "zh" else self.en


def plain(word: str) -> Text:
    """Return a name or number that reads the same in both languages."""
    return Text(word, word)


def join(texts: list[Text], zh: str = "；", en: str = "; ") -> Text:
    """Join sentences, each language with its own separator."""
    return Text(zh.join(t.zh for t in texts), en.join(t.en for t in texts))
