//! Where values lie within the game's objects.

/// Offsets in bytes from the start of the object that each is named after.
///
/// # Source
/// The types of the `eldenring` crate 0.14.0, which describe game 1.16.2; a test that runs as a
/// Windows program compares every value. The public mod reads the same offsets from 1.16.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// `GameDataMan`: deaths, u32.
    pub deaths: u64,
    /// `GameDataMan`: in-game time, u32 in milliseconds.
    pub igt: u64,
    /// `GameMan`: number of the save slot, i32.
    pub save_slot: u64,
    /// `WorldChrMan`: pointer to the player.
    pub player: u64,
    /// `PlayerIns`: position within the map block, three f32.
    pub position: u64,
    /// `PlayerIns`: map block, u32.
    pub map: u64,
    /// `PlayerIns`: play region, u32.
    pub play_region: u64,
    /// `CSEventFlagMan`: flags per page, u32.
    pub flag_divisor: u64,
    /// `CSEventFlagMan`: bytes per page, u32.
    pub flag_page_size: u64,
    /// `CSEventFlagMan`: pointer to the pages that lie in a row.
    pub flag_pages: u64,
    /// `CSEventFlagMan`: pointer to the head of the tree of pages.
    pub flag_tree_head: u64,
    /// Nodes of that tree.
    pub node: NodeLayout,
    /// `CSLuaEventManImp`: pointer to the script that travels.
    pub travel_script: u64,
    /// That script: last grace travelled to less 1000, u32.
    pub travel_grace: u64,
}

/// A node of the tree of flag pages, which is a `std::map` as Microsoft's compiler lays it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeLayout {
    /// Pointer to the subtree of smaller categories.
    pub left: usize,
    /// Pointer to the parent; in the head to the root.
    pub parent: usize,
    /// Pointer to the subtree of larger categories.
    pub right: usize,
    /// 1 in the head, which also stands for "no subtree".
    pub is_head: usize,
    /// Category, u32.
    pub category: usize,
    /// How the page is found, u32.
    pub kind: usize,
    /// Number of the page or pointer to it.
    pub page: usize,
    /// Bytes of a node.
    pub size: usize,
}

impl Layout {
    /// Games 1.16.1 and 1.16.2.
    pub const V1_16: Self = Self {
        deaths: 0x94,
        igt: 0xA0,
        save_slot: 0xAC0,
        player: 0x1E508,
        position: 0x6C0,
        map: 0x6D0,
        play_region: 0x6E8,
        flag_divisor: 0x1C,
        flag_page_size: 0x20,
        flag_pages: 0x28,
        flag_tree_head: 0x38,
        node: NodeLayout {
            left: 0x00,
            parent: 0x08,
            right: 0x10,
            is_head: 0x19,
            category: 0x20,
            kind: 0x28,
            page: 0x30,
            size: 0x38,
        },
        travel_script: 0x18,
        travel_grace: 0x1C,
    };
}
