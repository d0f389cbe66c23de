//! Reads screens that were rendered to HTML.

/// What a person can read: texts, and the labels that are for the ear.
pub fn words(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        found.push(text.to_owned());
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        for name in ["aria-label=\"", "title=\"", "placeholder=\""] {
            found
                .extend(tag.split(name).skip(1).filter_map(|part| part.split('"').next()).map(str::to_owned));
        }
        rest = after;
    }
    found.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}
