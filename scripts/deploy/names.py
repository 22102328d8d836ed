"""What a schema cannot know: that compose files and Kubernetes manifests name only what is there.

usage: names.py compose FILE SECRETS_FOLDER | names.py kubernetes RENDERED_FILE
"""

import re
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    kind, file, *rest = sys.argv[1:]
    documents = list(yaml.safe_load_all(Path(file).read_text()))
    faults = compose(documents[0], Path(file).parent, Path(rest[0])) if kind == "compose" else kubernetes(documents)
    for fault in faults:
        print(f"{file}: {fault}")
    return 1 if faults else 0


def settings() -> set[str]:
    """The names of ECAR's settings, as its configuration lists them: any other stops it at its start."""
    text = (ROOT / "crates/ecar/src/config.rs").read_text()
    fields = re.search(r"pub struct Config \{(.*?)\n\}", text, re.DOTALL)[1]
    return set(re.findall(r"^    pub (\w+):", fields, re.MULTILINE))


def unknown_settings(names) -> list[str]:
    known = settings()
    asked = [name for name in names if name.startswith("ECAR_")]
    return [f"{name} is no setting" for name in asked if name.removeprefix("ECAR_").removesuffix("_FILE").lower() not in known]


def compose(document: dict, folder: Path, secrets: Path) -> list[str]:
    faults = []
    for name, service in document["services"].items():
        said = lambda fault: faults.append(f"{name}: {fault}")
        environment = service.get("environment", {})
        for fault in unknown_settings(environment):
            said(fault)
        for kind in ("networks", "secrets"):
            for used in service.get(kind, []):
                if used not in (document.get(kind) or {}):
                    said(f"{used} is not among the {kind}")
        for other in service.get("depends_on", {}):
            if other not in document["services"]:
                said(f"there is no {other} to depend on")
        for value in environment.values():
            secret = str(value).removeprefix("/run/secrets/")
            if secret != str(value) and secret not in service.get("secrets", []):
                said(f"it reads the secret {secret}, which it is not given")
        for volume in service.get("volumes", []):
            place = volume.split(":")[0]
            if place.startswith("."):
                made = secrets / place.removeprefix("./secrets/") if "secrets" in place else folder / place
                if not made.exists():
                    said(f"{place} is not there")
            elif place not in document["volumes"]:
                said(f"{place} is not among the volumes")
    for name, secret in document["secrets"].items():
        if not (secrets / Path(secret["file"]).name).exists():
            faults.append(f"the secret {name} is not made")
    return faults


def kubernetes(documents: list[dict]) -> list[str]:
    faults = []
    named = {(document["kind"], document["metadata"]["name"]) for document in documents}
    pods = [document["spec"]["template"] for document in documents if document["kind"] in ("Deployment", "Job")]
    for document in documents:
        kind, name, spec = document["kind"], document["metadata"]["name"], document.get("spec", {})
        said = lambda fault: faults.append(f"{kind} {name}: {fault}")
        need = lambda what, which: (what, which) in named or said(f"there is no {what} {which}")
        if kind == "Service":
            expect_one(said, spec["selector"], pods)
        elif kind == "PodDisruptionBudget":
            expect_one(said, spec["selector"]["matchLabels"], pods)
        elif kind == "NetworkPolicy":
            selected(spec["podSelector"]["matchLabels"], pods) or said("it is for no pod")
        elif kind == "HorizontalPodAutoscaler":
            need(spec["scaleTargetRef"]["kind"], spec["scaleTargetRef"]["name"])
        elif kind == "Ingress":
            for rule in spec["rules"]:
                for path in rule["http"]["paths"]:
                    need("Service", path["backend"]["service"]["name"])
        elif kind == "ConfigMap":
            for fault in unknown_settings(document["data"]):
                said(fault)
        elif kind in ("Deployment", "Job"):
            pod(said, need, spec["template"]["spec"])
    return faults


def pod(said, need, spec: dict):
    need("ServiceAccount", spec["serviceAccountName"])
    volumes = {volume["name"] for volume in spec["volumes"]}
    for container in spec["containers"]:
        for source in container.get("envFrom", []):
            need("ConfigMap", source["configMapRef"]["name"])
        for fault in unknown_settings(variable["name"] for variable in container.get("env", [])):
            said(fault)
        for mount in container["volumeMounts"]:
            if mount["name"] not in volumes:
                said(f"there is no volume {mount['name']}")


def selected(labels: dict, pods: list[dict]) -> list[dict]:
    return [pod for pod in pods if labels.items() <= pod["metadata"]["labels"].items()]


def expect_one(said, labels: dict, pods: list[dict]):
    """Pods of one kind: a Service that also led to migrations would lose requests."""
    found = len(selected(labels, pods))
    if found != 1:
        said(f"it selects the pods of {found} workloads")


if __name__ == "__main__":
    sys.exit(main())
