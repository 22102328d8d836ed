//! A thin hand on the XML writer: elements by name, texts escaped, optional ones left out.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

pub type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A document being written. Nothing here can fail: it is written to memory, and what XML cannot hold is left out of texts.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    pub fn new() -> Self {
        let mut xml = Self(Writer::new_with_indent(Vec::new(), b' ', 2));
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// An element around what `inside` writes.
    pub fn element(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.element_with(name, &[], inside);
    }

    pub fn element_with(&mut self, name: &str, attributes: Attributes, inside: impl FnOnce(&mut Self)) {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.event(Event::Start(start));
        inside(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    pub fn text(&mut self, name: &str, text: &str) {
        self.text_with(name, &[], text);
    }

    pub fn text_with(&mut self, name: &str, attributes: Attributes, text: &str) {
        let clean = clean(text);
        self.element_with(name, attributes, |xml| xml.event(Event::Text(BytesText::new(&clean))));
    }

    /// Nothing for none, and for a text of spaces.
    pub fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !clean(text).is_empty()) {
            self.text(name, text);
        }
    }

    pub fn finish(self) -> String {
        String::from_utf8(self.0.into_inner()).unwrap_or_default()
    }

    fn event(&mut self, event: Event) {
        // Writing to memory does not fail.
        let _written = self.0.write_event(event);
    }
}

/// A text without what XML 1.0 cannot hold (production 2, Char), and without space around it. A carriage return goes too:
/// a reader would turn it into a line's end.
pub fn clean(text: &str) -> String {
    text.trim().chars().filter(|each| is_allowed(*each)).collect::<String>().trim().to_owned()
}

pub fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_what_cannot_be_written_is_left_out() {
        let mut xml = Xml::new();
        xml.element_with("a", &[("b", "\"<&>'")], |xml| {
            xml.text("c", " <d> & \u{0}\u{8}é\r\n فلتر \u{FFFE}");
            xml.optional("e", Some(" \u{1} "));
            xml.optional("f", None);
        });
        let text = xml.finish();
        assert!(text.contains("<c>&lt;d&gt; &amp; é\n فلتر</c>"), "{text}");
        assert!(text.contains("b=\"&quot;&lt;&amp;&gt;&apos;\"") && !text.contains("<e>"), "{text}");
    }
}
