//! Papers kept with a document of a module: an order form that was signed, a letter (docs/decisions/0089-attachments.md).
//!
//! An attachment is a file ([`super::store`]) with a name and a note in words. Until its document is settled it is taken away, and put
//! back for a day; afterwards it is only withdrawn, with a reason, and stays. A module says by [`Keeper`] which documents it has, who may,
//! and what is settled; [`commands`] does the rest for all.
//!
//! Refuses, beside what files refuse: `attachment-settled`, `attachment-gone`, `too-many-attachments` (409).

mod attachment;
pub mod commands;
mod form;
mod keeper;
mod migration;
mod store;
mod view;

pub use attachment::Stored;
pub use commands::Received;
pub use form::{AttachmentForm, Sent, Withdraw, read};
pub use keeper::{Keeper, Kept};
pub use migration::CreateAttachments;
pub use store::{discard, find, insert, move_to, standing_of};
pub use view::{Attachment, AttachmentBytes, Attachments, Withdrawn, shown};
