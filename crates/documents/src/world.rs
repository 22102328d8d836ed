//! All that the typesetter can see: the template, its texts, four fonts and one document. There is no disk, network or
//! clock behind it. Everything but the document is made once and shared.

use std::sync::LazyLock;

use contracts::documents::Language;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

const FONTS: [&[u8]; 4] = [
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Bold.ttf"),
];

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static TYPEFACES: LazyLock<Vec<Font>> = LazyLock::new(|| FONTS.into_iter().filter_map(|data| Font::new(Bytes::new(data), 0)).collect());
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(TYPEFACES.iter())));
static SHEETS: LazyLock<Result<Sheets, String>> = LazyLock::new(Sheets::read);

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    Invoice,
    History,
    Labels,
    Paper,
    /// An invoice or a paper on the roll of a till's printer.
    Slip,
}

/// The templates with the files that it reads.
struct Sheets {
    invoice: Source,
    history: Source,
    labels: Source,
    paper: Source,
    slip: Source,
    document: FileId,
    attachment: FileId,
    logo: FileId,
    texts: [(Language, FileId, Bytes); 3],
}

impl Sheets {
    fn read() -> Result<Self, String> {
        let file = |path: &str| -> Result<FileId, String> {
            let path = VirtualPath::new(path).map_err(|error| error.to_string())?;
            Ok(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        Ok(Self {
            invoice: Source::new(file("/invoice.typ")?, include_str!("../templates/invoice.typ").to_owned()),
            history: Source::new(file("/history.typ")?, include_str!("../templates/history.typ").to_owned()),
            labels: Source::new(file("/labels.typ")?, include_str!("../templates/labels.typ").to_owned()),
            paper: Source::new(file("/paper.typ")?, include_str!("../templates/paper.typ").to_owned()),
            slip: Source::new(file("/slip.typ")?, include_str!("../templates/slip.typ").to_owned()),
            document: file("/document.json")?,
            attachment: file("/factur-x.xml")?,
            logo: file("/logo")?,
            texts: [
                (Language::Fr, file("/fr.json")?, Bytes::from_string(include_str!("../templates/fr.json"))),
                (Language::Ar, file("/ar.json")?, Bytes::from_string(include_str!("../templates/ar.json"))),
                (Language::En, file("/en.json")?, Bytes::from_string(include_str!("../templates/en.json"))),
            ],
        })
    }
}

/// Whether a character can be printed.
pub fn has_glyph(character: char) -> bool {
    character.is_ascii_graphic() || TYPEFACES.iter().any(|font| font.info().coverage.contains(u32::from(character)))
}

/// The world of one document.
pub struct Desk {
    sheets: &'static Sheets,
    template: Template,
    document: Bytes,
    attachment: Option<Bytes>,
    logo: Option<Bytes>,
}

impl Desk {
    /// `document`: what the template reads, as JSON.
    pub fn new(template: Template, document: Vec<u8>) -> Result<Self, String> {
        let sheets = SHEETS.as_ref().map_err(Clone::clone)?;
        Ok(Self { sheets, template, document: Bytes::new(document), attachment: None, logo: None })
    }

    /// With a file that the PDF carries.
    pub fn attaching(self, xml: &str) -> Self {
        Self { attachment: Some(Bytes::from_string(xml.to_owned())), ..self }
    }

    /// With a picture at its head.
    pub fn under(self, logo: Option<Vec<u8>>) -> Self {
        Self { logo: logo.map(Bytes::new), ..self }
    }

    fn page(&self) -> &'static Source {
        match self.template {
            Template::Invoice => &self.sheets.invoice,
            Template::History => &self.sheets.history,
            Template::Labels => &self.sheets.labels,
            Template::Paper => &self.sheets.paper,
            Template::Slip => &self.sheets.slip,
        }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.page().id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.page().clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.sheets.document {
            return Ok(self.document.clone());
        }
        if id == self.sheets.attachment {
            return self.attachment.clone().ok_or(FileError::AccessDenied);
        }
        if id == self.sheets.logo {
            return self.logo.clone().ok_or(FileError::AccessDenied);
        }
        let texts = self.sheets.texts.iter().find(|(_, file, _)| *file == id);
        texts.map(|(_, _, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        TYPEFACES.get(index).cloned()
    }

    /// A printed document must not depend on the day it is printed.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fonts_cover_what_invoices_are_written_with() {
        assert_eq!(TYPEFACES.len(), FONTS.len());
        for character in "aÉœŸ€№ąЖΩ…–’«»؟ءيةًٌ٣پڤ".chars() {
            assert!(has_glyph(character), "{character}");
        }
        assert!(!has_glyph('🚗'));
    }

    #[test]
    fn the_fonts_stay_small() {
        assert!(FONTS.iter().map(|font| font.len()).sum::<usize>() < 600_000);
    }
}
