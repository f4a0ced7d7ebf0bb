"""Words of the wizard: labels, hints, choices, and what is wrong with a field."""

from __future__ import annotations

from app.domain.endpoints import EndpointKind
from app.domain.services import FIRST, OTHERS, Service
from app.ui.dialogs.wizard import service_words
from app.ui.i18n import translate


def labels(service: Service = FIRST) -> dict[str, str]:
    """Label of each field, by what the service's console calls it."""
    theirs = service_words.labels()
    return _labels() | {name: theirs[term] for name, term in service.terms.items()}


def _labels() -> dict[str, str]:
    return {
        "name": translate("Connect", "&Name"),
        "endpoint": translate("Connect", "&Endpoint"),
        "domain": translate("Connect", "Your &domain"),
        "region": translate("Connect", "&Region"),
        "bucket": translate("Connect", "&Bucket"),
        "prefix": translate("Connect", "&Folder"),
        "kind": translate("Connect", "&Kind of endpoint"),
        "link_base": translate("Connect", "Domain for &links"),
        "key_id": translate("Connect", "Key &ID"),
        "secret": translate("Connect", "Key secre&t"),
        "token": translate("Connect", "Security t&oken"),
        "server": translate("Connect", "&Address of the application server"),
        "code": translate("Connect", "Access &code"),
    }


def hints(service: Service = FIRST) -> dict[str, str]:
    """Hint under each field."""
    theirs = service_words.hints()
    return _hints() | {name: theirs.get(term, "") for name, term in service.terms.items()}


def _hints() -> dict[str, str]:
    return {
        "name": translate("Connect", "Any name you like."),
        "endpoint": translate("Connect", "Where the service listens, with http or https in front."),
        "domain": translate("Connect", "A domain that is bound to the bucket, such as up.shop.cn"),
        "region": "",
        "bucket": "",
        "prefix": translate("Connect", "Optional, such as 2026/spring/"),
        "kind": "",
        "link_base": translate("Connect", "Optional. Copied links begin with it."),
        "key_id": "",
        "secret": translate("Connect", "It is never shown again, and never written to a file."),
        "token": translate("Connect", "Only for temporary keys."),
        "server": translate(
            "Connect", "It is asked before uploads and answers with a permission that ends."
        ),
        "code": translate("Connect", "Optional. Only if your server asks for one."),
    }


def problem_text(code: str, service: Service = FIRST) -> str:
    """What is wrong, and what to do; empty for an empty code."""
    field, _dot, problem = code.partition(".")
    term = service.terms.get(field, field)
    text = service_words.problems().get(f"{term}.{problem}") or _problems().get(code, "")
    return text.format(example=service.examples.get(field, ""))


def _problems() -> dict[str, str]:
    return {
        "name.empty": translate("Connect", "Give it a name, so that you know it again."),
        "endpoint.empty": translate("Connect", "Type the service's address, such as {example}"),
        "endpoint.invalid": translate(
            "Connect", "Only the address, please: no folder behind it, and http or https in front."
        ),
        "region.empty": translate(
            "Connect", "It was not found by itself. Choose it, or ask whoever runs the bucket."
        ),
        "bucket.empty": translate("Connect", "Type the bucket's name."),
        "bucket.invalid": translate(
            "Connect", "A bucket's name has 3 to 63 small letters, digits or hyphens."
        ),
        "prefix.invalid": translate("Connect", "Leave out the slash at the beginning."),
        "key_id.empty": translate("Connect", "Type or paste the key's ID."),
        "secret.empty": translate("Connect", "Type or paste the secret that belongs to the key."),
        "server.empty": translate("Connect", "Type the address that your team gave you."),
        "server.invalid": translate(
            "Connect", "That is no address yet. It begins with https:// and has no blanks."
        ),
        "environment.empty": translate("Connect", "The environment has no key yet."),
    }


def endpoint_kinds() -> dict[EndpointKind, str]:
    """The kinds of endpoint, as they are listed."""
    return {
        EndpointKind.PUBLIC: translate("Connect", "Public (usual)"),
        EndpointKind.INTERNAL: translate("Connect", "Internal: only from inside the cloud"),
        EndpointKind.ACCELERATE: translate("Connect", "Transfer acceleration"),
        EndpointKind.ACCELERATE_OVERSEAS: translate("Connect", "Acceleration outside the mainland"),
        EndpointKind.DUAL_STACK: translate("Connect", "Dual-stack (IPv4 and IPv6)"),
        EndpointKind.CUSTOM_DOMAIN: translate("Connect", "A domain of your own"),
        EndpointKind.PRIVATE: translate("Connect", "Private deployment"),
    }


def services() -> dict[str, tuple[str, str]]:
    """The choices of the first page: title and sentence."""
    return {
        "demo": (
            translate("Connect", "&Demo cloud on this computer"),
            translate("Connect", "No account, offline; for practice."),
        ),
        FIRST.name: (
            FIRST.label.replace(" O", " &O"),
            translate("Connect", "A bucket in one of its regions."),
        ),
        "compatible": (
            translate("Connect", "&Something compatible"),
            translate("Connect", "A service with an endpoint of its own."),
        ),
        "file": (
            translate("Connect", "I was given a &connection file"),
            translate("Connect", "Your team has prepared everything in it."),
        ),
    }


def other_services() -> dict[str, tuple[str, str]]:
    """The choices below the first ones: title, which is the service's own name, and sentence."""
    told = service_words.sentences()
    return {each.name: (each.label, told.get(each.later, "")) for each in OTHERS}


def accesses(service: Service = FIRST) -> dict[str, tuple[str, str]]:
    """The choices of the second page: title and sentence."""
    token = translate("Connect", "ID and secret; temporary keys have a token as well.")
    pair = translate("Connect", "Two texts that belong together, from the service's console.")
    variables = translate("Connect", "The variables {variable} and so on, read at each start.")
    return {
        "key": (translate("Connect", "A &key"), token if service.takes_token else pair),
        "server": (
            translate("Connect", "An application &server"),
            translate("Connect", "It hands out permissions, so that nobody here holds a key."),
        ),
        "environment": (
            translate("Connect", "This computer's &environment"),
            variables.format(variable=next(iter(service.variables), "")),
        ),
    }


def where_kept(keyring: str) -> str:
    """Where the key will be kept; ``keyring`` is its name, empty when there is none."""
    if keyring:
        text = translate("Connect", "The key is kept in {keyring}, and nowhere else.")
        return text.format(keyring=keyring)
    return translate(
        "Connect",
        "This computer has no keyring, so the key is kept for this session only:"
        " after the next start you will be asked again.",
    )
