//! A file as a form brings it.

use axum::extract::Multipart;
use axum::extract::multipart::{MultipartError, MultipartRejection};
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::LARGEST;
use crate::Problem;

const LONGEST_NAME: usize = 120;

/// The form of an upload.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FileForm)]
#[expect(dead_code, reason = "only describes the body")]
pub struct FormShape {
    /// A JPEG, PNG or WebP picture, or a PDF, of at most 10 MiB.
    #[schema(format = Binary)]
    file: String,
}

/// What the form brought.
pub struct FileForm {
    /// As its sender calls it, without a path; never trusted for what it is.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Reads the form's `file`, as it comes in, up to the limit.
pub async fn read_form(form: Result<Multipart, MultipartRejection>) -> Result<FileForm, Problem> {
    Ok(read_told(form, []).await?.0)
}

/// The same of a form that says something beside the file: what it says under each of the names, nothing where it says nothing.
pub async fn read_told<const N: usize>(
    form: Result<Multipart, MultipartRejection>,
    names: [&str; N],
) -> Result<(FileForm, [Option<String>; N]), Problem> {
    let unsupported = || Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", "Send multipart/form-data");
    let mut form = form.map_err(|_| unsupported())?;
    let (mut found, mut told) = (None, [const { None }; N]);
    while let Some(mut field) = form.next_field().await.map_err(unreadable)? {
        let at = names.iter().position(|name| field.name() == Some(name));
        if let Some(place) = at.and_then(|at| told.get_mut(at)) {
            *place = Some(field.text().await.map_err(unreadable)?);
            continue;
        }
        if field.name() != Some("file") || found.is_some() {
            return Err(Problem::field("/file", "unknown", "The form has one file"));
        }
        let name = plain_name(field.file_name().unwrap_or_default());
        let mut bytes = vec![];
        while let Some(chunk) = field.chunk().await.map_err(unreadable)? {
            if bytes.len() + chunk.len() > LARGEST {
                return Err(too_large());
            }
            bytes.extend_from_slice(&chunk);
        }
        found = Some(FileForm { name, bytes });
    }
    let found = found.ok_or_else(|| Problem::field("/file", "required", "Attach a file"))?;
    Ok((found, told))
}

/// The last part of a path, without what a header or a screen could be tricked with.
fn plain_name(told: &str) -> String {
    let last = told.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_mark = |letter: char| matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    last.chars().filter(|letter| !letter.is_control() && !is_mark(*letter)).take(LONGEST_NAME).collect::<String>().trim().to_owned()
}

fn too_large() -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "A file has at most 10 MiB")
}

#[expect(clippy::needless_pass_by_value, reason = "used as map_err(unreadable)")]
fn unreadable(error: MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ => Problem::new(StatusCode::BAD_REQUEST, "bad-form", "The form could not be read").detail(error.body_text()),
    }
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn a_name_is_no_path_and_plays_no_tricks() {
        for (told, kept) in [
            ("/etc/passwd", "passwd"),
            ("C:\\photos\\avant.jpg", "avant.jpg"),
            ("carte\r\nX-Evil: 1.pdf", "carteX-Evil: 1.pdf"),
            ("gpj.\u{202E}exe", "gpj.exe"),
            ("البطاقة الرمادية.pdf", "البطاقة الرمادية.pdf"),
            ("", ""),
        ] {
            assert_eq!(plain_name(told), kept);
        }
    }
}
