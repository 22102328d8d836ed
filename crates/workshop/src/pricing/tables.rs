//! The rows of rates and agreements.

pub mod rate {
    use contracts::workshop::LabourRateId;
    use kernel::{Amount, SiteId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_labour_rates")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LabourRateId,
        pub site_id: SiteId,
        pub name: String,
        /// What makes two names the same.
        pub name_key: String,
        /// Net, in the site's currency.
        pub per_hour: Amount,
        pub archived: bool,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Of a customer or of a vehicle.
pub mod agreement {
    use contracts::customers::CustomerId;
    use contracts::vehicles::VehicleId;
    use contracts::workshop::{LabourRateId, PriceAgreementId};
    use kernel::SiteId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_price_agreements")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PriceAgreementId,
        pub site_id: SiteId,
        pub customer_id: Option<CustomerId>,
        pub vehicle_id: Option<VehicleId>,
        pub labour_rate_id: LabourRateId,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
