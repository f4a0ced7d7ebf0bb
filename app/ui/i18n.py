"""Languages: translators; numbers, sizes, durations and dates as the locale writes them."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QDateTime,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
)

from app.ui.resources import resource

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
"""Languages that Upcall speaks, each in its own name."""


def translate(context: str, text: str, comment: str = "", n: int = -1) -> str:
    """``text`` in the language of now; with ``n`` its plural form.

    The name is fixed: the extraction of texts looks for it.
    """
    return QCoreApplication.translate(context, text, comment, n)


def chosen(language: str) -> str:
    """The language for a setting: ``system`` becomes the first one of the system that we speak."""
    if language in LANGUAGES:
        return language
    for name in QLocale.system().uiLanguages():
        if name.startswith(("zh-CN", "zh-Hans", "zh-SG")) or name == "zh":
            return "zh_CN"
        if name.startswith("en"):
            return "en"
    return "en"


class Languages(QObject):
    """Holds the translators of the application; `use` switches while it runs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._installed: list[QTranslator] = []
        self.language = ""
        """The language in force: ``en`` or ``zh_CN``."""

    def use(self, setting: str) -> None:
        """Switch; every widget gets a LanguageChange event and writes its texts anew."""
        language = chosen(setting)
        if language == self.language:
            return
        self.language = language
        QLocale.setDefault(_locale(language))
        self.remove()
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._install(f"qtbase_{language}", qt)
        self._install(f"upcall_{language}", str(resource("i18n")))

    def remove(self) -> None:
        """Take all translators away."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed.clear()

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self)
        if translator.load(name, folder):
            QCoreApplication.installTranslator(translator)
            self._installed.append(translator)


def _locale(language: str) -> QLocale:
    """The system's own locale where it speaks that language: its dates are what people know."""
    system = QLocale.system()
    wanted = QLocale(language)
    return system if system.language() == wanted.language() else wanted


def size(count: int) -> str:
    """Bytes in words: ``1.2 MB`` (1 MB = 1,000,000 bytes, as file managers count)."""
    places = 0 if count < 1_000_000 else 1
    return QLocale().formattedDataSize(count, places, QLocale.DataSizeFormat.DataSizeSIFormat)


def sizes(part: int, whole: int) -> str:
    """How much of how much: ``1.2 MB of 3.4 MB``."""
    return translate("Units", "{part} of {whole}").format(part=size(part), whole=size(whole))


def speed(rate: float) -> str:
    """Bytes per second in words: ``24 MB/s``; empty below one byte per second."""
    if rate < 1:
        return ""
    return translate("Units", "{size}/s").format(size=size(int(rate)))


def joined(*sentences: str) -> str:
    """Sentences one after the other, with a blank between them where the language has one."""
    pair = translate("Units", "{first} {second}")
    whole = ""
    for sentence in filter(None, sentences):
        whole = pair.format(first=whole, second=sentence) if whole else sentence
    return whole


def number(value: int) -> str:
    """A whole number with the locale's separators."""
    return QLocale().toString(value)


def percent(part: int, whole: int) -> int:
    """Whole per cent, never 100 before the end and never 0 once something has happened."""
    if whole <= 0:
        return 0
    if part >= whole:
        return 100
    return min(99, max(1 if part else 0, part * 100 // whole))


class Units:
    """Texts of units with plurals.

    A class with a `tr` of its own, because the extraction of texts loses plurals that a function
    named `translate` is given unless their number is a literal (found with lupdate 6.11.3).
    """

    @staticmethod
    def tr(text: str, comment: str = "", n: int = -1) -> str:
        """``text`` in the language of now, in the form for ``n``."""
        return translate("Units", text, comment, n)

    def about(self, seconds: float) -> str:
        """A stretch of time from ten seconds on, rounded."""
        if seconds < 55:
            return self.tr("about %n second(s)", "", round(seconds / 5) * 5)
        if seconds < 90 * 60:
            return self.tr("about %n minute(s)", "", max(1, round(seconds / 60)))
        if seconds < 36 * 3600:
            return self.tr("about %n hour(s)", "", round(seconds / 3600))
        return self.tr("about %n day(s)", "", round(seconds / 86400))


def duration(seconds: float) -> str:
    """A stretch of time to come, rounded to what can be known: ``about 4 minutes``."""
    if seconds < 10:
        return translate("Units", "a few seconds")
    return Units().about(seconds)


def exact(seconds: float) -> str:
    """A stretch of time that has passed: ``0.21 s``, ``4.1 s``, ``2 min 5 s``."""
    if seconds < 60:
        places = 2 if seconds < 1 else 1
        return translate("Units", "{seconds} s").format(
            seconds=QLocale().toString(seconds, "f", places)
        )
    whole = round(seconds)
    if whole < 3600:
        text = translate("Units", "{minutes} min {seconds} s")
        return text.format(minutes=whole // 60, seconds=whole % 60)
    text = translate("Units", "{hours} h {minutes} min")
    return text.format(hours=whole // 3600, minutes=whole % 3600 // 60)


def moment(unix: float) -> str:
    """A point in time, in the locale's short form.

    Some locales put a narrow no-break space (U+202F) before "PM"; few fonts have it, and what shows
    text from outside would write its code. The usual no-break space stands there instead.
    """
    when = QDateTime.fromMSecsSinceEpoch(round(unix * 1000))
    return QLocale().toString(when, QLocale.FormatType.ShortFormat).replace("\u202f", "\u00a0")
