//! Customers who became one: what they owe is one customer's. Issued documents keep whom they were issued to in print.

use contracts::customers::{CustomerId, CustomerMerged, CustomerSaved, CustomerUnmerged};
use kernel::merging::{self, Named};
use kernel::outbox::Envelope;
use kernel::{Problem, Tx};

use crate::einvoices::sending;
use crate::invoices::store;
use crate::{MODULE, credit_notes, loyalty};

pub const INVOICES: &str = "billing_invoices";
const NAMED: [Named; 8] = [
    Named { table: INVOICES, key: "id", column: "customer_id" },
    Named { table: "billing_deposits", key: "id", column: "customer_id" },
    Named { table: "billing_cheques", key: "id", column: "customer_id" },
    Named { table: "billing_dunning_letters", key: "id", column: "customer_id" },
    Named { table: "billing_dunning_pauses", key: "id", column: "customer_id" },
    Named { table: loyalty::ENTRIES, key: "id", column: "customer_id" },
    Named { table: loyalty::REFERRALS, key: "id", column: "customer_id" },
    Named { table: loyalty::REFERRALS, key: "id", column: "by_customer" },
];
/// Issued since the merge, to the one who stayed: it is theirs.
const ISSUED_SINCE: &str = "select id from billing_invoices where issued_at > $2";

/// Hears of merges. One listener hears a module: this is the part of it that is about them.
pub async fn hear(tx: &Tx, event: &Envelope) -> Result<(), Problem> {
    if let Some(merged) = event.open::<CustomerMerged>()? {
        merging::merge(tx, MODULE, merged.merge(), &NAMED).await?;
        follow_invoices(tx, [merged.from.id, merged.into.id]).await?;
        rename_drafts(tx, &merged.into).await?;
    }
    if let Some(CustomerUnmerged(merged)) = event.open::<CustomerUnmerged>()? {
        merging::keep(tx, MODULE, merged.merge_id, INVOICES, ISSUED_SINCE, merged.at).await?;
        merging::unmerge(tx, MODULE, merged.merge(), &NAMED).await?;
        follow_invoices(tx, [merged.from.id, merged.into.id]).await?;
        rename_drafts(tx, &merged.from).await?;
    }
    Ok(())
}

/// What is of an invoice is of whom the invoice is of.
async fn follow_invoices(tx: &Tx, customers: [CustomerId; 2]) -> Result<(), Problem> {
    credit_notes::store::follow_invoices(tx, customers).await?;
    sending::store::follow_invoices(tx, customers).await?;
    loyalty::follow_invoices(tx, customers).await?;
    Ok(loyalty::recount(tx, customers).await?)
}

/// Drafts carry their customer's name of today.
pub async fn rename_drafts(tx: &Tx, customer: &CustomerSaved) -> Result<(), Problem> {
    for mut draft in store::lock_drafts_for(tx, customer.id).await? {
        if draft.customer.name != customer.name {
            draft.customer.name.clone_from(&customer.name);
            store::save_draft(tx, &mut draft).await?;
        }
    }
    Ok(())
}
