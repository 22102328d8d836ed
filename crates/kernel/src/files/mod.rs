//! Files that belong to a record of a module: photos and documents, kept in the module's own database.
//!
//! What a file is, its first bytes say, not its name or sender. Pictures are decoded and written anew, so that nothing of where
//! and with what they were taken is kept, nor anything hidden behind them; a thumbnail is made in the same go. Who may add and
//! read a file is the module's to decide. Why in the database: docs/decisions/0021-files.md.

pub mod attachments;
mod drawn;
mod form;
mod picture;
mod serve;
mod sniff;
pub mod store;

use tokio::sync::Semaphore;

use crate::Problem;

pub use drawn::{LONGEST_DRAWING, drawn};
pub use form::{FileForm, FormShape, read_form, read_told};
pub use picture::{MOST_PIXELS, Picture};
pub use serve::{Shown, serve};
pub use sniff::Media;
pub use store::{CreateFiles, FileRow, NewFile};

/// The largest file that is taken.
pub const LARGEST: usize = 10 << 20;
/// What a request with such a file may weigh.
pub const LARGEST_REQUEST: usize = LARGEST + (1 << 16);
/// Of one record.
pub const MOST_FILES: u64 = 200;

/// Decoding takes a core and up to 200 MB for the largest picture: one at a time.
static DECODING: Semaphore = Semaphore::const_new(1);

/// A file that may be kept: of a known type, and a picture rid of what it need not tell.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub media: Media,
    pub bytes: Vec<u8>,
    /// JPEG, at most 400 pixels wide and high; pictures have one.
    pub thumbnail: Option<Vec<u8>>,
}

/// Looks at what was sent. 422 at `/file` when it is no JPEG, PNG, WebP or PDF, or a picture that cannot be read.
pub async fn prepare(bytes: Vec<u8>) -> Result<Prepared, Problem> {
    let refused = |code, text: &str| Problem::field("/file", code, text);
    if bytes.is_empty() {
        return Err(refused("required", "Attach a file"));
    }
    let media = Media::of(&bytes).ok_or_else(|| refused("unknown-type", "A file is a JPEG, PNG or WebP picture, or a PDF"))?;
    if media == Media::Pdf {
        return Ok(Prepared { media, bytes, thumbnail: None });
    }
    let turn = DECODING.acquire().await.map_err(|error| Problem::internal(&error))?;
    let decoding = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        Picture::read(&bytes, media).and_then(Picture::written)
    });
    let written = decoding.await.map_err(|error| Problem::internal(&error))?;
    let written = written.map_err(|_| refused("bad-picture", "The picture cannot be read, or has more than 50 megapixels"))?;
    Ok(Prepared { media: written.media, bytes: written.bytes, thumbnail: Some(written.thumbnail) })
}
