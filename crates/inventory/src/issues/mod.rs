//! Parts that leave the shelf for a job before its work is completed, one line after the other, and perhaps come back (PRODUCT J4).
//!
//! A part is issued to the line of an open work order that wants it: tapped, or found by the code that was scanned. It consumes the stock at
//! once, and what was put aside for the line; completion takes what was not issued. Refused are `unknown` codes, `wrong-part`,
//! `already-issued`, `more-than-wanted`, a job that must be approved again (`approval-missing`), and what is `not-on-the-shelf` unless somebody
//! may let the stock fall below zero. Taken back is at most what was issued (`more-than-issued`), and only while the work is not completed.

mod input;
mod issue;
mod rule;
pub mod shelf;
mod take_back;
mod view;

use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(issue::issue_part)).routes(routes!(take_back::take_back_part))
}
