//! The file that an export or a backup is: a zip that every machine opens. Its comment has the SHA-256 of all that stands before it, so
//! that one flipped bit anywhere is found before anything is believed.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::manifest::{self, FORMAT, Manifest};

const MARK: &str = "ecar-sha256:";
const HASH_LETTERS: u8 = 64;
const MARK_LETTERS: u8 = 12;
/// Lines of one table lie here in memory before they go to a temporary file.
const SPOOLED: usize = 4 << 20;

/// What the thread that compresses is told.
pub enum Part {
    /// An entry begins. What is spooled may have files beside it: they come into the archive before it.
    Begin {
        name: String,
        spooled: bool,
    },
    Data(Vec<u8>),
    File {
        name: String,
        bytes: Vec<u8>,
    },
    End,
}

/// A finished entry: its name, its length and its SHA-256.
pub struct Entry {
    pub name: String,
    pub sha256: String,
}

pub struct Writer {
    /// None where only the checksums are asked for.
    zip: Option<ZipWriter<File>>,
    path: PathBuf,
    entries: Vec<Entry>,
}

impl Writer {
    pub fn create(path: &Path) -> anyhow::Result<Self> {
        let file = File::options().read(true).write(true).create(true).truncate(true).open(path);
        let file = file.with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(Self { zip: Some(ZipWriter::new(file)), path: path.to_owned(), entries: vec![] })
    }

    /// Writes nothing: for the checksums alone.
    pub fn nowhere() -> Self {
        Self { zip: None, path: PathBuf::new(), entries: vec![] }
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Takes parts until there are no more; for a thread of its own.
    pub fn take(mut self, mut parts: mpsc::Receiver<Part>) -> anyhow::Result<Self> {
        let mut open: Option<Open> = None;
        while let Some(part) = parts.blocking_recv() {
            match part {
                Part::Begin { name, spooled } => {
                    let spool = (spooled && self.zip.is_some()).then(|| tempfile::spooled_tempfile(SPOOLED));
                    if spool.is_none() {
                        self.start(&name)?;
                    }
                    open = Some(Open { name, hash: Sha256::new(), spool });
                }
                Part::Data(bytes) => {
                    let open = open.as_mut().context("no entry is open")?;
                    open.hash.update(&bytes);
                    match (&mut open.spool, &mut self.zip) {
                        (Some(spool), _) => spool.write_all(&bytes)?,
                        (None, Some(zip)) => zip.write_all(&bytes)?,
                        (None, None) => {}
                    }
                }
                Part::File { name, bytes } => self.add(&name, &mut bytes.as_slice())?,
                Part::End => self.end(open.take().context("no entry is open")?)?,
            }
        }
        Ok(self)
    }

    fn start(&mut self, name: &str) -> anyhow::Result<()> {
        if let Some(zip) = &mut self.zip {
            zip.start_file(name, options(name))?;
        }
        Ok(())
    }

    fn end(&mut self, open: Open) -> anyhow::Result<()> {
        if let Some(mut spool) = open.spool {
            spool.seek(SeekFrom::Start(0))?;
            self.add(&open.name, &mut spool)?;
        }
        self.entries.push(Entry { name: open.name, sha256: hex(&open.hash.finalize()) });
        Ok(())
    }

    /// A whole entry.
    pub fn add(&mut self, name: &str, from: &mut dyn Read) -> anyhow::Result<()> {
        self.start(name)?;
        if let Some(zip) = &mut self.zip {
            io::copy(from, zip)?;
        }
        Ok(())
    }

    /// Writes what the archive says of itself and its checksum, and has it on the disk.
    pub fn finish(mut self, manifest: &Manifest) -> anyhow::Result<()> {
        self.add(manifest::FILE, &mut serde_json::to_vec_pretty(manifest)?.as_slice())?;
        let Some(mut zip) = self.zip else { bail!("nothing is written") };
        zip.set_comment(format!("{MARK}{}", "0".repeat(usize::from(HASH_LETTERS))))?;
        let mut file = zip.finish()?;
        let hash = hash_before_comment(&mut file)?;
        file.seek(SeekFrom::End(-i64::from(HASH_LETTERS)))?;
        file.write_all(hash.as_bytes())?;
        file.sync_all().with_context(|| format!("{} cannot be written", self.path.display()))
    }
}

struct Open {
    name: String,
    hash: Sha256,
    spool: Option<tempfile::SpooledTempFile>,
}

/// Pictures are small already.
fn options(name: &str) -> SimpleFileOptions {
    let is_small = [".jpg", ".png", ".webp"].iter().any(|ending| name.ends_with(ending));
    let method = if is_small { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    let options = SimpleFileOptions::default().compression_method(method).large_file(true);
    if is_small { options } else { options.compression_level(Some(3)) }
}

pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// The SHA-256 of a file, from where it stands to its end less `left`.
fn hash_of(file: &mut File, left: u64) -> anyhow::Result<String> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let (mut hash, mut chunk) = (Sha256::new(), vec![0; 1 << 20]);
    let mut rest = file.take(length.saturating_sub(left));
    loop {
        let read = rest.read(&mut chunk)?;
        if read == 0 {
            return Ok(hex(&hash.finalize()));
        }
        hash.update(&chunk[..read]);
    }
}

fn hash_before_comment(file: &mut File) -> anyhow::Result<String> {
    hash_of(file, HASH_LETTERS.into())
}

/// The SHA-256 of a whole file.
pub fn hash_file(path: &Path) -> anyhow::Result<String> {
    hash_of(&mut File::open(path)?, 0)
}

/// An archive whose checksum is right.
pub struct Reader {
    pub zip: ZipArchive<File>,
    pub manifest: Manifest,
}

impl Reader {
    /// Opens what is whole; an error says what is wrong with it.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let mut file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let hash = hash_before_comment(&mut file)?;
        let tail = tail(&mut file)?;
        match tail.strip_prefix(MARK) {
            None => bail!("{} is no export or backup of ECAR, or its end is missing", path.display()),
            Some(said) if said != hash => bail!("{} was damaged: its checksum is wrong", path.display()),
            Some(_) => {}
        }
        Self::open_whole(path)
    }

    /// Opens what [`Reader::open`] found whole before.
    pub fn open_whole(path: &Path) -> anyhow::Result<Self> {
        let mut zip = ZipArchive::new(File::open(path)?).context("the archive cannot be read")?;
        let manifest = serde_json::from_reader(zip.by_name(manifest::FILE)?).context("the archive's manifest cannot be read")?;
        let manifest: Manifest = manifest;
        if manifest.format > FORMAT {
            bail!("the archive was made by a newer ECAR ({}): restore it with that version", manifest.ecar);
        }
        Ok(Self { zip, manifest })
    }
}

fn tail(file: &mut File) -> anyhow::Result<String> {
    let length = MARK_LETTERS + HASH_LETTERS;
    file.seek(SeekFrom::End(-i64::from(length))).context("the file is no archive")?;
    let mut tail = String::new();
    file.take(length.into()).read_to_string(&mut tail).context("the archive's end was damaged")?;
    Ok(tail)
}
