//! What billing answers to other modules.

use async_trait::async_trait;
use contracts::billing::{INVOICE_READ, InvoiceId, Invoices, Pdf};
use contracts::search::{SearchHit, Searchable};
use kernel::search::Query;
use kernel::{Actor, Problem};

use crate::Billing;
use crate::invoices::document;
use crate::invoices::store::{self, Row};

/// The invoice as PDF, and its place in the search box.
pub struct Ports(pub(crate) Billing);

#[async_trait]
impl Invoices for Ports {
    async fn pdf(&self, id: InvoiceId) -> Result<Pdf, Problem> {
        let invoice = store::find(self.0.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
        let document = document::compose(&self.0, invoice, None).await?;
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
}

/// A draft goes by its work order's number.
fn hit(row: Row) -> SearchHit {
    let title = row.number.unwrap_or(row.work_order_number);
    let hit = SearchHit::new(row.id.0, title, row.customer_name);
    SearchHit { state: Some(row.state.code()), total: Some(row.total), currency: Some(row.currency), ..hit }
}
