//! `ecar openapi`

use crate::paper;

pub async fn openapi() -> anyhow::Result<()> {
    println!("{}", paper::document().await?.to_pretty_json()?);
    Ok(())
}
