//! A tag as the API shows it.

use contracts::customers::{CUSTOMER_WRITE, TagId};
use kernel::Actor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::tag::{Colour, Tag};

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CustomerTag)]
pub struct TagView {
    pub id: TagId,
    pub name: String,
    pub colour: Colour,
    /// Stays where it is and is put on nobody any more.
    pub retired: bool,
    /// `update`, `retire`, `restore`, `delete`
    pub actions: Vec<String>,
}

impl TagView {
    pub fn new(tag: Tag, in_use: bool, actor: &Actor) -> Self {
        let turn = if tag.retired { "restore" } else { "retire" };
        let mut actions = vec!["update", turn];
        if !in_use {
            actions.push("delete");
        }
        let may = actor.may_anywhere(CUSTOMER_WRITE);
        let actions = actions.into_iter().filter(|_| may).map(str::to_owned).collect();
        Self { id: tag.id, name: tag.name, colour: tag.colour, retired: tag.retired, actions }
    }
}

/// All tags by name; there are few.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CustomerTags)]
pub struct TagsView {
    pub items: Vec<TagView>,
}
