//! What billing answers to other modules.

use async_trait::async_trait;
use contracts::billing::{INVOICE_READ, InvoiceId, Invoices, Pdf};
use contracts::search::{SearchHit, Searchable};
use kernel::search::Query;
use kernel::{Actor, Currency, Problem};

use crate::Billing;
use crate::invoices::document;
use crate::invoices::store::{self, Filter, Row};

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
        if !actor.may_anywhere(INVOICE_READ) {
            return Ok(vec![]);
        }
        let filter = Filter {
            sites: actor.visible_sites(None, INVOICE_READ)?,
            states: vec![],
            overdue: None,
            customer: None,
            work_order: None,
            query: Some(query.clone()),
            before: None,
            today: self.0.context.clock.now().date_naive(),
            limit,
        };
        let rows = store::newest(self.0.context.db.reader(), &filter).await?;
        Ok(rows.into_iter().map(hit).collect())
    }
}

/// A draft goes by its work order's number.
fn hit(row: Row) -> SearchHit {
    let decimals = Currency::from_code(&row.currency).map_or(2, |currency| currency.decimals);
    let total = row.total.to_decimal(decimals);
    SearchHit {
        id: row.id.0,
        title: row.number.unwrap_or(row.work_order_number),
        subtitle: format!("{} · {total} {}", row.customer_name, row.currency),
        owner_id: None,
    }
}
