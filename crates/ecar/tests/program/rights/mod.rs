//! Who may do what: every operation of the API's document is walked as nobody, as the owner of another site, as somebody who
//! holds everything but what it takes, and as somebody who holds only that. An operation without an entry in [`table`] fails.
//!
//! The home site is the only one with the [`scene::CANARY`] in its texts: a stranger must never read it.

mod assignment;
mod children;
mod costs;
mod filters;
mod front_desk;
mod live;
mod people;
mod refusals;
pub mod scene;
mod table;
mod walk;
