//! `ecar openapi`

use crate::paper;

/// The API's document, or that of the endpoints which clients of other systems know.
pub async fn openapi(clients: bool) -> anyhow::Result<()> {
    let document = if clients { compat::document() } else { paper::document().await? };
    println!("{}", document.to_pretty_json()?);
    Ok(())
}
