//! Drawn signatures: taken as base64 of a PNG, decoded and drawn anew as every picture.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Media, Prepared, prepare};
use crate::Problem;

/// The longest text of a drawing: one of a finger is a few kilobytes.
pub const LONGEST_DRAWING: usize = 200_000;

/// What was drawn, if anything was. 422 at `/signature` for what is no PNG.
pub async fn drawn(text: Option<&str>) -> Result<Option<Prepared>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let refused = || Problem::field("/signature", "bad-picture", "a signature is a PNG in base64");
    let bytes = STANDARD.decode(text).map_err(|_| refused())?;
    if Media::of(&bytes) != Some(Media::Png) {
        return Err(refused());
    }
    prepare(bytes).await.map(Some).map_err(|problem| if problem.errors.is_empty() { problem } else { refused() })
}
