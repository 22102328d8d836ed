//! What is frozen of an invoice, in the terms of EN 16931: pure. Seller and buyer are of the site's country: nobody else's is known.

use contracts::customers::Exemption;
use contracts::documents::Party;
use contracts::taxes::Pack;
use contracts::workshop::CompletedLine;
use einvoice::model::{self, Adjustment, Kind, Line, Note, PaymentMeans, TaxId, TaxIdKind, Vat, figures, unit_code};
use einvoice::{iban, matricule};
use kernel::money::{Levy, Totals};
use kernel::{Amount, BasisPoints, Problem};

use super::reach::by_vat;
use crate::accounting::percent;
use crate::invoices::invoice::{Invoice, Issue};

/// The duty on a document, as TEIF and the garages that pay it call it.
const STAMP_DUTY: &str = "Droit de timbre";
/// The only levy in the base of VAT that we know of.
const LEVY: &str = "FODEC";

pub fn of_invoice(invoice: &Invoice, issue: &Issue, country: &str) -> Result<model::Invoice, Problem> {
    let lines: Vec<_> = (1..).zip(&invoice.lines).map(line).collect();
    let adjustments = adjustments(&invoice.totals());
    let why = invoice.exemption.as_ref().map(reason);
    let (vat, totals) = figures(&lines, &adjustments, Amount::ZERO, why.as_deref());
    let totals = totals.rounded_by(invoice.totals().rounding);
    let written = model::Invoice {
        number: issue.number.text.clone(),
        kind: Kind::Invoice,
        issued_on: issue.on,
        due_on: Some(issue.due_on),
        delivered_on: None,
        currency: invoice.currency,
        process: None,
        buyer_reference: filled(&invoice.work_order.number),
        order_reference: invoice.po_number.clone().filter(|_| invoice.together.is_empty()),
        preceding: None,
        notes: why.iter().cloned().chain(orders(invoice)).chain(invoice.notes.iter().cloned()).map(|text| note_of(&text)).collect(),
        payment_terms: None,
        seller: party(&issue.parties.seller, country),
        buyer: party(&issue.parties.buyer, country),
        payment: payment(&issue.parties.bank_account),
        lines,
        adjustments,
        vat,
        totals,
    };
    let adds_up = written.totals.due == invoice.totals().total;
    if adds_up { Ok(written) } else { Err(Problem::internal(&"an electronic invoice does not add up to its invoice")) }
}

/// Of several work orders, each with the number that the customer gave it: one document refers to one order.
fn orders(invoice: &Invoice) -> impl Iterator<Item = String> {
    invoice.together.iter().map(|order| {
        let named = [Some(order.number.as_str()), Some(order.vehicle.plate.as_str()), order.po_number.as_deref()];
        let named: Vec<_> = named.into_iter().flatten().filter(|text| !text.is_empty()).collect();
        named.join(" · ")
    })
}

/// Why no VAT is asked for: also as a note, because TEIF has no other place for it.
pub fn reason(exemption: &Exemption) -> String {
    let Exemption { number, reason, valid_until, .. } = exemption;
    format!("{reason} (n° {number}, {})", valid_until.format("%d/%m/%Y"))
}

/// Exempt, or taxed at its rate.
pub fn vat(rate: BasisPoints, exempt_from: Option<BasisPoints>) -> Vat {
    if exempt_from.is_some() { Vat::exempt() } else { Vat::at(rate) }
}

pub fn note_of(text: &str) -> Note {
    Note { subject: None, text: text.to_owned() }
}

/// Levies and the stamp duty; nothing where there is none.
pub fn adjustments(totals: &Totals) -> Vec<Adjustment> {
    let levies = totals.levies.iter().filter(|levy| levy.amount > Amount::ZERO);
    let levy = |levy: &Levy| {
        let vat = if levy.exempt { Vat::exempt() } else { Vat::at(levy.vat_rate) };
        Adjustment::levy((levy.rate, levy.base), levy.amount, vat, format!("{LEVY} {}", percent(levy.rate)))
    };
    let duty = Some(totals.stamp_duty).filter(|duty| *duty > Amount::ZERO);
    levies.map(levy).chain(duty.map(|duty| Adjustment::stamp_duty(duty, STAMP_DUTY))).collect()
}

pub fn filled(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

fn line((place, line): (usize, &CompletedLine)) -> Line {
    let priced = Line::priced(
        place.to_string(),
        line.description.clone(),
        (line.quantity, unit_code(&line.unit)),
        (line.unit_price, line.discount),
        vat(line.vat_rate, line.exempt_from),
    );
    Line { code: line.code.clone(), ..priced.less(line.reduced.all()) }
}

pub fn party(party: &Party, country: &str) -> model::Party {
    let lines: Vec<_> = party.address.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    let tax_id = filled(&party.tax_id);
    let vat_id = tax_id.clone().filter(|id| is_vat_id(country, id));
    model::Party {
        name: party.name.clone(),
        city: lines.last().cloned().unwrap_or_default(),
        address: lines,
        country: country.to_owned(),
        endpoint: vat_id.as_deref().and_then(|id| by_vat(country, id)),
        vat_id,
        tax_id: tax_id.map(|id| known_by(&id)),
        phone: filled(&party.phone),
        email: filled(&party.email),
        ..model::Party::default()
    }
}

/// A matricule may begin with any letters.
pub fn is_vat_id(country: &str, tax_id: &str) -> bool {
    Pack::of(country).tax_id.is_none() && tax_id.starts_with(country)
}

/// A matricule fiscal, a card's eight digits, or any other number.
pub fn known_by(id: &str) -> TaxId {
    let plain = matricule::normalized(id);
    if matricule::has_form(&plain) {
        return TaxId { kind: TaxIdKind::Matricule, value: plain };
    }
    let is_card = id.len() == 8 && id.bytes().all(|digit| digit.is_ascii_digit());
    TaxId { kind: if is_card { TaxIdKind::NationalId } else { TaxIdKind::Other }, value: id.to_owned() }
}

/// A transfer to the garage's account, where it is one.
fn payment(account: &str) -> Option<PaymentMeans> {
    let account = iban::normalized(account);
    let iban = if iban::is_sound(&account) { Some(account) } else { iban::of_rib(&account) };
    let transfer = |iban| PaymentMeans { code: "30".into(), iban: Some(iban), account_name: None, bic: None, reference: None };
    iban.map(transfer)
}
