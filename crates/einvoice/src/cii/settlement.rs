//! Money: how it is paid, the VAT breakdown, what is on and off the whole, the totals, and the earlier invoice.

use super::{amount, date, indicator, rate, tax};
use crate::decimal;
use crate::model::{Adjustment, Invoice, PaymentMeans, VatBreakdown};
use crate::xml::Xml;

pub fn settlement(xml: &mut Xml, invoice: &Invoice) {
    xml.element("ram:ApplicableHeaderTradeSettlement", |xml| {
        xml.optional("ram:PaymentReference", invoice.payment.as_ref().and_then(|payment| payment.reference.as_deref()));
        xml.text("ram:InvoiceCurrencyCode", invoice.currency.code());
        if let Some(payment) = &invoice.payment {
            means(xml, payment);
        }
        for each in &invoice.vat {
            breakdown(xml, invoice, each);
        }
        for each in &invoice.adjustments {
            adjustment(xml, invoice, each);
        }
        terms(xml, invoice);
        totals(xml, invoice);
        preceding(xml, invoice);
    });
}

/// BG-16, BG-17.
fn means(xml: &mut Xml, payment: &PaymentMeans) {
    xml.element("ram:SpecifiedTradeSettlementPaymentMeans", |xml| {
        xml.optional("ram:TypeCode", Some(&payment.code));
        if let Some(iban) = &payment.iban {
            xml.element("ram:PayeePartyCreditorFinancialAccount", |xml| {
                xml.text("ram:IBANID", iban);
                xml.optional("ram:AccountName", payment.account_name.as_deref());
            });
        }
        if let Some(bic) = payment.bic.as_ref().filter(|_| payment.iban.is_some()) {
            xml.element("ram:PayeeSpecifiedCreditorFinancialInstitution", |xml| xml.text("ram:BICID", bic));
        }
    });
}

/// BG-23.
fn breakdown(xml: &mut Xml, invoice: &Invoice, each: &VatBreakdown) {
    xml.element("ram:ApplicableTradeTax", |xml| {
        amount(xml, invoice, "ram:CalculatedAmount", each.tax);
        xml.text("ram:TypeCode", "VAT");
        xml.optional("ram:ExemptionReason", each.reason.as_deref());
        amount(xml, invoice, "ram:BasisAmount", each.base);
        xml.text("ram:CategoryCode", each.vat.category.code());
        xml.optional("ram:ExemptionReasonCode", each.reason_code.as_deref());
        rate(xml, each.vat);
    });
}

/// BG-20, BG-21.
fn adjustment(xml: &mut Xml, invoice: &Invoice, each: &Adjustment) {
    xml.element("ram:SpecifiedTradeAllowanceCharge", |xml| {
        indicator(xml, each.is_charge());
        amount(xml, invoice, "ram:ActualAmount", each.amount);
        xml.optional("ram:ReasonCode", each.reason_code.as_deref());
        xml.optional("ram:Reason", Some(&each.reason));
        tax(xml, "ram:CategoryTradeTax", each.vat);
    });
}

/// BT-9, BT-20.
fn terms(xml: &mut Xml, invoice: &Invoice) {
    if invoice.due_on.is_none() && invoice.payment_terms.is_none() {
        return;
    }
    xml.element("ram:SpecifiedTradePaymentTerms", |xml| {
        xml.optional("ram:Description", invoice.payment_terms.as_deref());
        if let Some(due_on) = invoice.due_on {
            date(xml, "ram:DueDateDateTime", "udt:DateTimeString", due_on);
        }
    });
}

/// BG-22.
fn totals(xml: &mut Xml, invoice: &Invoice) {
    let totals = &invoice.totals;
    xml.element("ram:SpecifiedTradeSettlementHeaderMonetarySummation", |xml| {
        amount(xml, invoice, "ram:LineTotalAmount", totals.lines);
        amount(xml, invoice, "ram:ChargeTotalAmount", totals.charges);
        amount(xml, invoice, "ram:AllowanceTotalAmount", totals.allowances);
        amount(xml, invoice, "ram:TaxBasisTotalAmount", totals.net);
        let currency = [("currencyID", invoice.currency.code())];
        xml.text_with("ram:TaxTotalAmount", &currency, &decimal::amount(totals.vat, invoice.currency));
        if !totals.rounding.is_zero() {
            amount(xml, invoice, "ram:RoundingAmount", totals.rounding);
        }
        amount(xml, invoice, "ram:GrandTotalAmount", totals.gross);
        amount(xml, invoice, "ram:TotalPrepaidAmount", totals.prepaid);
        amount(xml, invoice, "ram:DuePayableAmount", totals.due);
    });
}

/// BG-3.
fn preceding(xml: &mut Xml, invoice: &Invoice) {
    let Some(preceding) = &invoice.preceding else { return };
    xml.element("ram:InvoiceReferencedDocument", |xml| {
        xml.text("ram:IssuerAssignedID", &preceding.number);
        if let Some(on) = preceding.issued_on {
            date(xml, "ram:FormattedIssueDateTime", "qdt:DateTimeString", on);
        }
    });
}
