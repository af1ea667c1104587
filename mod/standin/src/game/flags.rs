//! Event flags: pages of bits, and the tree that leads to them.

use std::collections::BTreeMap;
use std::mem::{offset_of, size_of};

use eldenring::cs::{CSEventFlagMan, CSFD4VirtualMemoryFlag};

use super::memory::{block, get, put};

/// Categories that exist, those of both generations of seeds among them.
const CATEGORIES: &[u32] = &[
    0, 1, 9, 10, 60, 71, 72, 73, 74, 75, 76, 10_000, 1_040_290, 1_040_291, 1_040_292, 1_040_293,
    1_040_299, 1_050_290, 1_050_294, 1_050_295, 1_050_296, 1_050_297, 1_052_380, 2_045_468,
];
const PAGE: usize = 125;
/// Categories from here on are part of the save; the rest is forgotten when an area is loaded.
const FIRST_SAVED: u32 = 1_050_290;

// A node of the tree.
const LEFT: usize = 0x00;
const PARENT: usize = 0x08;
const RIGHT: usize = 0x10;
const BLACK: usize = 0x18;
const IS_HEAD: usize = 0x19;
const CATEGORY: usize = 0x20;
const KIND: usize = 0x28;
const LOCATION: usize = 0x30;
const NODE: usize = 0x38;

/// The page of a category.
#[derive(Clone, Copy, Debug)]
struct Page {
    node: usize,
    address: usize,
}

/// The flag manager with all its pages.
#[derive(Debug)]
pub(super) struct Flags {
    /// Address of the manager.
    pub(super) manager: usize,
    pages: BTreeMap<u32, Page>,
}

impl Flags {
    /// Every flag is off.
    pub(super) fn build() -> Self {
        let manager = block(size_of::<CSEventFlagMan>());
        let memory = manager + offset_of!(CSEventFlagMan, virtual_memory_flag);
        let field = |offset: usize| memory + offset;
        let pages = block(PAGE * CATEGORIES.len());
        let count = u32::try_from(CATEGORIES.len()).expect("there are few");
        put(
            field(offset_of!(CSFD4VirtualMemoryFlag, event_flag_divisor)),
            1000_u32,
        );
        put(
            field(offset_of!(CSFD4VirtualMemoryFlag, event_flag_holder_size)),
            125_u32,
        );
        put(
            field(offset_of!(CSFD4VirtualMemoryFlag, event_flag_holder_count)),
            count,
        );
        put(
            field(offset_of!(CSFD4VirtualMemoryFlag, flag_blocks)),
            pages,
        );

        let head = block(NODE);
        put(head + BLACK, 1_u8);
        put(head + IS_HEAD, 1_u8);
        let mut flags = Self {
            manager,
            pages: BTreeMap::new(),
        };
        let root = flags.grow(CATEGORIES, 0, head, head, pages);
        put(head + PARENT, root);
        put(head + LEFT, outermost(root, LEFT, head));
        put(head + RIGHT, outermost(root, RIGHT, head));
        let map = field(offset_of!(CSFD4VirtualMemoryFlag, flag_block_descriptors));
        put(map + 0x08, head);
        put(map + 0x10, CATEGORIES.len());
        flags
    }

    /// Makes the subtree of some categories; the first has the page with number `index`.
    fn grow(
        &mut self,
        categories: &[u32],
        index: usize,
        parent: usize,
        head: usize,
        pages: usize,
    ) -> usize {
        if categories.is_empty() {
            return head;
        }
        let (smaller, rest) = categories.split_at(categories.len() / 2);
        let node = block(NODE);
        let own = index + smaller.len();
        put(node + PARENT, parent);
        put(node + BLACK, 1_u8);
        put(node + CATEGORY, rest[0]);
        put(node + KIND, 1_u32);
        put(node + LOCATION, own);
        let page = Page {
            node,
            address: pages + PAGE * own,
        };
        self.pages.insert(rest[0], page);
        put(node + LEFT, self.grow(smaller, index, node, head, pages));
        put(
            node + RIGHT,
            self.grow(&rest[1..], own + 1, node, head, pages),
        );
        node
    }

    fn bit(&self, flag: u32) -> Option<(usize, u8)> {
        let page = self.pages.get(&(flag / 1000))?;
        let rest = flag % 1000;
        Some((page.address + rest as usize / 8, 0x80 >> (rest % 8)))
    }

    /// Whether a flag is on; none without a page.
    pub(super) fn is_set(&self, flag: u32) -> Option<bool> {
        self.bit(flag)
            .map(|(byte, mask)| get::<u8>(byte) & mask != 0)
    }

    /// Sets or clears a flag; false without a page.
    pub(super) fn set(&self, flag: u32, on: bool) -> bool {
        let Some((byte, mask)) = self.bit(flag) else {
            return false;
        };
        let before: u8 = get(byte);
        put(byte, if on { before | mask } else { before & !mask });
        true
    }

    /// An area is loaded, with which the game forgets what it does not save.
    pub(super) fn forget(&self) {
        for (_, page) in self.pages.range(1_040_000..FIRST_SAVED) {
            put(page.address, [0_u8; PAGE]);
        }
    }

    /// Moves the page of a category to a block of its own, which its node then points to.
    pub(super) fn move_page(&mut self, category: u32) -> bool {
        let Some(page) = self.pages.get_mut(&category) else {
            return false;
        };
        let to = block(PAGE);
        put(to, get::<[u8; PAGE]>(page.address));
        page.address = to;
        put(page.node + LOCATION, to);
        put(page.node + KIND, 2_u32);
        true
    }

    /// Gives a category's node another kind; false without a page.
    pub(super) fn set_kind(&self, category: u32, kind: u32) -> bool {
        let page = self.pages.get(&category);
        if let Some(page) = page {
            put(page.node + KIND, kind);
        }
        page.is_some()
    }
}

/// The last node on the way to one side.
fn outermost(root: usize, side: usize, head: usize) -> usize {
    let mut node = root;
    loop {
        let next: usize = get(node + side);
        if next == head {
            return node;
        }
        node = next;
    }
}
