//! PDFs: printed on a blocking thread, two at once in a process, and not again for who has the copy.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;
use utoipa::ToSchema;

use crate::Problem;
use crate::idempotency::hex;

/// Typesetting keeps a core busy: two at once leave room for everything else.
static PRINTING: Semaphore = Semaphore::const_new(2);

/// The bytes of a PDF file.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only describes the response")]
pub struct PdfFile(Vec<u8>);

/// Prints; a place is held until the printing ends, even if nobody waits for it.
pub async fn printed(print: impl FnOnce() -> Result<Vec<u8>, String> + Send + 'static) -> Result<Vec<u8>, Problem> {
    let place = PRINTING.acquire().await.map_err(|error| Problem::internal(&error))?;
    let printing = tokio::task::spawn_blocking(move || {
        let _place = place;
        print()
    });
    printing.await.map_err(|error| Problem::internal(&error))?.map_err(|error| Problem::internal(&error))
}

/// The document as PDF, to show in the browser; nothing but its tag where the caller has it.
pub async fn answer<D: Serialize + Send + 'static>(
    document: D,
    file_name: String,
    asked: &HeaderMap,
    print: impl FnOnce(&D) -> Result<Vec<u8>, String> + Send + 'static,
) -> Result<Response, Problem> {
    let tag = tag(&document)?;
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // Browsers keep nothing personal; programs that keep the file themselves ask with its tag.
    let caching = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, "no-store".to_owned())];
    if known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag) {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let bytes = printed(move || print(&document)).await?;
    let kind = (header::CONTENT_TYPE, "application/pdf".to_owned());
    let name = (header::CONTENT_DISPOSITION, format!("inline; filename=\"{file_name}\""));
    Ok((caching, [kind, name], bytes).into_response())
}

/// The same content printed by the same program is the same file.
fn tag(document: &impl Serialize) -> Result<String, Problem> {
    let json = serde_json::to_vec(document).map_err(|error| Problem::internal(&error))?;
    let hash = Sha256::new().chain_update(env!("CARGO_PKG_VERSION")).chain_update(json).finalize();
    Ok(format!("\"{}\"", hex(&hash[..16])))
}

/// A name of a PDF file, of letters, digits, hyphens, dots and underscores: it needs no quoting anywhere.
pub fn file_name(name: &str) -> String {
    let safe = |letter: char| if letter.is_ascii_alphanumeric() || "-._".contains(letter) { letter } else { '-' };
    format!("{}.pdf", name.chars().map(safe).collect::<String>())
}
