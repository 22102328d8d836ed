//! Work orders over HTTP, with the other modules played by fakes.

mod completion;
mod editing;
mod lifecycle;
mod lists;
mod opening;
mod others;
mod support;
