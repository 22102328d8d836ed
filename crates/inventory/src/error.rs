//! The rules of the catalogue and the ledger, by the name of the one that was broken.

use axum::http::StatusCode;
use kernel::{FieldError, Problem, Quantity};

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("Another product has this SKU")]
    SkuTaken,
    #[error("No such product")]
    UnknownProduct { pointer: String },
    #[error("No stock is kept of this product")]
    NotTracked { pointer: String },
    #[error("The stock would fall below zero")]
    StockNegative { on_hand: Quantity },
    #[error("No stock is that large")]
    StockTooLarge,
    #[error("There is still stock of this product")]
    StockOnHand,
    #[error("What is {0} does not allow this")]
    WrongState(String),
    #[error("There is nothing on it")]
    NothingOrdered,
    #[error("Work orders need more")]
    NeededByJobs { quantity: Quantity },
    #[error("A purchase order has at most 200 lines")]
    TooManyLines,
    #[error("The purchase order has no such line")]
    UnknownLine,
    #[error("It is the part that was ordered")]
    SamePart,
    #[error("Nothing of it is still to come")]
    NothingOutstanding,
    #[error("More of it is billed than came")]
    BilledAhead,
    #[error("A job has some of it already")]
    PartlyServed,
    #[error("This supplier has billed this number before")]
    InvoiceNumberTaken,
    #[error("This supplier has credited under this number before")]
    CreditNumberTaken,
    #[error("There is nothing on it")]
    NothingReturned,
    #[error("That much is not free: the rest is reserved for work orders")]
    StockReserved { available: Quantity },
    #[error("Nothing is shipped")]
    NothingShipped,
    #[error("Not that much is on its way")]
    MoreThanShipped { open: Quantity },
    #[error("Nothing was counted")]
    NothingCounted,
    #[error("No such supplier")]
    UnknownSupplier,
    #[error("No article has this code")]
    UnknownCode,
    #[error("The work order does not want this part")]
    WrongPart { article: String },
    #[error("All that the work order wants of it was issued")]
    AlreadyIssued { article: String },
    #[error("The customer has to approve the job again first")]
    ApprovalMissing { job: String },
    #[error("The work order does not want that much")]
    MoreThanWanted { wanted: Quantity },
    #[error("There is not enough on the shelf")]
    NotOnTheShelf { available: Quantity },
    #[error("Not that much was issued")]
    MoreThanIssued { issued: Quantity },
    #[error("Another product has this barcode")]
    BarcodeTaken,
    #[error("Not that much lies there")]
    NotThere { there: Quantity },
    #[error("The rest lies in rooms or vans of the site")]
    LiesElsewhere { here: Quantity },
    #[error("Something still lies in it")]
    LocationNotEmpty,
    #[error("Pieces of it lie on a shelf under their numbers")]
    NumbersOnHand,
    #[error("This article has no numbers")]
    NotNumbered { pointer: String },
    #[error("There is only one piece with a serial number")]
    OnePiece { pointer: String },
    #[error("A piece with this number is on a shelf already")]
    NumberOnHand { pointer: String },
    #[error("A piece with this number is on another line already")]
    NumberFitted { pointer: String },
    #[error("No such number there")]
    UnknownNumber { pointer: String },
    #[error("That is more than there are")]
    MoreNumbers { pointer: String, room: Quantity },
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let title = error.to_string();
        match error {
            Error::SkuTaken => Self::field("/sku", "taken", title),
            Error::UnknownProduct { pointer } | Error::UnknownNumber { pointer } => Self::field(pointer, "unknown", title),
            Error::NotTracked { pointer } => {
                let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "not-tracked", title.clone());
                problem.errors = vec![FieldError::new(pointer, "not-tracked", title)];
                problem
            }
            Error::StockNegative { on_hand } => Self::conflict("stock-negative", title).detail(format!("There are {on_hand}")),
            Error::StockTooLarge => Self::conflict("stock-too-large", title),
            Error::StockOnHand => Self::conflict("stock-on-hand", title),
            Error::WrongState(_) => Self::conflict("wrong-state", title),
            Error::NothingOrdered => Self::conflict("nothing-ordered", title),
            Error::NeededByJobs { quantity } => Self::conflict("needed-by-jobs", title).detail(format!("They need {quantity}")),
            Error::TooManyLines => Self::conflict("too-many-lines", title),
            Error::UnknownLine => Self::not_found(),
            Error::SamePart => Self::field("/product_id", "same-part", title),
            Error::NothingOutstanding => Self::conflict("nothing-outstanding", title),
            Error::BilledAhead => Self::conflict("billed-ahead", title),
            Error::PartlyServed => Self::conflict("partly-served", title),
            Error::InvoiceNumberTaken | Error::CreditNumberTaken => Self::field("/number", "taken", title),
            Error::NothingReturned => Self::conflict("nothing-returned", title),
            Error::StockReserved { available } => Self::conflict("stock-reserved", title).detail(format!("Free are {available}")),
            Error::NothingShipped => Self::conflict("nothing-shipped", title),
            Error::MoreThanShipped { open } => Self::conflict("more-than-shipped", title).detail(format!("On their way are {open}")),
            Error::NothingCounted => Self::conflict("nothing-counted", title),
            Error::UnknownSupplier => Self::field("/supplier_id", "unknown", title),
            Error::UnknownCode => Self::field("/code", "unknown", title),
            Error::WrongPart { article } => Self::conflict("wrong-part", title).detail(article),
            Error::AlreadyIssued { article } => Self::conflict("already-issued", title).detail(article),
            Error::ApprovalMissing { job } => Self::conflict("approval-missing", title).detail(job),
            Error::MoreThanWanted { wanted } => Self::conflict("more-than-wanted", title).detail(format!("It wants {wanted}")),
            Error::NotOnTheShelf { available } => Self::conflict("not-on-the-shelf", title).detail(format!("There are {available}")),
            Error::MoreThanIssued { issued } => Self::conflict("more-than-issued", title).detail(format!("Issued were {issued}")),
            Error::NotThere { there } => Self::conflict("not-there", title).detail(format!("There are {there}")),
            Error::LiesElsewhere { here } => Self::conflict("lies-elsewhere", title).detail(format!("Here are {here}")),
            Error::LocationNotEmpty => Self::conflict("location-not-empty", title),
            Error::BarcodeTaken => Self::field("/barcode", "taken", title),
            Error::NumbersOnHand => Self::conflict("numbers-on-hand", title),
            Error::NotNumbered { pointer } => Self::field(pointer, "not-numbered", title),
            Error::OnePiece { pointer } => Self::field(pointer, "one-piece", title),
            Error::NumberOnHand { pointer } => Self::field(pointer, "number-on-hand", title),
            Error::NumberFitted { pointer } => {
                Self { errors: vec![FieldError::new(pointer, "number-fitted", &title)], ..Self::conflict("number-fitted", &title) }
            }
            Error::MoreNumbers { pointer, room } => Self::field(pointer, "more-numbers", format!("{title}: there is room for {room}")),
        }
    }
}
