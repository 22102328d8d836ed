//! The parts of a workbook: a ZIP archive of XML files, unpacked within an allowance.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::Fault;

pub struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

/// Where the first sheet is, with what its cells refer to.
pub struct Place {
    pub sheet: String,
    pub strings: String,
    pub styles: String,
    /// Days are counted from 1904.
    pub is_1904: bool,
}

impl<'a> Parts<'a> {
    pub fn open(file: &'a [u8], allowance: u64) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(file)).map_err(|_| Fault::Unreadable)?;
        Ok(Self { archive, left: allowance })
    }

    /// A part, or none when it is not there. What its entry says of its size is not believed.
    pub fn read(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(Fault::Unreadable),
        };
        let mut bytes = vec![];
        entry.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| Fault::Unreadable)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(Fault::TooLarge)?;
        let text = String::from_utf8(bytes).map_err(|_| Fault::Unreadable)?;
        // A byte-order mark is no letter of it.
        Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
    }

    pub fn first_sheet(&mut self) -> Result<Place, Fault> {
        let workbook = self.read("xl/workbook.xml")?.ok_or(Fault::Unreadable)?;
        let relations = self.read("xl/_rels/workbook.xml.rels")?.ok_or(Fault::Unreadable)?;
        let (mut first, mut is_1904) = (None, false);
        each_start(&workbook, |start| {
            match start.local_name().as_ref() {
                "workbookPr" => is_1904 = attribute(start, "date1904")?.is_some_and(|value| value == "1" || value == "true"),
                "sheet" if first.is_none() => first = attribute(start, "id")?,
                _ => {}
            }
            Ok(())
        })?;
        let first = first.ok_or(Fault::Unreadable)?;
        let mut sheet = None;
        let (mut strings, mut styles) = ("xl/sharedStrings.xml".to_owned(), "xl/styles.xml".to_owned());
        each_start(&relations, |start| {
            if start.local_name().as_ref() != "Relationship" {
                return Ok(());
            }
            let Some(target) = attribute(start, "Target")?.map(|target| within(&target)) else { return Ok(()) };
            let kind = attribute(start, "Type")?.unwrap_or_default();
            if attribute(start, "Id")?.as_ref() == Some(&first) {
                sheet = Some(target);
            } else if kind.ends_with("/sharedStrings") {
                strings = target;
            } else if kind.ends_with("/styles") {
                styles = target;
            }
            Ok(())
        })?;
        Ok(Place { sheet: sheet.ok_or(Fault::Unreadable)?, strings, styles, is_1904 })
    }
}

/// Relations are of the folder of the workbook, or of the archive.
fn within(target: &str) -> String {
    target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned)
}

/// An attribute by its name without prefix.
pub fn attribute(start: &BytesStart, name: &str) -> Result<Option<String>, Fault> {
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| Fault::Unreadable)?;
        if attribute.key.local_name().as_ref() == name {
            return attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map(|value| Some(value.into_owned()))
                .map_err(|_| Fault::Unreadable);
        }
    }
    Ok(None)
}

/// What stands between tags: text, and references to letters.
pub fn text_of(event: &Event, text: &mut String) -> Result<(), Fault> {
    match event {
        Event::Text(piece) => text.push_str(piece),
        Event::CData(piece) => text.push_str(piece),
        Event::GeneralRef(name) => match name.resolve_char_ref().map_err(|_| Fault::Unreadable)? {
            Some(letter) => text.push(letter),
            None => text.push_str(resolve_predefined_entity(name).ok_or(Fault::Unreadable)?),
        },
        _ => {}
    }
    Ok(())
}

/// Hands over the elements that begin.
pub fn each_start(xml: &str, mut take: impl FnMut(&BytesStart) -> Result<(), Fault>) -> Result<(), Fault> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|_| Fault::Unreadable)? {
            Event::Start(start) | Event::Empty(start) => take(&start)?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
