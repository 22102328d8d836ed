//! A file as an answer.

use std::fmt::Write as _;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Media;

/// What of a file is shown.
pub struct Shown {
    pub name: String,
    pub media: Media,
    pub bytes: Vec<u8>,
    /// What never changes for these bytes.
    pub tag: String,
}

/// The file for a browser: of its own type and no other, beside the page rather than in place of it, kept for a while by whoever
/// may read it. A file never changes under its id.
pub fn serve(shown: Shown, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", shown.tag);
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let caching = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, "private, max-age=3600, immutable".to_owned())];
    if known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag) {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    let mut response = (caching, [(header::CONTENT_TYPE, shown.media.name())], shown.bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    if let Ok(disposition) = HeaderValue::from_str(&disposition(&shown.name, shown.media)) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// `inline`, with the name in both forms of RFC 6266: plain for old clients, and whole.
fn disposition(name: &str, media: Media) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = if stem.trim().is_empty() { "file" } else { stem };
    let whole = format!("{stem}.{}", media.extension());
    let plain = |letter: char| if letter.is_ascii_alphanumeric() || "-._ ".contains(letter) { letter } else { '_' };
    let plain: String = whole.chars().map(plain).collect();
    format!("inline; filename=\"{plain}\"; filename*=UTF-8''{}", encoded(&whole))
}

/// By RFC 8187.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_out_in_both_forms_and_with_the_extension_of_its_type() {
        assert_eq!(disposition("avant.jpeg", Media::Jpeg), "inline; filename=\"avant.jpg\"; filename*=UTF-8''avant.jpg");
        assert_eq!(
            disposition("état \"é\".html", Media::Pdf),
            "inline; filename=\"_tat ___.pdf\"; filename*=UTF-8''%C3%A9tat%20%22%C3%A9%22.pdf"
        );
        assert_eq!(disposition("", Media::Png), "inline; filename=\"file.png\"; filename*=UTF-8''file.png");
    }

    #[test]
    fn a_file_is_nothing_but_its_type() {
        let shown = || Shown { name: "a.jpg".into(), media: Media::Jpeg, bytes: vec![1], tag: "x".into() };
        let answer = serve(shown(), &HeaderMap::new());
        assert_eq!(answer.headers()["content-type"], "image/jpeg");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        assert_eq!(answer.headers()["content-security-policy"], "default-src 'none'; sandbox");
        let asked = HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static("\"x\""))]);
        assert_eq!(serve(shown(), &asked).status(), StatusCode::NOT_MODIFIED);
    }
}
