//! The documents that rows name, in the folder or zip that was given.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Component, Path, PathBuf};

use kernel::Problem;
use kernel::files::LARGEST;
use tempfile::TempDir;

use super::{MOST_BYTES, too_large, unreadable};

const MOST_FILES: usize = 200_000;

/// Where documents lie.
pub enum Papers {
    None,
    Folder(PathBuf),
    Unpacked(TempDir),
}

impl Papers {
    /// The bytes of what a row names; none where it is not there, or larger than ECAR keeps.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let root = match self {
            Self::None => return None,
            Self::Folder(root) => root.as_path(),
            Self::Unpacked(folder) => folder.path(),
        };
        let wanted = inside(name)?;
        let media = Path::new("media").join(&wanted);
        let file = Path::new(wanted.file_name()?).to_owned();
        let path = [wanted, media, file].into_iter().map(|part| root.join(part)).find(|path| path.is_file())?;
        let mut bytes = vec![];
        File::open(path).ok()?.take(LARGEST as u64 + 1).read_to_end(&mut bytes).ok()?;
        (bytes.len() <= LARGEST).then_some(bytes)
    }
}

/// A path that leads nowhere else.
fn inside(name: &str) -> Option<PathBuf> {
    let path = Path::new(name.trim_start_matches('/'));
    path.components().all(|part| matches!(part, Component::Normal(_))).then(|| path.to_owned())
}

/// A zip's files in a folder of their own, which goes when it is dropped. What the archive says of sizes is not believed.
pub fn unpacked(path: &Path) -> Result<TempDir, Problem> {
    let failed = |error: std::io::Error| Problem::internal(&error);
    let file = File::open(path).map_err(|_| unreadable("It cannot be opened"))?;
    let mut archive = zip::ZipArchive::new(file).map_err(|_| unreadable("The zip cannot be read"))?;
    if archive.len() > MOST_FILES {
        return Err(too_large());
    }
    let (folder, mut left) = (TempDir::new().map_err(failed)?, 2 * MOST_BYTES as u64);
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(|_| unreadable("The zip cannot be read"))?;
        let Some(name) = entry.enclosed_name().filter(|_| entry.is_file()) else { continue };
        let target = folder.path().join(name);
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent).map_err(failed)?;
        }
        let mut out = File::create(target).map_err(failed)?;
        let written = std::io::copy(&mut entry.take(left + 1), &mut out).map_err(|_| unreadable("The zip cannot be read"))?;
        left = left.checked_sub(written).ok_or_else(too_large)?;
        out.flush().map_err(failed)?;
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_names_no_file_outside() {
        let folder = TempDir::new().unwrap();
        std::fs::create_dir(folder.path().join("in")).unwrap();
        std::fs::write(folder.path().join("in/a.pdf"), "a").unwrap();
        std::fs::write(folder.path().join("secret"), "s").unwrap();
        let papers = Papers::Folder(folder.path().join("in"));
        assert_eq!(papers.read("invoices/pdf/a.pdf"), Some(b"a".to_vec()), "by its name alone");
        assert!(papers.read("../secret").is_none() && papers.read("none.pdf").is_none());
    }
}
