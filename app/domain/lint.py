"""The check of the callback form: what the service would refuse, and what is merely unwise.

Templates are read with their placeholders in braces, whatever a service writes; what is found is
told in its own spelling (`Dialect.common`), then with ``opening`` among the values.

Codes, their fields and values; (fix) where `Finding.fix` is offered. Rules: oss.md, 1.2 to 1.5.

errors (the service refuses the upload, or can never call the server)
  urls.none          way                  no URL, but the callback is on
  urls.many          count most           more than five URLs (fix: the first five)
  url.malformed      url                  no URL at all, or no host in it
  url.pasted         url kind             a whole callback was pasted here (fix: taken apart)
  url.left_over      url text             an example of a manual, not replaced
  url.port           url                  the port is no number from 1 to 65535 (fix: without)
  url.scheme         url scheme guess     neither http nor https (fix when there is a guess)
  url.nowhere        url host             a name that nobody can register (override)
  url.ipv6           url host             an IPv6 address (override); INFO with ``practice``
  url.private        url host             only this computer or network can reach it (override);
                                          INFO with ``practice`` (the demo cloud can call it)
  url.characters     url                  non-ASCII or blank in it (fix: percent-encoded)
  url.semicolon      url                  a semicolon would end the URL (fix: percent-encoded)
  body.empty                              no template (fix: a usual one)
  body.long          size limit way       callback over 5120 bytes of Base64
  variables.long     size limit names     variables over 5120 bytes of Base64 (fix: fewer)
  variables.empty_name                    a variable without a name (fix: leave it out)
  variables.name     name better          no ``x:`` in front or capitals (fix: ``better``)
  variables.duplicate name other better   the same name once both are lower case (fix: ``better``)
  host.port          host better          host with a port (fix: without)
  host.url           host better          an address instead of a name (fix: its host)
  host.characters    host better          blanks, control characters, non-ASCII (fix if possible)
warnings (*send anyway* is offered)
  url.no_scheme      url                  works as http; better said (fix: http:// in front)
  url.single_name    url host             one word: no public name (INFO with ``practice``)
  url.password       url host             a password in it would be kept readable (fix: without)
  url.fragment       url                  what follows ``#`` is never sent (fix: without)
  url.duplicate      url                  the same URL twice (fix: once)
  url.variable       url name             nothing is filled in in an address (fix: in the body)
  body.pasted        kind                 a whole callback was pasted here (fix: taken apart)
  body.escaped                            backslashes of a program's source (fix: without)
  body.left_over     text                 an example of a manual (fix if it is all there is)
  host.left_over     text                 likewise as the host (fix: none)
  body.quoted        name                 quotes around a placeholder in JSON (fix: without)
  body.in_text       name                 a placeholder inside a longer JSON text (fix: a form)
  body.unknown       name guess foreign   no such system variable (fix: guess, or an own value);
                                          ``foreign``: the service that has one of that name
  body.undefined     name guess           ``${x:name}`` has no value (fix: guess, or an empty one)
  body.encoded       text                 ``%24%7B`` stays as it is (fix: decoded)
  body.look_alike    text name            ``$(name)`` is no placeholder (fix: ``${name}``)
  body.unclosed      text                 ``${`` without its brace (fix: with it)
  body.not_json      line column          JSON does not parse after substitution; from 1 (fix
                                          for brackets and commas)
  body.looks_json                         a JSON template sent as a form (fix: JSON)
  body.no_json                            JSON, but the service has forms only (fix: form)
  body.looks_form                         a form template sent as JSON (fix: form)
  variables.joint    name                 an ``&`` in a value where values are not encoded
  variables.unused   name                 not in the template, so never told (fix: put in)
  variables.unusual  name better          letters other than a-z, 0-9, ``_ - .`` (fix: ``better``)
  sni.off                                 https by name without SNI often fails (fix: automatic)
information
  body.put_only      name                 empty, for the selected file is sent in parts
  variables.many     count bytes          more than older documents advise (10, or 512 bytes)

An error that no other spelling mends says in ``way`` what its fix does: ``drop`` the address, call
the ``receiver`` that is known to answer, switch the callback ``off``; of a body that is too long,
make it ``compact``, take the ``usual`` one, or that and ``one_url``. Where an error is a guess of
ours (override), `Finding.override` vouches for the host; what remains is INFO with the ``way``
*vouched*, whose fix takes that back.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from app.domain.callback import CallbackSpec, Sni
from app.domain.dialect import OSS, Dialect, is_https_name
from app.domain.findings import Field, Finding, Severity
from app.domain.lint_body import body_findings
from app.domain.lint_left_over import left_over
from app.domain.lint_urls import url_findings
from app.domain.lint_variables import variable_findings
from app.domain.preview import Sample

__all__ = ["Field", "Finding", "Severity", "lint", "refused"]

_HOST = re.compile(r"[A-Za-z0-9.-]+")


def lint(
    spec: CallbackSpec,
    dialect: Dialect,
    *,
    practice: bool = False,
    sample: Sample | None = None,
    receiver: str = "",
) -> list[Finding]:
    """All findings, in the order of the form's fields; none while the callback is off.

    ``practice``: the destination is a demo cloud. ``sample``: the selected file, whose values
    are tried in a JSON template; without one a stand-in is used. ``receiver``: an address that is
    known to answer, for fixes; empty: there is none.
    """
    if not spec.enabled or not dialect.calls:
        return []
    told = dialect.common_spec(spec)
    found = [
        *url_findings(told, dialect, practice=practice, receiver=receiver),
        *body_findings(told, dialect, sample=sample or Sample()),
        *variable_findings(told, dialect),
        *(host_findings(told) if dialect.host else ()),
        *(sni_findings(told) if dialect.host else ()),
    ]
    return found if dialect.opening == OSS.opening else [_written(f, dialect) for f in found]


def _written(finding: Finding, dialect: Dialect) -> Finding:
    """A finding, and what mends it, in the dialect's own spelling."""
    fix, override = (s and dialect.common_spec(s) for s in (finding.fix, finding.override))
    values = {name: dialect.written(text) for name, text in finding.values.items()}
    values["opening"] = dialect.opening
    return replace(finding, values=values, fix=fix, override=override)


def refused(findings: list[Finding]) -> bool:
    """True when the service would refuse the upload as it stands."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def host_findings(spec: CallbackSpec) -> list[Finding]:
    """Findings of the ``Host`` field: a domain name or an IPv4 address, nothing else."""
    host = spec.host
    if not host:
        return []
    if text := left_over(host, host=True):
        fix = replace(spec, host="")
        return [Finding("host.left_over", Severity.WARNING, Field.HOST, {"text": text}, fix)]
    if "/" in host:
        return [_host_finding("host.url", spec, better=_bare_host(host))]
    if not host.isascii() or any(c.isspace() or not c.isprintable() for c in host):
        return [_host_finding("host.characters", spec, better=_ascii_host(host))]
    name, colon, port = host.rpartition(":")
    if colon:
        whole = name and ":" not in name and (port.isdigit() or not port)
        return [_host_finding("host.port", spec, better=name if whole else "")]
    return []


def _host_finding(code: str, spec: CallbackSpec, *, better: str) -> Finding:
    fix = replace(spec, host=better) if better else None
    values = {"host": spec.host, "better": better}
    return Finding(code, Severity.ERROR, Field.HOST, values, fix)


def _bare_host(text: str) -> str:
    try:
        return urlsplit(text if "://" in text else "//" + text).hostname or ""
    except ValueError:
        return ""


def _ascii_host(host: str) -> str:
    try:
        better = host.strip().encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return better if _HOST.fullmatch(better) else ""


def sni_findings(spec: CallbackSpec) -> list[Finding]:
    """SNI switched off although a URL is https with a name (oss.md, 1.2 and 1.11)."""
    if spec.sni is not Sni.OFF or not any(is_https_name(url) for url in spec.urls):
        return []
    fix = replace(spec, sni=Sni.AUTO)
    return [Finding("sni.off", Severity.WARNING, Field.SNI, {}, fix)]
