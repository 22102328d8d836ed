//! A supplier's price list: what it asks for what it sells, from a file (PRODUCT K6, decision 0062).
//!
//! A row means the article that has its SKU, its barcode, or the supplier's article number of an item that is known already. It changes what the
//! supplier sells and nothing else: no stock, no average cost, no order and no price of sale. A price that is older than the one that is known, or
//! not valid yet, is refused; so is another currency than the supplier's.

mod apply;
mod read;
mod store;
mod undo;

use std::sync::Arc;

use async_trait::async_trait;
use contracts::inventory::{STOCK_SEE_COST, SUPPLIER_WRITE, SupplierId};
use kernel::import::{Field, Importer, Kept, Options, Outcome, Row, RowError};
use kernel::{Context, Problem, Tx};
use uuid::Uuid;

use crate::MODULE;
use crate::suppliers;

/// Another import or a person may write the same item at once: such a batch is done again.
const TRIES: usize = 5;

pub struct PriceListImporter {
    pub context: Context,
    /// Whose list it is; none of the importer that only answers for what was imported.
    pub supplier: Option<SupplierId>,
}

const fn field(name: &'static str, required: bool, also: &'static [&'static str]) -> Field {
    Field { name, required, also }
}

const FIELDS: [Field; 7] = [
    field("pack_cost", true, &["prix", "price", "prix net", "net price", "prix d achat", "prix achat", "pa", "cost", "tarif", "prix ht"]),
    field("article_number", false, &["reference", "ref", "ref fournisseur", "supplier reference", "article number", "part number", "oe"]),
    field("sku", false, &["code", "notre ref", "notre reference", "our reference", "code article"]),
    field("barcode", false, &["ean", "gtin", "code barres", "code a barres", "code barre"]),
    field("pack_size", false, &["conditionnement", "colis", "pack", "packaging", "unites par colis", "units per pack"]),
    field("currency", false, &["devise", "monnaie"]),
    field("valid_on", false, &["date", "date tarif", "valable le", "valid from", "date d application", "a partir du"]),
];

#[async_trait]
impl Importer for PriceListImporter {
    fn kind(&self) -> &'static str {
        "prices"
    }

    fn module(&self) -> &'static str {
        MODULE
    }

    fn fields(&self) -> &'static [Field] {
        &FIELDS
    }

    fn needs_supplier(&self) -> bool {
        self.supplier.is_none()
    }

    async fn of_supplier(&self, supplier: Uuid) -> Result<Arc<dyn Importer>, Problem> {
        let supplier = SupplierId(supplier);
        let known = suppliers::store::find_many(self.context.db.reader(), &[supplier]).await?;
        if known.is_empty() {
            return Err(crate::error::Error::UnknownSupplier.into());
        }
        Ok(Arc::new(Self { context: self.context.clone(), supplier: Some(supplier) }))
    }

    /// The report tells what articles cost.
    fn permit(&self, options: &Options) -> Result<(), Problem> {
        options.actor.permit_anywhere(SUPPLIER_WRITE)?;
        options.actor.permit_anywhere(STOCK_SEE_COST)
    }

    async fn apply(&self, rows: &[Row], options: &Options) -> Result<Vec<Result<Outcome, RowError>>, Problem> {
        let supplier = self.supplier.ok_or_else(|| Problem::field("/supplier_id", "required", "Choose the supplier"))?;
        for attempt in 1.. {
            match apply::apply(&self.context, supplier, rows, options).await {
                Err(problem) if problem.transient && attempt < TRIES => {}
                outcome => return outcome,
            }
        }
        Err(Problem::unavailable("Try again"))
    }

    async fn undo(&self, tx: &mut Tx, kept: &[Kept], options: &Options) -> Result<Vec<Vec<RowError>>, Problem> {
        undo::undo(tx, &self.context, kept, options).await
    }
}
