//! `ecar user create`, `ecar user password` and `ecar user reset-link`

use anyhow::{anyhow, bail};
use clap::Subcommand;
use contracts::identity::Role;
use kernel::Context;
use rand::Rng;

use crate::cli::garage;
use crate::config::Config;
use crate::program;

#[derive(Subcommand)]
pub enum UserCommand {
    /// Create somebody who signs in; on an empty database, the garage's first site too
    Create {
        #[arg(long, required_unless_present = "user_name")]
        email: Option<String>,
        #[arg(long)]
        name: String,
        /// What they may sign in with in place of the address; needed where there is none
        #[arg(long)]
        user_name: Option<String>,
        /// owner, manager, advisor, technician, parts, accountant, `read_only` or customer
        #[arg(long, default_value = "owner", value_parser = role)]
        role: Role,
        /// Codes of the sites they work at [default: all, also those opened later]
        #[arg(long = "site")]
        sites: Vec<String>,
        #[arg(long, default_value = "fr")]
        language: String,
        /// Name of the garage, for the first site of an empty database
        #[arg(long, default_value = "Garage")]
        garage: String,
    },
    /// Give somebody a new password
    Password {
        /// The address, or the user name
        #[arg(long)]
        email: String,
    },
    /// Print a link by which somebody sets a new password, once, within ten minutes
    ResetLink {
        /// Whose: the address, or the user name
        email: String,
    },
}

/// A built-in role by its id.
fn role(id: &str) -> Result<Role, String> {
    Role::from_id(id).ok_or_else(|| format!("take one of {}", Role::ALL.map(Role::id).join(", ")))
}

impl UserCommand {
    pub async fn run(self, config: &Config) -> anyhow::Result<()> {
        garage::with_identity(config)?;
        let context = program::open_migrated(config).await?;
        match self {
            Self::Create { email, name, user_name, role, sites, language, garage } => {
                let everywhere = sites.is_empty().then_some(role);
                let sites = sites_or_first(&context, &sites, &garage).await?;
                let (password, made) = password_to_use();
                let roles = sites.into_iter().filter(|_| everywhere.is_none()).map(|site| (site, role)).collect();
                let sign_in = email.clone().or_else(|| user_name.clone()).unwrap_or_default();
                let user = identity::NewUser { email, name, password: password.clone(), user_name, language, everywhere, roles };
                identity::create_user(&context, user).await.map_err(program::failed)?;
                tell(&sign_in, &password, made);
            }
            Self::Password { email } => {
                let (password, made) = password_to_use();
                identity::set_password(&context, &email, &password).await.map_err(program::failed)?;
                tell(&email, &password, made);
            }
            Self::ResetLink { email } => {
                let link = identity::reset_link(&context, &email, &config.public_url).await.map_err(program::failed)?;
                println!("{link}");
            }
        }
        Ok(())
    }
}

async fn sites_or_first(context: &Context, codes: &[String], garage: &str) -> anyhow::Result<Vec<kernel::SiteId>> {
    let cards = garage::sites(identity::ports(context).as_ref()).await?;
    if cards.is_empty() {
        let card = garage::first_site(garage, context.clock.now().date_naive());
        let id = card.id;
        identity::create_site(context, card).await.map_err(program::failed)?;
        return Ok(vec![id]);
    }
    if codes.is_empty() {
        return Ok(cards.into_iter().map(|card| card.id).collect());
    }
    let by_code = |code: &String| cards.iter().find(|card| card.code.eq_ignore_ascii_case(code)).map(|card| card.id);
    let found: Option<Vec<_>> = codes.iter().map(by_code).collect();
    let Some(found) = found else {
        bail!("a site is not known; there are {}", cards.iter().map(|card| card.code.as_str()).collect::<Vec<_>>().join(", "))
    };
    if found.is_empty() { Err(anyhow!("name a site")) } else { Ok(found) }
}

/// The password comes from the variable `USER_PASSWORD`, so that it is not in the list of processes; without it one is made.
fn password_to_use() -> (String, bool) {
    std::env::var("USER_PASSWORD").map_or_else(|_| (new_password(), true), |password| (password, false))
}

fn tell(sign_in: &str, password: &str, made: bool) {
    println!("{sign_in} can sign in{}", if made { format!(" with the password {password} (shown this once)") } else { ".".into() });
}

/// Four groups of letters and digits that are not mistaken for each other: about 80 bits.
pub fn new_password() -> String {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut rng = rand::rng();
    let mut group = || (0..4).map(|_| char::from(LETTERS[rng.random_range(0..LETTERS.len())])).collect::<String>();
    [group(), group(), group(), group()].join("-")
}
