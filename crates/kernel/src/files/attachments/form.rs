//! An attachment as a form brings it.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Problem;
use crate::files::read_told;
use crate::text::{filled, filled_line, line, prose};

const LONGEST_NAME: usize = 120;
const LONGEST_NOTE: usize = 500;

/// The form of an attachment.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only describes the body")]
pub struct AttachmentForm {
    /// A PDF, or a JPEG, PNG or WebP picture, of at most 10 MiB.
    #[schema(format = Binary)]
    file: String,
    /// What it is; the file's own name where this is left out.
    #[schema(max_length = 120, format = "line")]
    name: Option<String>,
    #[schema(max_length = 500, format = "prose")]
    note: Option<String>,
}

/// What the form brought, in words that may be kept.
pub struct Sent {
    pub name: String,
    pub note: Option<String>,
    pub bytes: Vec<u8>,
}

/// Why an attachment counts no more.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WithdrawAttachment)]
pub struct Withdraw {
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub reason: String,
}

/// Reads it, the file up to the limit.
pub async fn read(form: Result<Multipart, MultipartRejection>) -> Result<Sent, Problem> {
    let (file, [name, note]) = read_told(form, ["name", "note"]).await?;
    line(LONGEST_NAME)(&name, &()).map_err(|error| invalid("/name", &error))?;
    prose(LONGEST_NOTE)(&note, &()).map_err(|error| invalid("/note", &error))?;
    let name = filled(name).or_else(|| filled(Some(file.name)));
    let name = name.ok_or_else(|| Problem::field("/name", "required", "Say what it is"))?;
    Ok(Sent { name, note: filled(note), bytes: file.bytes })
}

fn invalid(pointer: &str, error: &garde::Error) -> Problem {
    Problem::field(pointer, "invalid", error.message())
}
