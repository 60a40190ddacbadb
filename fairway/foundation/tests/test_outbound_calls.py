"""Real servers on this machine, allowed by name where a test needs to reach one."""

import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import httpx
import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from structlog.testing import capture_logs

from fairway.foundation.outbound import (
    BadAnswer,
    GuardedTransport,
    OutboundError,
    RefusedTarget,
    TooLarge,
    TooSlow,
    Unreachable,
    fetch,
    guarded_session,
)
from fairway.foundation.outbound.targets import judge
from fairway.foundation.outbound.wire import Deadline


class Server(ThreadingHTTPServer):
    answer: Callable[["Handler"], None]
    seen: list[tuple[str, dict[str, str]]]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self):
        self.server.seen.append(
            (self.path, {name.lower(): value for name, value in self.headers.items()})
        )
        self.server.answer(self)

    def do_POST(self):
        self.body = self.rfile.read(int(self.headers["content-length"]))
        self.do_GET()

    def log_message(self, *args):
        pass

    def say(self, body=b"hello", status=200, **headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(answer, tls=None):
    server = Server(("127.0.0.1", 0), Handler)
    server.answer, server.seen = answer, []
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def raw_server(conversation):
    """A server below HTTP: `conversation` gets each connection and may do anything with it."""
    listener = socket.create_server(("127.0.0.1", 0))

    def run():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                try:
                    connection.recv(65536)
                    conversation(connection)
                except OSError:
                    pass

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def port_of(server):
    return server.server_address[1]


def local(host, port):
    return ["127.0.0.1"]


@pytest.fixture
def allow(settings):
    def add(*entries):
        settings.OUTBOUND_ALLOW = [*settings.OUTBOUND_ALLOW, *entries]

    settings.OUTBOUND_ALLOW = []
    return add


def test_a_call_to_an_allowed_host_inside_gets_its_answer(allow):
    with serving(
        lambda handler: handler.say(b'{"a": 1}', Content_Type="application/json")
    ) as server:
        allow(f"localhost:{port_of(server)}")
        response = fetch("GET", f"http://localhost:{port_of(server)}/x?y=1")
    assert response.json() == {"a": 1}
    assert server.seen[0][0] == "/x?y=1"
    assert server.seen[0][1]["host"] == f"localhost:{port_of(server)}"


def test_a_body_is_sent(allow):
    with serving(lambda handler: handler.say(handler.body)) as server:
        allow(f"localhost:{port_of(server)}")
        assert fetch("POST", f"http://localhost:{port_of(server)}/", json={"a": "ä"}).json() == {
            "a": "ä"
        }


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
def test_no_way_of_writing_leads_inside(allow, url):
    def never(host, port):
        assert "127" not in host
        return socket_answer(host)

    with pytest.raises(OutboundError) as refusal:
        fetch("GET", url, resolver=never, seconds=2)
    assert isinstance(refusal.value, RefusedTarget | Unreachable)
    assert str(refusal.value)


def socket_answer(host):
    return {"localhost": ["127.0.0.1"]}.get(host.lower()) or _raise()


def _raise():
    raise socket.gaierror("not known")


@pytest.mark.parametrize(
    "found",
    [["10.0.0.5"], ["1.1.1.1", "127.0.0.1"], ["2606:4700::1", "::ffff:10.0.0.1"], ["fe80::1%eth0"]],
)
def test_a_name_with_one_inside_address_among_its_addresses_is_refused(allow, found):
    with pytest.raises(RefusedTarget, match=r"evil\.example"):
        fetch("GET", "http://evil.example/", resolver=lambda host, port: found)


def test_a_name_is_resolved_once_and_the_call_goes_to_that_address(allow, monkeypatch):
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


def test_the_system_resolver_is_not_asked_again_when_connecting(allow, monkeypatch):
    with serving(lambda handler: handler.say()) as server:
        allow(f"chat.internal:{port_of(server)}")
        monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: pytest.fail("asked again"))
        response = fetch("GET", f"http://chat.internal:{port_of(server)}/", resolver=local)
    assert response.text == "hello"
    assert server.seen[0][1]["host"] == f"chat.internal:{port_of(server)}"


def test_if_one_address_does_not_answer_the_next_is_tried(allow):
    with serving(lambda handler: handler.say()) as server:
        allow(f"two.internal:{port_of(server)}")
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
def test_a_redirect_inside_is_refused(allow, location):
    with serving(lambda handler: handler.say(status=302, Location=location)) as server:
        allow(f"start.internal:{port_of(server)}")
        with pytest.raises(RefusedTarget):
            fetch("GET", f"http://start.internal:{port_of(server)}/", resolver=local)
    assert len(server.seen) == 1


def test_a_redirect_to_another_allowed_host_is_followed_without_credentials(allow):
    with serving(lambda handler: handler.say()) as goal:
        onward = f"http://goal.internal:{port_of(goal)}/end"
        with serving(lambda handler: handler.say(status=307, Location=onward)) as start:
            allow(f"start.internal:{port_of(start)}", f"goal.internal:{port_of(goal)}")
            secret = {"Authorization": "Bearer x", "Cookie": "a=b", "X-Signature": "s"}
            response = fetch(
                "GET", f"http://start.internal:{port_of(start)}/", headers=secret, resolver=local
            )
    assert response.text == "hello"
    assert start.seen[0][1]["authorization"] == "Bearer x"
    assert set(goal.seen[0][1]) == {"host", "user-agent", "accept", "accept-encoding"}


def test_a_redirect_within_one_host_keeps_its_headers(allow):
    def answer(handler):
        handler.say(status=302, Location="/end") if handler.path == "/" else handler.say()

    with serving(answer) as server:
        allow(f"localhost:{port_of(server)}")
        fetch("GET", f"http://localhost:{port_of(server)}/", headers={"Authorization": "Bearer x"})
    assert server.seen[1][1]["authorization"] == "Bearer x"


def test_redirects_without_end_are_given_up(allow):
    with serving(lambda handler: handler.say(status=302, Location="/again")) as server:
        allow(f"localhost:{port_of(server)}")
        with pytest.raises(RefusedTarget, match="from one address to the next"):
            fetch("GET", f"http://localhost:{port_of(server)}/")
    assert len(server.seen) == 4


def test_what_was_posted_is_not_posted_elsewhere(allow):
    with serving(lambda handler: handler.say(status=307, Location="http://127.0.0.1/")) as server:
        allow(f"localhost:{port_of(server)}")
        assert (
            fetch("POST", f"http://localhost:{port_of(server)}/", content=b"x").status_code == 307
        )
    assert len(server.seen) == 1


def test_a_host_is_allowed_with_its_port_only(allow):
    with serving(lambda handler: handler.say()) as server:
        allow("localhost", "localhost:1")
        with pytest.raises(RefusedTarget, match="Port"):
            fetch("GET", f"http://localhost:{port_of(server)}/")
    assert not server.seen


def test_an_allowed_host_does_not_lead_to_link_local_addresses(allow):
    allow("metadata.internal")
    with pytest.raises(RefusedTarget):
        fetch("GET", "http://metadata.internal/", resolver=lambda host, port: ["169.254.169.254"])


def test_proxies_of_the_environment_are_not_used(allow, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with serving(lambda handler: handler.say()) as server:
        allow(f"localhost:{port_of(server)}")
        assert fetch("GET", f"http://localhost:{port_of(server)}/").text == "hello"


def drip(connection, head=b""):
    connection.sendall(head)
    while True:
        connection.sendall(b"x")
        connection.settimeout(0.05)
        try:
            if not connection.recv(1):
                return
        except TimeoutError:
            continue


@pytest.mark.parametrize(
    "conversation",
    [
        lambda connection: drip(connection, b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n"),
        lambda connection: drip(connection, b"HTTP/1.1 200 OK\r\nX-Long: "),
        lambda connection: connection.recv(1),
    ],
    ids=["drips its body", "drips its headers", "says nothing"],
)
def test_the_whole_call_ends_in_time_however_slow_the_other_side(allow, conversation):
    with raw_server(conversation) as port:
        allow(f"localhost:{port}")
        started = time.monotonic()
        with pytest.raises(TooSlow):
            fetch("GET", f"http://localhost:{port}/", seconds=0.4)
        assert time.monotonic() - started < 1.5


def test_a_server_that_reads_nothing_does_not_hold_us(allow):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        allow(f"localhost:{port}")
        started = time.monotonic()
        with pytest.raises(TooSlow):
            fetch("POST", f"http://localhost:{port}/", content=b"x" * 50_000_000, seconds=0.4)
        assert time.monotonic() - started < 1.5


def test_time_is_for_all_redirects_together(allow):
    def answer(handler):
        threading.Event().wait(0.2)
        handler.say(status=302, Location="/again")

    with serving(answer) as server:
        allow(f"localhost:{port_of(server)}")
        with pytest.raises(TooSlow):
            fetch("GET", f"http://localhost:{port_of(server)}/", seconds=0.5, redirects=50)


def test_a_resolver_that_hangs_does_not_hold_us(allow):
    gate = threading.Event()

    def hang(host, port):
        gate.wait()
        return []

    started = time.monotonic()
    with pytest.raises(TooSlow, match=r"slow\.example"):
        fetch(
            "GET",
            "http://slow.example/",
            resolver=hang,
            seconds=0.2,
        )
    gate.set()
    assert time.monotonic() - started < 1


def test_an_answer_that_is_too_large_is_cut_off(allow):
    def endless(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    with raw_server(endless) as port:
        allow(f"localhost:{port}")
        with pytest.raises(TooLarge):
            fetch("GET", f"http://localhost:{port}/", limit=100_000)


def test_an_answer_that_says_it_is_too_large_is_not_read(allow):
    with serving(lambda handler: handler.say(b"x" * 11)) as server:
        allow(f"localhost:{port_of(server)}")
        with pytest.raises(TooLarge, match="10"):
            fetch("GET", f"http://localhost:{port_of(server)}/", limit=10)


def test_a_compressed_answer_is_refused(allow):
    with serving(lambda handler: handler.say(Content_Encoding="gzip")) as server:
        allow(f"localhost:{port_of(server)}")
        with pytest.raises(BadAnswer):
            fetch("GET", f"http://localhost:{port_of(server)}/")
    assert server.seen[0][1]["accept-encoding"] == "identity"


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH\r\n", b"\x00" * 50, b""])
def test_what_is_no_http_is_a_bad_answer(allow, said):
    with raw_server(lambda connection: connection.sendall(said)) as port:
        allow(f"localhost:{port}")
        with pytest.raises(BadAnswer):
            fetch("GET", f"http://localhost:{port}/")


def test_nobody_listening_is_unreachable(allow):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    allow(f"localhost:{port}")
    with pytest.raises(Unreachable, match="localhost"):
        fetch("GET", f"http://localhost:{port}/")


def test_an_unknown_name_is_said_to_be_unknown(allow):
    with pytest.raises(Unreachable, match=r"no host called nowhere\.example"):
        fetch("GET", "http://nowhere.example/", resolver=lambda host, port: _raise())


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """A certificate for sso.internal, and contexts for its server and for who trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "sso.internal")])
    now = datetime.now(UTC)
    names = [x509.DNSName("sso.internal"), x509.IPAddress(ip_address("127.0.0.9"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(
        pem
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    return server, ssl.create_default_context(cadata=pem.decode())


def test_the_certificate_is_checked_against_the_name_not_the_address(allow, authority):
    server_side, client_side = authority
    with serving(lambda handler: handler.say(), tls=server_side) as server:
        port = port_of(server)
        allow(f"sso.internal:{port}", f"other.internal:{port}", f"127.0.0.1:{port}")
        assert (
            fetch("GET", f"https://sso.internal:{port}/", resolver=local, tls=client_side).text
            == "hello"
        )
        for other in ("other.internal", "127.0.0.1"):
            with pytest.raises(Unreachable, match="certificate"):
                fetch("GET", f"https://{other}:{port}/", resolver=local, tls=client_side)
        with pytest.raises(Unreachable, match="certificate"):
            fetch("GET", f"https://sso.internal:{port}/", resolver=local)


def test_https_does_not_lead_to_http(allow, authority):
    server_side, client_side = authority
    with serving(lambda handler: handler.say()) as plain:
        onward = f"http://plain.internal:{port_of(plain)}/"
        with serving(
            lambda handler: handler.say(status=302, Location=onward), tls=server_side
        ) as server:
            allow(f"sso.internal:{port_of(server)}", f"plain.internal:{port_of(plain)}")
            with pytest.raises(RefusedTarget, match="https"):
                fetch(
                    "GET",
                    f"https://sso.internal:{port_of(server)}/",
                    resolver=local,
                    tls=client_side,
                )
    assert not plain.seen


def test_the_log_says_whom_we_called_and_nothing_secret(allow):
    with serving(lambda handler: handler.say()) as server:
        allow(f"localhost:{port_of(server)}")
        with capture_logs() as logs:
            fetch("GET", f"http://localhost:{port_of(server)}/hooks/s3cret?token=s3cret")
            with pytest.raises(RefusedTarget):
                fetch("GET", "http://127.0.0.1/hooks/s3cret?token=s3cret")
    assert [entry["event"] for entry in logs] == ["outbound.called", "outbound.failed"]
    assert logs[0]["host"] == "localhost"
    assert logs[1]["error"] == "RefusedTarget"
    assert "s3cret" not in str(logs)


def test_a_library_with_its_own_httpx_client_is_guarded_too(allow):
    with serving(lambda handler: handler.say()) as server:
        allow(f"localhost:{port_of(server)}")
        with httpx.Client(transport=GuardedTransport(), trust_env=False) as client:
            assert client.get(f"http://localhost:{port_of(server)}/").text == "hello"
            with pytest.raises(RefusedTarget):
                client.get("http://127.0.0.1/")


def test_a_library_that_uses_requests_is_guarded_too(allow):
    def answer(handler):
        to_inside = handler.path == "/inside"
        handler.say(status=302, Location="http://127.0.0.1/") if to_inside else handler.say()

    with serving(answer) as server:
        allow(f"localhost:{port_of(server)}")
        base = f"http://localhost:{port_of(server)}"
        with guarded_session() as session:
            assert session.get(base).text == "hello"
            assert session.post(base, data={"a": "b"}, timeout=5).status_code == 200
            with pytest.raises(requests.ConnectionError, match="public internet"):
                session.get(f"{base}/inside")
            with pytest.raises(requests.ConnectionError):
                session.get("http://127.0.0.1/")


def test_a_library_that_uses_requests_hears_of_time_running_out(allow):
    with raw_server(lambda connection: connection.recv(1)) as port:
        allow(f"localhost:{port}")
        with guarded_session() as session, pytest.raises(requests.Timeout):
            session.get(f"http://localhost:{port}/", timeout=0.2)


def test_a_public_address_is_a_target_with_every_address_it_has(allow):
    target = judge(
        httpx.URL("https://hooks.example/x"),
        Deadline(5),
        lambda host, port: ["93.184.216.34", "2606:4700::1", "93.184.216.34"],
    )
    assert target.addresses == (ip_address("93.184.216.34"), ip_address("2606:4700::1"))
    assert (target.host, target.port) == ("hooks.example", 443)
