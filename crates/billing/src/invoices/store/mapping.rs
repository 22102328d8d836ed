//! Between the invoice and its rows and search terms.

use contracts::billing::InvoiceId;
use contracts::customers::Exemption;
use contracts::documents::Language;
use contracts::workshop::{CompletedLine, Reduced};
use kernel::{Currency, search};
use sea_orm::DbErr;

use crate::entities::{invoices, lines};
use crate::invoices::invoice::{CustomerRef, Invoice, Issue, Number, Opening, Parties, Stage, State, VehicleRef, WorkOrderRef};

/// Number, plate, customer, work order and the customer's own order number, as people type them.
pub fn terms(invoice: &Invoice) -> Vec<String> {
    let mut terms = search::name(&invoice.customer.name);
    terms.push(search::code(&invoice.work_order.number));
    terms.push(search::code(&invoice.vehicle.plate));
    // The last part of a plate is what people remember.
    terms.extend(search::normalise(&invoice.vehicle.plate).split(' ').next_back().map(str::to_owned));
    terms.extend(invoice.po_number.as_deref().map(search::code));
    for order in &invoice.together {
        terms.extend([&order.number, &order.vehicle.plate].map(|text| search::code(text)));
        terms.extend(order.po_number.as_deref().map(search::code));
    }
    if let Some(opening) = invoice.opening() {
        terms.push(search::code(&opening.document));
        terms.extend(search::words(&opening.document).into_iter().filter(|word| word.len() > 1));
    }
    if let Some(issue) = invoice.issued() {
        terms.push(search::code(&issue.number.text));
        // The series' letter alone begins the code already.
        terms.extend(search::words(&issue.number.text).into_iter().filter(|word| word.len() > 1));
        terms.push(issue.number.sequence.to_string());
    }
    // An opening entry has neither order nor plate.
    terms.retain(|term| !term.is_empty());
    terms.sort();
    terms.dedup();
    terms
}

pub fn to_row(invoice: &Invoice) -> Result<invoices::Model, DbErr> {
    let (totals, issue, opening) = (invoice.totals(), invoice.issued(), invoice.opening());
    let (on, due_on) = invoice.dates().unzip();
    let parties = issue.map(|issue| serde_json::to_string(&issue.parties)).transpose();
    Ok(invoices::Model {
        id: invoice.id,
        site_id: invoice.site_id,
        work_order_id: invoice.work_order.id,
        work_order_number: invoice.work_order.number.clone(),
        customer_id: invoice.customer.id,
        customer_name: invoice.customer.name.clone(),
        payer_id: invoice.payer_id,
        vehicle_id: invoice.vehicle.id,
        vehicle_plate: invoice.vehicle.plate.clone(),
        vehicle_label: invoice.vehicle.label.clone(),
        odometer_km: invoice.vehicle.odometer_km,
        state: invoice.state(),
        held: invoice.stage == (Stage::Draft { held: true }),
        series: issue.map(|issue| issue.number.series.clone()),
        sequence: issue.map(|issue| issue.number.sequence),
        number: issue.map(|issue| issue.number.text.clone()),
        parties: parties.map_err(|error| DbErr::Custom(error.to_string()))?,
        language: issue.map(|issue| issue.language.code().to_owned()),
        currency: invoice.currency.code().to_owned(),
        net: totals.net,
        vat: totals.vat,
        gross: totals.gross,
        rounding: totals.rounding,
        stamp_duty: totals.stamp_duty,
        total: totals.total,
        paid: invoice.paid(),
        due: invoice.due(),
        issued_at: issue.map(|issue| issue.at).or_else(|| opening.map(|opening| opening.at)),
        issued_on: on,
        due_on,
        created_at: invoice.created_at,
        version: invoice.version,
        document: opening.map(|opening| opening.document.clone()),
        document_total: opening.and_then(|opening| opening.total),
        credited: invoice.credited(),
        exemption: written(invoice.exemption.as_ref())?,
        notes: (!invoice.notes.is_empty()).then(|| serde_json::to_string(&invoice.notes).unwrap_or_default()),
        po_number: invoice.po_number.clone(),
        together: (!invoice.together.is_empty()).then(|| serde_json::to_string(&invoice.together).unwrap_or_default()),
    })
}

/// A certificate as it is kept with its document.
pub fn written(exemption: Option<&Exemption>) -> Result<Option<String>, DbErr> {
    exemption.map(serde_json::to_string).transpose().map_err(|error| DbErr::Custom(error.to_string()))
}

pub fn line_rows(invoice: &Invoice) -> Vec<lines::Model> {
    let row = |(position, line): (i32, &CompletedLine)| lines::Model {
        line_id: line.id,
        invoice_id: invoice.id,
        position,
        job_title: line.job_title.clone(),
        kind: line.kind,
        product_id: line.product_id,
        code: line.code.clone(),
        description: line.description.clone(),
        unit: line.unit.clone(),
        quantity: line.quantity,
        unit_price: line.unit_price,
        discount: line.discount,
        vat_rate: line.vat_rate,
        net: line.net,
        off: line.reduced.off,
        given: line.reduced.given,
        cover: line.reduced.cover,
        exempt_from: line.exempt_from,
        levy_rate: line.levy_rate,
        unit_price_with_tax: line.unit_price_with_tax,
    };
    (0..).zip(&invoice.lines).map(row).collect()
}

pub fn line_from(row: lines::Model) -> CompletedLine {
    CompletedLine {
        id: row.line_id,
        job_title: row.job_title,
        kind: row.kind,
        product_id: row.product_id,
        code: row.code,
        description: row.description,
        unit: row.unit,
        quantity: row.quantity,
        unit_price: row.unit_price,
        discount: row.discount,
        vat_rate: row.vat_rate,
        exempt_from: row.exempt_from,
        levy_rate: row.levy_rate,
        unit_price_with_tax: row.unit_price_with_tax,
        net: row.net,
        reduced: Reduced { off: row.off, given: row.given, cover: row.cover },
        payer: None,
    }
}

pub fn from_row(row: invoices::Model, lines: Vec<CompletedLine>) -> Result<Invoice, DbErr> {
    let stage = stage_of(&row)?;
    let currency = Currency::from_code(&row.currency).ok_or_else(|| broken(row.id, "currency"))?;
    Ok(Invoice {
        id: row.id,
        site_id: row.site_id,
        work_order: WorkOrderRef { id: row.work_order_id, number: row.work_order_number },
        customer: CustomerRef { id: row.customer_id, name: row.customer_name },
        payer_id: row.payer_id,
        vehicle: VehicleRef { id: row.vehicle_id, plate: row.vehicle_plate, label: row.vehicle_label, odometer_km: row.odometer_km },
        currency,
        stamp_duty: row.stamp_duty,
        lines,
        notes: row.notes.as_deref().map(serde_json::from_str).transpose().map_err(|_| broken(row.id, "notes"))?.unwrap_or_default(),
        together: row.together.as_deref().map(serde_json::from_str).transpose().map_err(|_| broken(row.id, "orders"))?.unwrap_or_default(),
        po_number: row.po_number,
        exemption: row.exemption.as_deref().map(serde_json::from_str).transpose().map_err(|_| broken(row.id, "exemption"))?,
        stage,
        created_at: row.created_at,
        version: row.version,
    })
}

fn stage_of(row: &invoices::Model) -> Result<Stage, DbErr> {
    if row.state == State::Draft {
        return Ok(Stage::Draft { held: row.held });
    }
    if row.document.is_some() {
        let opening = opening_of(row).ok_or_else(|| broken(row.id, "dates"))?;
        return Ok(Stage::Opening { opening: Box::new(opening), paid: row.paid });
    }
    issue_of(row)
        .map(|issue| Stage::Issued { issue: Box::new(issue), paid: row.paid, credited: row.credited })
        .ok_or_else(|| broken(row.id, "issue"))
}

fn opening_of(row: &invoices::Model) -> Option<Opening> {
    Some(Opening {
        document: row.document.clone()?,
        on: row.issued_on?,
        due_on: row.due_on?,
        amount: row.total,
        total: row.document_total,
        at: row.issued_at?,
    })
}

fn issue_of(row: &invoices::Model) -> Option<Issue> {
    let parties: Parties = serde_json::from_str(row.parties.as_deref()?).ok()?;
    Some(Issue {
        number: Number { series: row.series.clone()?, sequence: row.sequence?, text: row.number.clone()? },
        at: row.issued_at?,
        on: row.issued_on?,
        due_on: row.due_on?,
        language: Language::from_code(row.language.as_deref()?),
        parties,
    })
}

fn broken(id: InvoiceId, what: &str) -> DbErr {
    DbErr::Custom(format!("invoice {id} is stored without its {what}"))
}
