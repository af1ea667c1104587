//! A look at everything that an operator has set up, without changing any of it.

use std::path::Path;

use anyhow::bail;
use speedfog_seeds::{PoolConfigs, PoolName, list_pools};

use super::{existing_store, print};
use crate::{
    config::{DiscordSettings, Settings, StockSettings, TwitchSettings},
    discord::Discord,
    store::Store,
    twitch::Twitch,
};

/// What is found out, printed as it comes.
#[derive(Default)]
struct Findings {
    faults: usize,
}

impl Findings {
    fn fine(&self, about: &str, text: &str) -> anyhow::Result<()> {
        line("ok", about, text)
    }

    fn note(&self, about: &str, text: &str) -> anyhow::Result<()> {
        line("note", about, text)
    }

    fn fault(&mut self, about: &str, text: &str) -> anyhow::Result<()> {
        self.faults += 1;
        line("FAULT", about, text)
    }
}

fn line(verdict: &str, about: &str, text: &str) -> anyhow::Result<()> {
    print(&format!("{verdict:<6} {about:<9} {text}"))
}

/// Prints one line per thing that was looked at.
///
/// # Errors
/// When something is wrong, so that the exit code says so.
pub(super) async fn check(settings: Settings) -> anyhow::Result<()> {
    let mut findings = Findings::default();
    look_at_settings(&settings, &findings)?;
    let store = match existing_store(&settings).await {
        Ok(store) => {
            look_at_database(&store, &mut findings).await?;
            Some(store)
        }
        Err(error) => {
            findings.fault("database", &format!("{error:#}"))?;
            None
        }
    };
    look_at_pools(&settings.seeds_pool_dir, store.as_ref(), &mut findings).await?;
    look_at_generator(&settings.stock, &mut findings)?;
    look_at_twitch(settings.twitch, &mut findings).await?;
    look_at_discord(settings.discord, &mut findings).await?;
    if let Some(store) = store {
        store.close().await?;
    }
    match findings.faults {
        0 => Ok(()),
        1 => bail!("1 fault"),
        faults => bail!("{faults} faults"),
    }
}

fn look_at_generator(settings: &StockSettings, findings: &mut Findings) -> anyhow::Result<()> {
    let Some(refill) = &settings.refill else {
        return findings.note(
            "pools",
            "GENERATOR_COMMAND is not set: nobody but you refills them",
        );
    };
    let program = Path::new(&refill.command[0]);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = program.is_file()
        || program.components().count() == 1
            && std::env::split_paths(&path).any(|folder| folder.join(program).is_file());
    match found {
        true => findings.fine(
            "pools",
            &format!("low ones are refilled by {}", program.display()),
        ),
        false => findings.fault(
            "pools",
            &format!(
                "GENERATOR_COMMAND names {}, which is not there",
                program.display()
            ),
        ),
    }
}

fn look_at_settings(settings: &Settings, findings: &Findings) -> anyhow::Result<()> {
    findings.fine("settings", &format!("listens on {}", settings.listen))?;
    match &settings.http.base_url {
        Some(url) => findings.fine("settings", &format!("people reach it at {url}"))?,
        None => findings.note(
            "settings",
            "BASE_URL is not set: links in messages and calendars cannot be made",
        )?,
    }
    let insecure = settings.websocket_url.starts_with("ws://");
    if settings.http.is_https() && insecure {
        findings.note(
            "settings",
            &format!(
                "BASE_URL is https, but seed packs tell the mod to connect to {} (WEBSOCKET_URL)",
                settings.websocket_url
            ),
        )?;
    }
    if settings.dev_sign_in {
        findings.note(
            "settings",
            "DEV_SIGN_IN is on: anybody on this machine can be anybody",
        )?;
    }
    Ok(())
}

async fn look_at_database(store: &Store, findings: &mut Findings) -> anyhow::Result<()> {
    match store.pending_migrations().await {
        Err(error) => findings.fault("database", &error.to_string()),
        Ok(pending) if pending.is_empty() => {
            findings.fine("database", &format!("{}, up to date", store.engine()))
        }
        Ok(pending) => findings.note(
            "database",
            &format!(
                "{}, {} steps behind this program; `migrate` or `serve` takes them",
                store.engine(),
                pending.len()
            ),
        ),
    }
}

async fn look_at_twitch(
    settings: Option<TwitchSettings>,
    findings: &mut Findings,
) -> anyhow::Result<()> {
    let Some(settings) = settings else {
        return findings.note(
            "twitch",
            "TWITCH_CLIENT_ID is not set: nobody can sign in through Twitch",
        );
    };
    let redirect_uri = settings.redirect_uri.clone();
    match Twitch::new(settings)?.app_token().await {
        Ok(_) => findings.fine(
            "twitch",
            &format!("takes id and secret; the application must know {redirect_uri}"),
        ),
        Err(error) => findings.fault("twitch", &error.to_string()),
    }
}

async fn look_at_discord(settings: DiscordSettings, findings: &mut Findings) -> anyhow::Result<()> {
    let discord = Discord::new(settings.clone())?;
    if settings.webhook_url.is_some() {
        match discord.check_webhook().await {
            Ok(()) => findings.fine("discord", "races are announced by the webhook")?,
            Err(error) => findings.fault("discord", &format!("DISCORD_WEBHOOK_URL: {error}"))?,
        }
    }
    if settings.bot_token.is_none() {
        if settings.webhook_url.is_none() {
            findings.note("discord", "is not set up")?;
        }
        return Ok(());
    }
    match discord.bot_name().await {
        Ok(name) => findings.fine("discord", &format!("the bot is {name}"))?,
        Err(error) => findings.fault("discord", &format!("DISCORD_BOT_TOKEN: {error}"))?,
    }
    for (set, without) in [
        (
            settings.guild_id.is_some(),
            "DISCORD_GUILD_ID is not set: no events, no role of runners",
        ),
        (
            settings.runner_role_id.is_some(),
            "DISCORD_RUNNER_ROLE_ID is not set: no role of runners",
        ),
        (
            settings.channel_id.is_some(),
            "DISCORD_CHANNEL_ID is not set: no message with buttons",
        ),
        (
            settings.public_key.is_some(),
            "DISCORD_PUBLIC_KEY is not set: buttons have no effect",
        ),
    ] {
        if !set {
            findings.note("discord", without)?;
        }
    }
    Ok(())
}

async fn look_at_pools(
    folder: &Path,
    store: Option<&Store>,
    findings: &mut Findings,
) -> anyhow::Result<()> {
    let pools = match list_pools(folder) {
        Ok(pools) => pools,
        Err(error) => {
            let text = format!("{} (SEEDS_POOL_DIR): {error}", folder.display());
            return findings.fault("pools", &text);
        }
    };
    if pools.is_empty() {
        let text = format!(
            "{} holds no pool, so no race can be created",
            folder.display()
        );
        findings.note("pools", &text)?;
    }
    let stored = match store {
        Some(store) => store.pool_counts().await.unwrap_or_default(),
        None => Default::default(),
    };
    let configs = PoolConfigs::new(folder);
    for pool in pools {
        let archives = archives(folder, &pool);
        let available = stored
            .iter()
            .find(|(name, _)| *name == pool.as_str())
            .map_or(0, |(_, counts)| counts.available);
        if configs.get(&pool).is_none() {
            findings.fault("pools", &format!("{pool}: config.toml cannot be read"))?;
        }
        findings.fine(
            "pools",
            &format!("{pool}: {archives} archives in the folder, {available} seeds to race on"),
        )?;
    }
    Ok(())
}

fn archives(folder: &Path, pool: &PoolName) -> usize {
    let entries = std::fs::read_dir(folder.join(pool.as_str()));
    let entries = entries.into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "zip"))
        .count()
}
