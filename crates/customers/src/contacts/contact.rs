//! A contact: somebody to ask for at a customer.

use contracts::customers::{Approver, CustomerId};
use kernel::Amount;
use kernel::search;
use kernel::text::filled;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::customers::customer::parse_email;
use crate::customers::record::Language;
use crate::{Error, Phone};

/// What a contact is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = ContactRole)]
pub enum Role {
    /// Brings and fetches the vehicle.
    Driver,
    /// Decides on proposed work.
    Approver,
    /// Gets the invoices.
    Billing,
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "customers_contacts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub customer_id: CustomerId,
    pub name: String,
    pub role: Role,
    pub phone_e164: Option<String>,
    pub phone_display: Option<String>,
    pub email: Option<String>,
    /// The customer's when none.
    pub language: Option<Language>,
    pub notes: Option<String>,
    /// With an account of this e-mail address they see the customer's vehicles, what is under way and what was spent.
    pub sees_fleet: bool,
    /// What a whole order may cost that they approve, net, in minor units; an approver without one approves anything.
    pub approves_up_to: Option<Amount>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Contact;

/// A contact as a request says it.
#[derive(Clone, Debug, Serialize, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactInput {
    #[garde(custom(kernel::text::filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub name: String,
    #[garde(skip)]
    pub role: Role,
    #[garde(custom(kernel::text::line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub phone: Option<String>,
    #[garde(custom(kernel::text::line(254)))]
    #[schema(max_length = 254, format = "line")]
    pub email: Option<String>,
    /// The customer's when left out.
    #[garde(skip)]
    pub language: Option<Language>,
    #[garde(custom(kernel::text::prose(500)))]
    #[schema(max_length = 500, format = "prose")]
    pub notes: Option<String>,
    /// Whoever signs in with this e-mail address sees the customer's vehicles, what is under way and what was spent. Needs the address.
    #[serde(default)]
    #[garde(skip)]
    #[schema(required = false)]
    pub sees_fleet: bool,
    /// What a whole order may cost that they approve, net, in minor units of the currency it is in. An approver without one approves
    /// anything; nobody else has one.
    #[serde(default)]
    #[garde(inner(custom(limits())))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub approves_up_to: Option<Amount>,
}

const MOST_APPROVED: i64 = 1_000_000_000_000;

fn limits() -> impl Fn(&Amount, &()) -> garde::Result {
    |amount, ()| {
        let is_one = (0..=MOST_APPROVED).contains(&amount.0);
        if is_one { Ok(()) } else { Err(garde::Error::new("it is no amount that is approved up to")) }
    }
}

impl Contact {
    pub fn read(id: Uuid, customer_id: CustomerId, input: ContactInput) -> Result<Self, Error> {
        let email = filled(input.email).map(|text| parse_email(&text)).transpose()?;
        if input.sees_fleet && email.is_none() {
            return Err(Error::FleetWithoutEmail);
        }
        if input.approves_up_to.is_some() && input.role != Role::Approver {
            return Err(Error::NotApprover);
        }
        let phone = filled(input.phone).map(|text| Phone::parse(&text)).transpose()?;
        let (phone_e164, phone_display) = phone.map(|phone| (phone.e164, phone.display)).unzip();
        Ok(Self {
            id,
            customer_id,
            name: input.name.trim().to_owned(),
            role: input.role,
            phone_e164,
            phone_display,
            email,
            language: input.language,
            notes: filled(input.notes),
            sees_fleet: input.sees_fleet,
            approves_up_to: input.approves_up_to,
        })
    }

    /// As others know who decides.
    pub fn approver(self) -> Approver {
        let language = self.language.map(|language| language.code().to_owned());
        Approver { id: self.id, name: self.name, email: self.email, language, up_to: self.approves_up_to }
    }

    /// What their customer is found by too.
    pub fn terms(&self) -> Vec<String> {
        let mut terms = search::name(&self.name);
        if let (Some(e164), Some(display)) = (&self.phone_e164, &self.phone_display) {
            terms.extend(Phone::terms(e164, display));
        }
        terms.extend(self.email.iter().flat_map(|email| search::words(email)));
        terms
    }
}

/// A contact as the API shows it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Contact)]
pub struct ContactView {
    pub id: Uuid,
    pub name: String,
    pub role: Role,
    /// E.164.
    pub phone: Option<String>,
    pub phone_display: Option<String>,
    pub email: Option<String>,
    pub language: Option<Language>,
    pub notes: Option<String>,
    pub sees_fleet: bool,
    /// Net of a whole order, in minor units.
    pub approves_up_to: Option<Amount>,
}

impl From<Contact> for ContactView {
    fn from(contact: Contact) -> Self {
        Self {
            id: contact.id,
            name: contact.name,
            role: contact.role,
            phone: contact.phone_e164,
            phone_display: contact.phone_display,
            email: contact.email,
            language: contact.language,
            notes: contact.notes,
            sees_fleet: contact.sees_fleet,
            approves_up_to: contact.approves_up_to,
        }
    }
}
