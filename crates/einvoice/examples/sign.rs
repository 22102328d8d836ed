//! Signs a TEIF for verifiers of others to read: `cargo run -p einvoice --example sign -- KEY.pem IN.xml OUT.xml`

use std::error::Error;
use std::sync::Arc;

use einvoice::Signer as _;
use einvoice::xades::KeyFile;
use kernel::clock::SystemClock;

fn main() -> Result<(), Box<dyn Error>> {
    let [key, from, to] = std::env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| "name a key, a document and a place")?;
    let signer = KeyFile::new(&std::fs::read_to_string(key)?, Arc::new(SystemClock))?;
    std::fs::write(to, signer.sign(&std::fs::read_to_string(from)?)?)?;
    Ok(())
}
