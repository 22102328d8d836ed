//! What all endpoints share: the table that they stand in, what a client asked, how ECAR is called, and how it answers.

mod ask;
mod body;
mod call;
mod document;
mod mount;
mod paging;
mod read;
mod recent;
mod reply;
mod route;
mod sheet;

pub use ask::Ask;
pub use body::Upload;
pub use call::Call;
pub use document::document;
pub use mount::{Asking, mount, pages};
pub use paging::{Source, all, is_between, listed, page_of, sort, with};
pub use read::{first_of, money, or_null, quantity, text, whole_name};
pub use recent::Recent;
pub use reply::{Answer, Reply};
pub use route::{Family, Route};
pub use sheet::{Line, Sheet};
