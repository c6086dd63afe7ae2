//! Lets the demo clinics send by a carrier that carries nothing, while one runs beside them.

use std::net::SocketAddr;

use clinic::messages::operations::{Secrets, load, save};
use clinic::messages::settings::{MailSecurity, Messaging, Provider};
use tenancy::{Actor, House};
use web::Expected;

use super::PLANS;
use crate::ground::Outcome;

/// What `fake-carrier` knows of itself.
const ACCOUNT: &str = "AC00000000000000000000000000000001";
const TOKEN: &str = "fake-token";

/// Connects the demo clinics that send nothing yet to the fake carrier, whose mail server is at `mail`; or those that are
/// connected to it to nobody, where there is none. What somebody set up otherwise stays.
pub async fn connect(house: &House, mail: Option<SocketAddr>) -> Outcome {
    for plan in &PLANS {
        let Ok(tenant) = house.tenant_by_slug(plan.slug).await else { continue };
        let mut tx = house.begin(house.ticket(tenant, Actor::Job { name: "demo" })).await?;
        let before = load(&mut tx).await?.messaging;
        let is_connected = before.account_sid == ACCOUNT;
        let after = match mail {
            Some(mail) if is_connected || before.provider == Provider::Console => {
                connected(before.clone(), mail, plan.slug)
            }
            None if is_connected => Messaging {
                provider: Provider::Console,
                mail: Provider::Console,
                account_sid: String::new(),
                ..before.clone()
            },
            _ => continue,
        };
        if after != before {
            let secrets = Secrets { token: Some(TOKEN.to_owned()), mail_password: None };
            save(&mut tx, &after, &secrets, &Expected::Any).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

fn connected(before: Messaging, mail: SocketAddr, slug: &str) -> Messaging {
    Messaging {
        provider: Provider::Twilio,
        account_sid: ACCOUNT.to_owned(),
        service_sid: "MG00000000000000000000000000000001".to_owned(),
        mail: Provider::Smtp,
        mail_host: mail.ip().to_string(),
        mail_port: mail.port(),
        mail_security: MailSecurity::Plain,
        mail_user: String::new(),
        mail_sender: format!("desk@{slug}.example"),
        ..before
    }
}
