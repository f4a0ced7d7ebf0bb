"""Object options: what the service would refuse is named before a byte is sent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.findings import Severity
from app.domain.lint_options import option_findings
from app.domain.options import ObjectOptions

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@pytest.mark.parametrize(
    ("options", "code", "severity"),
    [
        (ObjectOptions(content_type="text/html\r\nX: y"), "options.header", ERROR),
        (ObjectOptions(disposition="attachment; filename=ü"), "options.not_ascii", WARNING),
        (ObjectOptions(storage_class="Glacier"), "options.choice", ERROR),
        (ObjectOptions(encryption="DES"), "options.choice", ERROR),
        (ObjectOptions(encryption="AES256", encryption_key="k"), "options.kms_key", ERROR),
        (ObjectOptions(acl="public-read-write"), "options.open", WARNING),
        (ObjectOptions(storage_class="ColdArchive"), "options.archive", INFO),
        (ObjectOptions(metadata={"": "x"}), "options.metadata_name", ERROR),
        (ObjectOptions(metadata={"a": "x\ny"}), "options.metadata_text", ERROR),
        (ObjectOptions(metadata={"a": "x" * 8192}), "options.metadata_long", ERROR),
        (ObjectOptions(metadata={"a": "中" * 911}), "options.metadata_long", ERROR),
        (ObjectOptions(tags={str(n): "" for n in range(11)}), "options.tags_many", ERROR),
        (ObjectOptions(tags={"": "x"}), "options.tag_name", ERROR),
        (ObjectOptions(tags={"x" * 129: ""}), "options.tag_name", ERROR),
        (ObjectOptions(tags={"a": "50%"}), "options.tag_value", ERROR),
        (ObjectOptions(tags={"a": "中" * 86}), "options.tag_value", ERROR),
    ],
)
def test_each_trouble_has_its_code(options: ObjectOptions, code: str, severity: Severity) -> None:
    found = option_findings(options)
    assert [(finding.code, finding.severity) for finding in found] == [(code, severity)]


def test_what_the_service_takes_is_not_remarked_upon() -> None:
    options = ObjectOptions(
        content_type="image/jpeg",
        disposition="inline",
        cache_control="max-age=60",
        storage_class="IA",
        acl="private",
        encryption="KMS",
        encryption_key="9468da86-3509",
        tags={"a b+-=._:/": "x" * 256, **{str(n): "" for n in range(9)}},
        metadata={"Order-No": "中", "a": "x" * 8000},
    )
    assert option_findings(options) == []


def test_a_metadata_name_is_mended() -> None:
    (found,) = option_findings(ObjectOptions(metadata={"Order_No.": "1"}))
    assert found.fixable
    assert found.fix == found.values["better"] == "order-no"
    assert option_findings(ObjectOptions(metadata={found.fix: "1"})) == []


@given(st.dictionaries(st.text(), st.text()), st.dictionaries(st.text(), st.text()), st.text())
def test_no_text_makes_the_check_fail(
    tags: dict[str, str], metadata: dict[str, str], value: str
) -> None:
    options = ObjectOptions(value, value, value, value, value, value, value, tags, metadata)
    assert all(finding.code.startswith("options.") for finding in option_findings(options))
