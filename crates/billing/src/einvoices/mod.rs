//! Issued invoices and credit notes as electronic ones (PRODUCT 1.O), and how they leave. docs/decisions/0070-electronic-invoices.md,
//! 0078-sending-e-invoices.md, 0096-peppol.md.
//!
//! What is frozen of a document is written as TEIF, CII, UBL or Factur-X, once a check finds nothing that the format would refuse. A site
//! chooses whether its documents leave ([`settings`]): then they are checked before a number is taken ([`outgoing`]) and wait in a queue until a
//! platform accepted them ([`sending`]). Refuses a draft (`not-issued`), an earlier system's document (`no-document`), and what is not sound,
//! fault by fault, with the pointer of each.

mod configure;
mod credit_note;
mod format;
mod get;
mod get_credit_note;
mod model;
pub mod outgoing;
mod reach;
pub mod sending;
pub mod settings;
mod signers;

use std::sync::Arc;

use einvoice::Signer;
use kernel::{Context, Problem, Vault, vault};
use sea_orm::{DbErr, EntityTrait, FromQueryResult};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;
use kernel::calls::Calls;
use sending::{get as sent, list, record, resend};

pub use signers::signer;

/// What the program decides about electronic documents.
#[derive(Clone)]
pub struct Settings {
    /// Opens the passwords and keys of platforms.
    pub vault: Vault,
    /// The certificate that they are signed with; none where nobody signs here.
    pub signer: Option<Arc<dyn Signer>>,
    pub addresses: PlatformAddresses,
}

/// Where the platforms are.
#[derive(Clone, Debug)]
pub struct PlatformAddresses {
    /// El Fatoora.
    pub ttn: String,
    /// Its place for trying things out.
    pub ttn_test: String,
    /// Peppyrus, an access point of Peppol.
    pub peppyrus: String,
    pub peppyrus_test: String,
}

impl Default for PlatformAddresses {
    fn default() -> Self {
        Self {
            ttn: "https://elfatoora.tn/ElfatouraServices/EfactService".into(),
            ttn_test: "https://test.elfatoora.tn/ElfatouraServices/EfactService".into(),
            peppyrus: "https://api.peppyrus.be/v1".into(),
            peppyrus_test: "https://api.test.peppyrus.be/v1".into(),
        }
    }
}

/// What the operations work with.
pub struct EInvoices {
    billing: Billing,
    vault: Vault,
    calls: Calls,
    signer: Option<Arc<dyn Signer>>,
    addresses: PlatformAddresses,
}

impl EInvoices {
    pub fn new(billing: Billing, settings: Settings) -> Arc<Self> {
        let Settings { vault, signer, addresses } = settings;
        Arc::new(Self { billing, vault, calls: Calls::new(), signer, addresses })
    }
}

/// Seals with the vault's first key what is not sealed with it.
pub async fn start(context: &Context, vault: &Vault) -> Result<(), vault::Error> {
    let tx = context.db.begin().await.map_err(Problem::from)?;
    for row in settings::Entity::find().all(&*tx).await.map_err(Problem::from)? {
        let password = ("secret", settings::place(row.site_id), &row.secret);
        let key = ("api_key", settings::key_place(row.site_id), &row.api_key);
        for (column, place, sealed) in [password, key] {
            let Some(sealed) = sealed else { continue };
            let Some(anew) = vault.sealed_anew(&place, sealed)? else { continue };
            let sql = format!("update billing_einvoicing set {column} = $1 where site_id = $2");
            kernel::db::execute(&*tx, sql, [anew.into(), row.site_id.into()]).await.map_err(Problem::from)?;
        }
    }
    tx.commit().await.map_err(Problem::from)?;
    Ok(())
}

/// Whether the database holds secrets that some key sealed.
pub async fn is_sealed(context: &Context) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Sealed {
        secret: Option<String>,
        api_key: Option<String>,
    }
    let all: Vec<Sealed> = kernel::db::all(context.db.reader(), "select secret, api_key from billing_einvoicing", []).await?;
    Ok(all.iter().flat_map(|row| [&row.secret, &row.api_key]).flatten().any(|text| vault::is_sealed(text)))
}

/// A sentence for each document that no platform accepted in time.
pub async fn overdue(context: &Context) -> Result<Vec<String>, DbErr> {
    let late = sending::store::overdue(context.db.reader(), context.clock.now()).await?;
    Ok(late.into_iter().map(|row| format!("{} is overdue as an electronic document: it is {}", row.number, row.state.code())).collect())
}

pub fn routes(it: Arc<EInvoices>) -> OpenApiRouter {
    let files = OpenApiRouter::new()
        .routes(routes!(get::get_e_invoice))
        .routes(routes!(get_credit_note::get_electronic_credit_note))
        .with_state(it.billing.clone());
    OpenApiRouter::new()
        .routes(routes!(configure::get_e_invoicing, configure::set_e_invoicing))
        .routes(routes!(list::list_e_invoices))
        .routes(routes!(list::count_e_invoices))
        .routes(routes!(sent::get_sent_e_invoice))
        .routes(routes!(sent::get_e_invoice_file))
        .routes(routes!(resend::resend_e_invoice))
        .routes(routes!(record::record_e_invoice))
        .with_state(it)
        .merge(files)
}
