//! Encryption of backups, in the format of age: `age --decrypt` opens them without ECAR.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::iter::once;
use std::path::Path;

use age::secrecy::SecretString;
use age::{Decryptor, Encryptor, Identity, Recipient, scrypt, x25519};
use anyhow::{Context as _, anyhow, bail};

const HEAD: &[u8] = b"age-encryption.org/";
/// 64 MiB of memory for a passphrase; with age's own choice a container of half a gigabyte would not do.
const WORK: u8 = 16;
const MOST_WORK: u8 = 20;
const SHORTEST: usize = 12;

/// What backups are sealed with, and perhaps opened.
pub enum Key {
    Passphrase(String),
    /// `age1…`: who can read them keeps the other half elsewhere.
    Recipients(Vec<x25519::Recipient>),
    /// `AGE-SECRET-KEY-1…`
    Identities(Vec<x25519::Identity>),
}

impl Key {
    /// Recipients or identities with white space between, or a passphrase.
    pub fn from_text(text: &str) -> anyhow::Result<Self> {
        let wrong = |error: &str| anyhow!("the key of backups is not right: {error}");
        let words = || text.split_whitespace();
        if words().next().is_some_and(|word| word.starts_with("age1")) {
            return words().map(str::parse).collect::<Result<_, _>>().map(Self::Recipients).map_err(wrong);
        }
        if words().any(|word| word.starts_with("AGE-SECRET-KEY-1")) {
            // As age-keygen writes them, with comments before.
            let keys = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
            return keys.map(str::parse).collect::<Result<_, _>>().map(Self::Identities).map_err(wrong);
        }
        let phrase = text.trim();
        if phrase.chars().count() < SHORTEST {
            bail!("the passphrase of backups is too short: take {SHORTEST} characters or more, or the public key that age-keygen prints");
        }
        Ok(Self::Passphrase(phrase.to_owned()))
    }

    /// Whether what it seals can be opened with it too.
    pub fn opens(&self) -> bool {
        !matches!(self, Self::Recipients(_))
    }

    fn encryptor(&self) -> anyhow::Result<Encryptor> {
        Ok(match self {
            Self::Passphrase(phrase) => {
                let mut recipient = scrypt::Recipient::new(SecretString::from(phrase.clone()));
                recipient.set_work_factor(WORK);
                Encryptor::with_recipients(once(&recipient as &dyn Recipient))?
            }
            Self::Recipients(recipients) => Encryptor::with_recipients(recipients.iter().map(|one| one as &dyn Recipient))?,
            Self::Identities(identities) => {
                let public: Vec<_> = identities.iter().map(x25519::Identity::to_public).collect();
                Encryptor::with_recipients(public.iter().map(|one| one as &dyn Recipient))?
            }
        })
    }

    /// Seals a file. It takes a while: not for a thread that answers requests.
    pub fn seal(&self, from: &Path, to: &Path) -> anyhow::Result<()> {
        let mut plain = File::open(from)?;
        let sealed = File::create(to).with_context(|| format!("{} cannot be written", to.display()))?;
        let mut writer = self.encryptor()?.wrap_output(sealed)?;
        io::copy(&mut plain, &mut writer)?;
        let mut file = writer.finish()?;
        file.flush()?;
        file.sync_all().context("the backup cannot be written")
    }

    /// Opens a file that was sealed; an error when a bit of it was changed, or the key is another.
    pub fn open(&self, from: &Path, to: &Path) -> anyhow::Result<()> {
        let decryptor = Decryptor::new_buffered(BufReader::new(File::open(from)?)).context("the backup's head cannot be read")?;
        let phrase;
        let identities: Vec<&dyn Identity> = match self {
            Self::Passphrase(text) => {
                let mut identity = scrypt::Identity::new(SecretString::from(text.clone()));
                identity.set_max_work_factor(MOST_WORK);
                phrase = identity;
                vec![&phrase]
            }
            Self::Identities(identities) => identities.iter().map(|one| one as &dyn Identity).collect(),
            Self::Recipients(_) => bail!("a public key opens no backup: give the secret one (AGE-SECRET-KEY-1…) as ECAR_BACKUP_KEY_FILE"),
        };
        let mut reader = decryptor.decrypt(identities.into_iter()).context("the backup cannot be opened with this key, or was damaged")?;
        let mut plain = File::create(to).with_context(|| format!("{} cannot be written", to.display()))?;
        io::copy(&mut reader, &mut plain).context("the backup was damaged")?;
        plain.sync_all().context("the opened backup cannot be written")
    }
}

/// Whether a file is sealed at all.
pub fn is_sealed(path: &Path) -> anyhow::Result<bool> {
    let mut head = vec![];
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    file.take(HEAD.len() as u64).read_to_end(&mut head)?;
    Ok(head == HEAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(seal: &Key, open: &Key) -> anyhow::Result<Vec<u8>> {
        let folder = tempfile::tempdir()?;
        let [plain, sealed, opened] = ["plain", "sealed", "opened"].map(|name| folder.path().join(name));
        std::fs::write(&plain, b"all of the garage")?;
        seal.seal(&plain, &sealed)?;
        assert!(is_sealed(&sealed)? && !is_sealed(&plain)?);
        open.open(&sealed, &opened)?;
        Ok(std::fs::read(opened)?)
    }

    #[test]
    fn what_is_sealed_opens_with_its_key_alone() {
        let key = |text: &str| Key::from_text(text).unwrap();
        let phrase = key("correct horse battery");
        assert_eq!(round(&phrase, &phrase).unwrap(), b"all of the garage");
        assert!(round(&phrase, &key("another horse battery")).is_err());
        let (mine, theirs) = (x25519::Identity::generate(), x25519::Identity::generate());
        let public = key(&mine.to_public().to_string());
        let secret = |identity: &x25519::Identity| Key::Identities(vec![identity.clone()]);
        assert_eq!(round(&public, &secret(&mine)).unwrap(), b"all of the garage");
        assert!(round(&public, &secret(&theirs)).is_err());
        assert!(round(&public, &public).is_err() && !public.opens());
    }

    #[test]
    fn any_bit_that_is_flipped_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let [plain, sealed, opened] = ["plain", "sealed", "opened"].map(|name| folder.path().join(name));
        std::fs::write(&plain, b"all of the garage").unwrap();
        let key = Key::Identities(vec![x25519::Identity::generate()]);
        key.seal(&plain, &sealed).unwrap();
        let whole = std::fs::read(&sealed).unwrap();
        for place in (0..whole.len()).step_by(3) {
            let mut spoiled = whole.clone();
            spoiled[place] ^= 1;
            std::fs::write(&sealed, spoiled).unwrap();
            assert!(key.open(&sealed, &opened).is_err(), "byte {place}");
        }
    }

    #[test]
    fn a_short_passphrase_is_refused() {
        assert!(Key::from_text("garage").is_err() && Key::from_text("age1nonsense").is_err());
    }
}
