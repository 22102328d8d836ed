//! Reports that people keep: what each shows, of which days, and when it goes to whom. docs/decisions/0119-saved-reports.md.

mod days;
mod report;
mod schedule;

pub use days::Rule;
pub use report::{Definition, Mail, MailState, Person, SavedReport, Shows};
pub use schedule::{Every, Schedule};
