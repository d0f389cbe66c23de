//! Published examples of agreement, with the sources that print them.

/// How far votes over cards agree.
pub struct OrdinalCase {
    /// How often each card was played.
    pub counts: &'static [u32],
    /// Van der Eijk's A.
    pub agreement: f64,
    /// Tastle and Wierman's Cns.
    pub consensus: f64,
    /// Leik's D.
    pub dispersion: f64,
}

const fn ordinal(counts: &'static [u32], agreement: f64, consensus: f64, dispersion: f64) -> OrdinalCase {
    OrdinalCase { counts, agreement, consensus, dispersion }
}

/// R package agrmt: the first is printed in its manual, the others are what its code gives.
pub const ORDINAL: [OrdinalCase; 6] = [
    ordinal(&[30, 40, 210, 130, 530, 50, 10], 0.611_333_3, 0.725_687_6, 0.287),
    ordinal(&[0, 0, 5, 0, 0], 1.0, 1.0, 0.0),
    ordinal(&[5, 0, 0, 0, 5], -1.0, 0.0, 1.0),
    ordinal(&[1, 1, 1, 1, 1], 0.0, 0.433_985, 0.6),
    ordinal(&[0, 3, 4, 1, 0], 0.687_5, 0.773_539_1, 0.25),
    ordinal(&[2, 0, 1, 0, 2], -0.566_666_7, 0.2, 0.8),
];

/// Kendall's W of numbers whose rows are things and whose columns are people.
pub struct ConcordanceCase {
    /// A row for each thing.
    pub rows: &'static [&'static [f64]],
    /// The sum of squares of the rank sums.
    pub squares: f64,
    /// W with the correction for ties.
    pub w: f64,
    /// Its chi-squared.
    pub chi_squared: f64,
    /// The p value of that.
    pub p: f64,
    /// The mean of Spearman's correlation over pairs of people, where nobody has ties.
    pub mean_spearman: Option<f64>,
}

/// ProofWiki's example; ten projects (scribd.com/document/659863121); `anxiety` of the R package
/// irr, with ties; and ranks of which studyx.ai prints the wrong W 0.73.
pub const CONCORDANCE: [ConcordanceCase; 4] = [
    ConcordanceCase {
        rows: &[&[1.0, 1.0, 2.0, 3.0], &[3.0, 2.0, 3.0, 1.0], &[2.0, 3.0, 1.0, 2.0]],
        squares: 2.0,
        w: 1.0 / 16.0,
        chi_squared: 0.5,
        p: 0.778_800_783_071_404_9,
        mean_spearman: Some(-0.25),
    },
    ConcordanceCase {
        rows: &[
            &[1.0, 2.0, 3.0, 4.0],
            &[3.0, 1.0, 2.0, 2.0],
            &[4.0, 4.0, 1.0, 3.0],
            &[5.0, 5.0, 5.0, 1.0],
            &[2.0, 6.0, 7.0, 6.0],
            &[8.0, 3.0, 4.0, 7.0],
            &[6.0, 8.0, 6.0, 5.0],
            &[7.0, 7.0, 8.0, 9.0],
            &[10.0, 10.0, 9.0, 8.0],
            &[9.0, 9.0, 10.0, 10.0],
        ],
        squares: 1048.0,
        w: 0.793_939_393_939_394,
        chi_squared: 28.581_818_181_818_182,
        p: 0.000_762_080_068_454_039_9,
        mean_spearman: Some(0.725_252_525_252_525_3),
    },
    ConcordanceCase {
        rows: &[
            &[3.0, 3.0, 2.0],
            &[3.0, 6.0, 1.0],
            &[3.0, 4.0, 4.0],
            &[4.0, 6.0, 4.0],
            &[5.0, 2.0, 3.0],
            &[5.0, 4.0, 2.0],
            &[2.0, 2.0, 1.0],
            &[3.0, 4.0, 6.0],
            &[5.0, 3.0, 1.0],
            &[2.0, 3.0, 1.0],
            &[2.0, 2.0, 1.0],
            &[6.0, 3.0, 2.0],
            &[1.0, 3.0, 3.0],
            &[5.0, 3.0, 3.0],
            &[2.0, 2.0, 1.0],
            &[2.0, 2.0, 1.0],
            &[1.0, 1.0, 3.0],
            &[2.0, 3.0, 3.0],
            &[4.0, 3.0, 2.0],
            &[3.0, 4.0, 2.0],
        ],
        squares: 3004.0,
        w: 0.539_656_875_954_370,
        chi_squared: 30.760_441_929_399_1,
        p: 0.042_883_473_126_947_9,
        mean_spearman: None,
    },
    ConcordanceCase {
        rows: &[
            &[1.0, 2.0, 3.0, 3.0],
            &[3.0, 1.0, 1.0, 2.0],
            &[2.0, 3.0, 2.0, 1.0],
            &[5.0, 4.0, 5.0, 4.0],
            &[4.0, 5.0, 4.0, 5.0],
        ],
        squares: 122.0,
        w: 0.7625,
        chi_squared: 12.2,
        p: 0.015_924_360_808_349_202,
        mean_spearman: Some(0.683_333_333_333_333_2),
    },
];

/// An election, and what every rule makes of it. Candidates are letters.
pub struct ElectionCase {
    /// Whose example it is.
    pub name: &'static str,
    /// How many ballots, and their order.
    pub ballots: &'static [(f64, &'static str)],
    /// Who prefers whom: pairs of letters with the number of ballots.
    pub pairs: &'static [(&'static str, f64)],
    /// Strengths of Schulze's paths, row by row.
    pub strengths: &'static [&'static [f64]],
    /// Schulze's order.
    pub schulze: &'static str,
    /// Borda's points.
    pub borda: &'static [f64],
    /// Copeland's wins less losses.
    pub copeland: &'static [f64],
    /// Winners of ranked pairs.
    pub ranked_pairs: &'static str,
    /// The majorities that ranked pairs lock, in order; those of equal size may change places.
    pub locked: &'static [(&'static str, f64)],
    /// Kemeny's score.
    pub kemeny_score: f64,
    /// Kemeny's orders.
    pub kemeny: &'static [&'static str],
    /// The Condorcet winner.
    pub condorcet: Option<char>,
}

/// Schulze's examples (2011, Social Choice and Welfare 36:267; tests of python-vote-core), the
/// capital of Tennessee (manual of the R package votesys), a circle (python-vote-core). Borda,
/// Copeland, Kemeny and ranked pairs were compared with the program pref_voting.
pub const ELECTIONS: [ElectionCase; 4] = [
    ElectionCase {
        name: "45 voters",
        ballots: &[
            (5.0, "ACBED"),
            (5.0, "ADECB"),
            (8.0, "BEDAC"),
            (3.0, "CABED"),
            (7.0, "CAEBD"),
            (2.0, "CBADE"),
            (7.0, "DCEBA"),
            (8.0, "EBADC"),
        ],
        pairs: &[
            ("AB", 20.0),
            ("AC", 26.0),
            ("AD", 30.0),
            ("AE", 22.0),
            ("BA", 25.0),
            ("BC", 16.0),
            ("BD", 33.0),
            ("BE", 18.0),
            ("CA", 19.0),
            ("CB", 29.0),
            ("CD", 17.0),
            ("CE", 24.0),
            ("DA", 15.0),
            ("DB", 12.0),
            ("DC", 28.0),
            ("DE", 14.0),
            ("EA", 23.0),
            ("EB", 27.0),
            ("EC", 21.0),
            ("ED", 31.0),
        ],
        strengths: &[
            &[0.0, 28.0, 28.0, 30.0, 24.0],
            &[25.0, 0.0, 28.0, 33.0, 24.0],
            &[25.0, 29.0, 0.0, 29.0, 24.0],
            &[25.0, 28.0, 28.0, 0.0, 24.0],
            &[25.0, 28.0, 28.0, 31.0, 0.0],
        ],
        schulze: "EACBD",
        borda: &[98.0, 92.0, 89.0, 69.0, 102.0],
        copeland: &[0.0, 0.0, 0.0, -2.0, 2.0],
        ranked_pairs: "A",
        locked: &[
            ("BD", 33.0),
            ("ED", 31.0),
            ("AD", 30.0),
            ("CB", 29.0),
            ("EB", 27.0),
            ("AC", 26.0),
            ("CE", 24.0),
        ],
        kemeny_score: 260.0,
        kemeny: &["EBADC"],
        condorcet: None,
    },
    ElectionCase {
        name: "30 voters",
        ballots: &[(3.0, "ACDB"), (9.0, "BACD"), (8.0, "CDAB"), (5.0, "DABC"), (5.0, "DBCA")],
        pairs: &[
            ("AB", 16.0),
            ("AC", 17.0),
            ("AD", 12.0),
            ("BA", 14.0),
            ("BC", 19.0),
            ("BD", 9.0),
            ("CA", 13.0),
            ("CB", 11.0),
            ("CD", 20.0),
            ("DA", 18.0),
            ("DB", 21.0),
            ("DC", 10.0),
        ],
        strengths: &[
            &[0.0, 17.0, 17.0, 17.0],
            &[18.0, 0.0, 19.0, 19.0],
            &[18.0, 20.0, 0.0, 20.0],
            &[18.0, 21.0, 19.0, 0.0],
        ],
        schulze: "CDBA",
        borda: &[45.0, 42.0, 44.0, 49.0],
        copeland: &[1.0, -1.0, -1.0, 1.0],
        ranked_pairs: "C",
        locked: &[("DB", 21.0), ("CD", 20.0), ("DA", 18.0), ("AB", 16.0)],
        kemeny_score: 101.0,
        kemeny: &["DABC"],
        condorcet: None,
    },
    ElectionCase {
        name: "Tennessee: A Memphis, B Nashville, C Chattanooga, D Knoxville",
        ballots: &[(42.0, "ABCD"), (26.0, "BCDA"), (15.0, "CDBA"), (17.0, "DCBA")],
        pairs: &[
            ("AB", 42.0),
            ("BA", 58.0),
            ("BC", 68.0),
            ("CB", 32.0),
            ("CD", 83.0),
            ("DC", 17.0),
            ("DA", 58.0),
        ],
        strengths: &[&[0.0; 4], &[58.0, 0.0, 68.0, 68.0], &[58.0, 0.0, 0.0, 83.0], &[58.0, 0.0, 0.0, 0.0]],
        schulze: "BCDA",
        borda: &[126.0, 194.0, 173.0, 107.0],
        copeland: &[-3.0, 3.0, 1.0, -1.0],
        ranked_pairs: "B",
        locked: &[("CD", 83.0), ("BC", 68.0), ("BD", 68.0), ("CA", 58.0), ("DA", 58.0), ("BA", 58.0)],
        kemeny_score: 393.0,
        kemeny: &["BCDA"],
        condorcet: Some('B'),
    },
    ElectionCase {
        name: "a circle",
        ballots: &[(80.0, "ABC"), (50.0, "BCA"), (40.0, "CAB")],
        pairs: &[("AB", 120.0), ("BA", 50.0), ("BC", 130.0), ("CB", 40.0), ("CA", 90.0), ("AC", 80.0)],
        strengths: &[&[0.0, 120.0, 120.0], &[90.0, 0.0, 130.0], &[90.0, 90.0, 0.0]],
        schulze: "ABC",
        borda: &[200.0, 180.0, 130.0],
        copeland: &[0.0, 0.0, 0.0],
        ranked_pairs: "A",
        locked: &[("BC", 130.0), ("AB", 120.0)],
        kemeny_score: 330.0,
        kemeny: &["ABC"],
        condorcet: None,
    },
];
