//! Times: moments in RFC 3339 and bare dates that mean a whole day.

use std::fmt;

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

/// A moment, to the millisecond, written in RFC 3339.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(try_from = "String", into = "String")]
pub struct Time(#[cfg_attr(feature = "ts", specta(type = String))] Timestamp);

/// A text that is neither a moment nor a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no time; write 2026-11-21 or 2026-11-21T14:00:00Z")]
pub struct InvalidTime(pub String);

impl Time {
    /// The moment `at`, cut to milliseconds.
    pub fn new(at: Timestamp) -> Self {
        Self(Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at))
    }

    /// The moment that lies `ms` milliseconds after 1970 began, or `None` beyond year 9999.
    pub fn from_ms(ms: i64) -> Option<Self> {
        Timestamp::from_millisecond(ms).ok().map(Self)
    }

    /// Milliseconds since 1970 began.
    pub fn ms(self) -> i64 {
        self.0.as_millisecond()
    }

    /// The moment `minutes` later (earlier when negative), held within years -9999 to 9999.
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self(
            self.0
                .saturating_add(SignedDuration::from_secs(minutes.saturating_mul(60)))
                .unwrap_or(self.0),
        )
    }

    /// Reads RFC 3339.
    ///
    /// # Errors
    /// [`InvalidTime`] names the text.
    pub fn parse(text: &str) -> Result<Self, InvalidTime> {
        text.trim()
            .parse()
            .map(Self::new)
            .map_err(|_error| InvalidTime(text.chars().take(40).collect()))
    }

    /// The calendar day of this moment in `zone`.
    pub fn date(self, zone: &TimeZone) -> Date {
        zone.to_datetime(self.0).date()
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<String> for Time {
    type Error = InvalidTime;
    fn try_from(text: String) -> Result<Self, InvalidTime> {
        Self::parse(&text)
    }
}

impl From<Time> for String {
    fn from(time: Time) -> Self {
        time.to_string()
    }
}

/// One end of a validity: a moment, or a whole day in the workspace's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(try_from = "String", into = "String")]
pub enum Moment {
    /// A whole day.
    Day(#[cfg_attr(feature = "ts", specta(type = String))] Date),
    /// A moment.
    At(Time),
}

impl Moment {
    /// Reads a bare date or RFC 3339.
    ///
    /// # Errors
    /// [`InvalidTime`] names the text.
    pub fn parse(text: &str) -> Result<Self, InvalidTime> {
        let text = text.trim();
        if text.len() == 10 {
            let day = text.parse().map(Self::Day);
            return day.map_err(|_error| InvalidTime(text.to_owned()));
        }
        Time::parse(text).map(Self::At)
    }

    fn starts(self, zone: &TimeZone) -> i64 {
        match self {
            Self::At(time) => time.ms(),
            Self::Day(day) => day_start(day, zone),
        }
    }

    fn ends(self, zone: &TimeZone) -> i64 {
        match self {
            Self::At(time) => time.ms(),
            Self::Day(day) => match day.tomorrow() {
                Ok(next) => day_start(next, zone) - 1,
                Err(_last_day_of_all) => i64::MAX,
            },
        }
    }
}

fn day_start(day: Date, zone: &TimeZone) -> i64 {
    match day.to_zoned(zone.clone()) {
        Ok(start) => start.timestamp().as_millisecond(),
        // Only the very first and last days of the calendar have no start in every zone.
        Err(_out_of_range) if day.year() < 0 => i64::MIN,
        Err(_out_of_range) => i64::MAX,
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::At(time) => time.fmt(f),
        }
    }
}

impl TryFrom<String> for Moment {
    type Error = InvalidTime;
    fn try_from(text: String) -> Result<Self, InvalidTime> {
        Self::parse(&text)
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

/// From when until when an answer may be used, both ends inclusive, open where nothing is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Validity {
    /// The first moment, or the first day.
    pub from: Option<Moment>,
    /// The last moment, or the last day.
    pub until: Option<Moment>,
}

impl Validity {
    /// Both ends in milliseconds since 1970, `i64::MIN` and `i64::MAX` where open.
    pub fn bounds_ms(&self, zone: &TimeZone) -> (i64, i64) {
        let from = self.from.map_or(i64::MIN, |from| from.starts(zone));
        let until = self.until.map_or(i64::MAX, |until| until.ends(zone));
        (from, until)
    }

    /// Whether `now` lies within.
    pub fn covers(&self, now: Time, zone: &TimeZone) -> bool {
        let (from, until) = self.bounds_ms(zone);
        (from..=until).contains(&now.ms())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_date_is_the_whole_day_in_the_workspace_time_zone() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let day = Some(Moment::parse("2026-03-01").unwrap());
        let validity = Validity { from: day, until: day };
        for (at, inside) in [
            ("2026-02-28T22:59:59Z", false),
            ("2026-02-28T23:00:00Z", true),
            ("2026-03-01T22:59:59Z", true),
            ("2026-03-01T23:00:00Z", false),
        ] {
            assert_eq!(validity.covers(Time::parse(at).unwrap(), &zone), inside, "{at}");
        }
    }

    #[test]
    fn an_open_end_never_ends() {
        let now = Time::parse("2026-03-01T00:00:00Z").unwrap();
        assert!(Validity::default().covers(now, &TimeZone::UTC));
        let last = Some(Moment::parse("9999-12-31").unwrap());
        assert!(Validity { from: None, until: last }.covers(now, &TimeZone::UTC));
    }

    #[test]
    fn what_is_no_time_is_named() {
        assert_eq!(Moment::parse("2026-02-30").unwrap_err().0, "2026-02-30");
        assert!(Moment::parse("tomorrow").is_err());
    }
}
