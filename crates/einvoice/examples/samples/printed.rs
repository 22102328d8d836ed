//! The same invoice as it is printed.

use contracts::documents::{DocumentLine, InvoiceDocument, Language, Party};
use einvoice::{Invoice, model};
use kernel::money::{Totals, VatGroup};
use kernel::{Amount, BasisPoints};

pub fn document(invoice: &Invoice) -> InvoiceDocument {
    InvoiceDocument {
        language: Language::Fr,
        number: Some(invoice.number.clone()),
        credits: invoice.preceding.as_ref().map(|preceding| preceding.number.clone()),
        issued_on: Some(invoice.issued_on),
        due_on: invoice.due_on,
        seller: party(&invoice.seller),
        bank_account: invoice.payment.as_ref().and_then(|payment| payment.iban.clone()).unwrap_or_default(),
        buyer: party(&invoice.buyer),
        vehicle_plate: String::new(),
        vehicle_label: String::new(),
        odometer_km: None,
        work_order_number: invoice.buyer_reference.clone().unwrap_or_default(),
        po_number: None,
        together: vec![],
        lines: invoice.lines.iter().map(line).collect(),
        totals: totals(invoice),
        notes: invoice.notes.iter().map(|note| note.text.clone()).collect(),
        exemption: None,
        payments: vec![],
        paid: invoice.totals.prepaid,
        due: invoice.totals.due,
        registration: None,
        style: contracts::documents::Style::default(),
    }
}

fn party(party: &model::Party) -> Party {
    Party {
        name: party.name.clone(),
        address: format!("{}\n{} {}", party.address.join("\n"), party.post_code, party.city),
        phone: party.phone.clone().unwrap_or_default(),
        email: party.email.clone().unwrap_or_default(),
        tax_id: party.vat_id.clone().unwrap_or_default(),
    }
}

fn line(line: &model::Line) -> DocumentLine {
    DocumentLine {
        job_title: String::new(),
        code: line.code.clone(),
        description: line.name.clone(),
        unit: line.unit.clone(),
        quantity: line.quantity,
        unit_price: line.unit_price,
        discount: line.discount.as_ref().and_then(|discount| discount.rate).unwrap_or(BasisPoints(0)),
        vat_rate: line.vat.rate,
        net: line.net,
        off: Amount::ZERO,
        given: Amount::ZERO,
        cover: None,
    }
}

fn totals(invoice: &Invoice) -> Totals {
    let groups = invoice.vat.iter().map(|each| VatGroup { rate: each.vat.rate, base: each.base, vat: each.tax, exempt: false });
    Totals {
        currency: invoice.currency.code().to_owned(),
        net: invoice.totals.net,
        levies: vec![],
        vat_groups: groups.collect(),
        vat: invoice.totals.vat,
        gross: invoice.totals.gross,
        rounding: invoice.totals.rounding,
        stamp_duty: Amount::ZERO,
        total: invoice.totals.gross + invoice.totals.rounding,
    }
}
