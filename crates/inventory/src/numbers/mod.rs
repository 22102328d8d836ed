//! Serial numbers and batches (PRODUCT J11, docs/decisions/0063-serials-and-batches.md): which of an article's pieces lie on which shelf, and
//! on which line of which order they went. A ledger of numbers beside the ledger of stock: stock moves without numbers too, and what has no
//! number yet, or left without saying which, shows as a difference between the two.

mod book;
mod correct;
mod fit;
mod follow;
mod list;
mod number;
mod of_order;
pub mod store;
mod tell;
mod view;
mod withdraw;

use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use book::{Fitting, Remark, Told};
pub use fit::{line_of, put_on};
pub use follow::{come_back, follow, remark};
pub use number::{NumberInput, NumberKind, Numbering, sum, told};

pub fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list::list_numbers, tell::tell_numbers))
        .routes(routes!(withdraw::withdraw_number))
        .routes(routes!(of_order::list_fitted_numbers, fit::fit_numbers))
        .routes(routes!(correct::correct_fitted_number))
}
