use super::Observation;
use crate::words::Link;

/// How the links of a list hang together.
pub(super) struct Tree(Vec<Node>);

struct Node {
    link: Link,
    parent: Option<usize>,
    /// Causes first, then members, then bystanders.
    children: Vec<usize>,
}

impl Tree {
    /// The first is the error itself; one that would stand deeper than its list allows is the
    /// child of the one before it.
    pub(super) fn of(list: &[Observation<'_>]) -> Self {
        let mut tree = Self(Vec::with_capacity(list.len()));
        // The links above the next one, the error itself first.
        let mut above: Vec<usize> = Vec::new();
        for (at, observation) in list.iter().enumerate() {
            let depth = usize::try_from(observation.depth).unwrap_or(usize::MAX);
            above.truncate(depth.max(1));
            let parent = above.last().copied();
            let link = if at == 0 { Link::Cause } else { observation.link.clone() };
            tree.0.push(Node { link, parent, children: Vec::new() });
            if let Some(parent) = parent.and_then(|parent| tree.0.get_mut(parent)) {
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

    /// A link and what is beneath it by explicit links, depth first.
    pub(super) fn explicit(&self, root: usize) -> Vec<usize> {
        self.walk(root, |link| *link != Link::Bystander)
    }

    /// Every link: the explicit ones first.
    pub(super) fn all(&self) -> Vec<usize> {
        let mut order = self.explicit(0);
        let rest = self.walk(0, |_| true);
        let bystanders: Vec<_> = rest.into_iter().filter(|at| !order.contains(at)).collect();
        order.extend(bystanders);
        order
    }

    /// The bystanders of a link and of what is beneath it by explicit links, depth first.
    pub(super) fn bystanders(&self, root: usize) -> Vec<usize> {
        let explicit = self.explicit(root);
        let of_explicit = |at: &usize| {
            self.0.get(*at).is_some_and(|node| {
                node.link == Link::Bystander
                    && node.parent.is_some_and(|parent| explicit.contains(&parent))
            })
        };
        self.walk(root, |_| true).into_iter().skip(1).filter(of_explicit).collect()
    }

    /// What is beneath a link by explicit links, and for a member its later neighbours.
    pub(super) fn beneath(&self, at: usize) -> Vec<usize> {
        let mut beneath = self.explicit(at).split_off(1);
        let Some(node) = self.0.get(at).filter(|node| node.link == Link::Member) else {
            return beneath;
        };
        let neighbours = node.parent.and_then(|parent| self.0.get(parent));
        let members = neighbours.map(|parent| parent.children.as_slice()).unwrap_or_default();
        let is_member = |at: &&usize| self.0.get(**at).is_some_and(|node| node.link == Link::Member);
        for later in members.iter().filter(is_member).filter(|member| **member > at) {
            beneath.extend(self.explicit(*later));
        }
        beneath
    }

    /// A link and those above it, the nearest first.
    pub(super) fn outward(&self, at: usize) -> Vec<usize> {
        let parent = |at: &usize| self.0.get(*at).and_then(|node| node.parent);
        std::iter::successors(Some(at), parent).collect()
    }

    fn walk(&self, root: usize, follow: impl Fn(&Link) -> bool) -> Vec<usize> {
        let (mut order, mut waiting) = (Vec::new(), vec![root]);
        while let Some(at) = waiting.pop() {
            let Some(node) = self.0.get(at) else { continue };
            order.push(at);
            let followed = |at: &&usize| self.0.get(**at).is_some_and(|node| follow(&node.link));
            waiting.extend(node.children.iter().filter(followed).rev());
        }
        order
    }
}

fn rank(link: &Link) -> u8 {
    match link {
        Link::Cause => 0,
        Link::Member => 1,
        Link::Bystander | Link::Unlisted(_) => 2,
    }
}
