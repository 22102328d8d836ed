//! The rules that billing refuses to break.

use chrono::NaiveDate;
use kernel::{Amount, Currency, Problem};

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("The invoice is issued already")]
    AlreadyIssued,
    #[error("The work order was reopened: complete it before its invoice is issued")]
    OrderReopened,
    #[error("The customer has not signed the invoice as it stands now")]
    SignatureMissing,
    #[error("The certificate of exemption does not hold on the day of issue: sell as usual on the work order, or by a renewed one")]
    ExemptionExpired { until: NaiveDate },
    #[error("The invoice is a draft: issue it first")]
    NotIssued,
    #[error("The payment is more than is due")]
    Overpayment { due: Amount },
    #[error("The refund is more than is paid")]
    RefundOverPaid { paid: Amount },
    #[error("It was open before this system: its document is the earlier system's")]
    NoDocument,
    #[error("The work order is invoiced, closed or cancelled: there is nothing to pay in advance")]
    NothingAhead,
    #[error("That much is not left of the deposit")]
    DepositUsed { open: Amount },
    #[error("The deposit is of another customer, another site or in another currency")]
    OfAnother,
    #[error("It is no unpaid invoice of this customer at this site")]
    NotOwed { at: usize },
    #[error("The invoice is named twice")]
    NamedTwice { at: usize },
    #[error("It is more than is due")]
    OverDue { at: usize, due: Amount },
    #[error("It is more than came in")]
    MoreThanReceived,
    #[error("Money came in or went out since the count was begun")]
    MoneyMoved { expected: Amount },
    #[error("What was counted is not what was expected: say why")]
    DifferenceUnexplained,
    #[error("More is kept than was counted")]
    KeptOverCounted,
    #[error("Nothing is due")]
    NothingDue,
    #[error("This cannot be paid at that provider")]
    ProviderNotOffered,
    #[error("Export up to a day that has ended and is not locked")]
    NotToExport { locked: Option<NaiveDate> },
    #[error("Nothing happened that is not exported")]
    NothingToExport,
    #[error("More than 20,000 entries: export up to an earlier day first")]
    TooMuchToExport,
    #[error("No document was numbered in these days")]
    NothingToArchive,
    #[error("More than 50,000 documents: take fewer days")]
    ArchiveTooLarge,
    #[error("Another archive of this site was made meanwhile: ask again")]
    ArchiveUnderWay,
    #[error("Archive up to a day that has ended")]
    DayNotEnded,
    #[error("It is under way or accepted: there is nothing to send again")]
    NotToResend,
    #[error("The program sends it itself, or it is accepted already")]
    NotByHand,
    #[error("It is no draft of the same customer, site and currency")]
    NotTogether { at: usize },
    #[error("The draft is named twice")]
    TogetherTwice { at: usize },
    #[error("Its work order was reopened: complete it first")]
    TogetherReopened { at: usize },
    #[error("The customer has not signed it as it stands now")]
    TogetherUnsigned { at: usize },
    #[error("More than 2,000 lines: issue fewer together")]
    TooManyLines,
    #[error("Nothing is left to take back")]
    NothingToCredit,
    #[error("The invoice has no such line, or it is named twice")]
    UnknownLine { at: usize },
    #[error("A quantity or an amount, not both")]
    QuantityOrNet { at: usize },
    #[error("Not that much is left of the line")]
    MoreThanInvoiced { at: usize },
    #[error("The cheque is not where this could be done with it")]
    ChequeState,
    #[error("Some of the cheque's money was handed back or moved: settle that first")]
    ChequePaidBack,
    #[error("The letter does not stand as this needs")]
    LetterState,
    #[error("This site writes to nobody who is late: choose its steps first")]
    DunningOff,
    #[error("The cheques are not of one currency")]
    ChequesDiffer,
    #[error("The refund is more than your role allows")]
    RefundOverLimit { most: Amount, so_far: Amount, currency: Currency },
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let title = error.to_string();
        match error {
            Error::AlreadyIssued => Self::conflict("already-issued", title),
            Error::OrderReopened => Self::conflict("order-reopened", title),
            Error::SignatureMissing => Self::conflict("signature-missing", title),
            Error::ExemptionExpired { until } => Self::conflict("exemption-expired", title).detail(format!("It held until {until}")),
            Error::NotIssued => Self::conflict("not-issued", title),
            Error::RefundOverPaid { paid } => Self::conflict("refund-over-paid", title).detail(format!("Minor units paid: {}", paid.0)),
            Error::NoDocument => Self::conflict("no-document", title),
            Error::RefundOverLimit { most, so_far, currency } => over_limit(most, so_far, currency),
            Error::NothingAhead => Self::conflict("nothing-ahead", title),
            Error::DepositUsed { open } => Self::conflict("deposit-used", title).detail(format!("Minor units left: {}", open.0)),
            Error::NotOwed { at } => Self::field(format!("/allocations/{at}/invoice_id"), "unknown", title),
            Error::NamedTwice { at } => Self::field(format!("/allocations/{at}/invoice_id"), "twice", title),
            Error::OverDue { at, due } => {
                Self::field(format!("/allocations/{at}/amount"), "over-due", format!("{title}: {} minor units", due.0))
            }
            Error::NotTogether { at } => Self::field(format!("/invoice_ids/{at}"), "not-together", title),
            Error::TogetherTwice { at } => Self::field(format!("/invoice_ids/{at}"), "twice", title),
            Error::TogetherReopened { at } => Self::field(format!("/invoice_ids/{at}"), "order-reopened", title),
            Error::TogetherUnsigned { at } => Self::field(format!("/invoice_ids/{at}"), "signature-missing", title),
            Error::TooManyLines => Self::field("/invoice_ids", "together-too-long", title),
            Error::MoreThanReceived => Self::field("/allocations", "more-than-received", title),
            Error::MoneyMoved { expected } => Self::conflict("money-moved", title).detail(format!("Minor units expected: {}", expected.0)),
            Error::DifferenceUnexplained => Self::field("/reason", "reason-missing", title),
            Error::KeptOverCounted => Self::field("/kept", "kept-over-counted", title),
            Error::NothingDue => Self::conflict("nothing-due", title),
            Error::ProviderNotOffered => Self::conflict("provider-not-offered", title),
            Error::NotToExport { locked } => {
                let locked = locked.map(|day| format!("; locked until {day}")).unwrap_or_default();
                Self::field("/until", "not-to-export", format!("{title}{locked}"))
            }
            Error::NothingToExport => Self::conflict("nothing-to-export", title),
            Error::TooMuchToExport => Self::conflict("too-many-entries", title),
            Error::NothingToArchive => Self::conflict("nothing-to-archive", title),
            Error::ArchiveTooLarge => Self::conflict("archive-too-large", title),
            Error::ArchiveUnderWay => Self::conflict("archive-under-way", title),
            Error::DayNotEnded => Self::field("/until", "day-not-ended", title),
            Error::NotToResend => Self::conflict("not-to-resend", title),
            Error::NotByHand => Self::conflict("not-by-hand", title),
            Error::NothingToCredit => Self::conflict("nothing-to-credit", title),
            Error::UnknownLine { at } => Self::field(format!("/lines/{at}/line_id"), "unknown", title),
            Error::QuantityOrNet { at } => Self::field(format!("/lines/{at}/net"), "quantity-or-net", title),
            Error::MoreThanInvoiced { at } => Self::field(format!("/lines/{at}"), "more-than-invoiced", title),
            Error::OfAnother => Self::conflict("of-another", title),
            Error::ChequeState => Self::conflict("cheque-state", title),
            Error::ChequePaidBack => Self::conflict("cheque-paid-back", title),
            Error::LetterState => Self::conflict("letter-state", title),
            Error::DunningOff => Self::conflict("dunning-off", title),
            Error::ChequesDiffer => Self::conflict("cheques-differ", title),
            Error::Overpayment { due } => Self::conflict("overpayment", title).detail(format!("Minor units due: {}", due.0)),
        }
    }
}

/// Names the limit beside the amount. Who asks for more than they may is noted, as one who lacks a permission is.
fn over_limit(most: Amount, so_far: Amount, currency: Currency) -> Problem {
    let money = |amount: Amount| format!("{} {}", amount.to_decimal(currency.decimals), currency.code());
    let given = if so_far.is_zero() { String::new() } else { format!(", of which {} went back already", money(so_far)) };
    let detail = format!("your role hands back at most {} of an invoice{given}", money(most));
    Problem::field("/amount", "refund-over-limit", detail).refused()
}
