//! A tag: a word of the garage's own that is put on customers. Pure rules.

use contracts::customers::{CustomerTagChanged, TagId};
use garde::Validate;
use kernel::text::filled_line;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Error;

/// What a tag is shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = TagColour)]
pub enum Colour {
    Grey,
    Teal,
    Green,
    Amber,
    Red,
    Blue,
    Violet,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "customers_tags")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TagId,
    pub name: String,
    /// The name without regard to case: no two tags have the same.
    #[serde(skip)]
    pub name_key: String,
    pub colour: Colour,
    /// Stays where it is and is put on nobody any more.
    pub retired: bool,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Tag;

/// A tag as a request says it.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CustomerTagInput)]
pub struct TagInput {
    #[garde(custom(filled_line(40)))]
    #[schema(max_length = 40, format = "filled-line")]
    pub name: String,
    #[garde(skip)]
    pub colour: Colour,
}

impl Tag {
    pub fn new(input: &TagInput) -> Self {
        let mut tag = Self { id: TagId::new(), name: String::new(), name_key: String::new(), colour: input.colour, retired: false };
        tag.change(input);
        tag
    }

    /// Whoever has it keeps it.
    pub fn change(&mut self, input: &TagInput) {
        input.name.trim().clone_into(&mut self.name);
        self.name_key = self.name.to_lowercase();
        self.colour = input.colour;
    }

    pub fn retire(&mut self) -> Result<(), Error> {
        if self.retired {
            return Err(Error::TagRetired);
        }
        self.retired = true;
        Ok(())
    }

    pub fn restore(&mut self) -> Result<(), Error> {
        if !self.retired {
            return Err(Error::TagNotRetired);
        }
        self.retired = false;
        Ok(())
    }

    pub fn changed(&self) -> CustomerTagChanged {
        CustomerTagChanged { id: self.id }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_in_capitals_and_a_renamed_tag_is_the_same_tag() {
        let input = |name: &str| TagInput { name: name.into(), colour: Colour::Teal };
        let mut tag = Tag::new(&input(" Fidèle "));
        assert_eq!((tag.name.as_str(), &tag.name_key), ("Fidèle", &Tag::new(&input("FIDÈLE")).name_key));
        let id = tag.id;
        tag.change(&input("Très fidèle"));
        assert_eq!((tag.id, tag.name.as_str()), (id, "Très fidèle"));
    }

    #[test]
    fn a_tag_is_retired_once_and_taken_up_again_once() {
        let mut tag = Tag::new(&TagInput { name: "VIP".into(), colour: Colour::Violet });
        assert_eq!(tag.restore(), Err(Error::TagNotRetired));
        assert_eq!((tag.retire(), tag.retire()), (Ok(()), Err(Error::TagRetired)));
        assert_eq!((tag.restore(), tag.retired), (Ok(()), false));
    }
}
