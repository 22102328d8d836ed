//! What makes a PDF/A-3 with an attached XML a Factur-X: four properties in its metadata (Factur-X 1.0, 6.2), with the description of
//! their schema that PDF/A asks for (ISO 19005-3, 6.6.2.3.3). The typesetter has no hand on the metadata, so they are added to
//! what it wrote. All of it is fixed text; the metadata stays unfiltered, as PDF/A wants it.

use lopdf::{Document, Object};

/// Behind the schemas that the typesetter describes.
const SCHEMAS_END: &str = "</rdf:Bag></pdfaExtension:schemas>";
const RDF_END: &str = "</rdf:RDF>";

const PROPERTIES: &str = concat!(
    "<rdf:Description rdf:about=\"\" xmlns:fx=\"urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#\">",
    "<fx:DocumentType>INVOICE</fx:DocumentType>",
    "<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>",
    "<fx:Version>1.0</fx:Version>",
    "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>",
    "</rdf:Description>",
);

/// Name and meaning of each property, as Factur-X gives them.
const DESCRIBED: [(&str, &str); 4] = [
    ("DocumentFileName", "The name of the embedded XML document"),
    ("DocumentType", "The type of the hybrid document in capital letters, e.g. INVOICE or ORDER"),
    ("Version", "The actual version of the standard applying to the embedded XML document"),
    ("ConformanceLevel", "The conformance level of the embedded XML document"),
];

/// The PDF with the properties in its metadata. Err is a sentence for the log.
pub fn marked(pdf: &[u8]) -> Result<Vec<u8>, String> {
    let mut document = Document::load_mem(pdf).map_err(|error| error.to_string())?;
    let metadata = document.catalog().and_then(|catalog| catalog.get(b"Metadata")).and_then(Object::as_reference);
    let stream = metadata.and_then(|id| document.get_object_mut(id)).and_then(Object::as_stream_mut).map_err(|error| error.to_string())?;
    if stream.dict.has(b"Filter") {
        return Err("the metadata is compressed".to_owned());
    }
    let metadata = String::from_utf8(std::mem::take(&mut stream.content)).map_err(|error| error.to_string())?;
    stream.set_content(extended(&metadata)?.into_bytes());
    let mut marked = Vec::with_capacity(pdf.len() + 4096);
    document.save_to(&mut marked).map_err(|error| error.to_string())?;
    Ok(marked)
}

fn extended(metadata: &str) -> Result<String, String> {
    let (before, after) = metadata.split_once(SCHEMAS_END).ok_or("the metadata describes no schema")?;
    let (within, end) = after.rsplit_once(RDF_END).ok_or("the metadata does not end")?;
    Ok([before, &schema(), SCHEMAS_END, within, PROPERTIES, RDF_END, end].concat())
}

fn schema() -> String {
    let property = |(name, meaning): (&str, &str)| {
        format!(
            "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType>\
             <pdfaProperty:category>external</pdfaProperty:category><pdfaProperty:description>{meaning}</pdfaProperty:description></rdf:li>"
        )
    };
    let properties: String = DESCRIBED.into_iter().map(property).collect();
    format!(
        "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>\
         <pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>\
         <pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_without_a_place_for_it_is_refused() {
        assert!(extended("<rdf:RDF></rdf:RDF>").is_err());
        assert!(marked(b"no PDF").is_err());
        let metadata = format!("a{SCHEMAS_END}b{RDF_END}c");
        let extended = extended(&metadata).unwrap();
        assert!(extended.starts_with("a<rdf:li ") && extended.ends_with(&format!("{PROPERTIES}{RDF_END}c")));
    }
}
