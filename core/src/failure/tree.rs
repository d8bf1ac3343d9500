use super::Observation;
use crate::words::Link;

/// How the links of a list hang together.
pub(super) struct Tree(Vec<Node>);

struct Node {
    link: Link,
    depth: u32,
    parent: Option<usize>,
    /// Causes first, then members, then bystanders.
    children: Vec<usize>,
}

impl Tree {
    /// A link stands beneath the nearest one before it that is less deep, else beneath the top,
    /// which is none of the list.
    pub(super) fn of(list: &[Observation<'_>]) -> Self {
        let node = |link: Link, depth| Node { link, depth, parent: None, children: Vec::new() };
        let mut tree = Self(list.iter().map(|one| node(one.link.clone(), one.depth)).collect());
        let top = list.len();
        tree.0.push(node(Link::Cause, 0));
        let mut above: Vec<usize> = Vec::new();
        for (at, observation) in list.iter().enumerate() {
            while let Some(last) = above.last().and_then(|last| tree.0.get(*last))
                && last.depth >= observation.depth
            {
                above.pop();
            }
            let parent = above.last().copied().unwrap_or(top);
            if let Some(node) = tree.0.get_mut(at) {
                node.parent = Some(parent);
            }
            if let Some(parent) = tree.0.get_mut(parent) {
                parent.children.push(at);
            }
            above.push(at);
        }
        let ranks: Vec<_> = tree.0.iter().map(|node| rank(&node.link)).collect();
        for node in &mut tree.0 {
            node.children.sort_by_key(|child| ranks.get(*child).copied());
        }
        tree
    }

    /// What hangs together explicitly, each depth first: the error with its causes and members, then
    /// every bystander with its own.
    pub(super) fn chains(&self) -> Vec<Vec<usize>> {
        let (mut chains, mut waiting) = (Vec::new(), vec![self.0.len().saturating_sub(1)]);
        while let Some(root) = waiting.pop() {
            let chain = self.explicit(root);
            waiting.extend(self.bystanders(root).into_iter().rev());
            chains.push(chain);
        }
        chains
    }

    /// What is beneath a link by explicit links, and for a member its later neighbours.
    pub(super) fn beneath(&self, at: usize) -> Vec<usize> {
        let mut beneath = self.explicit(at).split_off(1);
        if self.is(at, Link::Member) {
            let parent = self.0.get(at).and_then(|node| self.0.get(node.parent?));
            let neighbours = parent.map(|parent| parent.children.as_slice()).unwrap_or_default();
            let later = |one: &&usize| **one > at && self.is(**one, Link::Member);
            beneath.extend(neighbours.iter().filter(later).flat_map(|one| self.explicit(*one)));
        }
        beneath
    }

    /// A link and those above it, the nearest first.
    pub(super) fn outward(&self, at: usize) -> Vec<usize> {
        let parent = |at: &usize| self.0.get(*at).and_then(|node| node.parent);
        std::iter::successors(Some(at), parent).collect()
    }

    fn explicit(&self, root: usize) -> Vec<usize> {
        let (mut order, mut waiting) = (Vec::new(), vec![root]);
        while let Some(at) = waiting.pop() {
            order.push(at);
            let children = self.0.get(at).map(|node| node.children.as_slice()).unwrap_or_default();
            let explicit = |child: &&usize| !self.is(**child, Link::Bystander);
            waiting.extend(children.iter().filter(explicit).rev());
        }
        order
    }

    /// The bystanders of a link and of what is beneath it explicitly; those of what is beneath first.
    fn bystanders(&self, root: usize) -> Vec<usize> {
        let (mut order, mut waiting) = (Vec::new(), vec![root]);
        while let Some(at) = waiting.pop() {
            if at != root && self.is(at, Link::Bystander) {
                order.push(at);
                continue;
            }
            waiting.extend(self.0.get(at).iter().flat_map(|node| node.children.iter().rev()));
        }
        order
    }

    fn is(&self, at: usize, link: Link) -> bool {
        self.0.get(at).is_some_and(|node| node.link == link)
    }
}

fn rank(link: &Link) -> u8 {
    match link {
        Link::Cause => 0,
        Link::Member => 1,
        Link::Bystander | Link::Unlisted(_) => 2,
    }
}
