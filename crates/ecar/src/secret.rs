//! The key that seals secrets in the database: from the settings, or from a file beside it that the first start makes. A copy of the
//! database alone gives nobody's second factor away and signs nobody in.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use kernel::{Context, Vault};

use crate::apart;
use crate::config::Config;
use crate::program::failed;

const FILE: &str = "secret.key";

/// The key that was given, or that an earlier start made; an error where there is none, or a weak one.
pub fn vault(config: &Config) -> anyhow::Result<Vault> {
    given(config)?.ok_or_else(|| anyhow!("there is no secret key in {}", file(config).display()))
}

/// As [`vault`]; where nothing was sealed yet, it makes the key.
pub async fn vault_or_new(config: &Config, context: &Context) -> anyhow::Result<Vault> {
    if let Some(vault) = given(config)? {
        return Ok(vault);
    }
    if is_sealed(config, context).await? {
        bail!(
            "the database's secrets were sealed with a secret key, and there is none here: set ECAR_SECRET_KEY_FILE, or put the key of the \
             first start into {}. Replicas that share a database share the key",
            file(config).display()
        );
    }
    make(&file(config))?;
    vault(config)
}

/// Whether a module that runs here keeps secrets already.
async fn is_sealed(config: &Config, context: &Context) -> anyhow::Result<bool> {
    let here = apart::here(config)?;
    let of_identity = here.contains(&identity::MODULE) && identity::is_sealed(context).await?;
    let of_billing = here.contains(&billing::MODULE) && billing::is_sealed(context).await?;
    let of_webhooks = here.contains(&webhooks::MODULE) && webhooks::is_sealed(context).await?;
    Ok(of_identity || of_billing || of_webhooks || (here.contains(&notifications::MODULE) && notifications::is_sealed(context).await?))
}

fn given(config: &Config) -> anyhow::Result<Option<Vault>> {
    if let Some(text) = &config.secret_key {
        return Vault::from_text(text).map(Some).context("ECAR_SECRET_KEY is not right");
    }
    let file = file(config);
    match std::fs::read_to_string(&file) {
        Ok(text) => Vault::from_text(&text).map(Some).with_context(|| format!("{} is not right", file.display())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", file.display())),
    }
}

/// For this user's eyes only. Two starts at once agree on the first one's.
fn make(file: &Path) -> anyhow::Result<()> {
    let cannot = || format!("{} cannot be written", file.display());
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).with_context(cannot)?;
    }
    let key = Vault::new_key().map_err(failed)?;
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Ok(mut made) => {
            made.write_all(format!("{key}\n").as_bytes()).and_then(|()| made.sync_all()).with_context(cannot)?;
            tracing::info!(file = %file.display(), "a secret key was made: keep a copy of it apart from the backups of the database");
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error).with_context(cannot),
    }
}

fn file(config: &Config) -> PathBuf {
    config.data_dir.join(FILE)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn config(folder: &Path) -> Config {
        Config { data_dir: folder.to_path_buf(), ..Config::default() }
    }

    #[test]
    fn the_file_is_made_once_for_one_user_only() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(&folder.path().join("data"));
        assert!(vault(&config).is_err());
        make(&file(&config)).unwrap();
        let first = std::fs::read(file(&config)).unwrap();
        make(&file(&config)).unwrap();
        assert_eq!(std::fs::read(file(&config)).unwrap(), first);
        assert_eq!(std::fs::metadata(file(&config)).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(vault(&config).is_ok());
    }

    #[test]
    fn a_weak_key_is_refused_wherever_it_stands() {
        let folder = tempfile::tempdir().unwrap();
        let mut config = config(folder.path());
        std::fs::write(file(&config), "changeme\n").unwrap();
        assert!(vault(&config).is_err());
        config.secret_key = Some("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".into());
        assert!(vault(&config).is_err());
        config.secret_key = Some(Vault::new_key().unwrap());
        assert!(vault(&config).is_ok());
    }
}
