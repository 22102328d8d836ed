//! How modules reach each other when they run in processes of their own: every port of the contracts over HTTP.
//!
//! A port's method is `POST /rpc/<port>/<method>` with JSON both ways; a module's events are read at `GET /rpc/events/<module>`.
//! Both halves of a port stand in one file here: the routes that answer for it, and what a [`Peer`] makes of it, so that they
//! change together. It is a crate of its own because contracts hold no logic, and so that no module is built with an HTTP
//! client that it must not use: only the program wires a [`Peer`] where a module asks for a port.
//!
//! Every request is signed ([`ServiceKey`]); [`door`] lets nobody else in. A peer that does not answer is a 503 problem.

mod audit;
mod billing;
mod callers;
mod customers;
pub mod door;
mod events;
mod fleet;
mod forward;
mod identity;
mod inventory;
mod packed;
mod peer;
mod scheduling;
mod search;
mod service_key;
mod subjects;
mod vehicles;
mod workshop;

pub use audit::trail;
pub use billing::{invoices, styles};
pub use callers::{Callers, callers};
pub use customers::{audiences, consents, credit, customers};
pub use events::feed;
pub use fleet::{fleet_units, fleet_work, fleets};
pub use identity::{account_links, open_work, sites, staff};
pub use inventory::{catalogue, purchase_orders};
pub use peer::{BadAddress, Network, Peer};
pub use scheduling::{appointment_links, appointments, arrivals, booking_pages};
pub use search::searchable;
pub use service_key::{ServiceKey, WeakSecret};
pub use subjects::subjects;
pub use vehicles::{due_vehicles, owned_vehicles, vehicles};
pub use workshop::{deferred_work, estimate_links, inspection_links, offer_links, order_papers, work_orders};
