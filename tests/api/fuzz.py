"""Sends the program what its own description of the API allows, and what it forbids, as each role and as a stranger.

Usage: fuzz.py [--long], with PRAXIS set to the program; ./test fuzz sees to all of it.

Every answer must be one that the description knows, down to the types of its fields, and none may be a 5xx. A value
that the description forbids must be refused. That everything it allows is accepted is not asked for: whether a patient
exists or a slot is free is not a matter of types.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from openapi_spec_validator import validate

HOST = "demo.localhost"
SEED = "20300107"
# Admin and doctor together may do everything: only they try every corner in the short run, the doctor of what is clinical.
THOROUGH = {"admin", "doctor", "stranger"}
CLINICAL = ["records", "assessments", "history", "plans", "notes", "readings", "analytics"]
# Of each kind of id, for each role.
EACH = 8
EXAMPLE_ID = "0198c0de-0000-7000-8000-000000000001"


class Clinic:
    """The demo clinic, served from a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        settings = {"PRAXIS_DATA_DIR": folder, "PRAXIS_LISTEN": "127.0.0.1:0", "PRAXIS_ADMIN_LISTEN": "", "PRAXIS_LOG": "error"}
        # Nobody tries as many passwords as these.
        settings["PRAXIS_RATE_CREDENTIALS"] = "off"
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "USER") if name in os.environ}
        self.log = Path(folder, "fuzz.log")
        with self.log.open("w") as log:
            self.program = subprocess.Popen(
                [os.environ["PRAXIS"], "serve"], env=kept | settings, stdout=subprocess.PIPE, stderr=log, text=True
            )
        ready = next((line for line in self.program.stdout if line.startswith("Ready on ")), None)
        if ready is None:
            sys.exit(f"praxis ended before it was ready:\n{self.log.read_text()}")
        self.url = ready.split()[2].rstrip("/")
        told = Path(folder, "demo-credentials.txt").read_text()
        self.password = told.splitlines()[0].rsplit(" ", 1)[1]
        staff = told.split("demo.localhost\n")[1].split("\n\n")[0].split("amal.localhost")[0]
        # Of those who share a role, the first.
        self.roles = {}
        for line in filter(str.strip, staff.splitlines()):
            username, role = line.strip().rsplit(maxsplit=1)
            self.roles.setdefault(role, username.strip())

    def call(self, path, token=None, body=None):
        headers = {"Host": HOST, "Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(self.url + path, data, headers), timeout=10) as answer:
            return json.load(answer)

    def sign_in(self, role):
        return self.call("/api/auth/login/", body={"username": self.roles[role], "password": self.password})["access"]

    def close(self):
        self.program.terminate()
        self.program.wait(60)


def known_ids(clinic):
    """Ids of patients, appointments and records, so that requests get further than a 404."""
    doctor = clinic.sign_in("doctor")
    room = clinic.call("/api/rooms/", clinic.sign_in("admin"), {"name": "Room 1"})
    ids = lambda path: [row["id"] for row in clinic.call(f"{path}page_size=100", doctor)["results"]]
    return {
        "patients": ids("/api/patients/?"),
        "appointments": ids("/api/appointments/?status=booked&ordering=-starts_at&"),
        "records": ids("/api/records/?"),
        "rooms": [room["id"]],
        "provider": [row["id"] for row in clinic.call("/api/staff/", doctor)["results"] if "doctor" in row["roles"]],
    }


def description_for(clinic, document, ids, number):
    """The description with ids that exist here; each run has its own, for it also deletes them."""
    mine = {kind: found[number * EACH :][:EACH] or found for kind, found in ids.items()}
    document = json.loads(json.dumps(document).replace(EXAMPLE_ID, mine["patients"][0]))
    for path, item in document["paths"].items():
        kind = next((kind for kind in mine if f"/{kind}/{{" in path), "patients")
        for operation in item.values():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "path":
                    parameter["schema"] = {"type": "string", "enum": mine[kind]}
    schemas = document["components"]["schemas"]
    booking = schemas["AppointmentInput"]["properties"]
    for field, kind in (("patient", "patients"), ("room", "rooms"), ("provider", "provider")):
        booking[field] = {"type": "string", "enum": mine[kind]}
    schemas["RecordInput"]["properties"]["appointment"] = {"type": "string", "enum": mine["appointments"]}
    schemas["SignInInput"]["properties"]["username"]["example"] = clinic.roles["doctor"]
    schemas["SignInInput"]["properties"]["password"]["example"] = clinic.password
    return document


def fuzz(clinic, document, role, examples, thorough, tags=()):
    """One role's run: whether it went well, how many requests it took, what was said."""
    description = Path(clinic.folder, f"{role}.json")
    description.write_text(json.dumps(document))
    command = ["schemathesis", "run", description, "--url", clinic.url, "--header", f"Host: {HOST}"]
    if role == "stranger":
        # What else strangers ask for is refused; the checks see to that in every role's run.
        command += ["--include-path-regex", "/auth/"]
    else:
        # Signing out would make a stranger of them.
        command += ["--exclude-path-regex", "/auth/", "--header", f"Authorization: Bearer {clinic.sign_in(role)}"]
    command += [word for tag in tags for word in ("--include-tag", tag)]
    command += ["--phases", "examples,coverage,fuzzing" if thorough else "examples,fuzzing"]
    command += ["--max-examples", str(examples), "--seed", SEED, "--generation-database", "none"]
    command += ["--exclude-checks", "positive_data_acceptance", "--continue-on-failure", "--request-timeout", "10"]
    command += ["--warnings", "off", "--no-color"]
    done = subprocess.run(command, cwd=clinic.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    requests = re.search(r"(\d[\d,]*) generated", done.stdout)
    return done.returncode == 0 and requests, int(requests[1].replace(",", "")) if requests else 0, done.stdout


def main():
    long = "--long" in sys.argv[1:]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="praxis-fuzz-") as folder:
        # PostgreSQL's own account has to pass through.
        os.chmod(folder, 0o711)
        clinic = Clinic(folder)
        try:
            return run(clinic, long, began)
        finally:
            clinic.close()


def run(clinic, long, began):
    document = clinic.call("/api/openapi.json")
    validate(document)
    validate(clinic.call("/api/openapi-3.0.json"))
    ids = known_ids(clinic)
    roles = ["stranger", *clinic.roles]

    def one(number):
        role = roles[number]
        mine = description_for(clinic, document, ids, number)
        tags = CLINICAL if role == "doctor" and not long else ()
        return role, *fuzz(clinic, mine, role, 200 if long else 5, long or role in THOROUGH, tags)

    total, failed = 0, []
    with ThreadPoolExecutor(2) as pool:
        for role, well, requests, said in pool.map(one, range(len(roles))):
            total += requests
            print(f"    {role:<12} {requests:>6} requests  {'well' if well else 'FAILED'}", flush=True)
            if not well:
                failed.append(role)
                print(said, flush=True)
    complaints = clinic.log.read_text()
    if complaints:
        print(f"The program's log:\n{complaints}")
    outcome = f"failed as {', '.join(failed)}" if failed else "no answer that the description does not know"
    print(f"fuzz: {len(roles)} roles, {total} requests in {time.monotonic() - began:.0f} s: {outcome}", flush=True)
    return 1 if failed or complaints else 0


if __name__ == "__main__":
    sys.exit(main())
