//! Takes a garage over from the systems that ECAR replaces: reads their databases or exports, and brings what is in them through the
//! importers of the modules (docs/decisions/0117-taking-over.md).
//!
//! [`source`] reads files into tables of texts; [`systems`] says what a row means; [`run`] imports and adds up.

mod figures;
mod report;
mod run;
mod source;
mod systems;
mod watched;

pub use report::{Ignored, Refused, Report, TableReport, Total};
pub use run::{Asked, Progress, run};
pub use source::{Source, open};
pub use systems::{Site, System};
