//! Demonstration data: documents of a site on their way.

use chrono::TimeDelta;
use contracts::identity::SiteCard;
use kernel::{Context, Problem};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::document::{DocumentKind, Outcome, State, Step};
use super::tables::{attempts, documents::Model};
use super::{Issued, queue, store};
use crate::einvoices::settings::{self, Choice, Platform};
use crate::entities::invoices;
use crate::invoices::invoice::CustomerRef;

/// What was tried, what came of it, and what was said.
type Try = (Step, Outcome, Option<&'static str>);

/// How far the newest invoices of the site came, the newest first, and the tries of each.
const STATES: [(State, &[Try]); 4] = [
    (State::Pending, &[]),
    (State::Sent, &[(Step::Sign, Outcome::Done, None), (Step::Send, Outcome::Done, Some("88412"))]),
    (
        State::Rejected,
        &[
            (Step::Sign, Outcome::Done, None),
            (Step::Send, Outcome::Done, Some("88409")),
            (Step::Ask, Outcome::Rejected, Some("Matricule fiscal du client inconnu")),
        ],
    ),
    (
        State::Accepted,
        &[
            (Step::Sign, Outcome::Done, None),
            (Step::Send, Outcome::Failed, Some("it answered 503 Service Unavailable")),
            (Step::Send, Outcome::Done, Some("88397")),
            (Step::Ask, Outcome::Accepted, Some("0736202X2026000000000088397")),
        ],
    ),
];

/// The newest invoices of a site as if they had left; nothing of them goes on by itself, and its settings stay as they are.
pub async fn on_their_way(context: &Context, site: &SiteCard) -> Result<(), Problem> {
    let tx = context.db.begin().await?;
    let of_site = invoices::Entity::find().filter(invoices::Column::SiteId.eq(site.id)).filter(invoices::Column::Number.is_not_null());
    let newest = of_site.order_by_desc(invoices::Column::Sequence).limit(STATES.len() as u64).all(&*tx).await?;
    for (invoice, (state, tries)) in newest.into_iter().zip(STATES).rev() {
        let (Some(number), Some(at)) = (&invoice.number, invoice.issued_at) else { continue };
        let customer = CustomerRef { id: invoice.customer_id, name: invoice.customer_name.clone() };
        let (kind, id, invoice_id) = (DocumentKind::Invoice, invoice.id.0, invoice.id);
        let issued =
            Issued { kind, id, invoice_id, number, site: site.id, customer: &customer, at, tax_id: None, electronic_address: None };
        let by_hand = settings::Model { platform: Platform::Hand, ..kernel::site_settings::SiteSettings::usual(site.id) };
        queue(&tx, issued, &by_hand, Choice::Teif).await?;
        let Some(mut row) = store::of_document(&*tx, id).await? else { continue };
        for (minute, (step, outcome, told)) in (1..).zip(tries) {
            let (told, at) = (told.map(str::to_owned), at + TimeDelta::minutes(minute));
            let attempt =
                attempts::Model { id: Uuid::now_v7(), einvoice_id: row.id, step: *step, outcome: *outcome, told, by_name: None, at };
            store::note(&tx, attempt).await?;
        }
        let last = tries.last().and_then(|(_, _, told)| told.map(str::to_owned));
        stand(&mut row, state, last);
        store::save(&tx, &mut row).await?;
    }
    Ok(tx.commit().await?)
}

fn stand(row: &mut Model, state: State, told: Option<String>) {
    (row.state, row.next_at) = (state, None);
    if state != State::Pending {
        row.platform = Platform::Ttn;
    }
    match state {
        State::Rejected => row.why = told,
        State::Accepted => (row.code, row.reference) = (told.clone(), told),
        State::Sent => row.external_id = told,
        State::Pending | State::Signed => {}
    }
}
