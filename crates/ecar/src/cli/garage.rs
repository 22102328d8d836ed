//! What commands ask about the garage.

use anyhow::{anyhow, bail};
use chrono::NaiveDate;
use contracts::identity::{Languages, Numbering, OpeningHours, SiteCard, Sites};
use contracts::taxes::Pack;
use kernel::{Amount, SiteId};

use crate::apart;
use crate::config::Config;
use crate::modules::MODULES;
use crate::program::failed;

/// For commands on what identity keeps: an error where it does not run.
pub fn with_identity(config: &Config) -> anyhow::Result<()> {
    if apart::here(config)?.contains(&identity::MODULE) {
        return Ok(());
    }
    bail!("people and sites are kept by identity: run this with its settings")
}

/// For commands that fill every module.
pub fn with_every_module(config: &Config) -> anyhow::Result<()> {
    if apart::here(config)? == MODULES {
        return Ok(());
    }
    bail!("the demonstration is for a database with every module in it: leave --only out")
}

pub async fn sites(port: &dyn Sites) -> anyhow::Result<Vec<SiteCard>> {
    port.cards(&[]).await.map_err(failed)
}

pub async fn site_by_code(port: &dyn Sites, code: &str) -> anyhow::Result<SiteId> {
    let found = sites(port).await?.into_iter().find(|site| site.code.eq_ignore_ascii_case(code));
    found.map(|site| site.id).ok_or_else(|| anyhow!("there is no site {code}"))
}

/// The first site of a new garage: Tunisian settings of the day, to be completed in the app.
pub fn first_site(name: &str, today: NaiveDate) -> SiteCard {
    let (country, currency) = ("TN", "TND");
    let pack = Pack::of(country);
    SiteCard {
        id: SiteId::new(),
        code: "G1".into(),
        name: name.into(),
        legal_name: name.into(),
        address: String::new(),
        phone: String::new(),
        email: String::new(),
        tax_id: String::new(),
        country: country.into(),
        currency: currency.into(),
        vat_rate: pack.standard_on(today).unwrap_or_default(),
        stamp_duty: pack.stamp_duty_on(today, currency),
        labour_rate: Amount(60_000),
        time_zone: "Africa/Tunis".into(),
        payment_terms_days: 30,
        bank_account: String::new(),
        numbering: Numbering::default(),
        languages: Languages::default(),
        hours: OpeningHours::default(),
        closed_at: None,
    }
}
