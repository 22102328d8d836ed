//! PDFs on their way: the bytes travel in base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use contracts::documents::Pdf;
use kernel::Problem;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub struct Packed {
    file_name: String,
    base64: String,
}

pub fn pack(pdf: Pdf) -> Packed {
    Packed { base64: STANDARD.encode(&pdf.bytes), file_name: pdf.file_name }
}

pub fn unpack(packed: Packed) -> Result<Pdf, Problem> {
    let bytes = STANDARD.decode(&packed.base64).map_err(|error| Problem::internal(&error))?;
    Ok(Pdf { file_name: packed.file_name, bytes })
}
