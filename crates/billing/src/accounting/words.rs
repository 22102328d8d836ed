//! What a journal calls things, in the site's language.

use contracts::documents::Language;

use super::entry::{Deed, Journal};
use crate::invoices::Tender;
use kernel::Amount;

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    invoice: &'static str,
    credit_note: &'static str,
    payment: &'static str,
    refund: &'static str,
    deposit: &'static str,
    deposit_refund: &'static str,
    applied: &'static str,
    close: &'static str,
    bounced: &'static str,
    cleared: &'static str,
    /// Sales, cash, bank, other.
    journals: [&'static str; 4],
    pub customers: &'static str,
    pub advances: &'static str,
    pub goods: &'static str,
    pub services: &'static str,
    pub vat: &'static str,
    pub stamp_duty: &'static str,
    pub levies: &'static str,
    pub rounding: &'static str,
    pub difference: &'static str,
    pub withheld: &'static str,
    /// Cash, cards, bank, cheques, points.
    tenders: [&'static str; 5],
}

impl Words {
    pub fn in_language(language: Language) -> &'static Self {
        match language {
            Language::Fr => &FRENCH,
            Language::Ar => &ARABIC,
            Language::En => &ENGLISH,
        }
    }

    /// What the document is.
    pub fn of(&self, deed: &Deed) -> &'static str {
        match deed {
            Deed::Sale { is_credit: false, .. } => self.invoice,
            Deed::Sale { is_credit: true, .. } => self.credit_note,
            Deed::Paid { amount, .. } if *amount < Amount::ZERO => self.refund,
            Deed::Paid { .. } => self.payment,
            Deed::Ahead { amount, .. } if *amount < Amount::ZERO => self.deposit_refund,
            Deed::Ahead { .. } => self.deposit,
            Deed::Applied { .. } => self.applied,
            Deed::Withheld { .. } => self.withheld,
            Deed::Counted { .. } => self.close,
            Deed::Bounced { .. } => self.bounced,
            Deed::Cleared { .. } => self.cleared,
        }
    }

    pub fn journal(&self, journal: Journal) -> &'static str {
        self.journals[journal as usize]
    }

    pub fn tender(&self, tender: Tender) -> &'static str {
        let [cash, cards, bank, cheques, points] = self.tenders;
        match tender {
            Tender::Cash => cash,
            Tender::Card | Tender::Online => cards,
            Tender::Transfer => bank,
            Tender::Cheque => cheques,
            Tender::Points => points,
        }
    }
}

static FRENCH: Words = Words {
    invoice: "Facture",
    credit_note: "Avoir",
    payment: "Règlement",
    refund: "Remboursement",
    deposit: "Acompte",
    deposit_refund: "Acompte rendu",
    applied: "Imputation",
    close: "Clôture de caisse",
    bounced: "Chèque impayé",
    cleared: "Chèque encaissé",
    journals: ["Ventes", "Caisse", "Banque", "Opérations diverses"],
    customers: "Clients",
    advances: "Avances de clients",
    goods: "Ventes de pièces",
    services: "Prestations",
    vat: "TVA collectée",
    stamp_duty: "Droit de timbre",
    levies: "FODEC collecté",
    rounding: "Écart d'arrondi",
    difference: "Écart de caisse",
    withheld: "Retenue à la source",
    tenders: ["Caisse", "Cartes", "Banque", "Chèques à encaisser", "Remises accordées (points)"],
};

static ENGLISH: Words = Words {
    invoice: "Invoice",
    credit_note: "Credit note",
    payment: "Payment",
    refund: "Refund",
    deposit: "Deposit",
    deposit_refund: "Deposit returned",
    applied: "Allocation",
    close: "Day close",
    bounced: "Cheque unpaid",
    cleared: "Cheque cleared",
    journals: ["Sales", "Cash", "Bank", "General"],
    customers: "Customers",
    advances: "Customers' deposits",
    goods: "Parts sold",
    services: "Services",
    vat: "VAT on sales",
    stamp_duty: "Stamp duty",
    levies: "FODEC on sales",
    rounding: "Rounding difference",
    difference: "Cash difference",
    withheld: "Tax withheld",
    tenders: ["Cash", "Cards", "Bank", "Cheques to cash", "Discounts granted (points)"],
};

static ARABIC: Words = Words {
    invoice: "فاتورة",
    credit_note: "إشعار دائن",
    payment: "خلاص",
    refund: "استرجاع",
    deposit: "تسبقة",
    deposit_refund: "إرجاع تسبقة",
    applied: "تخصيص",
    close: "غلق الصندوق",
    bounced: "صك دون خلاص",
    cleared: "صك مستخلص",
    journals: ["المبيعات", "الصندوق", "البنك", "عمليات مختلفة"],
    customers: "الحرفاء",
    advances: "تسبقات الحرفاء",
    goods: "مبيعات قطع الغيار",
    services: "خدمات",
    vat: "أداء على القيمة المضافة",
    stamp_duty: "معلوم الطابع الجبائي",
    levies: "معلوم صندوق تنمية القدرة التنافسية",
    rounding: "فارق التقريب",
    difference: "فارق الصندوق",
    withheld: "خصم من المورد",
    tenders: ["الصندوق", "البطاقات", "البنك", "صكوك للاستخلاص", "تخفيضات ممنوحة (نقاط)"],
};
