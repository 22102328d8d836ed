//! The few figures of a report that stand in its mail.

use contracts::documents::Language;
use contracts::reporting::{MainFigure, ReportMailed, ReportedFigure, ReportedGroup};
use kernel::Amount;

use super::templates::one_line;
use super::words;

/// A line for each, under the names of their sites where there is more than one currency. They are for the recipient alone: the log of messages
/// keeps the letter without them.
pub fn lines(report: &ReportMailed, language: Language) -> String {
    let group = |group: &ReportedGroup| {
        let head = (report.groups.len() > 1).then(|| words::name(&one_line(&group.sites), language));
        head.into_iter().chain(group.figures.iter().map(|figure| line(*figure, &group.currency, language))).collect::<Vec<_>>().join("\n")
    };
    report.groups.iter().map(group).collect::<Vec<_>>().join("\n\n")
}

fn line(told: ReportedFigure, currency: &str, language: Language) -> String {
    let colon = if language == Language::Fr { " :" } else { ":" };
    let of = |value: Option<i64>| value.map_or_else(|| "–".to_owned(), |value| number(told.figure, value, currency, language));
    let before = match (told.before, language) {
        (None, _) => String::new(),
        (before, Language::Fr) => format!(" (avant : {})", of(before)),
        (before, Language::En) => format!(" (before: {})", of(before)),
        (before, Language::Ar) => format!(" (قبلها: {})", of(before)),
    };
    format!("- {}{colon} {}{before}", label(told.figure, language), of(told.value))
}

fn number(figure: MainFigure, value: i64, currency: &str, language: Language) -> String {
    use MainFigure as F;
    match figure {
        F::NetSales | F::Aro | F::EffectiveLabourRate | F::Open | F::PastDue | F::Leaking => {
            words::amount(Amount(value), currency, language)
        }
        F::GpTotal => {
            let plain = Amount(value).to_decimal(2);
            let plain = if language == Language::Fr { plain.replace('.', ",") } else { plain };
            words::number(&format!("{plain}\u{A0}%"), language)
        }
        F::CarCount | F::Rows | F::Leaks => words::number(&value.to_string(), language),
    }
}

fn label(figure: MainFigure, language: Language) -> &'static str {
    let [fr, ar, en] = match figure {
        MainFigure::NetSales => ["Ventes nettes", "صافي المبيعات", "Net sales"],
        MainFigure::CarCount => ["Véhicules", "المركبات", "Cars"],
        MainFigure::Aro => ["Panier moyen", "متوسط الأمر", "Average order"],
        MainFigure::GpTotal => ["Marge brute", "هامش الربح الإجمالي", "Gross profit"],
        MainFigure::EffectiveLabourRate => ["Taux horaire effectif", "سعر الساعة الفعلي", "Effective labour rate"],
        MainFigure::Rows => ["Documents", "المستندات", "Documents"],
        MainFigure::Open => ["Créances ouvertes", "الديون المفتوحة", "Open"],
        MainFigure::PastDue => ["Dont échues", "منها ما حل أجله", "Of that past due"],
        MainFigure::Leaks => ["Fuites à expliquer", "تسربات تنتظر تفسيرا", "Leaks to explain"],
        MainFigure::Leaking => ["Montant", "المبلغ", "Amount"],
    };
    match language {
        Language::Fr => fr,
        Language::Ar => ar,
        Language::En => en,
    }
}
