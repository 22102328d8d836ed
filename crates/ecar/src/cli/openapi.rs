//! `ecar openapi`

use crate::paper::Paper;

pub async fn openapi() -> anyhow::Result<()> {
    println!("{}", Paper::of_everything().await?.document.to_pretty_json()?);
    Ok(())
}
