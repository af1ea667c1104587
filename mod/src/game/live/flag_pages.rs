//! Where event flags lie.
//!
//! The thousand flags of a category share one page of bits. The pages hang in a tree of the
//! game's, which only knows the categories that existed at its start.

use std::collections::BTreeMap;
use std::time::Duration;

use super::process::{pointer_at, u32_at};
use super::{Layout, Process};
use crate::game::Reading;

/// Flags per category, which the game must confirm.
const FLAGS: u32 = 1000;
/// Bytes of a page, which the game must confirm.
const PAGE_BYTES: usize = 125;
/// A sound tree is far less deep.
const MAX_STEPS: usize = 64;
/// How long the address of a page is believed.
const BELIEVED: Duration = Duration::from_secs(1);

/// A page of flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// Where it begins.
    pub(super) address: u64,
    /// How the tree names it.
    pub(super) kind: u32,
}

/// The pages found so far.
#[derive(Debug, Default)]
pub(super) struct FlagPages {
    found: BTreeMap<u32, (Duration, Reading<Page>)>,
    logged: BTreeMap<u32, Reading<Page>>,
}

/// Category of a flag.
pub(super) fn category(flag: u32) -> u32 {
    flag / FLAGS
}

/// Byte within its page and mask within the byte of a flag.
pub(super) fn bit(flag: u32) -> (usize, u8) {
    let rest = flag % FLAGS;
    ((rest / 8) as usize, 0x80 >> (rest % 8))
}

impl FlagPages {
    /// Forgets all addresses: the game may have moved the pages.
    pub(super) fn forget(&mut self) {
        self.found.clear();
    }

    /// The page of a category in the tree of the flag manager at `manager`.
    pub(super) fn page(
        &mut self,
        now: Duration,
        process: &impl Process,
        layout: &Layout,
        manager: u64,
        category: u32,
    ) -> Reading<Page> {
        if let Some((at, page)) = self.found.get(&category)
            && now.saturating_sub(*at) < BELIEVED
        {
            return *page;
        }
        let node = node(process, layout, manager, category);
        let page = node.and_then(|node| page_of(process, layout, manager, node));
        if self.logged.insert(category, page) != Some(page) {
            let kind = node.present().map(|node| node.kind);
            tracing::info!(category, ?kind, ?page, "page of event flags");
        }
        self.found.insert(category, (now, page));
        page
    }

    /// Categories looked for so far and what was found.
    pub(super) fn known(&self) -> impl Iterator<Item = (u32, Reading<Page>)> {
        self.found
            .iter()
            .map(|(category, (_, page))| (*category, *page))
    }
}

/// All bits of a page; none when it cannot be read.
pub(super) fn bits(process: &impl Process, page: Page) -> Option<[u8; PAGE_BYTES]> {
    let mut bits = [0; PAGE_BYTES];
    process.read(page.address, &mut bits).then_some(bits)
}

/// The page of a category, as it is at this moment.
pub(super) fn find(
    process: &impl Process,
    layout: &Layout,
    manager: u64,
    category: u32,
) -> Reading<Page> {
    node(process, layout, manager, category)
        .and_then(|node| page_of(process, layout, manager, node))
}

/// What the tree says of a category.
#[derive(Clone, Copy, Debug)]
struct Node {
    kind: u32,
    /// Number or address of the page, by kind.
    page: u64,
}

/// Walks the tree down to a category.
fn node(process: &impl Process, layout: &Layout, manager: u64, category: u32) -> Reading<Node> {
    let (Some(divisor), Some(size)) = (
        process.read_u32(manager + layout.flag_divisor),
        process.read_u32(manager + layout.flag_page_size),
    ) else {
        return Reading::NotYet;
    };
    if divisor != FLAGS || size as usize != PAGE_BYTES {
        // Still being set up, or laid out in another way than we know.
        return if divisor == 0 {
            Reading::NotYet
        } else {
            Reading::NotFound
        };
    }
    let walk = || -> Option<Reading<Node>> {
        let shape = &layout.node;
        let head = process.read_pointer(manager + layout.flag_tree_head)?;
        let mut at = process.read_pointer(head.checked_add(shape.parent as u64)?)?;
        for _ in 0..MAX_STEPS {
            let mut node = vec![0; shape.size];
            if at == head || !process.read(at, &mut node) {
                break;
            }
            if node[shape.is_head] != 0 {
                break;
            }
            at = match category.cmp(&u32_at(&node, shape.category)) {
                std::cmp::Ordering::Less => pointer_at(&node, shape.left),
                std::cmp::Ordering::Greater => pointer_at(&node, shape.right),
                std::cmp::Ordering::Equal => {
                    return Some(Reading::Present(Node {
                        kind: u32_at(&node, shape.kind),
                        page: pointer_at(&node, shape.page),
                    }));
                }
            };
        }
        Some(Reading::NotFound)
    };
    walk().unwrap_or(Reading::NotYet)
}

/// The page that a node stands for.
///
/// # Source
/// Kind 1 is undisputed. Kind 2 holds a pointer according to the `eldenring` crate; no other
/// kind is known to be in use.
fn page_of(process: &impl Process, layout: &Layout, manager: u64, node: Node) -> Reading<Page> {
    let address = match node.kind {
        1 => {
            let Some(pages) = process.read_pointer(manager + layout.flag_pages) else {
                return Reading::NotYet;
            };
            // The upper half belongs to nobody.
            let index = node.page & u64::from(u32::MAX);
            pages.checked_add(index * PAGE_BYTES as u64)
        }
        2 => Some(node.page),
        _ => None,
    };
    let page = address.map(|address| Page {
        address,
        kind: node.kind,
    });
    match page.filter(|page| bits(process, *page).is_some()) {
        Some(page) => Reading::Present(page),
        None => Reading::NotFound,
    }
}
