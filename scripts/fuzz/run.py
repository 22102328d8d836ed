"""Starts ECAR with the demonstration garage and lets schemathesis try to break its API, as people of several roles.

usage: run.py --program target/debug/ecar [--database postgres://…] [--seed N] [--examples N | --seconds N] [--only owner]

Each role gets a garage of its own, so that what one breaks is not in the way of the next.
"""

import argparse
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
MAIL = "garage.example"

# Who tries, and what they may be shown of each other. Two advisors of different sites are peers: what belongs to one's site is not the
# other's to read. Their run reads what belongs to sites; customers, vehicles and articles are the group's.
ROLES = {
    "owner": {"users": ["hela"]},
    "technician": {"users": ["amine"]},
    "peers": {
        "users": ["nadia", "faten"],
        "options": ["--include-path-regex", "^/api/v1/(work-orders|deferred-jobs|clockings|time|invoices|messages|sites|products)"],
    },
}


def main() -> int:
    asked = arguments()
    seed = asked.seed if asked.seed is not None else secrets.randbelow(1_000_000)
    print(f"seed {seed}", flush=True)
    roles = [asked.only] if asked.only else list(ROLES)
    results = [try_as(role, asked, seed) for role in roles]
    for result in results:
        print("" if result["ok"] else result["found"])
    for result in results:
        print(result["line"])
    return 0 if all(result["ok"] for result in results) else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--database", help="an empty PostgreSQL server; a SQLite file when left out")
    parser.add_argument("--seed", type=int, help="the same seed tries the same; random when left out")
    parser.add_argument("--examples", type=int, default=10, help="cases per operation")
    parser.add_argument("--seconds", type=int, help="go on until this time is over, in all")
    parser.add_argument("--only", choices=list(ROLES))
    return parser.parse_args()


def try_as(role: str, asked: argparse.Namespace, seed: int) -> dict:
    with tempfile.TemporaryDirectory() as folder, Garage(Path(folder), asked, role) as garage:
        users = Path(folder) / "users.json"
        users.write_text(json.dumps(people(ROLES[role]["users"], garage)))
        settings = Path(folder) / "schemathesis.toml"
        settings.write_text(with_peers((HERE / "schemathesis.toml").read_text(), ROLES[role]["users"]) + garage.dictionaries())
        print(f"\n==> as {role} at {garage.address}", flush=True)
        ok, output = run(schemathesis(role, asked, seed, garage, settings), environment(role, garage, users))
        ended = garage.process.poll()
        if ended is not None:
            print(f"ECAR ended with {ended}")
        return {"ok": ok and ended is None, "line": summary(role, output, ok), "found": found(role, output)}


def run(command: list[str], environment: dict[str, str]) -> tuple[bool, str]:
    """Shows what the command writes, and returns it too."""
    lines = []
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout:
            # "12 passed" in between is no test of ours to count.
            print(line.replace(" passed", " clean"), end="", flush=True)
            lines.append(line)
    return process.returncode == 0, "".join(lines)


def schemathesis(role: str, asked: argparse.Namespace, seed: int, garage: "Garage", settings: Path) -> list[str]:
    command = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(settings), "run"]
    command += [f"{garage.address}/openapi.json", "--checks", "all", "--seed", str(seed)]
    command += ["--no-color", "--max-examples", str(asked.examples), *ROLES[role].get("options", [])]
    if asked.seconds:
        command += ["--max-time", str(max(asked.seconds // (1 if asked.only else len(ROLES)), 1))]
    if asked.seed is not None:
        command += ["--generation-deterministic"]
    return command


def environment(role: str, garage: "Garage", users: Path) -> dict[str, str]:
    return {**os.environ, "ECAR_FUZZ_USERS": str(users), "ECAR_FUZZ_USER": ROLES[role]["users"][0], "ECAR_FUZZ_ADDRESS": garage.address}


def people(names: list[str], garage: "Garage") -> dict:
    """Who signs in, as Web Fuzzing Commons writes it."""
    token = {"extractFrom": "body", "extractSelector": "/access_token", "sendIn": "header", "sendName": "Authorization", "sendTemplate": "Bearer {token}"}
    login = {"endpoint": "/api/v1/auth/login", "verb": "POST", "contentType": "application/json", "token": token}
    given = lambda name: {"usernameField": "email", "username": f"{name}@{MAIL}", "passwordField": "password", "password": garage.password}
    return {"auth": [{"name": name, "loginEndpointAuth": {**login, "payloadUserPwd": given(name)}} for name in names]}


def with_peers(settings: str, names: list[str]) -> str:
    return settings.replace("[auth.wfc]", f"[auth.wfc]\npeers = {json.dumps(names)}") if len(names) > 1 else settings


def found(role: str, output: str) -> str:
    """What went wrong once more, near the end, where somebody who sees only the last lines still sees it."""
    section = re.search(r"^=+ (ERRORS|FAILURES) =+\n.*?(?=^=+ (WARNINGS|SUMMARY) =+$)", output, re.MULTILINE | re.DOTALL)
    return f"\n==> what went wrong as {role}\n{(section[0] if section else output)[-6000:]}"


def summary(role: str, output: str, ok: bool) -> str:
    """One line for the end; `N passed` is what scripts/test.sh counts."""
    operations = re.search(r"Tested: (\d+)", output)
    cases = re.search(r"(\d+) generated(?:, (\d+) found)?", output)
    if not operations or not cases:
        return f"{role:<12} FAILED before its first case"
    failed = int(cases[2] or 0)
    return f"{role:<12} {'ok' if ok else 'FAILED':<7} {operations[1]} operations, {int(cases[1]) - failed} passed, {failed} failed"


class Garage:
    """ECAR on a database of its own, with demonstration data."""

    def __init__(self, folder: Path, asked: argparse.Namespace, role: str):
        self.program = asked.program
        settings = {
            "ECAR_DATA_DIR": str(folder / "data"),
            "ECAR_LISTEN": "127.0.0.1:0",
            "ECAR_LOG": os.environ.get("ECAR_LOG", "warn"),
            # Each request comes from an address of its own (hooks.py), so that the limit per address is not all that is seen.
            "ECAR_TRUSTED_PROXIES": "127.0.0.1",
            "ECAR_CUSTOMER_REGISTRATION": "true",
        }
        if asked.database:
            settings["ECAR_DATABASE_URL"] = new_database(asked.database, f"fuzz_{role}")
        self.environment = {**os.environ, **settings}
        self.log = folder / "log"

    def __enter__(self):
        shown = subprocess.run([self.program, "demo", "--work-orders", "60"], env=self.environment, capture_output=True, text=True, check=True)
        self.password = re.search(r"password (\S+)", shown.stdout)[1]
        self.process = subprocess.Popen([self.program, "serve"], env=self.environment, stdout=subprocess.PIPE, stderr=None, text=True)
        for line in self.process.stdout:
            if found := re.search(r"http://\S+", line):
                self.address = found[0].rstrip("/")
                break
        # Messages without a mail server are printed: somebody has to read them.
        self.reader = subprocess.Popen(["cat"], stdin=self.process.stdout, stdout=subprocess.DEVNULL)
        return self

    def dictionaries(self) -> str:
        """Ids of records that are there, for schemathesis to take now and then: otherwise most requests end at a 404."""
        token = self.ask("/auth/login", {"email": f"hela@{MAIL}", "password": self.password})["access_token"]
        ids = lambda path: [item["id"] for item in self.ask(path, token=token)["items"]]
        orders = [self.ask(f"/work-orders/{order}", token=token) for order in ids("/work-orders?limit=30")]
        jobs = [job for order in orders for job in order["jobs"]]
        found = {
            "customer_id": ids("/customers?limit=30"),
            "vehicle_id": ids("/vehicles?limit=30"),
            "resource_id": ids("/resources?limit=30"),
            "service_id": ids("/services?limit=30"),
            "appointment_id": ids("/appointments?limit=60"),
            "deferred_job_id": ids("/deferred-jobs?limit=30"),
            "clocking_id": ids("/clockings?limit=30"),
            "product_id": ids("/products?limit=30"),
            "invoice_id": ids("/invoices?limit=30"),
            "site_id": ids("/sites"),
            "user_id": ids("/users"),
            "role_id": ids("/roles"),
            "work_order_id": [order["id"] for order in orders],
            "job_id": [job["id"] for job in jobs],
            "line_id": [line["id"] for job in jobs for line in job["lines"]],
        }
        # Of what the demonstration happens to have none, nothing is taken.
        found = {name: values for name, values in found.items() if values}
        lines = [f"[dictionaries.{name}]\nvalues = {json.dumps(values)}\n" for name, values in found.items()]
        places = {f"path.{name}": name for name in found} | {f"body.{name}": name for name in found} | {"body.technician_id": "user_id"}
        bound = [f'"{place}" = {{ dictionary = "{name}", probability = 0.7 }}' for place, name in places.items()]
        return "\n" + "\n".join([*lines, "[parameters]", *bound]) + "\n"

    def ask(self, path: str, body: dict | None = None, token: str | None = None) -> dict:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(f"{self.address}/api/v1{path}", data, headers)) as answer:
            return json.load(answer)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(15)
        self.reader.wait(15)


def new_database(server: str, name: str) -> str:
    subprocess.run(["psql", "-q", server, "-c", f"drop database if exists {name}", "-c", f"create database {name}"], check=True)
    return re.sub(r"/[^/]*$", f"/{name}", server)


if __name__ == "__main__":
    sys.exit(main())
