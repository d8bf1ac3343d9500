//! The three date forms that RFC 9110 section 5.6.7 makes every recipient accept.
//!
//! Own code because of what the contract asks and no library was found to do
//! together: weekday not checked, names case-sensitive, and a two-digit year
//! placed by a given clock.

const DAY_MS: i64 = 86_400_000;

/// Further from the epoch than any date with a year of four digits, and far from any overflow.
const FARTHEST_MS: i64 = 100_000_000 * DAY_MS;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SHORT_DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const LONG_DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The Unix time in milliseconds; `now_ms` places a year of two digits.
pub(crate) fn parse(date: &str, now_ms: i64) -> Option<i64> {
    let now_ms = now_ms.clamp(-FARTHEST_MS, FARTHEST_MS);
    match date.split_once(", ") {
        Some((day, rest)) if SHORT_DAYS.contains(&day) => imf_fixdate(rest),
        Some((day, rest)) if LONG_DAYS.contains(&day) => rfc850(rest, now_ms),
        Some(_) => None,
        None => asctime(date),
    }
}

/// `06 Nov 1994 08:49:37 GMT`
fn imf_fixdate(date: &str) -> Option<i64> {
    let [day, month, year, time] = fields(date.strip_suffix(" GMT")?, ' ')?;
    unix_ms(number(year, 4)?, month, number(day, 2)?, time)
}

/// `06-Nov-94 08:49:37 GMT`
fn rfc850(date: &str, now_ms: i64) -> Option<i64> {
    let [date, time] = fields(date.strip_suffix(" GMT")?, ' ')?;
    let [day, month, year] = fields(date, '-')?;
    let (year, day) = (number(year, 2)?, number(day, 2)?);
    let century = year_of(now_ms).div_euclid(100) * 100;
    let mut candidates = [century + 100, century, century - 100].into_iter().map(|c| c + year);
    // More than 50 years ahead is the most recent past year with these digits.
    candidates.find_map(|year| {
        let ms = unix_ms(year, month, day, time)?;
        let fifty_years_before =
            ms - ms_at_day(year, month, day)? + ms_at_day(year - 50, month, day)?;
        (fifty_years_before <= now_ms).then_some(ms)
    })
}

/// `Sun Nov  6 08:49:37 1994`
fn asctime(date: &str) -> Option<i64> {
    let (weekday, rest) = date.split_once(' ')?;
    let (month, rest) = rest.split_once(' ')?;
    let (day, rest) = rest.split_at_checked(2)?;
    let [time, year] = fields(rest.strip_prefix(' ')?, ' ')?;
    let day = match day.strip_prefix(' ') {
        Some(digit) => number(digit, 1)?,
        None => number(day, 2)?,
    };
    SHORT_DAYS.contains(&weekday).then_some(())?;
    unix_ms(number(year, 4)?, month, day, time)
}

fn fields<const N: usize>(text: &str, separator: char) -> Option<[&str; N]> {
    let mut fields = [""; N];
    let mut parts = text.split(separator);
    for field in &mut fields {
        *field = parts.next()?;
    }
    parts.next().is_none().then_some(fields)
}

/// A number of exactly that many digits.
fn number(text: &str, digits: usize) -> Option<i64> {
    let exact = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    exact.then(|| text.parse().ok())?
}

fn unix_ms(year: i64, month: &str, day: i64, time: &str) -> Option<i64> {
    let [hour, minute, second] = fields(time, ':')?;
    let (hour, minute, second) = (number(hour, 2)?, number(minute, 2)?, number(second, 2)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days_in_month = match month {
        "Feb" => 28 + i64::from(leap),
        "Apr" | "Jun" | "Sep" | "Nov" => 30,
        _ => 31,
    };
    let valid = (1..=days_in_month).contains(&day) && hour < 24 && minute < 60 && second <= 60;
    valid.then_some(ms_at_day(year, month, day)? + ((hour * 60 + minute) * 60 + second) * 1000)
}

/// When a day begins; one past the end of its month is a day of the next.
fn ms_at_day(year: i64, month: &str, day: i64) -> Option<i64> {
    let month = MONTHS.iter().position(|name| *name == month)?;
    Some((days_before(year, i64::try_from(month).ok()?) + day) * DAY_MS)
}

/// Days from the Unix epoch to the last day before that month (0 is January), in the Gregorian calendar.
fn days_before(year: i64, month: i64) -> i64 {
    // Years that begin in March, so that a leap day is a year's last day.
    let (year, month) = if month < 2 { (year - 1, month + 10) } else { (year, month - 2) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (month * 153 + 2) / 5 - 719_469
}

fn year_of(ms: i64) -> i64 {
    const MEAN_YEAR_MS: i64 = 31_556_952_000;
    let guess = 1970 + ms.div_euclid(MEAN_YEAR_MS);
    let begins = |year| (days_before(year, 0) + 1) * DAY_MS;
    if begins(guess) > ms {
        guess - 1
    } else if begins(guess + 1) <= ms {
        guess + 1
    } else {
        guess
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOVEMBER_1994: i64 = 784_111_777_000;

    #[test]
    fn all_forms_give_the_example_of_the_rfc() {
        for date in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "Mon, 06 Nov 1994 08:49:37 GMT",
        ] {
            assert_eq!(parse(date, NOVEMBER_1994), Some(NOVEMBER_1994), "{date}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for date in [
            "",
            "Sun, 06 Nov 1994 08:49:37",
            "sun, 06 Nov 1994 08:49:37 GMT",
            "Sun, 06 nov 1994 08:49:37 GMT",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 29 Feb 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun Nov 6 08:49:37 1994",
            "Sun, 06-Nov-94 08:49:37 GMT",
        ] {
            assert_eq!(parse(date, NOVEMBER_1994), None, "{date}");
        }
    }

    #[test]
    fn a_year_of_two_digits_is_at_most_fifty_years_ahead() {
        let year = |date, now| parse(date, now).map(year_of);
        let now = 1_800_000_000_000; // January 2027
        assert_eq!(year("Sunday, 06-Nov-26 08:49:37 GMT", now), Some(2026));
        assert_eq!(year("Sunday, 06-Nov-76 08:49:37 GMT", now), Some(2076));
        assert_eq!(year("Sunday, 06-Nov-77 08:49:37 GMT", now), Some(1977));
        assert_eq!(year("Sunday, 06-Nov-03 08:49:37 GMT", 3_913_056_000_000), Some(2103));
        let ahead = "Sunday, 06-Nov-44 08:49:37 GMT";
        assert_eq!(year(ahead, NOVEMBER_1994), Some(2044));
        assert_eq!(year(ahead, NOVEMBER_1994 - 1), Some(1944));
        assert_eq!(year("Monday, 29-Feb-44 00:00:00 GMT", 762_480_000_000), Some(2044)); // 1 March 1994
    }

    #[test]
    fn no_clock_is_too_far() {
        for now in [i64::MIN, i64::MAX] {
            assert!(parse("Sunday, 06-Nov-94 08:49:37 GMT", now).is_some());
        }
    }

    #[test]
    fn days_count_from_the_epoch() {
        assert_eq!(parse("Thu, 01 Jan 1970 00:00:00 GMT", 0), Some(0));
        assert_eq!(parse("Thu, 29 Feb 2024 00:00:00 GMT", 0), Some(1_709_164_800_000));
        assert_eq!(parse("Wed, 31 Dec 1969 23:59:60 GMT", 0), Some(0));
        assert_eq!(parse("Sat, 01 Jan 0000 00:00:00 GMT", 0), Some(-62_167_219_200_000));
    }
}
