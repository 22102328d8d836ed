//! How it is paid, what is on and off the whole, VAT and totals.

use super::{amount, date, tax};
use crate::model::{Adjustment, Invoice, Kind, PaymentMeans, VatBreakdown};
use crate::xml::Xml;

/// BG-16, BT-20. A credit note says here until when (BT-9).
pub fn payment(xml: &mut Xml, invoice: &Invoice) {
    if let Some(payment) = &invoice.payment {
        xml.element("cac:PaymentMeans", |xml| {
            xml.text("cbc:PaymentMeansCode", &payment.code);
            if invoice.kind == Kind::CreditNote {
                xml.optional("cbc:PaymentDueDate", invoice.due_on.map(date).as_deref());
            }
            xml.optional("cbc:PaymentID", payment.reference.as_deref());
            account(xml, payment);
        });
    }
    if let Some(terms) = &invoice.payment_terms {
        xml.element("cac:PaymentTerms", |xml| xml.text("cbc:Note", terms));
    }
}

fn account(xml: &mut Xml, payment: &PaymentMeans) {
    let Some(iban) = &payment.iban else { return };
    xml.element("cac:PayeeFinancialAccount", |xml| {
        xml.text("cbc:ID", iban);
        xml.optional("cbc:Name", payment.account_name.as_deref());
        if let Some(bic) = &payment.bic {
            xml.element("cac:FinancialInstitutionBranch", |xml| xml.text("cbc:ID", bic));
        }
    });
}

/// BG-20, BG-21.
pub fn adjustments(xml: &mut Xml, invoice: &Invoice) {
    for each in &invoice.adjustments {
        adjustment(xml, invoice, each);
    }
}

fn adjustment(xml: &mut Xml, invoice: &Invoice, each: &Adjustment) {
    xml.element("cac:AllowanceCharge", |xml| {
        xml.text("cbc:ChargeIndicator", if each.is_charge() { "true" } else { "false" });
        xml.optional("cbc:AllowanceChargeReasonCode", each.reason_code.as_deref());
        xml.optional("cbc:AllowanceChargeReason", Some(&each.reason));
        amount(xml, invoice, "cbc:Amount", each.amount);
        tax(xml, "cac:TaxCategory", each.vat, |_| ());
    });
}

/// BG-23.
pub fn taxes(xml: &mut Xml, invoice: &Invoice) {
    xml.element("cac:TaxTotal", |xml| {
        amount(xml, invoice, "cbc:TaxAmount", invoice.totals.vat);
        for VatBreakdown { vat, base, tax: owed, reason, reason_code } in &invoice.vat {
            xml.element("cac:TaxSubtotal", |xml| {
                amount(xml, invoice, "cbc:TaxableAmount", *base);
                amount(xml, invoice, "cbc:TaxAmount", *owed);
                tax(xml, "cac:TaxCategory", *vat, |xml| {
                    xml.optional("cbc:TaxExemptionReasonCode", reason_code.as_deref());
                    xml.optional("cbc:TaxExemptionReason", reason.as_deref());
                });
            });
        }
    });
}

/// BG-22.
pub fn totals(xml: &mut Xml, invoice: &Invoice) {
    let totals = &invoice.totals;
    xml.element("cac:LegalMonetaryTotal", |xml| {
        amount(xml, invoice, "cbc:LineExtensionAmount", totals.lines);
        amount(xml, invoice, "cbc:TaxExclusiveAmount", totals.net);
        amount(xml, invoice, "cbc:TaxInclusiveAmount", totals.gross);
        amount(xml, invoice, "cbc:AllowanceTotalAmount", totals.allowances);
        amount(xml, invoice, "cbc:ChargeTotalAmount", totals.charges);
        amount(xml, invoice, "cbc:PrepaidAmount", totals.prepaid);
        if !totals.rounding.is_zero() {
            amount(xml, invoice, "cbc:PayableRoundingAmount", totals.rounding);
        }
        amount(xml, invoice, "cbc:PayableAmount", totals.due);
    });
}
