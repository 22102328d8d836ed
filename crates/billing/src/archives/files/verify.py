"""Checks this archive: that nothing in it was changed, that no number is missing, and what each day comes to.

usage: python3 verify.py   in the folder that the archive was unpacked to. Needs openssl for the signature.
"""

import csv
import hashlib
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    faults = [*sums(), *signature(), *chains(), *totals()]
    for fault in faults:
        print("WRONG:", fault)
    if not faults:
        manifest = read("manifest.json")
        print(f"{manifest['documents']} documents of {manifest['site']['name']}, {manifest['from']} to {manifest['until']}: all as issued")
        print(f"signed with the key {manifest['key']}")
    return 1 if faults else 0


def read(name: str) -> dict:
    return json.loads((HERE / name).read_text("utf-8"))


def documents():
    with (HERE / "documents.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def sums():
    for line in (HERE / "SHA256SUMS").read_text("utf-8").splitlines():
        expected, name = line.split("  ", 1)
        if hashlib.sha256((HERE / name).read_bytes()).hexdigest() != expected:
            yield f"{name} was changed"


def signature():
    command = "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig".split()
    if subprocess.run(command, cwd=HERE, capture_output=True).returncode != 0:
        yield "the signature does not fit"
    public = subprocess.run(["openssl", "pkey", "-pubin", "-in", "key.pem", "-outform", "DER"], cwd=HERE, capture_output=True)
    if hashlib.sha256(public.stdout).hexdigest() != read("manifest.json")["key"]:
        yield "it was signed with another key than the manifest says"


def hashed(before: str, parts: list) -> str:
    whole = hashlib.sha256()
    for part in [before, *parts]:
        text = part.encode()
        whole.update(len(text).to_bytes(8, "big") + text)
    return whole.hexdigest()


def chains():
    at = {part["series"]: (part["first"] - 1, part["before"]) for part in read("manifest.json")["series"]}
    for document in documents():
        series, sequence = document["series"], document["sequence"]
        last, head = at.get(series, (0, series))
        if sequence != last + 1:
            yield f"{series}: {last + 1} is missing"
        if document["before"] != head or hashed(head, document["hashed"]) != document["hash"]:
            yield f"{document['number']} is not what was issued"
        unsaid = [value for value in (document["number"], str(document["total"])) if value not in document["hashed"]]
        if unsaid:
            yield f"{document['number']} does not say what was hashed"
        at[series] = (sequence, document["hash"])
    for part in read("manifest.json")["series"]:
        if at[part["series"]] != (part["last"], part["head"]):
            yield f"{part['series']} does not end where the manifest says"


def totals():
    kinds = {"invoice": "invoiced", "credit_note": "credited", "deposit": "taken"}
    days = defaultdict(lambda: dict.fromkeys(kinds.values(), 0))
    for document in documents():
        days[document["on"]][kinds[document["kind"]]] += document["total"]
    with (HERE / "totals.csv").open(encoding="utf-8", newline="") as file:
        told = {row["day"]: {name: int(row[name]) for name in kinds.values()} for row in csv.DictReader(file)}
    if told != days:
        yield "totals.csv does not say what the documents come to"


if __name__ == "__main__":
    sys.exit(main())
