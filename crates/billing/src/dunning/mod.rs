//! Letters to customers who are late (PRODUCT 1.M, M12). Why it is as it is: docs/decisions/0077-dunning.md.
//!
//! Owns each site's steps, letters with what they remind of, and who is left alone. An invoice comes to each step once. A late fee is named
//! by a letter and not owed by it.
//!
//! Refuses skipping what is not proposed (`letter-state`) and looking where nobody is written to (`dunning-off`).

pub mod daily;
pub mod demo;
mod figures;
mod letter;
mod list;
mod pauses;
mod pdf;
mod propose;
mod send;
mod settings;
mod skip;
mod step;
mod store;
pub mod tables;
mod view;
mod words;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub use letter::LetterState;
pub use pdf::printed;
pub use step::Tone;

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(settings::get_dunning, settings::set_dunning))
        .routes(routes!(send::send_dunning_letters))
        .routes(routes!(send::look_who_is_late))
        .routes(routes!(list::list_dunning_letters))
        .routes(routes!(skip::skip_dunning_letter))
        .routes(routes!(skip::restore_dunning_letter))
        .routes(routes!(pdf::print_dunning_letter))
        .routes(routes!(pauses::list_dunning_pauses, pauses::pause_dunning))
        .routes(routes!(pauses::end_dunning_pause))
        .routes(routes!(figures::get_dunning_figures))
        .with_state(billing)
}
