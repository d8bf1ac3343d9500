"""Three backends fail together: Prometheus notices, Alertmanager tells, and tells the end.

Run with prometheus and alertmanager on the PATH. The rules are the shipped ones but for their
window: so that the test ends within two minutes, a failure is recent for 15 seconds, not 5 minutes.
"""

import argparse
import json
import re
import signal
import socket
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from shutil import which
from typing import Any

from dashboard import queries
from processes import Processes

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
RULES = ROOT / "ops" / "prometheus" / "avatar-errors.rules.yml"
WINDOW_S = 15
THRESHOLD = 5
UPSTREAM, CREDITS = "connect-502-html", "token-403-sdk-name"
RECENT = 'sum(fleet:avatar_errors:recent{code="upstreamError"})'

STARTED = time.monotonic()


def say(text: str) -> None:
    print(f"fleet: {time.monotonic() - STARTED:5.1f} s  {text}", flush=True)


class Receiver(HTTPServer):
    """What Alertmanager notifies; `told` are the alerts in order."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Notification)
        self.told: list[dict[str, Any]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def find(self, name: str, status: str) -> dict[str, Any] | None:
        found = (x for x in self.told if (x["labels"]["alertname"], x["status"]) == (name, status))
        return next(found, None)


class Notification(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told += json.loads(body)["alerts"]
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Fleet:
    def __init__(self, processes: Processes, folder: Path, service: Path) -> None:
        self.receiver = Receiver()
        addresses = json.loads(processes.start("service", service, says=True))
        python, node = sys.executable, which("node")
        backends = {
            "python-1": (python, HERE / "backend.py", "prometheus", addresses["plain"]),
            "python-2": (python, HERE / "backend.py", "opentelemetry", addresses["plain"]),
            "node": (node, HERE / "backend.mjs", addresses["plain"]),
        }
        self.backends = {
            name: f"127.0.0.1:{processes.start(name, *command, says=True)}"
            for name, command in backends.items()
        }
        self.prometheus, alertmanager = (f"127.0.0.1:{port}" for port in free_ports(2))
        write_configuration(folder, self.backends, self.receiver.server_port, alertmanager)
        processes.start(
            "alertmanager",
            which("alertmanager") or which("prometheus-alertmanager"),
            f"--config.file={folder / 'alertmanager.yml'}",
            f"--storage.path={folder / 'alertmanager'}",
            f"--web.listen-address={alertmanager}",
            "--cluster.listen-address=",
        )
        processes.start(
            "prometheus",
            which("prometheus"),
            f"--config.file={folder / 'prometheus.yml'}",
            f"--storage.tsdb.path={folder / 'prometheus'}",
            f"--web.listen-address={self.prometheus}",
        )

    def fail(self, backend: str, scenario: str) -> str:
        """Has a backend open a session, and says what came of it."""
        request = urllib.request.Request(
            f"http://{self.backends[backend]}/session/{scenario}", method="POST"
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read().decode()

    def query(self, expression: str) -> list[dict[str, Any]]:
        text = urllib.parse.urlencode({"query": expression})
        with urllib.request.urlopen(f"http://{self.prometheus}/api/v1/query?{text}") as answer:
            return json.load(answer)["data"]["result"]

    def value(self, expression: str) -> float | None:
        """The value of an expression with one result; None where there is none, or no answer."""
        try:
            results = self.query(expression)
        except OSError:
            return None
        return float(results[0]["value"][1]) if results else None


def write_configuration(
    folder: Path, backends: dict[str, str], receiver: int, alertmanager: str
) -> None:
    rules = folder / "rules.yml"
    rules.write_text(shortened(RULES.read_text(encoding="utf-8")), encoding="utf-8")
    # JSON is YAML.
    files = {
        "prometheus.yml": {
            "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
            "rule_files": [str(rules)],
            "alerting": {"alertmanagers": [{"static_configs": [{"targets": [alertmanager]}]}]},
            "scrape_configs": [
                {"job_name": name, "static_configs": [{"targets": [address]}]}
                for name, address in backends.items()
            ],
        },
        "alertmanager.yml": {
            "route": {
                "receiver": "test",
                "group_by": ["alertname", "code"],
                "group_wait": "0s",
                "group_interval": "1s",
            },
            "receivers": [
                {
                    "name": "test",
                    "webhook_configs": [{"url": f"http://127.0.0.1:{receiver}/"}],
                }
            ],
        },
    }
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content, indent=2))


def shortened(rules: str) -> str:
    """The rules with the test's window: wherever they name the shipped one, they mean it."""
    text, replaced = re.subn(r"\b5m\b", f"{WINDOW_S}s", rules)
    assert replaced > 10, f"{RULES} names its window {replaced} times"
    return text


def free_ports(count: int) -> Iterator[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [server.getsockname()[1] for server in held]
    for server in held:
        server.close()
    yield from ports


def wait_for(what: str, seconds: float, condition: Callable[[], Any]) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError(f"{what}: not within {seconds} s")


def run(fleet: Fleet) -> None:
    wait_for("all backends are scraped", 20, lambda: fleet.value("sum(up)") == 3)
    say(f"Prometheus scrapes {', '.join(fleet.backends)} each second, and evaluates the rules")
    known = f"sum(up offset {WINDOW_S}s)"
    wait_for("a window has passed", WINDOW_S + 10, lambda: fleet.value(known) == 3)

    one_alone(fleet)
    all_together(fleet)
    the_end(fleet)


def one_alone(fleet: Fleet) -> None:
    codes = [fleet.fail("python-1", UPSTREAM) for _ in range(THRESHOLD - 1)]
    assert codes == ["upstreamError"] * 4, codes
    wait_for("four are counted", 10, lambda: fleet.value(RECENT) == 4)
    end = time.monotonic() + 4
    while time.monotonic() < end:
        alerts = fleet.query("ALERTS")
        assert alerts == [], alerts
        time.sleep(0.5)
    assert fleet.receiver.told == [], fleet.receiver.told
    say("python-1 alone failed 4 times with upstreamError: counted, no alert in 4 s")
    wait_for("they are no longer recent", WINDOW_S + 10, lambda: fleet.value(RECENT) == 0)


def all_together(fleet: Fleet) -> None:
    began = time.monotonic()
    for name in fleet.backends:
        codes = [fleet.fail(name, UPSTREAM) for _ in range(2)]
        assert codes == ["upstreamError"] * 2, (name, codes)
    code = fleet.fail("node", CREDITS)
    assert code == "creditsExhausted", code
    say("each backend failed 2 times with upstreamError, node once with creditsExhausted")
    told = wait_for(
        "the alert is told", 15, lambda: fleet.receiver.find("AvatarErrorsRecurring", "firing")
    )
    say(f"Alertmanager told after {time.monotonic() - began:.1f} s: {told['labels']}")
    say(f"  {told['annotations']['description']}")
    assert told["labels"]["code"] == "upstreamError"
    assert told["annotations"]["runbook_url"].endswith("#upstreamerror")
    told = wait_for(
        "the operator is told",
        15,
        lambda: fleet.receiver.find("AvatarErrorsOperatorMustAct", "firing"),
    )
    say(f"Alertmanager told: {told['labels']}")
    assert (told["labels"]["code"], told["labels"]["severity"]) == ("creditsExhausted", "critical")
    wait_for("six are counted", 5, lambda: fleet.value(RECENT) == 6)
    answered = {title: len(fleet.query(query)) for title, query in queries(ROOT)}
    assert all(answered.values()), answered
    say(f"the dashboard's {len(answered)} panels all have data")


def the_end(fleet: Fleet) -> None:
    for name in ("AvatarErrorsRecurring", "AvatarErrorsOperatorMustAct"):
        told = wait_for(
            "the end is told",
            WINDOW_S + 20,
            lambda name=name: fleet.receiver.find(name, "resolved"),
        )
        say(f"Alertmanager told the end of: {told['labels']}")
    assert fleet.query("ALERTS") == []
    names = [(x["labels"]["alertname"], x["status"]) for x in fleet.receiver.told]
    assert len(names) == len(set(names)) == 4, names


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--service", type=Path, required=True, help="the stand-in service")
    options = parser.parse_args()
    # Ended from outside it still ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("fleet: ended"))
    with tempfile.TemporaryDirectory() as folder, Processes(Path(folder)) as processes:
        run(Fleet(processes, Path(folder), options.service))
    say("passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
