//! `ecar openapi`

use std::io::{ErrorKind, Write as _};

use crate::paper;

/// The API's document, or that of the endpoints which clients of other systems know.
pub async fn openapi(clients: bool) -> anyhow::Result<()> {
    let document = if clients { compat::document() } else { paper::document().await? };
    let text = document.to_pretty_json()?;
    match writeln!(std::io::stdout(), "{text}") {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}
