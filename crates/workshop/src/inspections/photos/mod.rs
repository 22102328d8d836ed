//! Photos of items: files of the inspection, with what is drawn over them beside.

pub mod add;
pub mod mark;
pub mod remove;
pub mod show;
