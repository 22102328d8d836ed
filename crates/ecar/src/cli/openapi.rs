//! `ecar openapi`

use crate::program;

pub fn openapi() -> anyhow::Result<()> {
    println!("{}", program::openapi()?.to_pretty_json()?);
    Ok(())
}
