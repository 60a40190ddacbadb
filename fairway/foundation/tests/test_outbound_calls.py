"""Real servers on this machine, allowed by name where a test needs to reach one."""

import socket

import httpx
import pytest
import requests
from structlog.testing import capture_logs

from fairway.foundation.outbound import (
    BadAnswer,
    GuardedTransport,
    RefusedTarget,
    Unreachable,
    fetch,
    guarded_session,
)
from fairway.foundation.tests.small_servers import local, port_of, raw_server, serving

pytestmark = pytest.mark.once


def test_a_call_to_an_allowed_host_inside_gets_its_answer(allow_outbound):
    with serving(
        lambda handler: handler.say(b'{"a": 1}', Content_Type="application/json")
    ) as server:
        allow_outbound(f"localhost:{port_of(server)}")
        response = fetch("GET", f"http://localhost:{port_of(server)}/x?y=1")
    assert response.json() == {"a": 1}
    assert server.seen[0][0] == "/x?y=1"
    assert server.seen[0][1]["host"] == f"localhost:{port_of(server)}"


def test_a_body_is_sent(allow_outbound):
    with serving(lambda handler: handler.say(handler.body)) as server:
        allow_outbound(f"localhost:{port_of(server)}")
        assert fetch("POST", f"http://localhost:{port_of(server)}/", json={"a": "ä"}).json() == {
            "a": "ä"
        }


def test_proxies_of_the_environment_are_not_used(allow_outbound, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with serving(lambda handler: handler.say()) as server:
        allow_outbound(f"localhost:{port_of(server)}")
        assert fetch("GET", f"http://localhost:{port_of(server)}/").text == "hello"


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH\r\n", b"\x00" * 50, b""])
def test_what_is_no_http_is_a_bad_answer(allow_outbound, said):
    with raw_server(lambda connection: connection.sendall(said)) as port:
        allow_outbound(f"localhost:{port}")
        with pytest.raises(BadAnswer):
            fetch("GET", f"http://localhost:{port}/")


def unknown(host, port):
    raise socket.gaierror("not known")


def test_nobody_listening_is_unreachable(allow_outbound):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    allow_outbound(f"localhost:{port}")
    with pytest.raises(Unreachable, match="localhost"):
        fetch("GET", f"http://localhost:{port}/")


def test_an_unknown_name_is_said_to_be_unknown(allow_outbound):
    with pytest.raises(Unreachable, match=r"no host called nowhere\.example"):
        fetch("GET", "http://nowhere.example/", resolver=unknown)


def test_the_certificate_is_checked_against_the_name_not_the_address(allow_outbound, authority):
    server_side, client_side = authority
    with serving(lambda handler: handler.say(), tls=server_side) as server:
        port = port_of(server)
        allow_outbound(f"sso.internal:{port}", f"other.internal:{port}", f"127.0.0.1:{port}")
        assert (
            fetch("GET", f"https://sso.internal:{port}/", resolver=local, tls=client_side).text
            == "hello"
        )
        for other in ("other.internal", "127.0.0.1"):
            with pytest.raises(Unreachable, match="certificate"):
                fetch("GET", f"https://{other}:{port}/", resolver=local, tls=client_side)
        with pytest.raises(Unreachable, match="certificate"):
            fetch("GET", f"https://sso.internal:{port}/", resolver=local)


def test_https_does_not_lead_to_http(allow_outbound, authority):
    server_side, client_side = authority
    with serving(lambda handler: handler.say()) as plain:
        onward = f"http://plain.internal:{port_of(plain)}/"
        with serving(
            lambda handler: handler.say(status=302, Location=onward), tls=server_side
        ) as server:
            allow_outbound(f"sso.internal:{port_of(server)}", f"plain.internal:{port_of(plain)}")
            with pytest.raises(RefusedTarget, match="https"):
                fetch(
                    "GET",
                    f"https://sso.internal:{port_of(server)}/",
                    resolver=local,
                    tls=client_side,
                )
    assert not plain.seen


def test_the_log_says_whom_we_called_and_nothing_secret(allow_outbound):
    with serving(lambda handler: handler.say()) as server:
        allow_outbound(f"localhost:{port_of(server)}")
        with capture_logs() as logs:
            fetch("GET", f"http://localhost:{port_of(server)}/hooks/s3cret?token=s3cret")
            with pytest.raises(RefusedTarget):
                fetch("GET", "http://127.0.0.1/hooks/s3cret?token=s3cret")
    assert [entry["event"] for entry in logs] == ["outbound.called", "outbound.failed"]
    assert logs[0]["host"] == "localhost"
    assert logs[1]["error"] == "RefusedTarget"
    assert "s3cret" not in str(logs)


def test_a_library_with_its_own_httpx_client_is_guarded_too(allow_outbound):
    with serving(lambda handler: handler.say()) as server:
        allow_outbound(f"localhost:{port_of(server)}")
        with httpx.Client(transport=GuardedTransport(), trust_env=False) as client:
            assert client.get(f"http://localhost:{port_of(server)}/").text == "hello"
            with pytest.raises(RefusedTarget):
                client.get("http://127.0.0.1/")


def test_a_library_that_uses_requests_is_guarded_too(allow_outbound):
    def answer(handler):
        to_inside = handler.path == "/inside"
        handler.say(status=302, Location="http://127.0.0.1/") if to_inside else handler.say()

    with serving(answer) as server:
        allow_outbound(f"localhost:{port_of(server)}")
        base = f"http://localhost:{port_of(server)}"
        with guarded_session() as session:
            assert session.get(base).text == "hello"
            assert session.post(base, data={"a": "b"}, timeout=5).status_code == 200
            with pytest.raises(requests.ConnectionError, match="public internet"):
                session.get(f"{base}/inside")
            with pytest.raises(requests.ConnectionError):
                session.get("http://127.0.0.1/")


def test_a_library_that_uses_requests_hears_of_time_running_out(allow_outbound):
    with raw_server(lambda connection: connection.recv(1)) as port:
        allow_outbound(f"localhost:{port}")
        with guarded_session() as session, pytest.raises(requests.Timeout):
            session.get(f"http://localhost:{port}/", timeout=0.2)
