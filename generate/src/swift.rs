use crate::File;

pub(crate) fn files() -> Vec<File> {
    Vec::new()
}
