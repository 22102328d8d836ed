//! Products and opening stock from CSV. The SKU is the natural key: the same file again changes nothing.

mod apply;
mod read;
mod undo;

use std::sync::Arc;

use async_trait::async_trait;
use contracts::identity::{SiteCard, Sites};
use contracts::inventory::PRODUCT_IMPORT;
use kernel::import::{Field, Importer, Kept, Options, Outcome, Row, RowError};
use kernel::{BasisPoints, Context, Currency, Problem, Tx};

use crate::MODULE;

/// Source: the general rate in FACTS, "VAT"; sites say theirs.
const USUAL_VAT: BasisPoints = BasisPoints(1900);
/// Another import or a person may write the same product at once: such a batch is done again.
const TRIES: usize = 5;

pub struct ProductImporter {
    pub context: Context,
    pub sites: Arc<dyn Sites>,
}

/// What the file's figures mean.
#[derive(Clone, Copy, Debug)]
pub struct Convention {
    pub decimals: u8,
    pub vat_rate: BasisPoints,
}

const fn field(name: &'static str, required: bool, also: &'static [&'static str]) -> Field {
    Field { name, required, also }
}

const FIELDS: [Field; 10] = [
    field("sku", true, &["ref", "reference", "code", "code article", "article", "part number", "product code"]),
    field("name", true, &["nom", "designation", "libelle", "description", "product", "produit"]),
    field("price", true, &["prix", "prix de vente", "prix vente", "prix ht", "pv", "sale price", "unit price", "selling price"]),
    field("barcode", false, &["ean", "gtin", "code barres", "code a barres", "code barre"]),
    field("category", false, &["categorie", "famille", "group", "groupe"]),
    field("unit", false, &["unite", "uom"]),
    field("vat_rate", false, &["vat", "tva", "taux tva", "tax", "tax rate"]),
    field("cost", false, &["cout", "prix d achat", "prix dachat", "prix achat", "pa", "cost price", "purchase price"]),
    field("quantity", false, &["quantite", "qte", "qty", "stock", "on hand", "en stock"]),
    field("minimum", false, &["min", "stock min", "stock minimum", "seuil", "reorder level", "minimum stock"]),
];

#[async_trait]
impl Importer for ProductImporter {
    fn kind(&self) -> &'static str {
        "products"
    }

    fn module(&self) -> &'static str {
        MODULE
    }

    fn fields(&self) -> &'static [Field] {
        &FIELDS
    }

    fn permit(&self, options: &Options) -> Result<(), Problem> {
        match options.site {
            Some(site) => options.actor.permit(PRODUCT_IMPORT, site),
            None => options.actor.permit_anywhere(PRODUCT_IMPORT),
        }
    }

    async fn apply(&self, rows: &[Row], options: &Options) -> Result<Vec<Result<Outcome, RowError>>, Problem> {
        let convention = self.convention(options).await?;
        let drafts: Vec<_> = rows.iter().map(|row| read::draft(row, convention, options.site.is_some())).collect();
        let lines: Vec<_> = rows.iter().map(|row| row.line).collect();
        for attempt in 1.. {
            match apply::apply(&self.context, &drafts, &lines, options, convention).await {
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

impl ProductImporter {
    /// As at the site of the import, or at any: the catalogue has one currency.
    async fn convention(&self, options: &Options) -> Result<Convention, Problem> {
        let asked = options.site.map(|site| vec![site]).unwrap_or_default();
        let site: Option<SiteCard> = self.sites.cards(&asked).await?.into_iter().next();
        if options.site.is_some() && site.is_none() {
            return Err(Problem::field("/site_id", "unknown", "No such site"));
        }
        let currency = site.as_ref().and_then(|site| Currency::from_code(&site.currency)).unwrap_or(Currency::TND);
        Ok(Convention { decimals: currency.decimals, vat_rate: site.map_or(USUAL_VAT, |site| site.vat_rate) })
    }
}
