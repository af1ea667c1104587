//! Roles and tokens, given by whoever runs the server.

use anyhow::bail;
use clap::{Subcommand, ValueEnum};
use speedfog_protocol::{limits, rest::Role};

use super::{Sources, block_on, current_store, existing_store, print};
use crate::{clock, config::Settings};

#[derive(Debug, Subcommand)]
pub(super) enum Admin {
    /// Give a role to the account with a Twitch login. If there is none yet, the role waits for the
    /// first sign-in with that login.
    Grant {
        #[command(flatten)]
        sources: Sources,
        /// The Twitch login.
        login: String,
        /// The role; `user` takes a role away.
        #[arg(long, value_enum, default_value_t = GivenRole::Admin)]
        role: GivenRole,
    },
    /// Print a new token of an account, with which programs can do what it may. Its owner sees it
    /// among the devices that are signed in, and can end it there.
    Token {
        #[command(flatten)]
        sources: Sources,
        /// The Twitch login.
        login: String,
    },
}

/// What a token made here is called among the devices that are signed in.
const TOKEN_DEVICE: &str = "speedfog-racing admin token";

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum GivenRole {
    Admin,
    Organizer,
    User,
}

impl From<GivenRole> for Role {
    fn from(role: GivenRole) -> Self {
        match role {
            GivenRole::Admin => Self::Admin,
            GivenRole::Organizer => Self::Organizer,
            GivenRole::User => Self::User,
        }
    }
}

impl Admin {
    pub(super) fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Grant {
                sources,
                login,
                role,
            } => block_on(grant(sources.settings(None)?, login, role)),
            Self::Token { sources, login } => block_on(token(sources.settings(None)?, login)),
        }
    }
}

async fn grant(settings: Settings, login: String, role: GivenRole) -> anyhow::Result<()> {
    let login = login.trim();
    if login.is_empty() || login.chars().count() > limits::LOGIN_CHARS {
        bail!("a login has 1 to {} characters", limits::LOGIN_CHARS);
    }
    let store = current_store(&settings).await?;
    let name = match role {
        GivenRole::Admin => "an admin",
        GivenRole::Organizer => "an organizer",
        GivenRole::User => "a plain user",
    };
    let person = store.grant_role(login, role.into(), clock::now()).await?;
    store.close().await?;
    print(&match (person, role) {
        (Some(person), _) => format!(
            "{} is now {name}. It counts from the next request on.",
            person.login
        ),
        (None, GivenRole::User) => {
            format!("There is no account with the login {login}; no role waits for it any more.")
        }
        (None, _) => format!(
            "There is no account with the login {login} yet. Whoever signs in with it first will be {name}."
        ),
    })
}

async fn token(settings: Settings, login: String) -> anyhow::Result<()> {
    let store = existing_store(&settings).await?;
    let person = store.person_by_login(login.trim()).await?;
    let Some(person) = person else {
        bail!("there is no account with the login {login}; it is made by the first sign-in");
    };
    let now = clock::now();
    let token = store
        .open_session(person.id, Some(TOKEN_DEVICE), now)
        .await?;
    store.close().await?;
    print(&token)
}
