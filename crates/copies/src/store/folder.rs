//! A folder: of this machine, or one that is mounted.

use std::fs::File;
use std::path::Path;

use anyhow::Context as _;

/// A name appears when all of it is there.
pub fn put(folder: &Path, name: &str, file: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let partial = folder.join(format!("{name}.partial"));
    std::fs::copy(file, &partial)?;
    File::open(&partial)?.sync_all()?;
    std::fs::rename(&partial, folder.join(name))?;
    Ok(File::open(folder)?.sync_all()?)
}

pub fn list(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut names = vec![];
    for entry in std::fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        names.extend(entry?.file_name().into_string());
    }
    names.sort_unstable();
    Ok(names)
}
