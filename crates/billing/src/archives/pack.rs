//! The file of an archive: a ZIP with the sums of what is in it, signed.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use kernel::Problem;
use kernel::idempotency::hex;
use sha2::{Digest, Sha256};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::key::Key;

/// A ZIP that is being written: its files are compressed one after the other, so memory holds what is compressed alone.
pub struct Pack {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    /// Of the file that is written now.
    hash: Sha256,
    name: &'static str,
    /// As `sha256sum` writes them.
    sums: String,
}

/// A finished archive.
pub struct Packed {
    pub bytes: Vec<u8>,
    /// SHA-256 of what is signed.
    pub digest: String,
}

impl Pack {
    pub fn new() -> Self {
        Self { zip: ZipWriter::new(Cursor::default()), hash: Sha256::new(), name: "", sums: String::new() }
    }

    /// The next file.
    pub fn begin(&mut self, name: &'static str) -> Result<(), Problem> {
        self.hash = Sha256::new();
        self.name = name;
        self.zip.start_file(name, SimpleFileOptions::default()).map_err(|error| Problem::internal(&error))
    }

    /// Adds to it.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.hash.update(bytes);
        self.zip.write_all(bytes).map_err(|error| Problem::internal(&error))
    }

    /// The same, beside the threads that answer requests: compressing much takes a while.
    pub async fn write_beside(mut self, bytes: Vec<u8>) -> Result<Self, Problem> {
        let written = tokio::task::spawn_blocking(move || self.write(&bytes).map(|()| self));
        written.await.map_err(|error| Problem::internal(&error))?
    }

    /// It is whole.
    pub fn end(&mut self) {
        let sum = hex(&std::mem::take(&mut self.hash).finalize());
        let _ = writeln!(self.sums, "{sum}  {}", self.name);
    }

    pub fn file(&mut self, name: &'static str, bytes: &[u8]) -> Result<(), Problem> {
        self.begin(name)?;
        self.write(bytes)?;
        self.end();
        Ok(())
    }

    pub fn signed(mut self, key: &Key) -> Result<Packed, Problem> {
        let sums = std::mem::take(&mut self.sums);
        self.file("SHA256SUMS", sums.as_bytes())?;
        self.file("SHA256SUMS.sig", &key.sign(sums.as_bytes()))?;
        self.file("key.pem", key.public_pem.as_bytes())?;
        let bytes = self.zip.finish().map_err(|error| Problem::internal(&error))?.into_inner();
        Ok(Packed { bytes, digest: hex(&Sha256::digest(sums.as_bytes())) })
    }
}
