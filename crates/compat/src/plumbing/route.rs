//! One endpoint of an old system.

use std::pin::Pin;

use axum::http::Method;

use super::{Answer, Ask};

/// What serves an endpoint.
pub type Handle = fn(Ask) -> Pin<Box<dyn Future<Output = Answer> + Send>>;

/// Whose clients: they differ in how lists are paged and in the language of refusals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// The workshop manager: page numbers, English.
    Manager,
    /// The garage back office: limit and offset, French.
    Office,
    /// The six services: whole arrays, English.
    Services,
}

#[derive(Clone)]
pub struct Route {
    pub method: Method,
    /// As axum writes it: `/api/v1/customers/{id}/`.
    pub path: &'static str,
    pub family: Family,
    /// What it is about, for the document's tag.
    pub about: &'static str,
    pub summary: &'static str,
    /// Fields of the body; those that must be there end with `*`.
    pub takes: &'static [&'static str],
    /// Parameters of the query string.
    pub asks: &'static [&'static str],
    /// Answers without a token.
    pub is_open: bool,
    pub handle: Handle,
}

impl Route {
    pub const fn new(
        family: Family,
        about: &'static str,
        method: Method,
        path: &'static str,
        summary: &'static str,
        handle: Handle,
    ) -> Self {
        Self { method, path, family, about, summary, takes: &[], asks: &[], is_open: false, handle }
    }

    pub const fn takes(mut self, fields: &'static [&'static str]) -> Self {
        self.takes = fields;
        self
    }

    pub const fn asks(mut self, parameters: &'static [&'static str]) -> Self {
        self.asks = parameters;
        self
    }

    pub const fn open(mut self) -> Self {
        self.is_open = true;
        self
    }
}
