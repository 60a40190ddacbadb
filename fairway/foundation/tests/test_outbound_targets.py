"""However an address is written, resolved or redirected, it does not lead inside."""

import socket
from ipaddress import ip_address

import httpx
import pytest

from fairway.foundation.outbound import (
    OutboundError,
    RefusedTarget,
    Unreachable,
    fetch,
)
from fairway.foundation.outbound.targets import judge
from fairway.foundation.outbound.wire import Deadline
from fairway.foundation.tests.small_servers import local, port_of, serving

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://localhost./",
        "http://LOCALHOST/",
        "http://127.1/",
        "http://127.0.0.1./",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://0/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fe80::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://127。0。0。1/",
        "http://①②⑦.⓪.⓪.①/",
        "http://169.254.169.254/latest/meta-data/",
        "http://user@1.1.1.1/",
        "http://1.1.1.1:pw@127.0.0.1/",
        "http://1.1.1.1\\@127.0.0.1/",
        "http://127.0.0.1\\@1.1.1.1/",
        "http://127.0.0.1\t/",
        "http://local\nhost/",
        "http:///etc/passwd",
        "http://",
        "",
        "//127.0.0.1/",
        "file:///etc/passwd",
        "ftp://1.1.1.1/",
        "gopher://127.0.0.1/",
        "unix:///var/run/docker.sock",
        "http://1.1.1.1:22/",
        "http://1.1.1.1:0/",
        "http://1.1.1.1:99999/",
        "https://1.1.1.1:8080/",
        "http://" + "a" * 300 + ".example/",
    ],
)
def test_no_way_of_writing_leads_inside(allow_outbound, url):
    def never(host, port):
        assert "127" not in host
        return socket_answer(host)

    with pytest.raises(OutboundError) as refusal:
        fetch("GET", url, resolver=never, seconds=2)
    assert isinstance(refusal.value, RefusedTarget | Unreachable)
    assert str(refusal.value)


def socket_answer(host):
    return {"localhost": ["127.0.0.1"]}.get(host.lower()) or unknown()


def unknown():
    raise socket.gaierror("not known")


@pytest.mark.parametrize(
    "found",
    [["10.0.0.5"], ["1.1.1.1", "127.0.0.1"], ["2606:4700::1", "::ffff:10.0.0.1"], ["fe80::1%eth0"]],
)
def test_a_name_with_one_inside_address_among_its_addresses_is_refused(allow_outbound, found):
    with pytest.raises(RefusedTarget, match=r"evil\.example"):
        fetch("GET", "http://evil.example/", resolver=lambda host, port: found)


def test_a_name_is_resolved_once_and_the_call_goes_to_that_address(allow_outbound, monkeypatch):
    """Rebinding: the second answer would lead inside, and is never asked for."""
    answers = [["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]]
    connected = []

    def connect(self, address):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(Unreachable):
        fetch("GET", "http://rebind.example/", resolver=lambda host, port: answers.pop(0))
    assert connected == [("93.184.216.34", 80)]
    assert len(answers) == 2


def test_the_system_resolver_is_not_asked_again_when_connecting(allow_outbound, monkeypatch):
    with serving(lambda handler: handler.say()) as server:
        allow_outbound(f"chat.internal:{port_of(server)}")
        monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: pytest.fail("asked again"))
        response = fetch("GET", f"http://chat.internal:{port_of(server)}/", resolver=local)
    assert response.text == "hello"
    assert server.seen[0][1]["host"] == f"chat.internal:{port_of(server)}"


def test_if_one_address_does_not_answer_the_next_is_tried(allow_outbound):
    with serving(lambda handler: handler.say()) as server:
        allow_outbound(f"two.internal:{port_of(server)}")
        both = lambda host, port: ["127.0.0.2", "127.0.0.1"]  # noqa: E731
        assert (
            fetch("GET", f"http://two.internal:{port_of(server)}/", resolver=both).status_code
            == 200
        )


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/",
        "//[::1]/",
        "http://0x7f.1/",
        "file:///etc/passwd",
        "http://@@/",
    ],
)
def test_a_redirect_inside_is_refused(allow_outbound, location):
    with serving(lambda handler: handler.say(status=302, Location=location)) as server:
        allow_outbound(f"start.internal:{port_of(server)}")
        with pytest.raises(RefusedTarget):
            fetch("GET", f"http://start.internal:{port_of(server)}/", resolver=local)
    assert len(server.seen) == 1


def test_a_redirect_to_another_allowed_host_is_followed_without_credentials(allow_outbound):
    with serving(lambda handler: handler.say()) as goal:
        onward = f"http://goal.internal:{port_of(goal)}/end"
        with serving(lambda handler: handler.say(status=307, Location=onward)) as start:
            allow_outbound(f"start.internal:{port_of(start)}", f"goal.internal:{port_of(goal)}")
            secret = {"Authorization": "Bearer x", "Cookie": "a=b", "X-Signature": "s"}
            response = fetch(
                "GET", f"http://start.internal:{port_of(start)}/", headers=secret, resolver=local
            )
    assert response.text == "hello"
    assert start.seen[0][1]["authorization"] == "Bearer x"
    assert set(goal.seen[0][1]) == {"host", "user-agent", "accept", "accept-encoding"}


def test_a_redirect_within_one_host_keeps_its_headers(allow_outbound):
    def answer(handler):
        handler.say(status=302, Location="/end") if handler.path == "/" else handler.say()

    with serving(answer) as server:
        allow_outbound(f"localhost:{port_of(server)}")
        fetch("GET", f"http://localhost:{port_of(server)}/", headers={"Authorization": "Bearer x"})
    assert server.seen[1][1]["authorization"] == "Bearer x"


def test_redirects_without_end_are_given_up(allow_outbound):
    with serving(lambda handler: handler.say(status=302, Location="/again")) as server:
        allow_outbound(f"localhost:{port_of(server)}")
        with pytest.raises(RefusedTarget, match="from one address to the next"):
            fetch("GET", f"http://localhost:{port_of(server)}/")
    assert len(server.seen) == 4


def test_what_was_posted_is_not_posted_elsewhere(allow_outbound):
    with serving(lambda handler: handler.say(status=307, Location="http://127.0.0.1/")) as server:
        allow_outbound(f"localhost:{port_of(server)}")
        assert (
            fetch("POST", f"http://localhost:{port_of(server)}/", content=b"x").status_code == 307
        )
    assert len(server.seen) == 1


def test_a_host_is_allowed_with_its_port_only(allow_outbound):
    with serving(lambda handler: handler.say()) as server:
        allow_outbound("localhost", "localhost:1")
        with pytest.raises(RefusedTarget, match="Port"):
            fetch("GET", f"http://localhost:{port_of(server)}/")
    assert not server.seen


def test_an_allowed_host_does_not_lead_to_link_local_addresses(allow_outbound):
    allow_outbound("metadata.internal")
    with pytest.raises(RefusedTarget):
        fetch("GET", "http://metadata.internal/", resolver=lambda host, port: ["169.254.169.254"])


def test_a_public_address_is_a_target_with_every_address_it_has(allow_outbound):
    target = judge(
        httpx.URL("https://hooks.example/x"),
        Deadline(5),
        lambda host, port: ["93.184.216.34", "2606:4700::1", "93.184.216.34"],
    )
    assert target.addresses == (ip_address("93.184.216.34"), ip_address("2606:4700::1"))
    assert (target.host, target.port) == ("hooks.example", 443)
