//! The state of the game, where the mod looks for it.

use std::mem::{offset_of, size_of};
use std::time::Duration;

use eldenring::cs::{
    CSLuaEventManImp, CSLuaEventScriptImitation, CSMenuManImp, GameDataMan, GameMan, PlayerIns,
    WorldChrMan,
};

use super::flags::Flags;
use super::functions;
use super::memory::{block, get, put};
use super::screen::Picture;
use super::{image, singletons, tasks};

/// Fixed places of game 1.16.2, relative to the program.
///
/// # Source
/// The tables of the `eldenring` crate 0.14.0.
const GAME_DATA_SLOT: usize = 0x3D5_DF38;
const GAME_SLOT: usize = 0x3D6_9918;
const INSTANCE_HANDLE: usize = 0x3D8_5688;
const REGISTER_TASK: usize = 0xEB_1FE0;

/// Whether the title menu is ready: a time in it.
const MENU_TIME: usize = 0x744;

/// All objects.
#[derive(Debug)]
pub(super) struct World {
    /// Event flags.
    pub(super) flags: Flags,
    game_data: usize,
    game: usize,
    characters: usize,
    player: usize,
    script: usize,
    proxy: usize,
    /// Objects that are found by name.
    named: Vec<(&'static str, usize)>,
    /// Whether in-game time passes.
    pub(super) ticks: bool,
    loading: bool,
}

impl World {
    /// A character who stands in the overworld.
    pub(super) fn build() -> Self {
        let flags = Flags::build();
        let (characters, travels) = (
            block(size_of::<WorldChrMan>()),
            block(size_of::<CSLuaEventManImp>()),
        );
        let (menu, script, proxy) = (
            block(size_of::<CSMenuManImp>()),
            block(size_of::<CSLuaEventScriptImitation>()),
            block(0x200),
        );
        put(
            travels + offset_of!(CSLuaEventManImp, lua_event_proxy),
            proxy,
        );
        put(
            travels + offset_of!(CSLuaEventManImp, lua_event_script_imitation),
            script,
        );
        put(menu + MENU_TIME, 1.0_f32);
        let world = Self {
            named: vec![
                ("CSEventFlagMan", flags.manager),
                ("WorldChrMan", characters),
                ("CSMenuMan", menu),
                ("CSLuaEventMan", travels),
                ("MapItemMan", block(0x100)),
                ("CSTask", block(0x100)),
            ],
            flags,
            game_data: block(size_of::<GameDataMan>()),
            game: block(size_of::<GameMan>()),
            characters,
            player: block(size_of::<PlayerIns>()),
            script,
            proxy,
            ticks: false,
            loading: false,
        };
        put(image::address(GAME_DATA_SLOT), world.game_data);
        put(image::address(GAME_SLOT), world.game);
        put(image::address(INSTANCE_HANDLE), image::base());
        image::jump(REGISTER_TASK, tasks::register as *const () as usize);
        for (name, object) in &world.named {
            put(singletons::slot(name), *object);
        }
        singletons::check_all();
        functions::keep_all();
        world.set_place([100.0, 50.0, -20.0], [60, 42, 36, 0], 6_101_000);
        world.set_player(true);
        world
    }

    /// Takes an object away, as before the game has made it, or brings it back. False when
    /// there is none of this name.
    pub(super) fn set_present(&self, name: &str, present: bool) -> bool {
        let object = self.named.iter().find(|(of, _)| *of == name);
        if let Some((name, object)) = object {
            put(singletons::slot(name), if present { *object } else { 0 });
        }
        object.is_some()
    }

    pub(super) fn set_igt(&self, igt_ms: u32) {
        put(self.game_data + offset_of!(GameDataMan, play_time), igt_ms);
    }

    fn igt(&self) -> u32 {
        get(self.game_data + offset_of!(GameDataMan, play_time))
    }

    pub(super) fn set_deaths(&self, deaths: u32) {
        put(
            self.game_data + offset_of!(GameDataMan, death_count),
            deaths,
        );
    }

    pub(super) fn set_save_slot(&self, slot: u32) {
        put(self.game + offset_of!(GameMan, save_slot), slot);
    }

    /// Places the player, who need not be in the world.
    pub(super) fn set_place(&self, position: [f32; 3], map: [u8; 4], region: u32) {
        put(
            self.player + offset_of!(PlayerIns, block_position),
            position,
        );
        put(
            self.player + offset_of!(PlayerIns, current_block_id),
            u32::from_be_bytes(map),
        );
        put(self.player + offset_of!(PlayerIns, play_region_id), region);
    }

    fn set_player(&self, present: bool) {
        put(
            self.characters + offset_of!(WorldChrMan, main_player),
            if present { self.player } else { 0 },
        );
    }

    /// Begins or ends a loading screen.
    pub(super) fn set_loading(&mut self, loading: bool) {
        self.loading = loading;
        self.set_player(!loading);
        if loading {
            self.flags.forget();
        }
    }

    /// Leaves for the title screen, which has no in-game time.
    pub(super) fn quit_out(&mut self) {
        self.set_loading(true);
        self.set_igt(0);
    }

    /// The objects that the game's function for travels takes.
    pub(super) fn travel_objects(&self) -> (usize, usize) {
        (self.script, self.proxy)
    }

    /// Lets time pass; what to draw then.
    pub(super) fn frame(&mut self, passed: Duration) -> Picture {
        if self.ticks && !self.loading {
            let passed_ms = u32::try_from(passed.as_millis()).unwrap_or(0);
            self.set_igt(self.igt().saturating_add(passed_ms));
        }
        match (self.loading, self.igt()) {
            (true, 0) => Picture::Title,
            (true, _) => Picture::Loading,
            (false, _) => Picture::Play,
        }
    }
}
