//! Settings: built-in defaults, then the file, then `ECAR_…` variables, then flags. An unknown key is an error.
//! For every setting `X`, `ECAR_X_FILE` names a file that holds it: for secrets.

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use clap::Args;
use figment::Figment;
use figment::providers::{Format, Serialized, Toml};
use serde::{Deserialize, Serialize};

const PREFIX: &str = "ECAR_";

/// Every setting has a flag of the same name; see `ecar serve --help`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub listen: SocketAddr,
    pub data_dir: PathBuf,
    pub database_url: Option<String>,
    pub database_connections: u32,
    /// Seals secrets in the database: 32 random bytes in base64, earlier keys behind it. Without it, `secret.key` in the data
    /// directory. No flag sets it.
    pub secret_key: Option<String>,
    /// Where limits on guessing are counted for all replicas: `redis://host:6379`. Without it, in each process.
    pub redis_url: Option<String>,
    /// 0 behind a PgBouncer older than 1.21.
    pub database_statement_cache: usize,
    /// Filter such as `info` or `ecar=debug,info`.
    pub log: String,
    /// `text` or `json`.
    pub log_format: LogFormat,
    pub smtp_url: Option<String>,
    pub mail_from: String,
    /// Where browsers find ECAR, such as `https://garage.example`: what links in messages begin with.
    pub public_url: String,
    /// Customers may open an account of their own.
    pub customer_registration: bool,
    /// Issuer of the OpenID Connect provider that people may sign in with, such as `https://accounts.example`.
    pub oidc_issuer: Option<String>,
    pub oidc_client_id: Option<String>,
    /// No flag sets it: flags stand in the list of processes.
    pub oidc_client_secret: Option<String>,
    /// What the provider's button says.
    pub oidc_name: String,
    /// Where payment providers are, when it is not where they are for everybody: for trying things out.
    pub stripe_url: Option<String>,
    pub konnect_url: Option<String>,
    pub flouci_url: Option<String>,
    /// What electronic documents are signed with: a private key and its certificate in PEM. No flag sets it.
    pub einvoice_key: Option<String>,
    /// A program that signs them instead, without arguments: it reads the XML and writes it signed.
    pub einvoice_signer: Option<String>,
    /// Where El Fatoora's service is, likewise.
    pub ttn_url: Option<String>,
    /// Where the access point of Peppol is, likewise.
    pub peppyrus_url: Option<String>,
    /// Where Twilio is, likewise.
    pub twilio_url: Option<String>,
    /// Where Meta's Graph API is with its version, likewise.
    pub meta_url: Option<String>,
    /// Machines of the house that a gateway for text messages or a webhook may be: names and addresses, separated by commas.
    pub gateway_hosts: String,
    /// Proxies whose `X-Forwarded-For` is believed: addresses and networks, separated by commas.
    pub trusted_proxies: String,
    /// The site is reached by https: cookies are marked Secure.
    pub secure_cookies: bool,
    /// `/metrics` answers everybody, not only this machine.
    pub public_metrics: bool,
    /// Origins whose pages may call the API, with commas between: `https://shop.example`.
    pub cors_origins: String,
    /// Requests worked on at once; more are told to come back.
    pub max_requests: usize,
    /// Whether endpoints of the systems that ECAR replaces answer: `on` or `off`.
    pub compat: Switch,
    /// Where backups are kept: a folder, or `s3://bucket/prefix`. Without it there are none.
    pub backup_to: Option<String>,
    /// When, each day, in UTC.
    pub backup_at: String,
    /// What they are sealed with: a public key of age, its secret half, or a passphrase. No flag sets it.
    pub backup_key: Option<String>,
    /// Of so many days, weeks and months the newest is kept.
    pub backup_keep: String,
    /// What is done before the schema of a SQLite database changes: `backup` beside it, or `nothing`.
    pub before_upgrade: BeforeUpgrade,
    /// Where the bucket is, when it is not Amazon's.
    pub backup_s3_endpoint: Option<String>,
    pub backup_s3_region: String,
    /// No flag sets them.
    pub backup_s3_access_key: Option<String>,
    pub backup_s3_secret_key: Option<String>,
    /// The modules that run in this process, with commas between, or `gateway`; all of them when empty.
    pub only: String,
    /// Where the other modules are: `identity=http://10.0.0.2:8080`, with commas between.
    pub peers: String,
    /// What processes that run apart sign their requests to each other with; earlier ones behind it. No flag sets it.
    pub service_secret: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Switch {
    On,
    Off,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BeforeUpgrade {
    Backup,
    Nothing,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data_dir: "data".into(),
            database_url: None,
            secret_key: None,
            redis_url: None,
            database_connections: 16,
            database_statement_cache: 200,
            log: "info,sea_orm_migration=warn".into(),
            log_format: LogFormat::Text,
            smtp_url: None,
            mail_from: "ECAR <garage@localhost>".into(),
            public_url: "http://127.0.0.1:8080".into(),
            customer_registration: false,
            oidc_issuer: None,
            oidc_client_id: None,
            oidc_client_secret: None,
            oidc_name: "OpenID".into(),
            stripe_url: None,
            konnect_url: None,
            flouci_url: None,
            einvoice_key: None,
            einvoice_signer: None,
            ttn_url: None,
            peppyrus_url: None,
            twilio_url: None,
            meta_url: None,
            gateway_hosts: String::new(),
            secure_cookies: false,
            public_metrics: false,
            trusted_proxies: String::new(),
            cors_origins: String::new(),
            max_requests: 64,
            compat: Switch::On,
            backup_to: None,
            backup_at: "02:30".into(),
            backup_key: None,
            backup_keep: "7,4,12".into(),
            before_upgrade: BeforeUpgrade::Backup,
            backup_s3_endpoint: None,
            backup_s3_region: "us-east-1".into(),
            backup_s3_access_key: None,
            backup_s3_secret_key: None,
            only: String::new(),
            peers: String::new(),
            service_secret: None,
        }
    }
}

/// The flags; each overrides the variable and the file.
#[derive(Args, Clone, Debug, Default, Serialize)]
pub struct Flags {
    /// A TOML file with settings [default: ecar.toml in the data directory, if there]
    #[arg(long, global = true)]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// Address to listen on [default: 127.0.0.1:8080] (`ECAR_LISTEN`)
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
    /// Where the SQLite file and other files live [default: data] (`ECAR_DATA_DIR`)
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_dir: Option<PathBuf>,
    /// postgres://… instead of the SQLite file (`ECAR_DATABASE_URL`)
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database_url: Option<String>,
    /// Connections to PostgreSQL at most [default: 16]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database_connections: Option<u32>,
    /// `redis://host:6379`: replicas count tries to sign in together (`ECAR_REDIS_URL`)
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redis_url: Option<String>,
    /// Prepared statements kept per connection; 0 behind a PgBouncer older than 1.21 [default: 200]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database_statement_cache: Option<usize>,
    /// What to log, such as info or ecar=debug,info [default: `info,sea_orm_migration=warn`] (`ECAR_LOG`)
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// text or json [default: text]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_format: Option<String>,
    /// `smtp://user:password@host:587` or `smtps://…`; without it messages go to the console and the log in the app
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smtp_url: Option<String>,
    /// Sender of e-mail [default: ECAR <garage@localhost>]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail_from: Option<String>,
    /// Where browsers find ECAR: links in messages begin with it [default: <http://127.0.0.1:8080>]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
    /// Let customers open an account [default: false]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_registration: Option<bool>,
    /// Issuer of the OpenID Connect provider that people may sign in with; its secret comes from `ECAR_OIDC_CLIENT_SECRET_FILE`
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oidc_issuer: Option<String>,
    /// What the provider knows ECAR as
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oidc_client_id: Option<String>,
    /// Where Stripe is, when it is not api.stripe.com
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stripe_url: Option<String>,
    /// Where Konnect's API is, when it is another
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub konnect_url: Option<String>,
    /// Where Flouci's API is, when it is another
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flouci_url: Option<String>,
    /// Program that signs electronic documents: XML in, signed XML out; a key in a file comes from `ECAR_EINVOICE_KEY_FILE`
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub einvoice_signer: Option<String>,
    /// Where El Fatoora's service is, when it is another
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ttn_url: Option<String>,
    /// Where Peppyrus, the access point of Peppol, is, when it is another
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peppyrus_url: Option<String>,
    /// Where Twilio is, when it is another
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub twilio_url: Option<String>,
    /// Where Meta's Graph API is, with its version, when it is another
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta_url: Option<String>,
    /// Machines of the house that a gateway for text messages or a webhook may be, such as 192.168.1.20,sms.lan [default: none]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gateway_hosts: Option<String>,
    /// What the provider's button says [default: OpenID]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oidc_name: Option<String>,
    /// Proxies whose X-Forwarded-For is believed, such as 127.0.0.1,10.0.0.0/8 [default: none]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trusted_proxies: Option<String>,
    /// Mark cookies Secure: ECAR is reached by https [default: false]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secure_cookies: Option<bool>,
    /// Answer /metrics to everybody, not only to this machine [default: false]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_metrics: Option<bool>,
    /// Origins whose pages may call the API from a browser, with commas between [default: none]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cors_origins: Option<String>,
    /// Requests worked on at once [default: 64]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_requests: Option<usize>,
    /// Whether clients of the systems that ECAR replaces are answered at their own addresses: on or off [default: on] (`ECAR_COMPAT`)
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compat: Option<String>,
    /// Where backups are kept: a folder, or `s3://bucket/prefix` [default: nowhere] (`ECAR_BACKUP_TO`)
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backup_to: Option<String>,
    /// When they are taken, each day, in UTC [default: 02:30]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backup_at: Option<String>,
    /// Of so many days, weeks and months the newest backup is kept [default: 7,4,12]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backup_keep: Option<String>,
    /// What to do before the schema of a SQLite database changes: backup or nothing [default: backup]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before_upgrade: Option<String>,
    /// Where the bucket is, when it is not Amazon's, such as <https://s3.fr-par.scw.cloud>
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backup_s3_endpoint: Option<String>,
    /// The bucket's region [default: us-east-1]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backup_s3_region: Option<String>,
    /// Run these modules alone, with commas between, each with its own tables; or `gateway`: the web app and the API in front
    /// of all modules [default: all in this process] (`ECAR_ONLY`)
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<String>,
    /// Where modules are that do not run here: `identity=http://10.0.0.2:8080`, with commas between (`ECAR_PEERS`)
    #[arg(long = "peer", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peers: Option<String>,
}

impl Config {
    pub fn load(flags: &Flags) -> anyhow::Result<Self> {
        let environment = environment(std::env::vars())?;
        let data_dir = flags.data_dir.clone().or_else(|| environment.get("data_dir").map(PathBuf::from)).unwrap_or_else(|| "data".into());
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        figment = match &flags.config {
            Some(file) if !file.exists() => bail!("the settings file {} does not exist", file.display()),
            Some(file) => figment.merge(Toml::file(file)),
            None => figment.merge(Toml::file(data_dir.join("ecar.toml"))),
        };
        for (key, value) in environment {
            figment = figment.merge((key, typed(&value)));
        }
        figment.merge(Serialized::defaults(flags)).extract().map_err(|error| wrong(&error))
    }

    /// `postgres://…` or the path of the SQLite file.
    pub fn database(&self) -> String {
        self.database_url.clone().unwrap_or_else(|| self.data_dir.join("ecar.db").display().to_string())
    }

    /// Browsers reach ECAR by https, whatever is between.
    pub fn is_https(&self) -> bool {
        self.secure_cookies || self.public_url.starts_with("https://")
    }

    pub fn uses_sqlite(&self) -> bool {
        !self.database().starts_with("postgres")
    }
}

/// What is wrong with each setting, and where it was set, a line each.
fn wrong(error: &figment::Error) -> anyhow::Error {
    let lines = error.clone().into_iter().map(|one| {
        let from = one.metadata.as_ref().and_then(|set| set.source.as_ref()).map(|source| format!(" ({source})")).unwrap_or_default();
        format!("\n  {}{from}", one.kind)
    });
    anyhow!("a setting is not right:{}\nSettings are listed by `ecar serve --help`.", lines.collect::<String>())
}

type Environment = std::collections::BTreeMap<String, String>;

/// `ECAR_…` variables as settings; `ECAR_…_FILE` is read. Those that only the tests use are left out.
fn environment(variables: impl Iterator<Item = (String, String)>) -> anyhow::Result<Environment> {
    let mut settings = Environment::new();
    for (name, value) in variables {
        let Some(key) = name.strip_prefix(PREFIX).filter(|key| !key.starts_with("TEST_")) else { continue };
        let (key, value) = match key.strip_suffix("_FILE") {
            Some(key) => (key, read_secret(Path::new(&value)).with_context(|| format!("{name} cannot be read"))?),
            None => (key, value),
        };
        settings.insert(key.to_lowercase(), value);
    }
    Ok(settings)
}

fn read_secret(file: &Path) -> anyhow::Result<String> {
    Ok(std::fs::read_to_string(file)?.trim_end().to_owned())
}

/// Numbers and booleans as such, all else as text.
fn typed(value: &str) -> figment::value::Value {
    if let Ok(flag) = value.parse::<bool>() {
        return flag.into();
    }
    value.parse::<u64>().map_or_else(|_| value.to_owned().into(), Into::into)
}

impl fmt::Debug for Config {
    /// Without secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let database = if self.uses_sqlite() { self.database() } else { "postgres://…".into() };
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .field("data_dir", &self.data_dir)
            .field("database", &database)
            .field("smtp", &self.smtp_url.is_some())
            .field("public_url", &self.public_url)
            .field("oidc_issuer", &self.oidc_issuer)
            .field("secure_cookies", &self.secure_cookies)
            .field("max_requests", &self.max_requests)
            .field("backup_to", &self.backup_to)
            .field("only", &self.only)
            .field("peers", &self.peers)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_beat_variables_and_secrets_come_from_files() {
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("url");
        std::fs::write(&secret, "postgres://user:word@db/ecar\n").unwrap();
        let variables = [("ECAR_DATABASE_URL_FILE".to_owned(), secret.display().to_string()), ("ECAR_TEST_X".into(), "1".into())];
        let settings = environment(variables.into_iter()).unwrap();
        assert_eq!(settings.get("database_url").map(String::as_str), Some("postgres://user:word@db/ecar"));
        assert_eq!(settings.len(), 1);
    }

    #[test]
    fn an_unknown_key_in_the_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ecar.toml");
        std::fs::write(&file, "lissten = \"127.0.0.1:1\"").unwrap();
        let flags = Flags { config: Some(file), ..Flags::default() };
        assert!(Config::load(&flags).is_err());
    }

    #[test]
    fn secrets_are_not_printed() {
        let config = Config { database_url: Some("postgres://user:word@db/ecar".into()), ..Config::default() };
        assert!(!format!("{config:?}").contains("word"));
    }
}
