//! What people call the browser that they sit before.

/// Browsers and systems by what they say of themselves; those that imitate others stand before them.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// `Firefox, Windows`; of a program the first word of what it calls itself.
pub fn device_name(user_agent: &str) -> String {
    let known =
        |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name);
    match (known(BROWSERS), known(SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => user_agent.split(['/', ' ']).next().unwrap_or_default().chars().take(40).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::device_name;

    #[test]
    fn devices_are_called_what_people_call_them() {
        let mozilla = "Mozilla/5.0";
        for (agent, name) in [
            (
                format!("{mozilla} (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"),
                "Firefox, Windows",
            ),
            (
                format!(
                    "{mozilla} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18 Safari/605.1.15"
                ),
                "Safari, macOS",
            ),
            (
                format!("{mozilla} (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"),
                "Safari, iPhone",
            ),
            (format!("{mozilla} (Windows NT 10.0) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"), "Edge, Windows"),
            (format!("{mozilla} (Linux; Android 9) Chrome/99.0 Mobile Safari/537.36"), "Chrome, Android"),
            ("curl/8.5.0".to_owned(), "curl"),
            (String::new(), ""),
        ] {
            assert_eq!(device_name(&agent), name);
        }
    }
}
