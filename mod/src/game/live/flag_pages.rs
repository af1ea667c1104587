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
        let page = find(process, layout, manager, category);
        if self.logged.insert(category, page) != Some(page) {
            tracing::info!(category, ?page, "page of event flags");
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

/// Walks the tree down to a category.
pub(super) fn find(
    process: &impl Process,
    layout: &Layout,
    manager: u64,
    category: u32,
) -> Reading<Page> {
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
    let walk = || -> Option<Reading<Page>> {
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
                std::cmp::Ordering::Equal => return page_of(process, layout, manager, &node),
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
fn page_of(
    process: &impl Process,
    layout: &Layout,
    manager: u64,
    node: &[u8],
) -> Option<Reading<Page>> {
    let kind = u32_at(node, layout.node.kind);
    let address = match kind {
        1 => {
            let pages = process.read_pointer(manager + layout.flag_pages)?;
            let index = u64::from(u32_at(node, layout.node.page));
            pages.checked_add(index * PAGE_BYTES as u64)?
        }
        2 => pointer_at(node, layout.node.page),
        _ => return Some(Reading::NotFound),
    };
    let page = Page { address, kind };
    Some(match bits(process, page) {
        Some(_) => Reading::Present(page),
        None => Reading::NotFound,
    })
}
