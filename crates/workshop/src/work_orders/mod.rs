//! Work orders: a file per operation, the rules in [`work_order`] and [`estimate`].

mod add_job;
mod add_line;
mod assign;
pub mod authorise;
mod board;
mod cancel;
pub mod command;
pub mod complete;
pub mod core;
mod core_words;
mod count;
mod decide_core;
pub mod discounts;
#[cfg(test)]
mod doors;
pub mod estimate;
pub mod events;
pub mod fact;
#[cfg(test)]
pub mod fixture;
mod get;
mod hand_over;
mod history;
mod hold;
pub mod input;
mod issued;
pub mod job;
pub mod line;
mod list;
mod name_article;
pub mod open;
mod progressed;
mod remove_job;
mod remove_line;
mod reopen;
mod restore;
mod restore_job;
mod restore_line;
mod resume;
pub mod rows;
mod share_job;
pub mod shares;
mod start;
pub mod state;
pub mod stood;
pub mod store;
pub mod tables;
mod update;
mod update_job;
mod update_line;
pub mod view;
pub mod work_order;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_work_orders, open::open_work_order))
        .routes(routes!(count::count_work_orders))
        .routes(routes!(board::show_board))
        .routes(routes!(get::get_work_order, update::update_work_order))
        .routes(routes!(history::list_history))
        .routes(routes!(add_job::add_job))
        .routes(routes!(update_job::update_job, remove_job::remove_job))
        .routes(routes!(restore_job::restore_job))
        .routes(routes!(share_job::share_job))
        .routes(routes!(add_line::add_line))
        .routes(routes!(update_line::update_line, remove_line::remove_line))
        .routes(routes!(restore_line::restore_line))
        .routes(routes!(name_article::name_article))
        .routes(routes!(decide_core::decide_core))
        .routes(routes!(authorise::authorise_work_order))
        .routes(routes!(assign::assign_work_order))
        .routes(routes!(start::start_work_order))
        .routes(routes!(hold::hold_work_order))
        .routes(routes!(resume::resume_work_order))
        .routes(routes!(complete::complete_work_order))
        .routes(routes!(reopen::reopen_work_order))
        .routes(routes!(cancel::cancel_work_order))
        .routes(routes!(restore::restore_work_order))
        .routes(routes!(hand_over::hand_over_work_order))
        .with_state(workshop)
}
