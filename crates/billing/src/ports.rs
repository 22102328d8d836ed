//! What billing answers to other modules.

use async_trait::async_trait;
use contracts::billing::{INVOICE_READ, InvoiceId, Invoices, LetterId, Pdf, StatementAsked};
use contracts::search::{Due, SearchHit, Searchable};
use kernel::search::Query;
use kernel::{Actor, Amount, Problem};
use uuid::Uuid;

use crate::invoices::document;
use crate::invoices::store::{self, Owed, Row};
use crate::{Billing, dunning, statements};

/// The invoice as PDF, and its place in the search box.
pub struct Ports(pub(crate) Billing);

#[async_trait]
impl Invoices for Ports {
    async fn pdf(&self, id: InvoiceId) -> Result<Pdf, Problem> {
        let invoice = store::find(self.0.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
        let document = document::compose(&self.0, invoice, None).await?;
        document::render(self.0.renderer.clone(), document).await
    }

    async fn statement(&self, asked: &StatementAsked) -> Result<Pdf, Problem> {
        let document = statements::printed(&self.0, asked).await?;
        document::render(self.0.renderer.clone(), document).await
    }

    async fn letter(&self, id: LetterId) -> Result<Pdf, Problem> {
        let document = dunning::printed(&self.0, id).await?;
        document::render(self.0.renderer.clone(), document).await
    }
}

#[async_trait]
impl Searchable for Ports {
    async fn search(&self, actor: &Actor, query: &Query, limit: u64) -> Result<Vec<SearchHit>, Problem> {
        let Ok(sites) = actor.visible_sites(None, INVOICE_READ) else { return Ok(vec![]) };
        let found = store::search(self.0.context.db.reader(), query, sites.as_deref(), limit).await?;
        Ok(found.into_iter().map(hit).collect())
    }

    async fn due_of(&self, actor: &Actor, customers: &[Uuid]) -> Result<Vec<Due>, Problem> {
        let Ok(sites) = actor.visible_sites(None, INVOICE_READ) else { return Ok(vec![]) };
        let owed = store::due_of(self.0.context.db.reader(), customers, sites.as_deref()).await?;
        let of = |id: &Uuid| owed.iter().find(|row| row.customer_id == *id).cloned().map_or_else(|| nothing(*id), Due::from);
        Ok(customers.iter().map(of).collect())
    }
}

fn nothing(customer_id: Uuid) -> Due {
    Due { customer_id, due: Amount(0), currency: None }
}

impl From<Owed> for Due {
    fn from(row: Owed) -> Self {
        Self { customer_id: row.customer_id, due: Amount(row.due), currency: Some(row.currency) }
    }
}

/// A draft goes by its work order's number.
fn hit(row: Row) -> SearchHit {
    let title = row.number.or(row.document).unwrap_or(row.work_order_number);
    let hit = SearchHit::new(row.id.0, title, row.customer_name);
    SearchHit { state: Some(row.state.code()), total: Some(row.total), currency: Some(row.currency), ..hit }
}
