//! As much of XML as an answer of SOAP, or the number of a document, needs: elements by their local name, with their text.

use quick_xml::Reader;
use quick_xml::escape::{escape, resolve_xml_entity};
use quick_xml::events::Event;

use crate::online::provider::Fault;

/// Deeper answers are none.
const DEEPEST: usize = 64;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    name: String,
    pub text: String,
    pub children: Vec<Element>,
}

impl Element {
    /// The first of that name below it.
    pub fn find(&self, name: &str) -> Option<&Self> {
        self.children.iter().find_map(|child| if child.name == name { Some(child) } else { child.find(name) })
    }

    /// The first of that name among its own children.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Every one of that name below it, in their order.
    pub fn all(&self, name: &str) -> Vec<&Self> {
        let own = |child: &'_ Self| child.name == name;
        self.children.iter().flat_map(|child| if own(child) { vec![child] } else { child.all(name) }).collect()
    }
}

pub fn escaped(text: &str) -> String {
    escape(text).into_owned()
}

/// The document as a tree; names are without their prefixes, entities of its own are refused.
pub fn read(xml: &str) -> Result<Element, Fault> {
    let unreadable = |what: &str| Fault(format!("its answer cannot be read: {what}"));
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().map_err(|error| unreadable(&error.to_string()))? {
            Event::Start(start) if open.len() < DEEPEST => {
                let name = start.local_name().as_ref().to_owned();
                open.push(Element { name, ..Element::default() });
            }
            Event::Start(_) => return Err(unreadable("it is too deep")),
            Event::End(_) => close(&mut open),
            Event::Text(text) => last(&mut open, &text),
            Event::CData(text) => last(&mut open, &text),
            Event::GeneralRef(entity) => {
                let number = entity.resolve_char_ref().map_err(|error| unreadable(&error.to_string()))?;
                let known = number.map(String::from).or_else(|| resolve_xml_entity(&entity).map(str::to_owned));
                last(&mut open, &known.ok_or_else(|| unreadable("an entity is unknown"))?);
            }
            Event::DocType(_) => return Err(unreadable("it declares a type")),
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    match open.pop() {
        Some(root) if open.is_empty() && !root.children.is_empty() => Ok(root),
        _ => Err(unreadable("it is not whole")),
    }
}

fn last(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn close(open: &mut Vec<Element>) {
    let Some(done) = open.pop() else { return };
    let done = Element { text: done.text.trim().to_owned(), ..done };
    if let Some(parent) = open.last_mut() {
        parent.children.push(done);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_by_their_local_names() {
        let read = read("<s:E xmlns:s=\"x\"><s:B><r> a &lt;b&gt; &#233; </r><l><r>2</r></l><x/></s:B></s:E>").unwrap();
        assert_eq!(read.find("r").unwrap().text, "a <b> é");
        assert_eq!(read.all("r").len(), 2);
        assert!(read.find("nothing").is_none());
    }

    #[test]
    fn what_is_no_whole_document_is_refused() {
        for bad in ["", "text", "<a>", "<a></b>", "<a>&mine;</a>", "<!DOCTYPE a [<!ENTITY m 'x'>]><a>&m;</a>", &"<a>".repeat(100)] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
