//! Where seller and buyer are found on a network of electronic documents. docs/decisions/0096-peppol.md.

use contracts::customers::{CustomerCard, CustomerId};
use contracts::electronic_address::ElectronicAddress;
use einvoice::model::{Identifier, Invoice, Party};
use kernel::site_settings::of;
use kernel::{Problem, SiteId};
use uuid::Uuid;

use super::model::{is_vat_id, known_by};
use super::sending::store;
use super::settings::Model as Settings;
use crate::Billing;
use crate::invoices::view::customer;

/// What was said of both; where nothing was, it is what their VAT numbers give.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    pub seller: Option<String>,
    pub buyer: Option<String>,
}

impl Reach {
    pub fn of(settings: &Settings, buyer: Option<String>) -> Self {
        Self { seller: settings.participant.clone(), buyer }
    }

    pub fn write_to(&self, written: &mut Invoice) {
        let both = [(&mut written.seller, &self.seller), (&mut written.buyer, &self.buyer)];
        for (party, said) in both {
            if let Some(address) = said.as_deref().and_then(|text| text.parse().ok()) {
                party.endpoint = Some(identifier(address));
            }
        }
    }
}

/// Of an issued document: as it left, or where its buyer is found now.
pub async fn of_document(billing: &Billing, site: SiteId, document: Uuid, buyer: CustomerId) -> Result<Reach, Problem> {
    let conn = billing.context.db.reader();
    let settings: Settings = of(conn, site).await?;
    let said = match store::of_document(conn, document).await? {
        Some(row) => row.electronic_address,
        None => customer(billing, buyer).await?.and_then(|card| card.electronic_address),
    };
    Ok(Reach::of(&settings, said))
}

/// Neither a business nor anybody with a number or an address: the network has no such people.
pub fn is_private(card: Option<&CustomerCard>) -> bool {
    card.is_none_or(|card| !card.is_business && card.tax_id.is_none() && card.electronic_address.is_none())
}

/// As it is written down: `0208:0123456749`.
pub fn address_of(party: &Party) -> Option<String> {
    let Identifier { scheme, value } = party.endpoint.as_ref()?;
    Some(format!("{}:{value}", scheme.as_deref()?))
}

/// With the buyer's number as it was mended after the document was issued.
pub fn mend(written: &mut Invoice, tax_id: &str) {
    let buyer = &mut written.buyer;
    buyer.tax_id = Some(known_by(tax_id));
    if is_vat_id(&buyer.country, tax_id) {
        buyer.vat_id = Some(tax_id.to_owned());
        buyer.endpoint = by_vat(&buyer.country, tax_id);
    }
}

/// Where a VAT number leads.
pub fn by_vat(country: &str, vat_id: &str) -> Option<Identifier> {
    ElectronicAddress::of_vat(country, vat_id).map(identifier)
}

fn identifier(ElectronicAddress { scheme, value }: ElectronicAddress) -> Identifier {
    Identifier { scheme: Some(scheme), value }
}
