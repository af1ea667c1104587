//! The game's process, as far as its memory is concerned.

/// An object of the game that everything else is reached through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Object {
    /// In-game time and deaths.
    GameData,
    /// The number of the save slot.
    Game,
    /// The player.
    World,
    /// Event flags.
    EventFlags,
    /// Fast travel.
    Travels,
    /// Gives items.
    Items,
}

/// What is known of fast travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Travel {
    /// Every travel is noticed: the grace of one begun since the last question, if there was one.
    Noticed(Option<u32>),
    /// Travels are not noticed; only what the game remembers of the last one can tell.
    Unnoticed,
}

/// A running game. Every call returns quickly and never fails by crashing: addresses may be wild.
pub trait Process {
    /// Fills `into` from memory at `address`. False, with `into` in an unknown state, when any
    /// of it cannot be read.
    fn read(&self, address: u64, into: &mut [u8]) -> bool;

    /// Writes one byte; false when it cannot be written.
    fn write(&mut self, address: u64, byte: u8) -> bool;

    /// Address of the pointer to an object. None when this game has no such object, or does not
    /// tell yet.
    fn slot(&mut self, object: Object) -> Option<u64>;

    /// The fast travel begun since the last call.
    fn travel(&mut self) -> Travel;

    /// Hands the player one piece of the item with this id, soon. False when the game does not
    /// let items be given.
    fn give(&mut self, item: u32) -> bool;

    /// A whole number of four bytes.
    fn read_u32(&self, address: u64) -> Option<u32> {
        let mut bytes = [0; 4];
        self.read(address, &mut bytes)
            .then(|| u32::from_le_bytes(bytes))
    }

    /// An address; 0 stands for none.
    fn read_pointer(&self, address: u64) -> Option<u64> {
        let mut bytes = [0; 8];
        self.read(address, &mut bytes)
            .then(|| u64::from_le_bytes(bytes))
    }
}

/// The whole number of four bytes at `offset` of a block.
///
/// # Panics
/// When the block is too short for that.
pub(super) fn u32_at(block: &[u8], offset: usize) -> u32 {
    let mut bytes = [0; 4];
    bytes.copy_from_slice(&block[offset..offset + 4]);
    u32::from_le_bytes(bytes)
}

/// The address at `offset` of a block.
///
/// # Panics
/// When the block is too short for that.
pub(super) fn pointer_at(block: &[u8], offset: usize) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&block[offset..offset + 8]);
    u64::from_le_bytes(bytes)
}
