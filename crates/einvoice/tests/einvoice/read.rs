//! Reads XML back, independently of how it was written.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element without elements in it: the names from the root, the attributes on the way, its text.
#[derive(Debug)]
pub struct Leaf {
    pub path: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
}

pub fn leaves(xml: &str) -> Vec<Leaf> {
    let mut reader = Reader::from_str(xml);
    let (mut stack, mut found, mut text) = (Vec::<(String, Vec<(String, String)>)>::new(), vec![], String::new());
    let mut deepest = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                stack.push((start.name().as_ref().to_owned(), attributes(&start)));
                deepest = stack.len();
                text.clear();
            }
            Event::Text(piece) => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(reference) => {
                let name: &str = &reference;
                text.push_str(quick_xml::escape::resolve_predefined_entity(name).unwrap());
            }
            Event::End(_) => {
                let path = stack.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("/");
                if stack.len() == deepest {
                    let attributes = stack.iter().flat_map(|(_, attributes)| attributes.clone()).collect();
                    found.push(Leaf { path, attributes, text: std::mem::take(&mut text) });
                }
                stack.pop();
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn attributes(start: &BytesStart) -> Vec<(String, String)> {
    let each = start.attributes().map(Result::unwrap);
    each.map(|each| (each.key.as_ref().to_owned(), each.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned()))
        .collect()
}

/// Texts of the elements whose path ends like this.
pub fn texts(xml: &str, end: &str) -> Vec<String> {
    leaves(xml).into_iter().filter(|leaf| leaf.path.ends_with(end)).map(|leaf| leaf.text).collect()
}

/// An amount in minor units, whatever number of decimals it was written with.
pub fn minor(text: &str, decimals: usize) -> i64 {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    assert!(rest.len() <= decimals, "{text}");
    format!("{whole}{rest:0<decimals$}").parse().unwrap()
}

/// TEIF's amounts of a kind, in thousandths, beneath elements of this name.
pub fn moa(xml: &str, within: &str, code: &str) -> Vec<i64> {
    let kind = ("amountTypeCode".to_owned(), code.to_owned());
    let amounts = leaves(xml).into_iter().filter(|leaf| leaf.path.ends_with("Moa/Amount") && leaf.path.contains(within));
    amounts.filter(|leaf| leaf.attributes.contains(&kind)).map(|leaf| minor(&leaf.text, 3)).collect()
}
