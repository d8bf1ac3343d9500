/// Reads a size: `4096`, `64K`, `16M`.
pub(crate) fn read(size: &str) -> Result<usize, String> {
    let (digits, unit) = match size.strip_suffix(['K', 'M']) {
        Some(digits) if size.ends_with('K') => (digits, 1_000),
        Some(digits) => (digits, 1_000_000),
        None => (size, 1),
    };
    let number = digits.parse::<usize>().ok().and_then(|number| number.checked_mul(unit));
    number.ok_or_else(|| "a number of bytes is needed, such as 4096, 64K or 16M".to_owned())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn sizes_and_what_is_none() {
        let sizes = ["0", "4096", "64K", "16M"].map(|size| read(size).ok());
        assert_eq!(sizes, [0, 4096, 64_000, 16_000_000].map(Some));
        for none in ["", "K", "-1", "1.5M", "16MB", "99999999999999999999", "18446744073709551615M"]
        {
            assert!(read(none).is_err(), "{none}");
        }
    }
}
