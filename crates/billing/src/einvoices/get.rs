//! `GET /invoices/{id}/e-invoice`

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use contracts::billing::InvoiceId;
use contracts::documents::{InvoiceDocument, Renderer};
use einvoice::{Fault, Profile, Severity, cii, is_sound, teif, ubl, validate};
use kernel::http::{Caller, Path, Query};
use kernel::{FieldError, Problem};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::model::model;
use crate::Billing;
use crate::error::Error;
use crate::invoices::document::{self, Printable, unquoted};
use crate::invoices::get;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = EInvoiceFormat)]
pub enum Format {
    /// TEIF 1.8.9, for Tunisia's platform, without a signature.
    #[default]
    Teif,
    /// The printed invoice as PDF/A-3 with its XML inside.
    FacturX,
    /// That XML alone.
    Cii,
    /// Peppol BIS Billing 3.
    Ubl,
}

impl Format {
    fn profile(self) -> Profile {
        match self {
            Self::Teif => Profile::Teif,
            Self::FacturX | Self::Cii => Profile::En16931,
            Self::Ubl => Profile::Peppol,
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FormatQuery {
    #[serde(default)]
    #[param(inline)]
    format: Format,
}

/// An issued invoice as an electronic one. What the format would refuse is refused here, each fault with its rule and its place in the
/// invoice. Permission: `invoice.read`.
#[utoipa::path(
    get, path = "/invoices/{invoice_id}/e-invoice", operation_id = "get_e_invoice", tag = "billing", security(("bearer" = [])),
    params(("invoice_id" = InvoiceId, Path), FormatQuery),
    responses(
        (status = 200, content((String = "application/xml"), (Vec<u8> = "application/pdf"))),
        (status = 409, description = "It is a draft (`not-issued`), or an earlier system's (`no-document`)")
    )
)]
pub async fn get_e_invoice(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<InvoiceId>,
    Query(FormatQuery { format }): Query<FormatQuery>,
) -> Result<Response, Problem> {
    let invoice = get::read(&billing, &actor, id).await?;
    if invoice.opening().is_some() {
        return Err(Error::NoDocument.into());
    }
    let issue = invoice.issued().ok_or(Error::NotIssued)?;
    let site = contracts::identity::site(billing.sites.as_ref(), invoice.site_id).await?;
    let written = model(&invoice, issue, &site.country);
    if written.totals.gross != invoice.totals().total {
        return Err(Problem::internal(&"an electronic invoice does not add up to its invoice"));
    }
    let faults = validate(&written, format.profile());
    if !is_sound(&faults) {
        return Err(refused(faults));
    }
    let name = issue.number.text.clone();
    Ok(match format {
        Format::Teif => xml(&name, teif::write(&written, None)),
        Format::Cii => xml(&name, cii::write(&written)),
        Format::Ubl => xml(&name, ubl::write(&written)),
        Format::FacturX => {
            let carrier = Carrier { document: document::compose(&billing, invoice, None).await?, xml: cii::write(&written) };
            let pdf = document::render(billing.renderer.clone(), carrier).await?;
            file("application/pdf", &pdf.file_name, pdf.bytes)
        }
    })
}

/// `lines[2].unit` is `/lines/2/unit`.
fn refused(faults: Vec<Fault>) -> Problem {
    let pointer = |field: &str| format!("/{}", field.replace('[', "/").replace(']', "").replace('.', "/"));
    let errors = faults.into_iter().filter(|fault| fault.severity == Severity::Error);
    let error = |fault: Fault| FieldError::new(pointer(&fault.field), "e-invoice", format!("{} ({})", fault.message, fault.rule));
    Problem::fields(errors.map(error).collect())
}

fn xml(name: &str, text: String) -> Response {
    file("application/xml", &unquoted(name).replace(".pdf", ".xml"), text.into_bytes())
}

fn file(kind: &str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

/// A printed invoice with the XML that it carries.
#[derive(Serialize)]
struct Carrier {
    document: InvoiceDocument,
    xml: String,
}

impl Printable for Carrier {
    fn print(&self, renderer: &dyn Renderer) -> Result<Vec<u8>, String> {
        renderer.factur_x(&self.document, &self.xml)
    }

    fn file_name(&self) -> String {
        self.document.file_name()
    }
}
