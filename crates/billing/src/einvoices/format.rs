//! The formats that a document is written in, and how it is handed out.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use contracts::documents::{InvoiceDocument, Renderer};
use einvoice::{Fault, Profile, Severity, cii, is_sound, model, teif, ubl, validate};
use kernel::{FieldError, Problem};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::Billing;
use crate::invoices::document::{self, Printable};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = EInvoiceFormat)]
pub enum Format {
    /// TEIF 1.8.9, for Tunisia's platform, without a signature.
    #[default]
    Teif,
    /// The printed document as PDF/A-3 with its XML inside.
    FacturX,
    /// That XML alone.
    Cii,
    /// Peppol BIS Billing 3.
    Ubl,
}

impl Format {
    pub fn profile(self) -> Profile {
        match self {
            Self::Teif => Profile::Teif,
            Self::FacturX | Self::Cii => Profile::En16931,
            Self::Ubl => Profile::Peppol,
        }
    }

    /// The document as XML.
    pub fn write(self, written: &model::Invoice) -> String {
        match self {
            Self::Teif => teif::write(written, None),
            Self::FacturX | Self::Cii => cii::write(written),
            Self::Ubl => ubl::write(written),
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FormatQuery {
    #[serde(default)]
    #[param(inline)]
    pub format: Format,
}

/// What the format would refuse of a document, place by place.
pub fn faults(written: &model::Invoice, format: Format) -> Vec<FieldError> {
    let faults = validate(written, format.profile());
    if is_sound(&faults) {
        vec![]
    } else {
        faults.into_iter().filter(|fault| fault.severity == Severity::Error).map(|fault| said(&fault)).collect()
    }
}

/// `lines[2].unit` is `/lines/2/unit`.
fn said(fault: &Fault) -> FieldError {
    let pointer = format!("/{}", fault.field.replace('[', "/").replace(']', "").replace('.', "/"));
    FieldError::new(pointer, "e-invoice", format!("{} ({})", fault.message, fault.rule))
}

/// The document in a format, once nothing is found that it would refuse. `printed` is the same document as it is printed.
pub async fn hand_out(billing: &Billing, written: &model::Invoice, printed: InvoiceDocument, format: Format) -> Result<Response, Problem> {
    let faults = faults(written, format);
    if !faults.is_empty() {
        return Err(Problem::fields(faults));
    }
    let xml = format.write(written);
    if format == Format::FacturX {
        let pdf = document::render(billing.renderer.clone(), Carrier { document: printed, xml }).await?;
        return Ok(file("application/pdf", &pdf.file_name, pdf.bytes));
    }
    Ok(file("application/xml", &kernel::pdf::file_name(&written.number).replace(".pdf", ".xml"), xml.into_bytes()))
}

fn file(kind: &str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

/// A printed document with the XML that it carries.
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
