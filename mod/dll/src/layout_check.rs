//! Compares the table of offsets with the `eldenring` crate whenever the mod is built.

use std::mem::offset_of;

use eldenring::cs::{
    CSEventFlagMan, CSFD4VirtualMemoryFlag, CSLuaEventManImp, CSLuaEventScriptImitation,
    GameDataMan, GameMan, PlayerIns, WorldChrMan,
};
use speedfog_race_mod::game::live::Layout;

macro_rules! same {
    ($($offset:ident: $object:ty, $field:ident;)*) => {
        $(const _: () = assert!(
            Layout::V1_16.$offset == offset_of!($object, $field) as u64,
            concat!("the crate has ", stringify!($field), " elsewhere")
        );)*
    };
}

same! {
    deaths: GameDataMan, death_count;
    igt: GameDataMan, play_time;
    save_slot: GameMan, save_slot;
    player: WorldChrMan, main_player;
    position: PlayerIns, block_position;
    map: PlayerIns, current_block_id;
    play_region: PlayerIns, play_region_id;
    flag_divisor: CSFD4VirtualMemoryFlag, event_flag_divisor;
    flag_page_size: CSFD4VirtualMemoryFlag, event_flag_holder_size;
    flag_pages: CSFD4VirtualMemoryFlag, flag_blocks;
    travel_script: CSLuaEventManImp, lua_event_script_imitation;
    travel_grace: CSLuaEventScriptImitation, lua_warp_bonfire_entity_id;
}

// The map begins with its allocator; the head of its tree follows.
const _: () = assert!(
    Layout::V1_16.flag_tree_head
        == offset_of!(CSFD4VirtualMemoryFlag, flag_block_descriptors) as u64 + 8
);
const _: () = assert!(offset_of!(CSEventFlagMan, virtual_memory_flag) == 0);
