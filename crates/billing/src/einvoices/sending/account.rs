//! The platform of a document, spoken to with its site's account.

use contracts::identity;
use kernel::Problem;
use kernel::site_settings::of;

use super::peppyrus::Peppyrus;
use super::platform::Platform;
use super::tables::documents::Model;
use super::ttn::Ttn;
use crate::einvoices::EInvoices;
use crate::einvoices::settings::{self, key_place, place};

/// 503 where the site has none with it.
pub async fn platform<'a>(it: &'a EInvoices, row: &Model) -> Result<Box<dyn Platform + 'a>, Problem> {
    let account: settings::Model = of(it.billing.context.db.reader(), row.site_id).await?;
    Ok(match row.platform {
        settings::Platform::Peppyrus => Box::new(peppyrus(it, row, account)?),
        settings::Platform::Ttn | settings::Platform::Hand => Box::new(ttn(it, row, account).await?),
    })
}

async fn ttn<'a>(it: &'a EInvoices, row: &Model, account: settings::Model) -> Result<Ttn<'a>, Problem> {
    let site = identity::site(it.billing.sites.as_ref(), row.site_id).await?;
    let login = account.login.ok_or_else(missing)?;
    Ok(Ttn {
        calls: &it.calls,
        base: if account.test_mode { &it.addresses.ttn_test } else { &it.addresses.ttn },
        login,
        password: open(it, &place(row.site_id), account.secret)?,
        matricule: einvoice::matricule::normalized(&site.tax_id),
    })
}

fn peppyrus<'a>(it: &'a EInvoices, row: &Model, account: settings::Model) -> Result<Peppyrus<'a>, Problem> {
    Ok(Peppyrus {
        calls: &it.calls,
        base: if account.test_mode { &it.addresses.peppyrus_test } else { &it.addresses.peppyrus },
        key: open(it, &key_place(row.site_id), account.api_key)?,
        sender: account.participant.ok_or_else(missing)?,
        recipient: row.electronic_address.clone().ok_or_else(|| Problem::unavailable("The customer has no electronic address"))?,
        kind: row.kind,
        since: row.issued_at,
    })
}

fn open(it: &EInvoices, place: &str, sealed: Option<String>) -> Result<String, Problem> {
    let opened = it.vault.open(place, &sealed.ok_or_else(missing)?)?;
    String::from_utf8(opened).map_err(|error| Problem::internal(&error))
}

fn missing() -> Problem {
    Problem::unavailable("The site has no account with the platform")
}
