//! The texts that cells share.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::Fault;
use super::parts::text_of;

/// More than the sheet may have cells.
const MOST: usize = 4_000_000;

/// Each is the pieces of one text, without how they are pronounced.
pub fn read(xml: &str) -> Result<Vec<Box<str>>, Fault> {
    let mut reader = Reader::from_str(xml);
    let (mut strings, mut text, mut is_text, mut is_spoken) = (vec![], String::new(), false, false);
    loop {
        let event = reader.read_event().map_err(|_| Fault::Unreadable)?;
        match &event {
            Event::Start(start) => match start.local_name().as_ref() {
                "si" => text.clear(),
                "t" => is_text = true,
                "rPh" => is_spoken = true,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "si" if strings.len() >= MOST => return Err(Fault::TooLarge),
                "si" => strings.push(text.as_str().into()),
                "t" => is_text = false,
                "rPh" => is_spoken = false,
                _ => {}
            },
            Event::Empty(start) if start.local_name().as_ref() == "si" => strings.push("".into()),
            Event::Eof => return Ok(strings),
            other if is_text && !is_spoken => text_of(other, &mut text)?,
            _ => {}
        }
    }
}
